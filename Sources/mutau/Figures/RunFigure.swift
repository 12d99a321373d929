import Figures
import Foundation
import GlobalFit
import Inference
import Physics
import Runs

/// The figures of runs, by the names that the command line takes.
enum RunFigure: String, CaseIterable {
  case corner, planes, profiles, pulls, trace, rank, weights, evidence
  case priorPosterior = "prior-posterior"
  case variants, forest, impact

  /// What is drawn where nothing is named: of one run all that says something of it, of several what compares them.
  static func usual(of runs: [DrawnRun]) -> [RunFigure] {
    runs.count > 1
      ? [.corner, .planes, .forest]
      : [.corner, .planes, .profiles, .pulls, .trace, .rank, .weights, .evidence, .priorPosterior, .variants]
  }

  /// What it needs that a run may not have.
  var need: String {
    switch self {
    case .corner, .forest: "there is no quantity in common that varies"
    case .planes: "there is no plane in common; add 'planes:' to the fit, or ask mutau profile --over x,y"
    case .profiles: "the fit profiles nothing, or no profile has a curve"
    case .pulls: "there is no best fit"
    case .trace: "its draws are no chains; weights and rank tell of them"
    case .rank: "its draws come from one part only, with nothing to compare"
    case .weights: "its draws all count the same"
    case .evidence: "its sampler gives no evidence; choose 'sampler: nested'"
    case .priorPosterior: "no parameter varies"
    case .variants: "mutau compare has not compared its variants, or it has another result by now"
    case .impact: "the fit has one constraint, or there is no quantity to ask for"
    }
  }

  /// Figures of runs.
  ///
  /// - Parameters:
  ///   - names: which; those that are usual if there are none. Of several runs only those that compare.
  ///   - options: what they show, and how.
  ///   - check: is called between them, and may throw.
  static func figures(
    of runs: [DrawnRun], named names: [RunFigure], _ options: FigureOptions = FigureOptions(),
    check: () throws(Failure) -> Void = {}
  ) throws(Failure) -> [Figure] {
    guard let first = runs.first else { return [] }
    var figures: [Figure] = []
    // what can be drawn at two levels only is left out where others are wished, unless it is named
    let usual = usual(of: runs).filter { options.levels == nil || $0 != .variants }
    for name in names.isEmpty ? usual : names {
      if let figure = try name.figure(of: runs, options) {
        figures.append(figure.noting(name.isOfDraws ? [] : validityNotes(of: runs.map(\.problem))))
      } else if !names.isEmpty {
        throw .usage("\(name.rawValue) of \(first.name.words) cannot be drawn: \(name.need)")
      }
      try check()
    }
    return figures
  }

  /// Whether it tells of the draws and their making, and not of what they mean.
  private var isOfDraws: Bool {
    switch self {
    case .trace, .rank, .weights, .evidence: true
    case .corner, .planes, .profiles, .pulls, .priorPosterior, .variants, .forest, .impact: false
    }
  }

  /// Where the fits of runs use formulas outside their validity, each sentence once.
  static func validityNotes(of problems: [Problem]) -> [String] {
    var notes: [String] = []
    for note in problems.flatMap(\.validityNotes) where !notes.contains(note) { notes.append(note) }
    return notes
  }

  /// Throws if one of these figures shows one run only.
  static func checkThatAllCompare(_ names: [RunFigure]) throws(Failure) {
    for name in names where ![.corner, .planes, .forest].contains(name) {
      throw .usage("\(name.rawValue) shows one run; name one, or draw corner, planes or forest of all")
    }
  }

  private func figure(of runs: [DrawnRun], _ options: FigureOptions) throws(Failure) -> Figure? {
    let (run, wanted) = (runs[0], options.quantities)
    switch self {
    case .corner: return CornerFigure(runs, options)?.figure
    case .planes: return PlanesFigure(runs.map(ProfiledRun.init), options)?.figure
    case .profiles: return ProfilesFigure(run, run.profiles(wanted), options)?.figure
    case .pulls: return PullsFigure(run)?.figure
    case .trace: return TraceFigure(run, wanted)?.figure
    case .rank: return RankFigure(run, wanted)?.figure
    case .weights: return WeightsFigure(run)?.figure
    case .evidence: return EvidenceFigure(run)?.figure
    case .priorPosterior: return PriorPosteriorFigure(run).figure
    case .variants:
      if options.levels != nil {
        throw .usage(
          "a comparison keeps intervals at 68.3 and 95.4 %, and --level has no others of them; for other levels draw "
            + "forest of the runs of the variants")
      }
      return run.stored.comparison.flatMap { Self.variants($0, of: run, wanted) }
    case .forest:
      let quantities = wanted.isEmpty ? run.telling(most: 6) : wanted
      let rows = runs.map { $0.row(of: quantities, levels: options.levels) }
      return ForestFigure(
        rawValue, rows, wanted, usual: run.telling(most: 6), levels: options.probabilities)?.figure
    case .impact:
      guard run.problem.constraints.count > 1, let quantity = wanted.first ?? run.problem.fit.profile.first
      else {
        return nil
      }
      let impact = run.stored.remembering(run.workforce) {
        run.problem.impact(on: quantity, seed: run.stored.identity.seed, by: $0)
      }
      if let problem = impact.problems.first { Console.complain("note: \(problem)") }
      return ImpactFigure(impact, on: quantity, of: run.problem).figure
    }
  }

  private static func variants(_ comparison: Comparison, of run: DrawnRun, _ wanted: [Quantity]) -> Figure? {
    let whats =
      ["\(Label.words(comparison.title)) as it stands"]
      + comparison.shifts.map { Label.words("\($0.variant) (\($0.what))") }
    let rows = zip(comparison.results, whats).map { result, what in
      ForestFigure.Row(
        name: RunName(result.variant ?? "as it stands"), words: what, result: result, priors: run.priors)
    }
    return ForestFigure(variants.rawValue, rows, wanted, usual: run.telling(most: 6))?.figure
  }
}

extension StoredRun {
  /// Does something by a workforce that is spared what the run did before. What takes long is kept in the run, unless that cannot be
  /// written, or somebody works on it.
  func remembering<Answer>(_ workforce: Workforce, _ body: (Workforce) -> Answer) -> Answer {
    var workforce = workforce
    guard let store = try? RunStore(writing: folder) else {
      workforce.memory = TaskMemory(recall: { self.store.recall($0, $1) }, keep: { _, _, _ in })
      return body(workforce)
    }
    defer { store.close() }
    workforce.memory = TaskMemory(recall: { store.recall($0, $1) }, keep: { store.keep($0, $1, $2) })
    return body(workforce)
  }
}

extension DrawnRun {
  /// A row of a forest: the result, or what it would say at other levels.
  fileprivate func row(of quantities: [Quantity], levels: [Double]?) -> ForestFigure.Row {
    let variant = problem.variant.map { ", \($0)" } ?? ""
    var row = ForestFigure.Row(
      name: name, words: "\(nameInCaption) (\"\(titleInCaption)\"\(variant))", result: result,
      priors: priors)
    guard let levels else { return row }
    let known = quantities.filter { place(of: $0) != nil }
    row.posteriors = DrawnQuantities.summaries(
      of: known, problem, at: sample, holding: levels, threads: workforce.threads)
    let profiled = problem.fit.profile.filter(known.contains)
    row.profiles = stored.remembering(workforce) { workforce in
      let bestFit = problem.bestFit(seed: stored.identity.seed, by: workforce)
      guard bestFit.isConverged else { return [] }
      return problem.profiles(
        of: profiled, .init(levels: levels), from: bestFit, seed: stored.identity.seed, by: workforce)
    }
    return row
  }

  /// The profiles of what the fit profiles, or of other quantities, with their curves.
  func profiles(_ wanted: [Quantity]) -> [(Quantity, ProfileResult)] {
    let quantities = wanted.isEmpty ? problem.fit.profile : wanted
    guard result.bestFit.isConverged else { return [] }
    return stored.drawnProfiles(of: quantities, by: workforce)
  }
}

extension StoredRun {
  /// The profiles of quantities with the curves that are drawn; none without a best fit.
  func drawnProfiles(of quantities: [Quantity], by workforce: Workforce) -> [(Quantity, ProfileResult)] {
    guard !quantities.isEmpty else { return [] }
    return remembering(workforce) { workforce in
      let bestFit = problem.bestFit(seed: identity.seed, by: workforce)
      guard bestFit.isConverged else { return [] }
      return Array(
        zip(
          quantities,
          problem.profiles(
            of: quantities, .init(points: 30, isDrawn: true), from: bestFit, seed: identity.seed,
            by: workforce)))
    }
  }
}
