import Foundation
import GlobalFit
import Inference

/// What constraints taught and what the posterior depends on, as text.
struct SensitivityReport {
  private let result: Sensitivity
  private let problem: Problem
  private let warnings: [String]

  init(_ result: Sensitivity, of problem: Problem, warnings: [String]) {
    (self.result, self.problem, self.warnings) = (result, problem, warnings)
  }

  var text: String {
    let failed = (warnings + result.problems).map { "NOT CONVERGED: \($0)\n" }.joined()
    return [
      failed + FitReport.header(problem, seed: result.seed), quantityTable, constraintTable, priorTable,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var quantityTable: String {
    var table = Table(["", "to the priors", "to the data", ""], alignments: [.left, .right, .right, .left])
    for quantity in result.quantities {
      table.add([
        symbol(of: quantity.name), words(quantity.toPriors), words(quantity.toData),
        quantity.verdict?.rawValue ?? "",
      ])
    }
    return "Sensitivity   of the posterior when all priors, or all data, are raised to a power near 1; from "
      + "\(PowerScaling.notable.plain) on it matters\n" + table.text
  }

  private var constraintTable: String {
    var table = Table(
      ["", "information [nats]", "k", "largest sensitivity", "of", "k"],
      alignments: [.left, .right, .right, .right, .left, .right])
    for row in result.constraints {
      table.add(
        [row.scaling.name, words(row.information), row.paretoShape.map(shape) ?? "sampled"]
          + largest(row.scaling))
    }
    let total = result.information.map { "; all together taught \(words($0)) nats" } ?? ""
    return "Constraints   what each adds to all the others (Kullback-Leibler)\(total)\n" + table.text
  }

  private var priorTable: String {
    var table = Table(["", "largest sensitivity", "of", "k"], alignments: [.left, .right, .left, .right])
    for row in result.priors { table.add([symbol(of: row.name)] + largest(row)) }
    return "Priors   densities per unit of the parameter: a uniform prior stays what it is\n" + table.text
  }

  /// The largest sensitivity, that of what, and what the weights are worth.
  private func largest(_ factor: Sensitivity.Factor) -> [String] {
    let known = zip(result.quantities, factor.sensitivities).compactMap { quantity, own in
      own.map { (quantity.name, $0) }
    }
    guard let most = known.max(by: { $0.1.value < $1.1.value }) else {
      return ["refused", "", shape(factor.paretoShape)]
    }
    return [
      words(most.1), most.1.value >= PowerScaling.notable ? symbol(of: most.0) : "",
      shape(factor.paretoShape),
    ]
  }

  private func shape(_ k: Double) -> String { k.isNaN || k == -.infinity ? "–" : k.fixed(2) }

  private func words(_ estimate: Estimate?) -> String {
    guard let estimate else { return "–" }
    // what is below a thousandth of what matters is nothing
    if estimate.value.magnitude < 5e-5, !(estimate.error > 5e-5) { return "0" }
    return Double.withError(estimate.value, estimate.error)
  }
}
