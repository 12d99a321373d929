import GlobalFit
import Inference

/// Tension between groups of constraints as text.
struct TensionReport {
  private let result: TensionResult
  private let problem: Problem

  init(_ result: TensionResult, of problem: Problem) {
    self.result = result
    self.problem = problem
  }

  var text: String {
    let warnings = result.problems.map { "NOT CONVERGED: \($0)\n" }.joined()
    let body = result.comparisons.count == 1 ? result.comparisons.map(one) : [overview]
    return ([warnings + FitReport.header(problem, seed: result.seed)] + body).joined(separator: "\n")
  }

  // MARK: - Two groups

  private func one(_ comparison: TensionResult.Comparison) -> String {
    let (first, second) = (comparison.first, comparison.second)
    let places = ["A", "B"]
    var text = "Groups\n"
    for (place, group) in zip(places, [first, second]) {
      let names = group.constraints + ["\(counted(group.measuredNumbers, "measured number")) together"]
      text += "  \(place)  " + Self.wrapped(group.constraints.count == 1 ? group.constraints : names) + "\n"
    }
    text += "\n" + groups([("A", first), ("B", second), ("A and B", comparison.joint)])
    text += "\nTension\n" + verdicts(comparison)
    if !comparison.shift.parameters.isEmpty {
      let words = comparison.shift.parameters.map {
        "\(symbol(of: $0.name)) \(signed($0.shift))"
      }
      text += "  posterior means of A and B, in σ: \(words.joined(separator: " · "))\n"
    }
    for remark in comparison.remarks { text += "  note  \(remark)\n" }
    return text + "\n" + Self.footnote
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

  private func groups(_ groups: [(String, TensionResult.Group)]) -> String {
    var table = Table(
      ["", "χ² at best fit", "ln Z", "information [nats]", "directions constrained"],
      alignments: [.left, .right, .right, .right, .right])
    for (name, group) in groups {
      table.add([
        name, group.chiSquared.fixed(2), words(group.logEvidence), words(group.information),
        words(group.dimensionality),
      ])
    }
    return table.text
  }

  private func verdicts(_ comparison: TensionResult.Comparison) -> String {
    var table = Table(["", "", "p", "σ"], alignments: [.left, .left, .right, .right])
    let fit = comparison.goodnessOfFit
    table.add([
      "goodness of fit", "χ² rises by \(fit.deltaChiSquared.fixed(2)), \(fit.degreesOfFreedom) dof",
      fit.pValue?.asProbability ?? "–", fit.significance?.fixed(1) ?? "–",
    ])
    let ratio = comparison.logEvidenceRatio
    let side =
      ratio.value.magnitude < 1 ? "which says little" : ratio.value > 0 ? "for agreement" : "for conflict"
    table.add([
      "evidence ratio", "ln R = \(words(ratio)), \(side); grows with the ranges of the priors", "", "",
    ])
    table.add([
      "suspiciousness",
      "ln S = \(words(comparison.logSuspiciousness)), \(words(comparison.dimensionality)) directions in common",
      comparison.pValue.map(probability) ?? "–", comparison.significance?.fixed(1) ?? "–",
    ])
    let shift = comparison.shift
    table.add([
      "parameter shift",
      shift.directions == 0
        ? "no direction that both constrain"
        : "distance² = \(words(shift.distance)), \(counted(shift.directions, "direction"))",
      shift.pValue.map(probability) ?? "–", shift.significance?.fixed(1) ?? "–",
    ])
    return table.text
  }

  // MARK: - Each against all others

  private var overview: String {
    var table = Table(
      ["", "Δχ²", "dof", "p of Δχ²", "ln R", "ln S", "d", "p of S", "σ of S", "σ of shift"],
      alignments: [.left] + Array(repeating: .right, count: 9))
    for row in result.comparisons {
      let fit = row.goodnessOfFit
      table.add([
        row.first.constraints.joined(separator: ", "), fit.deltaChiSquared.fixed(2),
        "\(fit.degreesOfFreedom)",
        fit.pValue?.asProbability ?? "–", words(row.logEvidenceRatio), words(row.logSuspiciousness),
        words(row.dimensionality), row.pValue.map(probability) ?? "–", row.significance?.fixed(1) ?? "–",
        row.shift.significance?.fixed(1) ?? "–",
      ])
    }
    var text = "Tension   each constraint against all the others\n" + table.text
    let trials = result.comparisons.count { $0.pValue != nil }
    if trials > 1 {
      text +=
        "  of \(trials) p-values one is below \((1 / Double(trials)).significant(1)) by chance, on average\n"
    }
    var said: Set<String> = []
    for remark in result.comparisons.flatMap(\.remarks) where said.insert(remark).inserted {
      text += "  note  \(remark)\n"
    }
    return text + "\n" + Self.footnote
  }

  private static let footnote = """
      Δχ²: how much χ² rises when one point has to describe both (Maltoni-Schwetz). R = Z_AB/(Z_A Z_B); S is R without
      what the ranges of the priors give; d, the directions both constrain, is the number of degrees of freedom of
      its p-value, exact for normal likelihoods. – stands where less than half a direction is constrained by both.

    """

  // MARK: - Numbers

  private func words(_ estimate: Estimate) -> String {
    estimate.error > 0 ? Double.withError(estimate.value, estimate.error) : estimate.value.fixed(2)
  }

  private func probability(_ estimate: Estimate) -> String {
    estimate.error > 0 && estimate.value >= 0.001
      ? Double.withError(estimate.value, estimate.error, digits: 1) : estimate.value.asProbability
  }

  private func signed(_ estimate: Estimate) -> String {
    (estimate.value > 0 ? "+" : "") + words(estimate)
  }
}
