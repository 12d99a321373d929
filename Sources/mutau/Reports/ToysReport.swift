import GlobalFit
import Inference
import Typesetting

/// Goodness of fit as text.
struct ToysReport {
  private let result: GoodnessOfFit
  private let problem: Problem

  init(_ result: GoodnessOfFit, of problem: Problem) {
    self.result = result
    self.problem = problem
  }

  var document: Document {
    Document([
      FitReport.verdict(
        result.problem.map { ["NOT CONVERGED: \($0)", Advice.onFits(of: problem.fit)] } ?? []
      )
      .followed(by: FitReport.header(problem, seed: result.seed)), body,
    ])
  }

  /// Without what the whole fit has in common.
  var body: Document { Document([goodness, standardModel, parameters, pulls]) }

  private var goodness: Document {
    let p = result.pValue.map { "p = \($0.asProbability)" } ?? "no p-value by χ²"
    var document = Document()
    document.head(
      "Goodness of fit",
      "χ² = \(result.chiSquared.fixed(2)) for \(result.degreesOfFreedom) dof "
        + "(\(counted(result.measuredNumbers, "measured number")) less \(counted(result.fittedParameters, "parameter"))): "
        + "\(p), by \(counted(result.toys, "toy")) \(result.pValueOfToys.words)")
    document.say(
      "  χ² of toys: \(result.meanChiSquared.fixed(2)) ± \(result.standardDeviationOfChiSquared.fixed(2)) (mean and spread); "
        + "data drawn at the best fit and fitted again")
    if result.failedToys > 0 {
      document.note("\(result.failedToys) toys without a verified minimum are left out")
    }
    return document
  }

  private var standardModel: Document {
    var document = Document()
    guard let ratio = result.standardModel else {
      document.head("Standard Model", "cannot be computed with this fit")
      return document
    }
    let bound = ratio.isSignificanceBound ? "> " : ""
    document.head(
      "Standard Model",
      "χ² = \(ratio.chiSquared.fixed(2)), Δχ² = \(ratio.deltaChiSquared.fixed(2)) to the best fit")
    document.say("  toys: \(ratio.pValueOfToys.words), \(bound)\(ratio.significanceOfToys.fixed(2)) σ")
    document.say(
      "  \(ratio.reference)"
        + (ratio.degreesOfFreedom > 0
          ? ": p = \(ratio.pValue.asProbability), \(ratio.significance.fixed(2)) σ" : ""))
    return document
  }

  private var parameters: Document {
    let columns = ["best fit", "mean of toys", "spread", "15.9 %", "50 %", "84.1 %", "at an edge"]
    var table = Table(
      [""] + columns, alignments: [.left] + columns.map { _ in .right }, typeset: ["quantity"] + columns)
    for parameter in result.parameters {
      let quantiles =
        parameter.quantiles.isEmpty
        ? ["–", "–", "–"] : parameter.quantiles.map { $0.resolving(parameter.standardDeviation) }
      let numbers =
        [
          parameter.bestFit.resolving(parameter.standardDeviation)
            + (parameter.limit == nil ? "" : " (edge)"),
          parameter.mean?.resolving(parameter.standardDeviation) ?? "–",
          parameter.standardDeviation?.significant(3) ?? "–",
        ] + quantiles + ["\((100 * parameter.fractionAtEdge).fixed(1)) %"]
      table.add([.quantity(.parameter(parameter.parameter))] + numbers.map { Cell($0) })
    }
    var document = Document()
    document.head("Best fits of the toys")
    document.add(table)
    if result.parameters.contains(where: { $0.limit != nil }) {
      document.say("  the best fit of the data is at an edge of the priors: its intervals are one-sided")
    }
    return document
  }

  /// All measurements, in file order.
  private var pulls: Document {
    let columns = ["measured", "predicted", "pull", "of toys", "p of toys"]
    var table = Table(
      [""] + columns + [""], alignments: [.left, .left, .right, .right, .right, .right, .left],
      typeset: ["quantity"] + columns + ["constraint"])
    for pull in result.pulls {
      table.add([
        .symbol(of: pull.quantity), pull.measured.map { .measured($0) } ?? "prior",
        .predicted(pull.prediction, beside: pull.measured), Cell(pull.pull.fixed(2)),
        Cell(pull.spread.fixed(2)),
        Cell(pull.pValue.value.asProbability), Cell(pull.constraint ?? ""),
      ])
    }
    var document = Document()
    document.head(
      "Pulls: (measured − predicted)/σ, beside their root mean square in the toys and how often these are larger"
    )
    document.add(table)
    return document
  }
}

extension EmpiricalProbability {
  /// `p = 0.0310 ± 0.0055`; where nothing was seen, less than what one toy more would say.
  var words: String {
    hits == 0 ? "p < \((1 / Double(toys)).significant(2))" : "p = \(Double.withError(value, error))"
  }
}
