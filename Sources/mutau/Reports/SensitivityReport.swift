import GlobalFit
import Inference
import Typesetting

/// What constraints taught and what the posterior depends on, as text.
struct SensitivityReport {
  private let result: Sensitivity
  private let problem: Problem
  private let warnings: [String]

  init(_ result: Sensitivity, of problem: Problem, warnings: [String]) {
    (self.result, self.problem, self.warnings) = (result, problem, warnings)
  }

  var document: Document {
    let reasons = (warnings + result.problems).map { "NOT CONVERGED: \($0)" }
    let failed = Advice.below(reasons, Advice.onGroups)
    return Document([
      FitReport.verdict(failed).followed(by: FitReport.header(problem, seed: result.seed)), quantities,
      constraints, priors,
    ])
  }

  private var quantities: Document {
    let columns = ["to the priors", "to the data", ""]
    var table = Table(
      [""] + columns, alignments: [.left, .right, .right, .left], typeset: ["quantity"] + columns)
    for quantity in result.quantities {
      table.add([
        .symbol(of: quantity.quantity), cell(quantity.toPriors), cell(quantity.toData),
        Cell(quantity.verdict?.rawValue ?? ""),
      ])
    }
    var document = Document()
    document.head(
      "Sensitivity",
      "of the posterior when all priors, or all data, are raised to a power near 1; from "
        + "\(PowerScaling.notable.plain) on it matters", gap: 3)
    document.add(table)
    return document
  }

  private var constraints: Document {
    let columns = ["information [nats]", "k", "largest sensitivity", "of", "k"]
    var table = Table(
      [""] + columns, alignments: [.left, .right, .right, .right, .left, .right],
      typeset: ["constraint"] + columns)
    for row in result.constraints {
      table.add(
        [Cell(row.scaling.owner), cell(row.information), Cell(row.paretoShape.map(shape) ?? "sampled")]
          + largest(row.scaling))
    }
    let total = result.information.map { "; all together taught \(words($0)) nats" } ?? ""
    var document = Document()
    document.head(
      "Constraints", "what each adds to all the others (Kullback-Leibler)\(total)", gap: 3)
    document.add(table)
    return document
  }

  private var priors: Document {
    let columns = ["largest sensitivity", "of", "k"]
    var table = Table(
      [""] + columns, alignments: [.left, .right, .left, .right], typeset: ["parameter"] + columns)
    for row in result.priors { table.add([.symbol(of: .parameter(row.owner))] + largest(row)) }
    var document = Document()
    document.head("Priors", "densities per unit of the parameter: a uniform prior stays what it is", gap: 3)
    document.add(table)
    return document
  }

  /// The largest sensitivity, that of what, and what the weights are worth.
  private func largest<Owner>(_ factor: Sensitivity.Factor<Owner>) -> [Cell] {
    let known = zip(result.quantities, factor.sensitivities).compactMap { quantity, own in
      own.map { (quantity.quantity, $0) }
    }
    guard let most = known.max(by: { $0.1.value < $1.1.value }) else {
      return ["refused", "", Cell(shape(factor.paretoShape))]
    }
    return [
      cell(most.1), most.1.value >= PowerScaling.notable ? .symbol(of: most.0) : "",
      Cell(shape(factor.paretoShape)),
    ]
  }

  private func shape(_ k: Double) -> String { k.isNaN || k == -.infinity ? "–" : k.fixed(2) }

  private func words(_ estimate: Estimate) -> String {
    // what is below a thousandth of what matters is nothing
    if estimate.value.magnitude < 5e-5, !(estimate.error > 5e-5) { return "0" }
    return Double.withError(estimate.value, estimate.error)
  }

  private func cell(_ estimate: Estimate?) -> Cell {
    guard let estimate else { return "–" }
    let text = words(estimate)
    return .value(text, text == "0" ? nil : RoundedMeasurement(estimate.value, estimate.error))
  }
}
