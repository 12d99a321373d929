import Foundation
import Inference
import Testing

@testable import GlobalFit

@Suite("The impact on a quantity")
struct ImpactTests {
  private static let quantity = Quantity.parameter(.component(.c9, .real))

  private static func impact(_ parameters: String, _ inputs: [String]) throws -> Impact {
    reportNumericalErrorsInResults()
    let folder = try TemporaryFolder()
    for (index, values) in inputs.enumerated() {
      try folder.write("Toy \(index): {url: https://example.org, \(values)}", to: "inputs/toy/\(index).yaml")
    }
    let fit = """
      title: impact
      parametrisation: effective
      parameters: {gPrime: 1, mZPrime: 246.22, \(parameters)}
      constraints: [\(inputs.indices.map { "toy/\($0)" }.joined(separator: ", "))]
      """
    return try withExtendedLifetime(folder) {
      try Problem(Fit(element(fit)), library: InputLibrary(folder: "\(folder.path)/inputs"))
    }.impact(on: quantity, seed: 1, by: Workforce(threads: 2))
  }

  /// 1 ± 0.3 and 2 ± 0.4 give 1.36 ± 0.24 with χ² = 1/(0.3² + 0.4²) = 4.
  @Test("of one of two measurements is that the other is left")
  func leftOut() throws {
    let impact = try Self.impact(
      "C9.re: {prior: uniform, min: -4, max: 4}",
      ["values: {C9_bsmumu: 1 ± 0.3}", "values: {C9_bsmumu: 2 ± 0.4}"])
    #expect(impact.problems.isEmpty && impact.nuisances.isEmpty)
    #expect(abs(impact.chiSquared - 4) < 1e-8 && abs(impact.profile.bestFit - 1.36) < 1e-6)
    for (row, (mean, sigma)) in zip(impact.constraints, [(2.0, 0.4), (1, 0.3)]) {
      #expect(abs(row.deltaChiSquared - 4) < 1e-8 && row.measuredNumbers == 1)
      #expect(abs(row.profile.bestFit - mean) < 1e-6 && abs(row.shift - (mean - 1.36)) < 1e-6)
      let upper = try #require(row.profile.intervals[0].upper)
      #expect(abs(upper - mean - sigma) < 1e-5)
    }
  }

  /// A nuisance C₉' with the prior 0 ± 0.5 is measured together with C₉. With P the inverse covariance of both,
  /// C₉' moves C₉ by P⁻¹₁₂/√P⁻¹₂₂.
  @Test("of a nuisance parameter is its correlation with the quantity")
  func nuisance() throws {
    let impact = try Self.impact(
      "C9.re: {prior: uniform, min: -4, max: 4}, C9prime.re: {prior: normal, mean: 0, sigma: 0.5, nuisance: true}",
      ["values: {C9_bsmumu: 1 ± 0.3, C9prime_bsmumu: 0.4 ± 0.2}, correlation: 0.6"])
    let determinant = 0.09 * 0.04 * (1 - 0.36)
    let (p11, p12, p22) = (0.04 / determinant, -0.6 * 0.06 / determinant, 0.09 / determinant + 4)
    let norm = p11 * p22 - p12 * p12
    let (variance, covariance) = (p11 / norm, -p12 / norm)
    // P x = V⁻¹ m gives the best fit.
    let (b1, b2) = (p11 * 1 + p12 * 0.4, p12 * 1 + (p22 - 4) * 0.4)
    let best = (p11 * b2 - p12 * b1) / norm
    let row = try #require(impact.nuisances.first)
    #expect(impact.nuisances.count == 1 && row.parameter.rawValue == "C9prime.re")
    #expect(abs(try #require(row.pull) - best / 0.5) < 1e-6)
    #expect(abs(try #require(row.constrained) - variance.squareRoot() / 0.5) < 1e-5)
    #expect(abs(row.shiftAtUpper - covariance / variance.squareRoot()) < 1e-5)
    #expect(abs(row.shiftAtLower + covariance / variance.squareRoot()) < 1e-5)
  }

  @Test("of a nuisance parameter that nothing links to it is none")
  func noImpact() throws {
    let impact = try Self.impact(
      "C9.re: {prior: uniform, min: -4, max: 4}, mW: {prior: normal, mean: 80, sigma: 0.5, nuisance: true}",
      ["values: {C9_bsmumu: 1 ± 0.3}"])
    #expect(impact.nuisances.isEmpty, "\(impact.nuisances)")
    #expect(impact.constraints.isEmpty, "without its only constraint a fit is none")
  }
}
