import Inference
import Physics

extension ChainSettings: SamplerSettings where Kernel: ChainSampler {
  static var words: String { Kernel.words }
  static var isNested: Bool { false }

  var goal: ConvergenceGoal { chains.goal }

  /// Markov chains of a posterior.
  private func sampling(
    of density: Posterior, seed: UInt64, threads: Int, knownPeaks: [[Double]]
  ) -> Sampling<Kernel> {
    Sampling(density, with: kernel, settings: chains(seed: seed, threads: threads), knownPeaks: knownPeaks) {
      random in density.drawFromPrior(using: &random)
    }
  }

  func posterior(
    of problem: Problem, seed: UInt64, by workforce: Workforce,
    progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> PosteriorSummary {
    let density = Posterior(problem)
    let peaks = problem.knownPeaks(seed: seed, by: workforce)
    var sampling = sampling(of: density, seed: seed, threads: workforce.threads, knownPeaks: peaks)
    while true {
      let drawn = sampling.run(on: density, by: workforce, progress: progress)
      let summary = problem.summarize(
        drawn, warmup: chains.warmup, knownPeaks: peaks, threads: workforce.threads)
      // The sampler knows the parameters; a prediction may need more draws than they do.
      let canGoOn = drawn.outcome == .converged && drawn.drawCount < chains.maximumDraws
      guard canGoOn, !summary.isConverged else { return summary }
      sampling.settings.draws = min(2 * drawn.drawCount, chains.maximumDraws)
    }
  }

  func posteriorQuantiles(
    of quantity: Quantity, in problem: Problem, _ probabilities: [Double], seed: UInt64,
    by workforce: Workforce, isWanted: @escaping @Sendable () -> Bool
  ) -> PosteriorQuantiles {
    let density = Posterior(problem)
    let peaks = problem.knownPeaks(seed: seed, by: workforce)
    var sampling = sampling(of: density, seed: seed, threads: workforce.threads, knownPeaks: peaks)
    let drawn = sampling.run(on: density, by: workforce) { _ in isWanted() }
    let problems =
      (drawn.outcome == .converged ? [] : ["the chains did not converge"])
      + [
        problem.missedPeak(
          byDrawsUpTo: drawn.highest?.logDensity, worth: goal.effectiveSampleSize,
          of: peaks + [drawn.highestStart].compactMap(\.self))
      ].compactMap(\.self)
    return problem.quantiles(
      of: quantity, probabilities, in: drawn, problems: problems, threads: workforce.threads)
  }

  func nearlyIndependentDraws(
    _ count: Int, of problem: Problem, seed: UInt64, isWanted: @escaping @Sendable () -> Bool
  ) throws(NoDraws) -> [[Double]] {
    try problem.nearlyIndependentDraws(
      count, with: kernel, chains(seed: seed, threads: 1), seed: seed, isWanted: isWanted)
  }
}
