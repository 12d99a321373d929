import Figures
import Foundation
import GlobalFit
import Inference
import Physics
import Runs

/// The figures of runs, by the names that the command line takes.
enum RunFigure: String, CaseIterable {
  case corner, profiles, pulls, trace, rank, weights, evidence
  case priorPosterior = "prior-posterior"
  case variants, forest, impact

  /// What is drawn where nothing is named: of one run all that says something of it, of several what compares them.
  static func usual(of runs: [DrawnRun]) -> [RunFigure] {
    runs.count > 1
      ? [.corner, .forest]
      : [.corner, .profiles, .pulls, .trace, .rank, .weights, .evidence, .priorPosterior, .variants]
  }

  /// What it needs that a run may not have.
  private var need: String {
    switch self {
    case .corner, .forest: "there is no quantity in common that varies"
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
  ///   - quantities: what they show; what is most interesting if there are none.
  ///   - check: is called between them, and may throw.
  static func figures(
    of runs: [DrawnRun], named names: [RunFigure], quantities: [String],
    check: () throws(Failure) -> Void = {}
  ) throws(Failure) -> [Figure] {
    guard let first = runs.first else { return [] }
    let wanted = try quantities.map { name throws(Failure) in try quantity(name, in: first) }
    var figures: [Figure] = []
    for name in names.isEmpty ? usual(of: runs) : names {
      if let figure = try name.figure(of: runs, wanted) {
        figures.append(figure.noting(name.isOfDraws ? [] : validityNotes(of: runs)))
      } else if !names.isEmpty {
        throw .usage("\(name.rawValue) of \(first.name) cannot be drawn: \(name.need)")
      }
      try check()
    }
    return figures
  }

  /// Whether it tells of the draws and their making, and not of what they mean.
  private var isOfDraws: Bool {
    switch self {
    case .trace, .rank, .weights, .evidence: true
    case .corner, .profiles, .pulls, .priorPosterior, .variants, .forest, .impact: false
    }
  }

  /// Where the fits of runs use formulas outside their validity, each sentence once.
  static func validityNotes(of runs: [DrawnRun]) -> [String] {
    var notes: [String] = []
    for note in runs.flatMap(\.problem.validityNotes) where !notes.contains(note) { notes.append(note) }
    return notes
  }

  /// Throws if one of these figures shows one run only.
  static func checkThatAllCompare(_ names: [RunFigure]) throws(Failure) {
    for name in names where name != .corner && name != .forest {
      throw .usage("\(name.rawValue) shows one run; name one, or draw corner or forest of all")
    }
  }

  private func figure(of runs: [DrawnRun], _ wanted: [Quantity]) throws(Failure) -> Figure? {
    let run = runs[0]
    switch self {
    case .corner: return CornerFigure(runs, wanted)?.figure
    case .profiles: return ProfilesFigure(run, run.profiles(wanted))?.figure
    case .pulls: return PullsFigure(run)?.figure
    case .trace: return TraceFigure(run, wanted)?.figure
    case .rank: return RankFigure(run, wanted)?.figure
    case .weights: return WeightsFigure(run)?.figure
    case .evidence: return EvidenceFigure(run)?.figure
    case .priorPosterior: return PriorPosteriorFigure(run).figure
    case .variants: return run.stored.comparison.flatMap { Self.variants($0, of: run, wanted) }
    case .forest:
      let rows = runs.map { run in
        let variant = run.problem.variant.map { ", \($0)" } ?? ""
        return ForestFigure.Row(
          name: run.name, words: "\(run.nameInCaption) (\"\(run.titleInCaption)\"\(variant))",
          result: run.result, priors: run.priors)
      }
      return ForestFigure(rawValue, rows, wanted, usual: run.interesting)?.figure
    case .impact:
      guard run.problem.constraints.count > 1, let quantity = wanted.first ?? run.problem.fit.profile.first
      else {
        return nil
      }
      let impact = run.withWorkforce {
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
        name: result.variant ?? "as it stands", words: what, result: result, priors: run.priors)
    }
    return ForestFigure(variants.rawValue, rows, wanted, usual: run.interesting)?.figure
  }

  private static func quantity(_ name: String, in run: DrawnRun) throws(Failure) -> Quantity {
    let known = run.drawn.quantities.map(\.quantity)
    if let quantity = known.first(where: { $0.name == name }) { return quantity }
    let names = known.map(\.name)
    let suggestion = Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
    throw .usage(
      "--quantity: the run \(run.name) has no '\(name)'; "
        + (suggestion ?? "it has \(names.joined(separator: ", "))"))
  }
}

extension DrawnRun {
  /// Does something with the threads that are asked for, sparing what the run did before. What takes long is kept in the run, unless
  /// that cannot be written, or somebody works on it.
  func withWorkforce<Answer>(_ body: (Workforce) -> Answer) -> Answer {
    guard let store = try? RunStore(writing: stored.folder) else {
      let memory = TaskMemory(recall: { stored.store.recall($0, $1) }, keep: { _, _, _ in })
      return body(Workforce(threads: threads, memory: memory))
    }
    defer { store.close() }
    return body(
      Workforce(
        threads: threads,
        memory: TaskMemory(recall: { store.recall($0, $1) }, keep: { store.keep($0, $1, $2) })))
  }

  /// The profiles of what the fit profiles, or of other quantities, with their curves.
  func profiles(_ wanted: [Quantity]) -> [(Quantity, ProfileResult)] {
    let quantities = wanted.isEmpty ? problem.fit.profile : wanted
    guard !quantities.isEmpty, result.bestFit.isConverged else { return [] }
    let seed = stored.identity.seed
    return withWorkforce { workforce in
      let bestFit = problem.bestFit(seed: seed, by: workforce)
      guard bestFit.isConverged else { return [] }
      return Array(
        zip(
          quantities,
          problem.profiles(
            of: quantities, .init(points: 30, isDrawn: true), from: bestFit, seed: seed, by: workforce)))
    }
  }
}
