import GlobalFit
import Inference
import Typesetting

/// Tension between groups of constraints as text.
struct TensionReport {
  private let result: TensionResult
  private let problem: Problem

  init(_ result: TensionResult, of problem: Problem) {
    self.result = result
    self.problem = problem
  }

  var document: Document {
    let top = FitReport.verdict(
      Advice.below(result.problems.map { "NOT CONVERGED: \($0)" }, Advice.onGroups)
    )
    .followed(by: FitReport.header(problem, seed: result.seed))
    guard let only = result.comparisons.first, result.comparisons.count == 1 else {
      return Document([top, overview, Self.footnote])
    }
    return Document([top, groups(only), verdicts(only), Self.footnote])
  }

  // MARK: - Two groups

  private func groups(_ comparison: TensionResult.Comparison) -> Document {
    let columns = ["numbers", "χ² at best fit", "ln Z", "information [nats]", "directions constrained"]
    var table = Table(
      [""] + columns, alignments: [.left, .right, .right, .right, .right, .right],
      typeset: ["group"] + columns)
    let (first, second) = (comparison.first, comparison.second)
    for (name, group) in [("A", first), ("B", second), ("A and B", comparison.joint)] {
      table.add([
        Cell(name), Cell("\(group.measuredNumbers)"), Cell(group.chiSquared.fixed(2)),
        cell(group.logEvidence),
        cell(group.information), cell(group.dimensionality),
      ])
    }
    var document = Document()
    document.head("Groups")
    for (name, group) in [("A", first), ("B", second)] {
      document.say("  \(name)  " + Self.wrapped(group.constraints))
    }
    document.add(table)
    return document
  }

  private func verdicts(_ comparison: TensionResult.Comparison) -> Document {
    var table = Table(
      ["", "", "p", "σ"], alignments: [.left, .left, .right, .right], typeset: ["test", "finding", "p", "σ"])
    let fit = comparison.goodnessOfFit
    table.add([
      "goodness of fit", "χ² rises by \(fit.deltaChiSquared.fixed(2)), \(fit.degreesOfFreedom) dof",
      fit.pValue?.asProbability ?? "–", fit.significance?.fixed(1) ?? "–",
    ])
    let ratio = comparison.logEvidenceRatio
    let side =
      ratio.value.magnitude < 1 ? "which says little" : ratio.value > 0 ? "for agreement" : "for conflict"
    table.add(["evidence ratio", "ln R = \(words(ratio)), \(side); grows with the ranges of the priors"])
    table.add([
      Cell("suspiciousness"),
      Cell(
        "ln S = \(words(comparison.logSuspiciousness)), \(words(comparison.dimensionality)) directions in common"
      ),
      probability(comparison.pValue), Cell(comparison.significance?.fixed(1) ?? "–"),
    ])
    let shift = comparison.shift
    table.add([
      Cell("parameter shift"),
      Cell(
        shift.directions == 0
          ? "no direction that both constrain"
          : "distance² = \(words(shift.distance)), \(counted(shift.directions, "direction"))"),
      probability(shift.pValue), Cell(shift.significance?.fixed(1) ?? "–"),
    ])
    var document = Document()
    document.head("Tension")
    document.add(table)
    if !shift.parameters.isEmpty {
      let shifts = shift.parameters.map {
        "\($0.parameter.symbol) \($0.shift.value > 0 ? "+" : "")\(words($0.shift))"
      }
      document.say("  posterior means of A less those of B, in σ: \(shifts.joined(separator: " · "))")
    }
    for remark in comparison.remarks { document.note(remark) }
    return document
  }

  /// Words in lines of a hundred letters, the later ones under the first.
  private static func wrapped(_ words: [String]) -> String {
    var lines = [""]
    for (place, word) in words.enumerated() {
      let next = word + (place + 1 < words.count ? ", " : "")
      if lines[lines.count - 1].count + next.count > 100 { lines.append("") }
      lines[lines.count - 1] += next
    }
    return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n     ")
  }

  // MARK: - Each against all others

  private var overview: Document {
    let columns = ["Δχ²", "dof", "p of Δχ²", "ln R", "ln S", "d", "p of S", "σ of S", "σ of shift"]
    var table = Table(
      [""] + columns, alignments: [.left] + Array(repeating: .right, count: columns.count),
      typeset: ["constraint"] + columns)
    for row in result.comparisons {
      let fit = row.goodnessOfFit
      table.add([
        Cell(row.first.constraints.joined(separator: ", ")), Cell(fit.deltaChiSquared.fixed(2)),
        Cell("\(fit.degreesOfFreedom)"), Cell(fit.pValue?.asProbability ?? "–"), cell(row.logEvidenceRatio),
        cell(row.logSuspiciousness), cell(row.dimensionality), probability(row.pValue),
        Cell(row.significance?.fixed(1) ?? "–"), Cell(row.shift.significance?.fixed(1) ?? "–"),
      ])
    }
    var document = Document()
    document.head("Tension", "each constraint against all the others", gap: 3)
    document.add(table)
    let trials = result.comparisons.count { $0.goodnessOfFit.pValue != nil }
    if trials > 1 {
      document.say("  of \(trials) p-values one is below \((1 / Double(trials)).significant(1)) by chance")
    }
    for row in result.comparisons {
      let name = row.first.constraints.joined(separator: ", ")
      for remark in row.remarks { document.note(remark.hasPrefix(name) ? remark : "\(name): \(remark)") }
    }
    return document
  }

  private static var footnote: Document {
    var document = Document()
    document.say(
      """
        Δχ²: how much χ² rises when one point has to describe both (Maltoni, Schwetz). R = Z_AB/(Z_A Z_B); S is R without
        what the ranges of the priors give; d, the directions both constrain, is the number of degrees of freedom of
        its p-value, exact for normal likelihoods. – stands where less than half a direction is constrained by both.
      """)
    return document
  }

  // MARK: - Numbers

  private func words(_ estimate: Estimate) -> String {
    estimate.error > 0 ? Double.withError(estimate.value, estimate.error) : estimate.value.fixed(2)
  }

  private func cell(_ estimate: Estimate) -> Cell {
    .value(words(estimate), RoundedMeasurement(estimate.value, estimate.error))
  }

  private func probability(_ estimate: Estimate?) -> Cell {
    guard let estimate else { return "–" }
    guard estimate.error > 0, estimate.value >= 0.001 else { return Cell(estimate.value.asProbability) }
    return .value(
      Double.withError(estimate.value, estimate.error, digits: 1),
      RoundedMeasurement(estimate.value, estimate.error, digits: 1))
  }
}
