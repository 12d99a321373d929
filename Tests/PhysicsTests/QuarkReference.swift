import Foundation
import Physics

/// Numbers of the quark sector made with mpmath at 60 digits by `Fixtures/quark_reference.py`, from definitions that
/// share nothing with the code under test.
enum QuarkReference {
  /// All observables of the quark sector at one point in one reading of the formulas.
  struct Point: Sendable, CustomStringConvertible {
    let number: String
    let parametrisation: Parametrisation
    let formulas: Formulas
    var values: [Parameter: Double] = [:]
    var predictions: [Observable: Prediction] = [:]
    /// Those that do not vanish, where derivatives were computed at all.
    var derivatives: [Observable: [Parameter: Double]] = [:]

    var description: String { "point \(number): \(parametrisation.rawValue), \(formulas.diagonalisation)" }

    /// What the reference predicts at this point, all of it from fixed parameters.
    var predictor: Predictor {
      Predictor(
        Array(predictions.keys), of: Model(parametrisation: parametrisation, formulas: formulas), free: [],
        fixed: values)
    }
  }

  struct Prediction: Sendable {
    let value: Double
    /// Of what the value is a part or a small difference: a complex number's modulus, the sum of an amplitude's terms.
    let scale: Double
  }

  static func points() throws -> [Point] {
    var points: [String: Point] = [:]
    for row in try Reference.rows(of: "quark_points.tsv") {
      guard let parametrisation = Parametrisation(rawValue: row[1]),
        let diagonalisation = Formulas.Diagonalisation(rawValue: row[2]),
        let parameter = Parameter(rawValue: row[4])
      else { throw Reference.Malformed(line: row.joined(separator: ",")) }
      let formulas = Formulas(
        diagonalisation: diagonalisation, asPrinted: row[3] == "as-printed" ? .all : [])
      let new = Point(number: row[0], parametrisation: parametrisation, formulas: formulas)
      points[row[0], default: new].values[parameter] = try Reference.number(row[5])
    }
    for row in try Reference.rows(of: "quark_observables.tsv") {
      guard let observable = Observable(rawValue: row[1]) else {
        throw Reference.Malformed(line: row.joined(separator: ","))
      }
      points[row[0]]?.predictions[observable] = Prediction(
        value: try Reference.number(row[2]), scale: try Reference.number(row[3]))
    }
    for row in try Reference.rows(of: "quark_derivatives.tsv") {
      guard let observable = Observable(rawValue: row[1]), let parameter = Parameter(rawValue: row[2]) else {
        throw Reference.Malformed(line: row.joined(separator: ","))
      }
      points[row[0]]?.derivatives[observable, default: [:]][parameter] = try Reference.number(row[3])
    }
    return points.values.sorted { (Int($0.number) ?? 0) < (Int($1.number) ?? 0) }
  }
}
