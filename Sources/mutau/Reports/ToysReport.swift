import GlobalFit
import Inference

/// Goodness of fit as text.
struct ToysReport {
  private let result: GoodnessOfFit
  private let problem: Problem

  init(_ result: GoodnessOfFit, of problem: Problem) {
    self.result = result
    self.problem = problem
  }

  var text: String {
    let warning = result.problem.map { "NOT CONVERGED: \($0)\n" } ?? ""
    return [warning + FitReport.header(problem, seed: result.seed), body].joined(separator: "\n")
  }

  /// Without what the whole fit has in common.
  var body: String {
    [goodness, standardModel, parameters, pulls].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var goodness: String {
    let p = result.pValue.map { "p = \($0.asProbability)" } ?? "no p-value by χ²"
    var text =
      "Goodness of fit    χ² = \(result.chiSquared.fixed(2)) for \(result.degreesOfFreedom) dof "
      + "(\(counted(result.measuredNumbers, "measured number")) less \(counted(result.fittedParameters, "parameter"))): "
      + "\(p), by \(counted(result.toys, "toy")) \(result.pValueOfToys.words)\n"
    text +=
      "  χ² of toys: \(result.meanChiSquared.fixed(2)) ± \(result.standardDeviationOfChiSquared.fixed(2)) (mean and spread); "
      + "data drawn at the best fit and fitted again\n"
    if result.failedToys > 0 {
      text += "  note  \(result.failedToys) toys without a verified minimum are left out\n"
    }
    return text
  }

  private var standardModel: String {
    guard let ratio = result.standardModel else {
      return "Standard Model    cannot be computed with this fit\n"
    }
    let bound = ratio.isSignificanceBound ? "> " : ""
    var text =
      "Standard Model    χ² = \(ratio.chiSquared.fixed(2)), Δχ² = \(ratio.deltaChiSquared.fixed(2)) to the best fit\n"
    text +=
      "  toys: \(ratio.pValueOfToys.words), \(bound)\(ratio.significanceOfToys.fixed(2)) σ\n"
    guard ratio.degreesOfFreedom > 0 else { return text + "  \(ratio.reference)\n" }
    text +=
      "  \(ratio.reference): p = \(ratio.pValue.asProbability), \(ratio.significance.fixed(2)) σ\n"
    return text
  }

  private var parameters: String {
    var table = Table(
      ["", "best fit", "mean of toys", "spread", "15.9 %", "50 %", "84.1 %", "at an edge"],
      alignments: [.left, .right, .right, .right, .right, .right, .right, .right])
    for parameter in result.parameters {
      table.add(
        [
          labelled(parameter.name, parameter.unit),
          parameter.bestFit.significant(4) + (parameter.limit == nil ? "" : " (edge)"),
          parameter.mean?.significant(4) ?? "–", parameter.standardDeviation?.significant(3) ?? "–",
        ]
          + (parameter.quantiles.isEmpty
            ? ["–", "–", "–"] : parameter.quantiles.map { $0.significant(4) })
          + ["\((100 * parameter.fractionAtEdge).fixed(1)) %"])
    }
    var text = "Best fits of the toys\n" + table.text
    if result.parameters.contains(where: { $0.limit != nil }) {
      text += "  the best fit of the data is at an edge of the priors: its intervals are one-sided\n"
    }
    return text
  }

  /// All measurements, in file order.
  private var pulls: String {
    var table = Table(
      ["", "measured", "predicted", "pull", "of toys", "p of toys", ""],
      alignments: [.left, .left, .right, .right, .right, .right, .left])
    for pull in result.pulls {
      table.add([
        mutau.symbol(of: pull.quantity), pull.measured?.typeset ?? "prior", pull.prediction.significant(4),
        pull.pull.fixed(2), pull.spread.fixed(2), pull.pValue.value.asProbability, pull.constraint ?? "",
      ])
    }
    return
      "Pulls: (measured − predicted)/σ, beside their root mean square in the toys and how often these are larger\n"
      + table.text
  }
}

extension EmpiricalProbability {
  /// `p = 0.0310 ± 0.0055`; where nothing was seen, less than what one toy more would say.
  var words: String {
    hits == 0 ? "p < \((1 / Double(toys)).significant(2))" : "p = \(Double.withError(value, error))"
  }
}
