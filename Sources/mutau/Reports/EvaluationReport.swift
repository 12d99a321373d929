import GlobalFit
import Physics

/// One point as text.
struct EvaluationReport {
  private let evaluation: Evaluation
  private let title: String

  init(_ evaluation: Evaluation, title: String) {
    self.evaluation = evaluation
    self.title = title
  }

  var text: String {
    var parameters = Table(["parameter", "value", "unit"], alignments: [.left, .right])
    for parameter in Parameter.allCases {
      guard let value = evaluation.parameters[parameter.rawValue] else { continue }
      parameters.add([parameter.rawValue, value.plain, parameter.unit])
    }
    var observables = Table(["observable", "prediction", "unit"], alignments: [.left, .right])
    for observable in Observable.allCases {
      guard let value = evaluation.observables[observable.rawValue] else { continue }
      observables.add([observable.rawValue, value.significant(7), observable.unit])
    }
    let readings = readingTable
    var constraints = Table(
      ["constraint", "observable", "measured", "predicted", "pull", "χ²"],
      alignments: [.left, .left, .left, .right, .right, .right])
    for constraint in evaluation.constraints {
      for (index, observable) in constraint.observables.enumerated() {
        constraints.add([
          index == 0 ? constraint.name : "", withUnit(observable), constraint.measured[index].typeset,
          constraint.predictions[index].significant(6), constraint.pulls[index].signed(2),
          index == 0 ? constraint.chiSquared.fixed(3) : "",
        ])
      }
    }
    for auxiliary in evaluation.auxiliary {
      constraints.add(
        [
          "prior of \(auxiliary.parameter)", "", "", "", auxiliary.pull.signed(2),
          auxiliary.chiSquared.fixed(3),
        ])
    }
    var sums = Table(["", ""], alignments: [.left, .right])
    sums.add(["χ²", evaluation.chiSquared.significant(10)])
    sums.add(["ln L", evaluation.logLikelihood.significant(10)])
    sums.add(["ln prior", evaluation.logPrior.significant(10)])
    sums.add(["ln posterior", evaluation.logPosterior.significant(10)])
    let head = title + "\n" + evaluation.warnings.map { "  note  \($0)\n" }.joined()
    return [head, parameters.text, observables.text, readings, constraints.text, sums.text]
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Readings of the formulas side by side, a row for each observable that depends on one.
  private var readingTable: String {
    let readings = evaluation.readings.filter { !$0.observables.isEmpty }
    guard !readings.isEmpty else { return "" }
    var table = Table(
      ["reading of the formulas"] + readings.map(\.name),
      alignments: [.left] + readings.map { _ in .right })
    for observable in Observable.allCases {
      let values = readings.map { $0.observables[observable.rawValue] }
      guard values.contains(where: { $0 != nil }) else { continue }
      table.add([withUnit(observable.rawValue)] + values.map { $0?.significant(7) ?? "" })
    }
    return table.text
  }
}

extension Double {
  /// The number with its sign and so many decimals: `+1.40`, `−0.32`.
  func signed(_ decimals: Int) -> String {
    let text = fixed(decimals)
    return self > 0 && text.contains(where: { $0.isNumber && $0 != "0" }) ? "+" + text : text
  }
}
