import Inference
import KnownPosteriors

extension Contender {
  /// The ensemble sampler, from all over the prior, with as many draws as take about a second.
  static let ensemble = Contender(
    name: "ensemble",
    weaknesses: [.separatedModes, .funnel, .heavyTails, .manyDimensions, .longMemory, .plateaus]
  ) { posterior, seed in
    markovChain(Ensemble(), on: posterior, seed: seed)
  }

  /// A run of a Markov chain sampler: it may double its draws until it calls itself converged.
  static func markovChain(_ sampler: some Sampler, on posterior: KnownPosterior, seed: UInt64) -> Report {
    let perStep = 4 * sampler.walkerCount(dimension: posterior.dimension)
    let most = max(250, 1_000_000 / perStep)
    let settings = SamplingSettings(
      warmup: most / 4, draws: most / 4, maximumDraws: most, seed: seed, threads: 1)
    let chains = sample(
      posterior, with: sampler, settings: settings,
      from: { random in posterior.drawFromPrior(using: &random) })
    let calls = chains.transition.proposed + perStep * (settings.warmup + 1)
    let warnings = chains.outcome == .converged ? [] : [chains.outcome.rawValue]
    return Report(on: posterior, warnings: warnings, calls: calls) { truth in
      let found = chains.diagnostics(ofQuantity: chains.values(of: truth.function))
      if let probability = truth.probability {
        return Report.Estimate(
          value: found.quantile(probability), error: found.monteCarloError(ofQuantile: probability))
      }
      return Report.Estimate(value: found.mean, error: found.monteCarloErrorOfMean)
    }
  }
}
