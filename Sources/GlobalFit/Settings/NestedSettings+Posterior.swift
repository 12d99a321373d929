import Inference
import Physics

extension NestedSettings: SamplerSettings {
  static var words: String { "nested sampling" }
  static var isNested: Bool { true }

  init(_ fields: inout SettingFields<Self>) {
    let goal = fields.goal(\.goal, effectiveSampleSize: 10_000)
    let evidenceError = fields.positiveNumber(
      \.evidenceError, "evidence-error", "the goal: ln Z is known to this", default: 0.05, isGoal: true)
    self.init(
      runs: fields.wholeNumber(
        \.runs, "runs",
        "independent ones to begin with; results do not depend on the number of threads",
        in: 4...10_000, default: 16),
      livePoints: fields.wholeNumber(
        \.livePoints, "live-points", "of each run; default by dimension", in: 10...100_000,
        byDimension: NestedSettings.livePoints(dimension:)),
      learns: fields.boolean(
        \.learns, "learn", "learns a density from the runs and draws from that where it can be trusted",
        default: true),
      goal: goal, evidenceError: evidenceError,
      maximumCalls: fields.wholeNumber(
        \.maximumCalls, "maximum-calls", "about how many evaluations of the likelihood to spend at most",
        in: 1000...100_000_000_000, default: 100_000_000, isGoal: true))
  }

  /// Nested sampling of the posterior of a problem.
  func sampling(
    of problem: Problem, seed: UInt64, threads: Int, knownPeaks peaks: [[Double]]
  ) -> NestedSampling {
    var settings = self
    (settings.seed, settings.threads) = (seed, threads)
    return NestedSampling(dimension: problem.free.count, settings: settings, knownPeaks: peaks)
  }

  func posterior(
    of problem: Problem, seed: UInt64, by workforce: Workforce,
    progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> PosteriorSummary {
    let density = Posterior(problem)
    var sampling = sampling(
      of: problem, seed: seed, threads: workforce.threads,
      knownPeaks: problem.knownPeaks(seed: seed, by: workforce))
    while true {
      let result = sampling.run(on: density, by: workforce, progress: progress)
      let summary = problem.summarize(result, threads: workforce.threads)
      // The sampler knows the parameters; a prediction may need more draws than they do.
      guard !summary.isConverged, result.problems.isEmpty, result.calls < maximumCalls,
        summary.effectiveSampleSize > 0, summary.effectiveSampleSize < .infinity
      else { return summary }
      sampling.settings.goal.effectiveSampleSize *= 2
    }
  }

  func posteriorQuantiles(
    of quantity: Quantity, in problem: Problem, _ probabilities: [Double], seed: UInt64,
    by workforce: Workforce, isWanted: @escaping @Sendable () -> Bool
  ) -> PosteriorQuantiles {
    var sampling = sampling(
      of: problem, seed: seed, threads: workforce.threads,
      knownPeaks: problem.knownPeaks(seed: seed, by: workforce))
    let result = sampling.run(on: Posterior(problem), by: workforce) { _ in isWanted() }
    let missed = problem.missedPeak(
      byDrawsUpTo: result.draws.logDensities.max(), worth: goal.effectiveSampleSize,
      of: result.unexploredPeaks)
    return problem.quantiles(
      of: quantity, probabilities, in: result.draws, problems: result.problems + [missed].compactMap(\.self),
      threads: workforce.threads)
  }

  /// Weighted draws, resampled: each of so many that the same one is rarely taken twice.
  func nearlyIndependentDraws(
    _ count: Int, of problem: Problem, seed: UInt64, isWanted: @escaping @Sendable () -> Bool
  ) throws(NoDraws) -> [[Double]] {
    var settings = self
    settings.goal.effectiveSampleSize = 8 * Double(count)
    // Ranks do not ask for the evidence.
    settings.evidenceError = .infinity
    var sampling = settings.sampling(
      of: problem, seed: seed, threads: 1,
      knownPeaks: problem.knownPeaks(seed: seed, by: Workforce(threads: 1)))
    let result = sampling.run(on: Posterior(problem)) { _ in isWanted() }
    if let reason = result.problems.first { throw NoDraws(reason: reason) }
    let predictions = DrawnPredictions(problem.fit.predictions, of: problem, in: result.draws, threads: 1)
    for (observable, values) in zip(problem.fit.predictions, predictions.values) {
      guard values.allSatisfy(\.isFinite) else {
        throw NoDraws(reason: "\(observable.rawValue): \(Diagnostics.Problem.notFinite.rawValue)")
      }
    }
    var random = Random(seed: seed, stream: .max)
    return result.draws.resampled(count, using: &random)
  }
}
