import Foundation
import Physics

/// Numbers made with mpmath at 75 digits by `Fixtures/reference.py`, from integrals and definitions that share
/// nothing with the code under test.
enum Reference {
  /// A special function at one argument.
  struct Function: Sendable, CustomStringConvertible {
    let name: String
    let argument: Double
    let value: Double
    let derivative: Double

    var description: String { "\(name)(\(argument))" }
  }

  /// All observables at one point.
  struct Point: Sendable, CustomStringConvertible {
    let mZPrime: Double
    let gPrime: Double
    let vertexCorrection: Formulas.VertexCorrection
    var predictions: [Observable: Prediction] = [:]

    var description: String { "m_Z' = \(mZPrime), g' = \(gPrime), \(vertexCorrection)" }
  }

  /// An observable with its derivatives.
  struct Prediction: Sendable {
    let value: Double
    let byGPrime: Double
    let byMZPrime: Double
  }

  struct Malformed: Error {
    let line: String
  }

  static func functions(_ name: String) throws -> [Function] {
    try rows(of: "functions.csv").filter { $0[0] == name }.map { row in
      Function(
        name: row[0], argument: try number(row[1]), value: try number(row[2]), derivative: try number(row[3]))
    }
  }

  static func points() throws -> [Point] {
    var points: [Point] = []
    for row in try rows(of: "observables.csv") {
      guard let correction = Formulas.VertexCorrection(rawValue: row[2]),
        let observable = Observable(rawValue: row[3])
      else { throw Malformed(line: row.joined(separator: ",")) }
      let mass = try number(row[0])
      let coupling = try number(row[1])
      let isNew = points.last.map { $0.mZPrime != mass || $0.vertexCorrection != correction } ?? true
      if isNew { points.append(Point(mZPrime: mass, gPrime: coupling, vertexCorrection: correction)) }
      points[points.count - 1].predictions[observable] = Prediction(
        value: try number(row[4]), byGPrime: try number(row[5]), byMZPrime: try number(row[6]))
    }
    return points
  }

  static func rows(of file: String) throws -> [[String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: file.hasSuffix(".tsv") ? "\t" : ",").map(String.init)
    }
  }

  static func number(_ text: String) throws -> Double {
    guard let value = Double(text) else { throw Malformed(line: text) }
    return value
  }
}
