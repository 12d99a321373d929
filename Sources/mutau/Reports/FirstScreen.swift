import Foundation
import GlobalFit
import Inference
import Physics
import Typesetting

/// A result on one screen: the verdict, what one would quote, what the data do not say, and the notes that fit; the rest is in
/// the full report.
struct FirstScreen {
  private let answer: Answer
  private let problem: Problem
  private let seed: UInt64
  private let notes: [String]
  private let warnings: [String]
  private let goodnessOfFit: GoodnessOfFit?
  private let limits: [Limits]
  private let planes: [ProfilePlaneResult]
  private let told: ToldQuantities

  /// How many lines of plain text it has at most, with an empty one and the one that says where the rest is.
  static let height = 40
  /// How many rows the table of quantities has at least, if there are so many quantities.
  private static let fewestRows = 5

  /// - Parameters:
  ///   - notes: what a user should know; those of the problem if there are no others.
  ///   - warnings: why numbers must not be used.
  init(
    _ answer: Answer, of problem: Problem, seed: UInt64, notes: [String]? = nil, warnings: [String],
    goodnessOfFit: GoodnessOfFit? = nil, limits: [Limits] = [], planes: [ProfilePlaneResult] = []
  ) {
    (self.answer, self.problem, self.seed) = (answer, problem, seed)
    (self.notes, self.warnings) = (notes ?? problem.notes, warnings)
    (self.goodnessOfFit, self.limits, self.planes) = (goodnessOfFit, limits, planes)
    told = ToldQuantities(answer, of: problem)
  }

  /// The first screen of a whole fit.
  init(_ result: FitResult, of problem: Problem) {
    self.init(
      Answer(bestFit: result.bestFit, profiles: result.profiles, posterior: result.posterior), of: problem,
      seed: result.seed, notes: result.notes, warnings: FitReport(result, of: problem).warnings,
      goodnessOfFit: result.goodnessOfFit, limits: result.limits, planes: result.planes)
  }

  var document: Document {
    let top = Document([head, told(rows: rows)])
    return Document([top, notes(lines: max(1, Self.height - Self.reserved + 1 - top.lines))])
  }

  /// The same for a page that has said what it is about and whether it may be used, with every note.
  var body: Document { Document([told(rows: rows), notes(lines: .max)]) }

  /// As many rows of quantities as leave room for an empty line before the notes, one note, an empty line, and the last.
  private var rows: Int {
    var rows = told.count
    while rows > Self.fewestRows, Document([head, told(rows: rows)]).lines > Self.height - Self.reserved {
      rows -= 1
    }
    return rows
  }

  private static let reserved = 4

  private func told(rows: Int) -> Document {
    let (shown, omitted) = told.chosen(rows)
    return Document([
      facts, table(of: shown), Document(limits.map { LimitMethodsReport($0, of: problem).body }),
      silence(shown, omitted),
    ])
  }

  private var head: Document { FitReport.verdict(warnings).followed(by: title) }

  private var title: Document {
    var document = Document()
    let name = problem.fit.title + (problem.variant.map { ", variant \($0)" } ?? "")
    document.title(name, "\(problem.size), seed \(seed)", splitAtWidth: Document.screenWidth)
    return document
  }

  // MARK: - What one would quote

  private var facts: Document {
    var document = Document()
    if let best = answer.bestFit {
      let p = best.pValue.map { " (p = \($0.asProbability))" } ?? ""
      let toys = goodnessOfFit.map { "; by \(counted($0.toys, "toy")) \($0.pValueOfToys.words)" } ?? ""
      document.tell(
        "Best fit",
        "χ² = \(best.chiSquared.fixed(2)) for \(best.degreesOfFreedom) dof\(p)\(toys); \(best.search)")
      if let ratio = best.standardModel {
        let toys = BestFitReport.significance(byToys: goodnessOfFit).map { "; \($0)" } ?? ""
        document.tell("Standard Model", ratio.words + toys)
      }
    }
    if let posterior = answer.posterior { document.tell("Posterior", Self.words(posterior)) }
    if let pulls = answer.bestFit?.evaluation.largestPulls(6), !pulls.isEmpty {
      document.tell("Largest pulls", pulls)
    }
    if !planes.isEmpty {
      let names = planes.map { "(\($0.x.quantity.symbol), \($0.y.quantity.symbol))" }
      document.tell("Planes", "contours over \(names.joined(separator: ", ")) with --full")
    }
    return document
  }

  private static func words(_ posterior: PosteriorSummary) -> String {
    guard posterior.draws > 0 else { return "no draws" }
    let sampler = posterior.chains == nil ? "nested sampling" : posterior.sampler
    let verdict = posterior.isConverged ? "converged" : "NOT CONVERGED"
    var words = "\(sampler), \(verdict): \(posterior.effectiveSampleSize.significant(2)) effective draws"
    if let rHat = posterior.rHat { words += ", R̂ = \(rHat.fixed(3))" }
    if let nested = posterior.nested {
      words += "; ln\u{a0}Z = \(Double.withError(nested.logEvidence, nested.logEvidenceError))"
      words += ", information \(nested.information.fixed(1)) nats"
    }
    return words
  }

  /// Best fit, intervals and limits, side by side; columns of what was not found out are left out.
  private func table(of quantities: [Quantity]) -> Document {
    var document = Document()
    guard !quantities.isEmpty else { return document }
    let hasProfiles = !answer.profiles.isEmpty
    let hasPosterior = answer.posterior != nil
    let columns =
      (answer.bestFit == nil ? [] : ["best fit"]) + (hasProfiles ? ["profile, 68 %"] : [])
      + (hasPosterior ? ["posterior, 68 %"] : []) + (hasProfiles ? ["limit, profile"] : [])
      + (hasPosterior ? [hasProfiles ? "posterior" : "limit", "nats"] : [])
    var table = Table([""] + columns, typeset: ["quantity"] + columns)
    for quantity in quantities { table.add(row(of: quantity)) }
    document.add(table, splitAtWidth: Document.screenWidth)
    let explained =
      (hasPosterior ? ["posterior: highest density"] : [])
      + (hasProfiles || hasPosterior ? ["limits: at 95 %, each side by itself"] : [])
      + (hasPosterior ? ["nats: what the data taught"] : [])
    if !explained.isEmpty { document.say("  " + explained.joined(separator: "; ")) }
    return document
  }

  private func row(of quantity: Quantity) -> [Cell] {
    let (profile, own) = (answer.profile(of: quantity), answer.posterior(of: quantity))
    var cells = [Cell.quantity(quantity)]
    if let best = answer.bestFit { cells.append(cell(ofBest: best, quantity, profile)) }
    if !answer.profiles.isEmpty {
      let interval = profile.flatMap { own in own.intervals.first.map { ProfileReport.words($0, of: own) } }
      cells.append(Cell(interval ?? ""))
    }
    if answer.posterior != nil {
      cells.append(
        Cell(own.flatMap { $0.problem ?? $0.highestDensity.first.map(PosteriorReport.words) } ?? ""))
    }
    if !answer.profiles.isEmpty { cells.append(Cell(profile.map(LimitsReport.words) ?? "")) }
    if answer.posterior != nil {
      let isTold = profile != nil || answer.profiles.isEmpty
      cells.append(
        Cell(isTold ? own?.limits.map { LimitsReport.words($0, like: profile?.limits) } ?? "" : ""))
      cells.append(Cell(own?.information?.fixed(2) ?? ""))
    }
    return cells
  }

  /// The best fit: with the error from the second derivatives where it stands for an interval and there is no profile.
  private func cell(ofBest best: BestFit, _ quantity: Quantity, _ profile: ProfileResult?) -> Cell {
    if let profile { return ProfileReport.bestFit(profile) }
    guard let value = answer.value(of: quantity) else { return "" }
    var error: Double?
    if case .parameter(let parameter) = quantity {
      let isNuisance = problem.free.first { $0.parameter == parameter }?.isNuisance == true
      error = answer.bestFit(of: parameter)?.error
      if let error, (best.isParabolic && !best.isAtEdge) || isNuisance {
        return .value(Double.withError(value, error), RoundedMeasurement(value, error))
      }
    }
    return Cell(value.resolving(error ?? answer.posterior(of: quantity)?.resolution))
  }

  // MARK: - What the data do not say

  private func silence(_ shown: [Quantity], _ omitted: [Quantity]) -> Document {
    var document = Document()
    let untaught = told.untaught
    if !untaught.isEmpty {
      let reason =
        answer.posterior == nil
        ? BestFit.ParameterResult.unconstrained
        : "as the prior left \(untaught.count == 1 ? "it" : "them") "
          + "(less than \(ToldQuantities.leastInformation.typed) nats)"
      document.tell(
        "Not learned",
        "\(counted(untaught.count, "parameter")) \(untaught.count == 1 ? "is" : "are") \(reason): "
          + symbols(untaught))
    }
    if !told.asInStandardModel.isEmpty {
      document.tell(
        "As in the SM",
        "95 % of the posterior lie within 1 % of the Standard Model in " + symbols(told.asInStandardModel))
    }
    if !omitted.isEmpty { document.tell("With --full", symbols(omitted)) }
    let atEdge =
      answer.bestFit?.parameters.filter { $0.limit != nil }.map { Quantity.parameter($0.parameter) } ?? []
    if !atEdge.isEmpty {
      document.tell(
        "At an edge",
        "the best fit is at the end of the range of \(symbols(atEdge)): every interval depends on where the ranges end"
      )
    }
    let outside = told.bestFitsOutside(among: shown)
    if !outside.isEmpty {
      let gain = answer.bestFit?.standardModel?.deltaChiSquared ?? 0
      let likelihood =
        gain > 0 ? "is better than the Standard Model by Δχ² = \(gain.fixed(2))" : "fits best"
      document.tell(
        "Prior volume",
        "the best fit lies outside the posterior's 95.4 % regions of \(symbols(outside)): "
          + "it \(likelihood), and the priors have little volume near it")
    }
    return document
  }

  /// Symbols that no line breaks.
  private func symbols(_ quantities: [Quantity]) -> String {
    quantities.map { $0.symbol.replacing(" ", with: "\u{a0}") }.joined(separator: ", ")
  }

  // MARK: - Notes

  /// Those notes that so many lines have room for; what newer inputs replace is one of them.
  private func notes(lines room: Int) -> Document {
    let superseded = self.notes.filter { $0.contains(Problem.isSupersededBy) }
      .compactMap { $0.components(separatedBy: Problem.isSupersededBy).first }
    // what is computed beyond its validity is worse than what somebody remarks
    let others = self.notes.filter { !$0.contains(Problem.isSupersededBy) }
    let validity = Set(problem.validityNotes)
    var notes = others.filter(validity.contains) + others.filter { !validity.contains($0) }
    if !superseded.isEmpty {
      notes.append("newer inputs supersede \(superseded.joined(separator: ", "))")
    }
    var document = Document()
    for (index, note) in notes.enumerated() {
      var longer = document
      longer.tell(index == 0 ? "Notes" : "", note)
      guard longer.lines <= room - (index + 1 < notes.count ? 1 : 0) else {
        let rest = counted(notes.count - index, index == 0 ? "note" : "more note")
        document.tell(index == 0 ? "Notes" : "", "\(rest) with --full")
        break
      }
      document = longer
    }
    return document
  }
}
