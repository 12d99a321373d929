import KnownPosteriors
import Testing

@testable import Inference

/// Targets whose moments are known: every estimate must lie within four of its own Monte Carlo errors, which a correct
/// sampler misses once in 16 000.
@Suite("The ensemble draws from the density it is given")
struct EnsembleTests {
  @Test("Moments and quantiles come out right", arguments: KnownPosterior.everyday)
  func moments(target: KnownPosterior) {
    let chains = sample(
      target, with: Ensemble(),
      settings: SamplingSettings(draws: 8000, maximumDraws: 8000, seed: 20),
      from: target.start)
    for truth in target.truths {
      let z = truth.zScore(in: chains)
      #expect(abs(z) < 4, "\(truth.name): z = \(z)")
    }
  }

  @Test("The banana has variance 19 across, on average over independent runs")
  func bananaVariance() {
    let runs = 40
    let estimates = parallelMap(runs, threads: 2) { run in
      sample(
        KnownPosterior.banana, with: Ensemble(),
        settings: SamplingSettings(
          ensembles: 1, draws: 8000, maximumDraws: 8000, seed: UInt64(run), threads: 1),
        from: KnownPosterior.banana.start
      ).values { $0[1] * $0[1] }.mean
    }
    let t = (estimates.mean - 19) / (estimates.variance / Double(runs)).squareRoot()
    #expect(abs(t) < 4, "t = \(t)")
  }

  @Test(
    "Each move alone is correct", arguments: [0, 1] as [Double],
    [KnownPosterior.correlatedNormal(2), .halfNormal])
  func eachMove(stretchFraction: Double, target: KnownPosterior) {
    let chains = sample(
      target, with: Ensemble(stretchFraction: stretchFraction),
      settings: SamplingSettings(draws: 8000, maximumDraws: 8000, seed: 21), from: target.start)
    for truth in target.truths {
      let z = truth.zScore(in: chains)
      #expect(abs(z) < 4, "\(truth.name): z = \(z)")
    }
  }

  @Test("A walker learns an affine map: stretching the target stretches the draws and changes nothing else")
  func affineInvariance() {
    let round = KnownPosterior.correlatedNormal(2, rho: 0)
    let settings = SamplingSettings(warmup: 0, draws: 50, maximumDraws: 50, seed: 3)
    let plain = sample(round, with: Ensemble(), settings: settings, from: round.start)
    let stretched = sample(Stretched(round: round), with: Ensemble(), settings: settings) { random in
      let point = round.start(&random)
      return [1024 * point[0], point[1]]
    }
    #expect(stretched.values(of: 0) == plain.values(of: 0).map { 1024 * $0 })
    #expect(stretched.values(of: 1) == plain.values(of: 1))
  }

  /// A density with its first coordinate 1024 times as long.
  private struct Stretched: LogDensity {
    let round: KnownPosterior
    let dimension = 2

    func logDensity(at point: Span<Double>) -> Double {
      round.logDensity(at: [point[0] / 1024, point[1]].span)
    }
  }

  @Test("The default number of walkers suits the dimension, and never fewer than two for each")
  func walkerCount() {
    for dimension in 1...40 {
      #expect(Ensemble().walkerCount(dimension: dimension) >= Ensemble.fewestWalkers(dimension: dimension))
    }
    #expect(Ensemble(walkers: 30).walkerCount(dimension: 2) == 30)
  }
}
