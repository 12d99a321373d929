import GlobalFit
import Typesetting

/// The impact of constraints and nuisance parameters as text.
struct ImpactReport {
  private let impact: Impact
  private let problem: Problem

  init(_ impact: Impact, of problem: Problem) {
    (self.impact, self.problem) = (impact, problem)
  }

  var document: Document {
    let unfinished =
      impact.isFinished ? [] : ["UNFINISHED: interrupted before everything was left out and moved"]
    return Document([
      FitReport.verdict(
        unfinished
          + Advice.below(impact.problems.map { "NOT CONVERGED: \($0)" }, Advice.onFits(of: problem.fit))
      )
      .followed(by: FitReport.header(problem, seed: impact.seed)), body,
    ])
  }

  /// Without what the whole fit has in common.
  var body: Document { Document([constraintTable, nuisanceTable]) }

  private var quantity: Quantity { impact.profile.quantity }

  private var constraintTable: Document {
    let columns: [Cell] = [
      "numbers", "Δχ²", .quantity(quantity), "shift", "68.3 %", "lower limit",
      "upper limit",
    ]
    var table = Table(
      [""] + columns, alignments: [.left, .right, .right, .right, .right, .left, .right, .right],
      typeset: ["constraint"] + columns)
    func limit(
      _ value: Double?, _ missing: ProfileResult.MissingEnd?, _ profile: ProfileResult
    ) -> String {
      value.map { profile.words(end: $0) } ?? (missing?.problem == nil ? "–" : "not found")
    }
    func add(_ first: [String], _ profile: ProfileResult, shift: String, isBestFit: Bool = true) {
      guard isBestFit else {
        return table.add(first + ["not converged", "", "", "", ""])
      }
      table.add(
        first + [
          profile.bestFitInWords, shift, ProfileReport.words(profile.intervals[0], of: profile),
          limit(profile.limits.lower, profile.limits.noLower, profile),
          limit(profile.limits.upper, profile.limits.noUpper, profile),
        ])
    }
    add(
      ["with all", "\(problem.measuredNumbers)", impact.chiSquared.fixed(2)], impact.profile, shift: "")
    for row in impact.constraints {
      add(
        ["without \(row.constraint)", "\(row.measuredNumbers)", row.deltaChiSquared.fixed(2)], row.profile,
        shift: row.profile.limit != nil
          ? "to an edge" : shift(row.shift), isBestFit: row.problem == nil)
    }
    var document = Document()
    document.head(
      "Constraints",
      "each left out: by how much χ² falls, where \(quantity.symbol) goes; limits at 95 %, one-sided",
      gap: 3)
    document.add(table)
    return document
  }

  private func shift(_ value: Double) -> String {
    value.magnitude <= impact.resolution ? "0" : (value > 0 ? "+" : "") + value.significant(3)
  }

  private var nuisanceTable: Document {
    var document = Document()
    guard !impact.nuisances.isEmpty else { return document }
    let unit = quantity.unit.isEmpty ? "" : " [\(quantity.unit)]"
    let columns = ["pull", "width/prior", "shift at its lower end", "shift at its upper end"]
    var table = Table(
      [""] + columns, alignments: [.left, .right, .right, .right, .right], typeset: ["parameter"] + columns)
    for row in impact.nuisances {
      table.add([
        .symbol(of: .parameter(row.parameter)), Cell(row.pull?.signed(2) ?? "–"),
        Cell(row.constrained?.fixed(2) ?? "–"),
        Cell(shift(row.shiftAtLower)), Cell(shift(row.shiftAtUpper)),
      ])
    }
    document.head(
      "Nuisance parameters",
      "each at the ends of its 68.3 % interval: where \(quantity.symbol)\(unit) goes, the largest first",
      gap: 3)
    document.add(table)
    return document
  }
}
