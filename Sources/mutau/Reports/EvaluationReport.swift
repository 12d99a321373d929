import GlobalFit
import Physics
import Typesetting

/// One point as text.
struct EvaluationReport {
  private let evaluation: Evaluation
  private let title: String
  private let standardModel: [Observable: Double]

  /// - Parameter standardModel: what the Standard Model predicts at the point, which predictions are to be told from.
  init(_ evaluation: Evaluation, title: String, standardModel: [Observable: Double]) {
    self.evaluation = evaluation
    self.title = title
    self.standardModel = standardModel
  }

  var document: Document {
    var head = Document()
    head.say(title)
    for warning in evaluation.warnings { head.note(warning) }
    var sums = Table(["", ""], alignments: [.left, .right], typeset: ["sum", "value"])
    sums.add(["χ²", evaluation.chiSquared.significant(10)])
    sums.add(["ln L", evaluation.logLikelihood.significant(10)])
    sums.add(["ln prior", evaluation.logPrior.significant(10)])
    sums.add(["ln posterior", evaluation.logPosterior.significant(10)])
    let tables = [parameters, observables, readings, constraints, sums].filter { !$0.isEmpty }
    return Document([head] + tables.map { Document($0) })
  }

  private var parameters: Table {
    var table = Table(["parameter", "value", "unit"], alignments: [.left, .right])
    for parameter in Parameter.allCases {
      guard let value = evaluation.parameters[parameter] else { continue }
      table.add([.name(.parameter(parameter)), Cell(value.plain), Cell(parameter.unit)])
    }
    return table
  }

  private var observables: Table {
    var table = Table(["observable", "prediction", "unit"], alignments: [.left, .right])
    for observable in Observable.allCases {
      guard let value = evaluation.observables[observable] else { continue }
      table.add([.name(.observable(observable)), Cell(words(value, observable)), Cell(observable.unit)])
    }
    return table
  }

  /// A prediction to seven digits, or to as many as tell it from that of the Standard Model.
  private func words(_ value: Double, _ observable: Observable) -> String {
    value.resolving(standardModel[observable].map { value - $0 }, digits: 7)
  }

  private var constraints: Table {
    var table = Table(
      ["constraint", "observable", "measured", "predicted", "pull", "χ²"],
      alignments: [.left, .left, .left, .right, .right, .right])
    for constraint in evaluation.constraints {
      for (index, observable) in constraint.observables.enumerated() {
        table.add([
          Cell(index == 0 ? constraint.name : ""), .observable(observable),
          .measured(constraint.measured[index]),
          .predicted(constraint.predictions[index], beside: constraint.measured[index], digits: 6),
          Cell(constraint.pulls[index].signed(2)),
          Cell(index == 0 ? constraint.chiSquared.fixed(3) : ""),
        ])
      }
    }
    for auxiliary in evaluation.auxiliary {
      table.add(
        [
          "prior of \(auxiliary.parameter.rawValue)", "", "", "", auxiliary.pull.signed(2),
          auxiliary.chiSquared.fixed(3),
        ])
    }
    return table
  }

  /// Readings of the formulas side by side, a row for each observable that depends on one.
  private var readings: Table {
    let readings = evaluation.readings.filter { !$0.observables.isEmpty }
    var table = Table(
      ["reading of the formulas"] + readings.map(\.name),
      alignments: [.left] + readings.map { _ in .right })
    for observable in Observable.allCases {
      let values = readings.map { $0.observables[observable] }
      guard values.contains(where: { $0 != nil }) else { continue }
      table.add(
        [.observable(observable)] + values.map { Cell($0.map { words($0, observable) } ?? "") })
    }
    return table
  }
}

extension Double {
  /// The number with its sign and so many decimals: `+1.40`, `−0.32`.
  func signed(_ decimals: Int) -> String {
    let text = fixed(decimals)
    return self > 0 && text.contains(where: { $0.isNumber && $0 != "0" }) ? "+" + text : text
  }
}
