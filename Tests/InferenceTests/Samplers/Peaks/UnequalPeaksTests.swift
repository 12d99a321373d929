import Foundation
import Testing

@testable import Inference

/// The last walker of a peak used to stay there for ever, so that a light peak got p/(1 − (1 − p)^N): 0.123 instead of 0.1 with
/// sixteen walkers, eight to eleven errors off on every seed.
@Suite("Separate peaks get the weights they have")
struct UnequalPeaksTests {
  @Test(
    "Over 20 seeds, P(light peak) by an ensemble is right within its errors", arguments: [1, 2],
    [0.01, 0.1, 0.5])
  func ensemble(dimension: Int, lightShare: Double) {
    check(Ensemble(), on: TwoPeaks(dimension: dimension, lightShare: lightShare), seeds: 20)
  }

  @Test("So it is in five dimensions, with 32 peaks", arguments: [0.01, 0.1])
  func manyPeaks(lightShare: Double) {
    check(Ensemble(), on: TwoPeaks(dimension: 5, lightShare: lightShare), seeds: 6)
  }

  @Test("So it is by the No-U-Turn sampler", arguments: [1, 2, 5], [0.05, 0.3])
  func noUTurn(dimension: Int, lightShare: Double) {
    check(
      NoUTurn(), on: TwoPeaks(dimension: dimension, lightShare: lightShare), seeds: dimension < 5 ? 10 : 4,
      ensembles: 12)
  }

  @Test("Walkers that are told of no peaks, and keep one open, are not called converged")
  func untold() {
    let target = TwoPeaks(dimension: 2, lightShare: 0.1)
    let outcomes = parallelMap(6, threads: 2) { seed in
      let settings = SamplingSettings(seeksPeaks: false, seed: UInt64(seed) + 1, threads: 1)
      return sample(target, with: Ensemble(), settings: settings, from: target.drawFromPrior).outcome
    }
    #expect(outcomes.allSatisfy { $0 == .drawLimit })
  }

  private func check(_ sampler: some Sampler, on target: TwoPeaks, seeds: Int, ensembles: Int = 4) {
    let scores: [[Double]] = parallelMap(seeds, threads: 2) { seed in
      let settings = SamplingSettings(ensembles: ensembles, seed: UInt64(seed) + 1, threads: 1)
      let chains = sample(target, with: sampler, settings: settings, from: target.drawFromPrior)
      guard chains.outcome == .converged else { return [] }
      return (0..<target.dimension).map { index in
        let found = chains.diagnostics(ofQuantity: chains.values { $0[index] < 0 ? 1 : 0 })
        return (found.mean - target.lightShare) / found.monteCarloErrorOfMean
      }
    }
    let converged = scores.filter { !$0.isEmpty }
    #expect(5 * converged.count >= 4 * seeds, "\(converged.count) of \(seeds) runs converged")
    // 40 numbers of a unit normal all lie below 4.5 but for a chance of 3 in 10⁴
    #expect(scores.flatMap(\.self).largest < 4.5, "z = \(scores)")
    for index in 0..<target.dimension {
      let mean = converged.map { $0[index] }.mean
      #expect(abs(mean) < 4 / Double(converged.count).squareRoot(), "mean of z: \(mean)")
    }
  }
}
