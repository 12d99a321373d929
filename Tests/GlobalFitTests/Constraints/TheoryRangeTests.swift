import Foundation
import Inference
import Testing

@testable import GlobalFit

@Suite("A measurement with a theory error")
struct TheoryRangeTests {
  private func density(_ treatment: TheoryErrors, sigma: Double = 0.3, halfRange: Double = 0.2) -> TheoryRange
  {
    TheoryRange(mean: 1, sigma: sigma, halfRange: halfRange, treatment: treatment)
  }

  /// ln[(Q((d − Δ)/σ) − Q((d + Δ)/σ))/(2Δ)] and its derivative by mpmath with 30 digits, σ = 0.3, Δ = 0.2.
  @Test(
    "smeared with a box has the values of another program, far in the tail too",
    arguments: [
      (0, 0.21312336633173022, 0), (0.1, 0.16530976898924342, -0.9564987345901776),
      (0.5, -0.9885931454920101, -4.831786788983699), (3, -45.80296440804159, -31.46048254510690),
      (12, -777.2309210175131, -131.19574767222132),
    ])
  func smeared(distance: Double, value: Double, slope: Double) {
    for side in [1.0, -1] {
      let found = density(.gaussianFlat).logLikelihood(of: 1 + side * distance)
      #expect(abs(found.value - value) < 1e-12 * max(1, abs(value)))
      #expect(abs(found.slope - side * slope) < 1e-11 * max(1, abs(slope)))
    }
  }

  @Test("by Rfit costs nothing inside the range and is normal outside")
  func rfit() {
    let density = density(.rfit)
    let top = density.logLikelihood(of: 1).value
    for x in [0.8, 0.9, 1.1, 1.2] {
      #expect(density.logLikelihood(of: x).value == top && density.logLikelihood(of: x).slope == 0)
    }
    for (x, excess) in [(1.5, 1.0), (0.2, -2.0)] {
      let found = density.logLikelihood(of: x)
      #expect(abs(found.value - top + 0.5 * excess * excess) < 1e-12)
      #expect(abs(found.slope + excess / 0.3) < 1e-12)
    }
  }

  @Test("is normalised, however it is treated", arguments: TheoryErrors.allCases)
  func normalised(treatment: TheoryErrors) {
    let step = 1e-3
    let area = (0..<8000).reduce(0.0) { sum, cell in
      sum + step * exp(density(treatment).logLikelihood(of: -3 + (Double(cell) + 0.5) * step).value)
    }
    #expect(abs(area - 1) < 1e-6)
  }

  @Test("is normal where the theory error is small, and a box where the other one is")
  func limits() {
    for x in [1.0, 1.2, 2.5] {
      let normal = Normal(mean: 1, sigma: 0.3).logLikelihood(of: x).value
      for treatment in TheoryErrors.allCases {
        let near = density(treatment, halfRange: 3e-5).logLikelihood(of: x).value
        #expect(abs(near - normal) < 1e-3, "\(treatment)")
      }
    }
    for treatment in [TheoryErrors.gaussianFlat, .rfit] {
      let box = density(treatment, sigma: 1e-3, halfRange: 1)
      #expect(abs(box.logLikelihood(of: 1.5).value + log(2)) < 2e-3)
      #expect(box.logLikelihood(of: 2.1).value < -1000)
    }
  }

  @Test("is simulated from the density that it has", arguments: TheoryErrors.allCases)
  func simulated(treatment: TheoryErrors) {
    let density = density(treatment)
    var random = Random(seed: 1, stream: 0)
    let count = 20_000
    var inside = [0, 0]
    for _ in 0..<count {
      let distance = abs(density.simulated(at: 5, using: &random).mean - 5)
      if distance < 0.2 { inside[0] += 1 }
      if distance < 0.5 { inside[1] += 1 }
    }
    for (found, reach) in zip(inside, [0.2, 0.5]) {
      let step = 1e-4
      let expected = (0..<Int(2 * reach / step)).reduce(0.0) { sum, cell in
        sum + step * exp(density.logLikelihood(of: 1 - reach + (Double(cell) + 0.5) * step).value)
      }
      let error = (expected * (1 - expected) / Double(count)).squareRoot()
      #expect(abs(Double(found) / Double(count) - expected) < 4 * error)
    }
  }

  /// The ends of the intervals: 1 ± σ√(1 + Δ²/σ²) n, by mpmath, and 1 ± (Δ + n σ).
  @Test(
    "sets the interval of its treatment",
    arguments: [
      ("nuisance", 0.36055512754639896, 0.7211102550927979),
      ("gaussian-flat", 0.32302526902576463, 0.6439811593364835), ("rfit", 0.5, 0.8),
      ("{default: rfit, toy/one: nuisance}", 0.36055512754639896, 0.7211102550927979),
    ])
  func interval(treatment: String, one: Double, two: Double) throws {
    let problem = try Self.problem("theory-errors: \(treatment)")
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 1))
    let profile = problem.profile(of: .parameter(.component(.c9, .real)), from: best, seed: 1)
    for (interval, width) in zip(profile.intervals, [one, two]) {
      let (lower, upper) = (try #require(interval.lower), try #require(interval.upper))
      #expect(abs(upper - 1 - width) < 1e-5 && abs(lower - 1 + width) < 1e-5, "\(lower) \(upper)")
    }
  }

  @Test("of a nuisance parameter can be a range")
  func nuisanceParameter() throws {
    func prior(_ choice: String) throws -> Prior? {
      try Self.problem(choice).free.first { $0.isNuisance }?.prior
    }
    #expect(try prior("") == .normal(mean: 80, sigma: 0.5))
    #expect(try prior("theory-errors: rfit") == .uniform(79.5...80.5))
    #expect(try prior("theory-errors: {default: rfit, mW: nuisance}") == .normal(mean: 80, sigma: 0.5))
  }

  @Test("is refused where it means nothing")
  func refused() throws {
    for (text, words) in [
      ("1 ± 0.2 (theory)", "behind another error"), ("1 + 0.2 - 0.3 (theory)", "asymmetric"),
      ("1 ± 0.1 ± 1e-9 (theory)", "ambiguous"), ("1 ± 1 ± 0.00001 (theory)", "between 1e-4 and 1e4"),
    ] {
      let refusal = #expect(throws: InputError.self) { try DistributionReader.distribution(element(text)) }
      #expect(refusal?.problem.contains(words) == true, "\(refusal?.problem ?? "")")
    }
    let unknown = #expect(throws: InputError.self) { try Self.problem("theory-errors: rift") }
    #expect(unknown?.problem.contains("rfit") == true)
    #expect(
      whatIsSaid { try Self.problem("theory-errors: {toy/onne: rfit}") }
        == "input.yaml:9:17: 'toy/onne' is no input and no nuisance parameter of this fit; did you mean 'toy/one'?"
    )
  }

  private static func problem(_ line: String) throws -> Problem {
    reportNumericalErrorsInResults()
    let folder = try TemporaryFolder()
    try folder.write(
      "Toy: {url: https://example.org, values: {C9_bsmumu: 1 ± 0.3 ± 0.2 (theory)}}",
      to: "inputs/toy/one.yaml")
    let fit = """
      title: one number
      parametrisation: effective
      parameters:
        gPrime: 1
        mZPrime: 246.22
        C9.re: {prior: uniform, min: -4, max: 4}
        mW: {prior: normal, mean: 80, sigma: 0.5, nuisance: true, theory: true}
      constraints: [toy/one]
      \(line)
      """
    return try withExtendedLifetime(folder) {
      try Problem(Fit(element(fit)), library: InputLibrary(folder: "\(folder.path)/inputs"))
    }
  }
}
