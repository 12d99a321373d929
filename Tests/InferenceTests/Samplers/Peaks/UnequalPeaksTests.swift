import Testing

@testable import Inference

/// The last walker of a peak used to stay there for ever, so that a light peak got p/(1 − (1 − p)^N): 0.123 instead of 0.1 with
/// sixteen walkers, twelve errors off, on every seed.
@Suite("Separate peaks get the weights they have")
struct UnequalPeaksTests {
  @Test(
    "Over 20 seeds, P(light peak) of what is called converged is right within its errors",
    arguments: [1, 2, 5], [0.01, 0.1, 0.5])
  func ensemble(dimension: Int, lightShare: Double) {
    check(Ensemble(), on: TwoPeaks(dimension: dimension, lightShare: lightShare))
  }

  private func check(_ sampler: some Sampler, on target: TwoPeaks, ensembles: Int = 4) {
    let scores: [[Double]] = parallelMap(20, threads: 2) { seed in
      let settings = SamplingSettings(
        ensembles: ensembles, maximumDraws: 4000, seed: UInt64(seed) + 1, threads: 1)
      let chains = sample(target, with: sampler, settings: settings, from: target.drawFromPrior)
      guard chains.outcome == .converged else { return [] }
      return (0..<target.dimension).map { index in
        let found = chains.diagnostics(ofQuantity: chains.values { $0[index] < 0 ? 1 : 0 })
        return (found.mean - target.lightShare) / found.monteCarloErrorOfMean
      }
    }
    let converged = scores.filter { !$0.isEmpty }
    #expect(converged.count >= 16, "\(converged.count) of 20 runs converged")
    // 100 numbers of a unit normal all lie below 4.5 but for a chance of 7 in 10⁴, for errors are estimates too
    #expect(scores.flatMap(\.self).largest < 4.5, "z = \(scores)")
    for index in 0..<target.dimension {
      let mean = converged.map { $0[index] }.mean
      #expect(abs(mean) < 4 / Double(converged.count).squareRoot(), "mean of z: \(mean)")
    }
  }
}
