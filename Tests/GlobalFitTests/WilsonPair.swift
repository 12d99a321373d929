import Inference

@testable import GlobalFit

/// Two Wilson coefficients, measured together as 1 ± 0.5 and −0.5 ± 0.3, far inside a flat prior: one normal peak.
enum WilsonPair {
  static let mean = [1.0, -0.5]
  static let sigma = [0.5, 0.3]

  /// - Parameter others: further keys of the fit, in YAML.
  static func problem(correlation: Double = 0, _ others: String = "") throws -> Problem {
    reportNumericalErrorsInResults()
    let folder = try TemporaryFolder()
    try folder.write(
      """
      Toy:
        url: https://example.org
        values: {C9_bsmumu: 1 ± 0.5, C9prime_bsmumu: -0.5 ± 0.3}
        correlation: \(correlation)
      """, to: "inputs/toy/pair.yaml")
    let fit = """
      title: a pair
      parametrisation: effective
      parameters:
        gPrime: 1
        mZPrime: 246.22
        C9.re: {prior: uniform, min: -4, max: 4}
        C9prime.re: {prior: uniform, min: -4, max: 4}
      constraints: [toy/pair]
      \(others)
      """
    return try withExtendedLifetime(folder) {
      try Problem(Fit(element(fit)), library: InputLibrary(folder: "\(folder.path)/inputs"))
    }
  }
}
