import Foundation
import Testing

@testable import Inference

@Suite("The No-U-Turn sampler")
struct NoUTurnTests {
  private static let settings = SamplingSettings(warmup: 600, draws: 2000, maximumDraws: 2000, seed: 5, threads: 2)

  @Test(
    "Moments agree within Monte Carlo errors", arguments: SmoothTarget.all, [Metric.Kind.diagonal, .dense])
  func moments(target: SmoothTarget, metric: Metric.Kind) {
    let chains = sample(target, with: NoUTurn(metric: metric), settings: Self.settings, from: target.start)
    for truth in target.truths {
      let score = truth.zScore(in: chains)
      #expect(abs(score) < 4, "\(truth.name): z = \(score)")
    }
    print(target.name, metric, chains.transition.trajectories, chains.acceptanceRate, chains.energyMixing.min() ?? 0,
       chains.diagnostics(of: 0).bulkEffectiveSampleSize)
  }
}
