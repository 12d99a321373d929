import Foundation
import Inference
import Testing

@testable import GlobalFit

@Suite("Tension between constraints, and what they teach")
struct GroupTensionTests {
  /// C₉ alone, or with C₉', and measurements of them in `toy/0`, `toy/1`, …: everything is normal.
  static func problem(
    _ inputs: [String], parameters: String = "C9.re: {prior: uniform, min: -4, max: 4}"
  ) throws -> Problem {
    reportNumericalErrorsInResults()
    let folder = try TemporaryFolder()
    for (index, values) in inputs.enumerated() {
      try folder.write("Toy \(index): {url: https://example.org, \(values)}", to: "inputs/toy/\(index).yaml")
    }
    let fit = """
      title: tension
      parametrisation: effective
      parameters: {gPrime: 1, mZPrime: 246.22, \(parameters)}
      constraints: [\(inputs.indices.map { "toy/\($0)" }.joined(separator: ", "))]
      """
    return try withExtendedLifetime(folder) {
      try Problem(Fit(element(fit)), library: InputLibrary(folder: "\(folder.path)/inputs"))
    }
  }

  private static let two = ["values: {C9_bsmumu: 1 ± 0.3}", "values: {C9_bsmumu: 2 ± 0.4}"]

  private static func compare(_ problem: Problem) throws -> TensionResult.Comparison {
    let result = problem.tension(
      between: [(ConstraintGroup([0]), ConstraintGroup([1]))], seed: 3, by: Workforce(threads: 2))
    #expect(result.problems.isEmpty)
    return try #require(result.comparisons.first)
  }

  private func near(_ estimate: Estimate, _ truth: Double) {
    #expect(
      abs(estimate.value - truth) < 4 * estimate.error, "\(estimate.value) ± \(estimate.error), not \(truth)")
  }

  /// 1 ± 0.3 and 2 ± 0.4 are two σ apart.
  @Test("of two normal measurements is known in closed form")
  func closedForm() throws {
    let found = try Self.compare(Self.problem(Self.two))
    #expect(abs(found.goodnessOfFit.deltaChiSquared - 4) < 1e-6 && found.goodnessOfFit.degreesOfFreedom == 1)
    #expect(abs(try #require(found.goodnessOfFit.significance) - 2) < 1e-6)
    // ln(8 N(1 | 0, 0.5²))
    near(found.logEvidenceRatio, log(8 / (0.5 * (2 * .pi).squareRoot())) - 2)
    near(found.logSuspiciousness, (1 - 4) / 2)
    near(found.dimensionality, 1)
    near(try #require(found.pValue), 0.0455003)
    #expect(found.shift.directions == 1 && found.shift.parameters.map(\.parameter.rawValue) == ["C9.re"])
    near(found.shift.parameters[0].shift, -2)
    #expect(found.remarks.isEmpty)
    // σ √(2πe) of 8
    near(found.first.information, log(8 / (0.3 * (2 * .pi).squareRoot())) - 0.5)
    #expect(abs(found.joint.chiSquared - 4) < 1e-6 && found.first.chiSquared < 1e-6)
    #expect(found.joint.measuredNumbers == 2 && found.second.constraints == ["toy/1"])
  }

  @Test("has no degree of freedom where the groups measure different things")
  func nothingInCommon() throws {
    let found = try Self.compare(
      Self.problem(
        ["values: {C9_bsmumu: 1 ± 0.3}", "values: {C9prime_bsmumu: 2 ± 0.4}"],
        parameters:
          "C9.re: {prior: uniform, min: -4, max: 4}, C9prime.re: {prior: uniform, min: -4, max: 4}"))
    #expect(found.goodnessOfFit.degreesOfFreedom == 0 && found.goodnessOfFit.pValue == nil)
    #expect(found.pValue == nil && found.shift.directions == 0)
    #expect(found.remarks.isEmpty)
    near(found.logEvidenceRatio, 0)
    near(found.logSuspiciousness, 0)
  }

  @Test("is nothing where a group constrains nothing, and says so")
  func silentGroup() throws {
    let found = try Self.compare(
      Self.problem(["values: {C9_bsmumu: 1 ± 0.3}", "values: {C9prime_bsmumu: 2 ± 0.4}"]))
    #expect(found.second.dimensionality.value < 1e-9 && found.pValue == nil)
    #expect(found.remarks.count == 1 && found.remarks[0].hasPrefix("toy/1: nothing is constrained"))
    // χ² of the silent one is 25 wherever C₉ is
    #expect(abs(found.second.chiSquared - 25) < 1e-6 && abs(found.goodnessOfFit.deltaChiSquared) < 1e-6)
  }

  /// Three measurements 1, 1 and 0 of one thing, each ± 0.3: χ² is (1/9 + 1/9 + 4/9)/0.09.
  @Test("counts the prior of a nuisance parameter on which both depend as a measurement of its own")
  func sharedNuisance() throws {
    let found = try Self.compare(
      Self.problem(
        ["values: {C9prime_bsmumu: 1 ± 0.3}", "values: {C9prime_bsmumu: 1 ± 0.3}"],
        parameters:
          "C9.re: {prior: uniform, min: -4, max: 4}, C9prime.re: {prior: normal, mean: 0, sigma: 0.3, nuisance: true}"
      ))
    #expect(abs(found.goodnessOfFit.deltaChiSquared - 2 / 3 / 0.09) < 1e-6)
    #expect(found.goodnessOfFit.degreesOfFreedom == 2)
    #expect(found.first.chiSquared < 1e-6 && found.second.chiSquared < 1e-6)
  }

  @Test("Groups are named by inputs and folders")
  func names() throws {
    let problem = try Self.problem(Self.two)
    #expect(try problem.constraintGroup(["toy"]).places == [0, 1])
    #expect(try problem.constraintGroup(["toy/1", "toy/0"]).places == [0, 1])
    #expect(try problem.constraintGroup(["toy/1"]).places == [1])
    for (words, said) in [
      (["tox/1"], "no constraint 'tox/1'; did you mean 'toy/1'?"),
      (["toy", "toy/1"], "'toy/1' is named twice"),
      (["to"], "no constraint 'to'; did you mean 'toy'?"),
    ] {
      let error = #expect(throws: UnknownConstraint.self) { try problem.constraintGroup(words) }
      #expect(error?.description.contains(said) == true, "\(error?.description ?? "")")
    }
  }

  // MARK: - What they teach

  /// KL(N(m, s²) ‖ N(n, t²)).
  private func divergence(_ m: Double, _ s: Double, _ n: Double, _ t: Double) -> Double {
    log(t / s) + (s * s + (m - n) * (m - n)) / (2 * t * t) - 0.5
  }

  @Test("Leaving a normal measurement out gives back its information", arguments: ["nested", "ensemble"])
  func information(sampler: String) throws {
    let problem = try Self.problem(Self.two)
    let workforce = Workforce(threads: 2)
    let sample: PosteriorSample
    var evidence: Estimate?
    if sampler == "nested" {
      let posterior = problem.posterior(seed: 5, by: workforce)
      sample = posterior.sample
      evidence = posterior.nested.map { Estimate($0.logEvidence, error: $0.logEvidenceError) }
    } else {
      // 1.36 ± 0.24, in the coordinate of the prior, as four chains
      var random = Random(seed: 6, stream: 0)
      let points = (0..<40_000).map { _ in (1.36 + 0.24 * random.normal() + 4) / 8 }
      sample = PosteriorSample(
        chains: 4, coordinates: points, logDensities: points.map { problem.logDensity(at: [$0]) },
        weights: nil, parts: 4, part: nil)
    }
    let found = problem.sensitivity(of: sample, logEvidence: evidence, seed: 5, by: workforce)
    #expect(found.problems.isEmpty && found.constraints.map(\.scaling.owner) == ["toy/0", "toy/1"])
    near(found.constraints[0].information, divergence(1.36, 0.24, 2, 0.4))
    near(found.constraints[1].information, divergence(1.36, 0.24, 1, 0.3))
    if sampler == "nested" {
      near(try #require(found.information), log(8 / (0.24 * (2 * .pi).squareRoot())) - 0.5)
    }
    // a uniform prior cannot be made stronger
    #expect(try #require(found.priors[0].sensitivities[0]).value < 1e-9)
    #expect(try #require(found.quantities[0].toData).value > 0.05 && found.quantities[0].verdict == nil)
  }

  @Test("Where a constraint carries nearly everything the posterior without it is sampled")
  func sampledWithout() throws {
    let problem = try Self.problem(["values: {C9_bsmumu: 1 ± 0.1}", "values: {C9_bsmumu: 1 ± 1}"])
    let posterior = problem.posterior(seed: 5, by: Workforce(threads: 2))
    let found = problem.sensitivity(
      of: posterior.sample,
      logEvidence: posterior.nested.map { Estimate($0.logEvidence, error: $0.logEvidenceError) }, seed: 5,
      by: Workforce(threads: 2))
    #expect(found.constraints[0].paretoShape == nil && found.constraints[1].paretoShape != nil)
    let joint = 0.1 / 1.01.squareRoot()
    // N(1, 1) is cut off at ±4 by the prior: Φ(3) − Φ(−5) of it is inside
    near(found.constraints[0].information, divergence(1, joint, 1, 1) + log(0.9986498))
    near(found.constraints[1].information, divergence(1, joint, 1, 0.1))
  }
}
