import Foundation
import Inference

@testable import GlobalFit

/// Fits whose statistics are known in closed form, written as a user would.
struct LinearFit {
  private let folder: TemporaryFolder

  init() throws {
    reportNumericalErrorsInResults()
    folder = try TemporaryFolder()
  }

  /// A measured number with σ = 1 (or as given) of a coefficient that is a parameter: x ~ N(μ, 1) with μ in a range.
  func coefficient(_ value: String, min: Double = 0, max: Double = 10) throws -> Problem {
    try problem(
      """
      title: one number
      parametrisation: effective
      parameters:
        C9.re: {prior: uniform, min: \(min), max: \(max)}
        gPrime: 0.1
        mZPrime: 100
      constraints: [toy/one]
      """, ["one": "One:\n  url: https://example.org\n  values: {C9_bsmumu: \(value)}\n"])
  }

  /// Several measurements of such a coefficient.
  func coefficients(_ values: [String], max: Double) throws -> Problem {
    try problem(
      """
      title: several numbers
      parametrisation: effective
      parameters:
        C9.re: {prior: uniform, min: 0, max: \(max)}
        gPrime: 0.1
        mZPrime: 100
      constraints: [\(values.indices.map { "toy/number-\($0)" }.joined(separator: ", "))]
      """,
      Dictionary(
        uniqueKeysWithValues: values.enumerated().map { index, value in
          (
            "number-\(index)",
            "Number \(index):\n  url: https://example.org/\(index)\n  values: {C9_bsmumu: \(value)}\n"
          )
        }))
  }

  /// Lifetimes of the τ measured by several experiments, and what is known of it beforehand.
  func lifetimes(_ values: [String]) throws -> Problem {
    var inputs: [String: String] = [:]
    for (index, value) in values.enumerated() {
      inputs["number-\(index)"] =
        "Number \(index):\n  url: https://example.org\n  values: {tau_tau: \(value)}\n"
    }
    let names = values.indices.map { "toy/number-\($0)" }.joined(separator: ", ")
    // what is known beforehand is another experiment's
    let allowed = values.indices.map { "[tauLifetime, toy/number-\($0)]" }.joined(separator: ", ")
    return try problem(
      """
      title: lifetimes
      parametrisation: leptonic
      parameters:
        tauLifetime: {prior: normal, mean: 290, sigma: 2, nuisance: true}
        gPrime: 0.1
        mZPrime: 100
      constraints: [\(names)]
      allow-shared-data: [\(allowed)]
      """, inputs)
  }

  private func problem(_ text: String, _ inputs: [String: String]) throws -> Problem {
    for (name, input) in inputs { try folder.write(input, to: "inputs/toy/\(name).yaml") }
    return try Problem(
      Fit(Document.parse(Array(text.utf8), file: "fit.yaml")),
      library: InputLibrary(folder: "\(folder.path)/inputs"))
  }
}
