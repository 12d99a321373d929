import Foundation
import Inference
import Testing

@testable import GlobalFit

@Suite("Every sampler's summary of a correlated normal posterior")
struct SamplerAgreementTests {
  private static let (mean, sigma, correlation) = (WilsonPair.mean, WilsonPair.sigma, 0.7)

  private static func posterior(_ sample: String) throws -> PosteriorSummary {
    try WilsonPair.problem(
      correlation: correlation,
      """
      predictions: [C9prime_bsmumu]
      profile: [C9.re, C9prime.re]
      sample: \(sample)
      """
    ).posterior(seed: 1, by: Workforce(threads: 2))
  }

  @Test(
    "has its moments, its quantiles and the areas of its regions",
    arguments: [
      "{sampler: nested}", "{sampler: nested, learn: false, effective-sample-size: 2000}",
      "{sampler: ensemble}",
      "{sampler: nuts}",
    ])
  func summary(sample: String) throws {
    let posterior = try Self.posterior(sample)
    #expect(posterior.isConverged, "\(posterior.problems)")
    let (mean, sigma) = (Self.mean + [Self.mean[1]], Self.sigma + [Self.sigma[1]])
    for (index, quantity) in posterior.quantities.enumerated() where index < 3 {
      #expect(abs(quantity.mean - mean[index]) < 4 * quantity.monteCarloErrorOfMean, "\(quantity.quantity)")
      #expect(quantity.monteCarloErrorOfMean < 0.05 * sigma[index])
      #expect(abs(quantity.median - mean[index]) < 4 * quantity.monteCarloErrorOfMedian)
      #expect(abs(quantity.standardDeviation / sigma[index] - 1) < 0.06)
      for (interval, widths) in zip(quantity.equalTailed, [1.0, 2]) {
        #expect(
          abs(interval.lower - mean[index] + widths * sigma[index]) < 4 * interval.monteCarloErrorOfLower)
        #expect(
          abs(interval.upper - mean[index] - widths * sigma[index]) < 4 * interval.monteCarloErrorOfUpper)
      }
    }
    // An ellipse that holds p has −2 ln(1 − p) times the area π σ₁ σ₂ √(1 − ρ²).
    let region = try #require(posterior.regions.first)
    let unit = Double.pi * Self.sigma[0] * Self.sigma[1] * (1 - pow(Self.correlation, 2)).squareRoot() / 64
    for level in region.levels {
      let fraction = -2 * log(1 - level.probability) * unit
      #expect(abs(level.priorFraction / fraction - 1) < 0.08, "\(level.probability)")
      // The mass inside fluctuates by √(p(1 − p)/n), and the density at the edge is (1 − p)/(2π σ₁ σ₂ √(1 − ρ²)).
      let error =
        2 * unit * (level.probability / (1 - level.probability) / posterior.effectiveSampleSize).squareRoot()
      let claimed = try #require(level.monteCarloErrorOfPriorFraction)
      // without a learned density the volumes inside contours are estimates, too, and so are the masses
      let most = sample.contains("learn: false") ? 2 : 1.2
      #expect(0.6 < claimed / error && claimed / error < most, "\(level.probability): \(claimed / error)")
    }
  }

  @Test("has the evidence and the information of nested sampling", arguments: [true, false])
  func evidence(learns: Bool) throws {
    let posterior = try Self.posterior("{sampler: nested, learn: \(learns), effective-sample-size: 2000}")
    let nested = try #require(posterior.nested)
    // The likelihood is normalised and the prior 1/64 of it.
    #expect(abs(nested.logEvidence + log(64)) < 4 * nested.logEvidenceError && nested.logEvidenceError < 0.05)
    let volume = 2 * Double.pi * Self.sigma[0] * Self.sigma[1] * (1 - pow(Self.correlation, 2)).squareRoot()
    #expect(abs(nested.information - (log(64 / volume) - 1)) < 0.1)
  }
}
