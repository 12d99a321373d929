import KnownPosteriors
import Testing

@testable import Inference

/// Walkers of one ensemble are correlated. The Monte Carlo errors must know it: over many runs, the errors made
/// must be as large as the errors claimed.
@Suite("Monte Carlo errors are honest")
struct HonestErrorTests {
  @Test(
    "Over 100 seeds, (estimate − truth)/error has spread 1 and no bias", arguments: [0, 0.5, 1] as [Double])
  func spread(stretchFraction: Double) {
    for dimension in [2, 5] {
      let target = KnownPosterior.correlatedNormal(dimension)
      let diagnostics = parallelMap(100, threads: 2) { seed in
        sample(
          target, with: Ensemble(stretchFraction: stretchFraction),
          settings: SamplingSettings(
            warmup: 500, draws: 500, maximumDraws: 500, seed: UInt64(seed), threads: 1), from: target.start
        ).diagnostics(of: 0)
      }
      let means = diagnostics.map { $0.mean / $0.monteCarloErrorOfMean }
      let spread = means.variance.squareRoot()
      #expect(abs(means.mean) < 0.3, "mean of z: \(means.mean)")
      #expect(spread > 0.8 && spread < 1.25, "standard deviation of z: \(spread)")
      let widths = diagnostics.map { ($0.standardDeviation - 1) / $0.monteCarloErrorOfStandardDeviation }
      #expect(
        widths.variance.squareRoot() < 1.25, "of the standard deviation: \(widths.variance.squareRoot())")
    }
  }
}
