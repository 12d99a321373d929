import Foundation
import Inference
import Physics

extension SampleSettings {
  /// The ensemble sampler with these settings.
  var ensemble: Ensemble { Ensemble(walkers: walkers, stretchFraction: stretchFraction) }

  /// The No-U-Turn sampler with these settings.
  var noUTurn: NoUTurn {
    NoUTurn(targetAcceptance: targetAcceptance, metric: metric, maximumDepth: maximumDepth)
  }
}

extension Problem {
  /// Draws from the posterior as the fit's `sample:` says and sums the draws up; chains start from the prior.
  ///
  /// Draws are added until every parameter, every prediction and the log posterior meet the goal, up to the most that
  /// the fit allows.
  public func posterior(
    seed: UInt64, threads: Int, progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> PosteriorSummary {
    switch fit.sample.sampler {
    case .ensemble: posterior(with: fit.sample.ensemble, seed: seed, threads: threads, progress: progress)
    case .nuts: posterior(with: fit.sample.noUTurn, seed: seed, threads: threads, progress: progress)
    }
  }

  private func posterior(
    with sampler: some Sampler, seed: UInt64, threads: Int, progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> PosteriorSummary {
    let settings = fit.sample
    let plan = SamplingSettings(
      ensembles: settings.ensembles, warmup: settings.warmup, draws: settings.draws,
      maximumDraws: settings.maximumDraws,
      goal: ConvergenceGoal(rHat: settings.rHat, effectiveSampleSize: settings.effectiveSampleSize),
      seed: seed,
      threads: threads)
    let density = Posterior(self)
    var sampling = Sampling(density, with: sampler, settings: plan) { random in
      density.drawFromPrior(using: &random)
    }
    while true {
      let chains = sampling.run(on: density, progress: progress)
      let summary = summarize(chains, threads: threads)
      // The sampler knows the parameters; a prediction may need more draws than they do.
      let canGoOn = chains.outcome == .converged && chains.drawCount < settings.maximumDraws
      // More draws help against large errors, but not against steps that are too large.
      guard canGoOn, !summary.isConverged, !chains.transition.trajectories.divergeTooOften else {
        return summary
      }
      sampling.settings.draws = min(2 * chains.drawCount, settings.maximumDraws)
    }
  }

  /// What draws from the posterior say of every free parameter and every prediction.
  func summarize(_ chains: Chains, threads: Int) -> PosteriorSummary {
    let quantities = free.map { Quantity.parameter($0.parameter) } + fit.predictions.map { .observable($0) }
    let predictions = DrawnPredictions(fit.predictions, of: self, in: chains, threads: threads)
    let found = parallelMap(quantities.count, threads: threads) { index in
      let values =
        index < free.count
        ? chains.values(of: index).map { free[index].density.scale.value(at: $0) }
        : predictions.values[index - free.count]
      let separation =
        index < free.count
        ? ChainSeparation(of: quantities[index], values, in: chains, circle: circle(of: quantities[index]))
        : nil
      return (summarize(quantities[index], values, chains), separation)
    }
    let results = found.map(\.0)
    let logDensity = chains.diagnostics(ofQuantity: chains.logDensities)
    let goal = ConvergenceGoal(rHat: fit.sample.rHat, effectiveSampleSize: fit.sample.effectiveSampleSize)
    let separations = found.compactMap(\.1)
    let problems = problems(chains, results, separations, logDensity: logDensity, goal: goal)
    // Planes of what the fit asks about; every pair of twenty parameters would be more than anybody looks at.
    let interesting = free.indices.filter { fit.profile.contains(.parameter(free[$0].parameter)) }
    let pairs = interesting.flatMap { x in interesting.filter { $0 > x }.map { (x, $0) } }
    let moving = results.filter { $0.problem == nil }
    return PosteriorSummary(
      isConverged: problems.isEmpty, problems: problems, sampler: fit.sample.sampler.rawValue,
      ensembles: chains.ensembleCount, walkers: chains.walkerCount, warmup: fit.sample.warmup,
      draws: chains.drawCount, acceptanceRate: chains.acceptanceRate, invalidDensities: chains.invalidCount,
      trajectories: TrajectorySummary(chains),
      effectiveSampleSize: moving.map(\.bulkEffectiveSampleSize).min() ?? .nan,
      rHat: moving.map(\.rHat).max() ?? .nan, quantities: results,
      regions: parallelMap(pairs.count, threads: threads) { region(pairs[$0].0, pairs[$0].1, chains) }
        .compactMap(\.self))
  }

  /// Why the draws must not be used.
  private func problems(
    _ chains: Chains, _ results: [QuantityPosterior], _ separations: [ChainSeparation],
    logDensity: Diagnostics, goal: ConvergenceGoal
  ) -> [String] {
    switch chains.outcome {
    case .noFiniteDensity: return ["no point of the prior has a finite posterior density"]
    case .stopped: return ["stopped before the goal was reached"]
    case .converged, .drawLimit: break
    }
    // The clearest one says why all the others do not converge.
    var problems = separations.max { $0.clarity < $1.clarity }.map { [$0.words] } ?? []
    // Chains that agree may have missed the same corner: on the centred eight schools, runs with R̂ below 1.01 were off
    // by ten of their errors, and the divergences alone told.
    let trajectories = chains.transition.trajectories
    if trajectories.divergeTooOften {
      problems.append(
        "\(trajectories.lost) of \(trajectories.count) trajectories diverged, more than 1 %: draws are missing where the posterior "
          + "bends most; try a target-acceptance nearer to 1")
    }
    for result in results where result.problem != Diagnostics.Problem.constant.rawValue {
      if let problem = result.problem {
        problems.append("\(result.quantity): \(problem)")
      } else if !(result.rHat < goal.rHat) {
        problems.append(
          "\(result.quantity): R̂ = \(String(format: "%.3f", result.rHat)), not below \(goal.rHat.short)")
      } else if !(min(result.bulkEffectiveSampleSize, result.tailEffectiveSampleSize)
        >= goal.effectiveSampleSize)
      {
        let least = min(result.bulkEffectiveSampleSize, result.tailEffectiveSampleSize)
        problems.append(
          "\(result.quantity): \(least.short) effective draws, fewer than \(goal.effectiveSampleSize.short)")
      }
    }
    if !logDensity.meet(goal) {
      let least = min(logDensity.bulkEffectiveSampleSize, logDensity.tailEffectiveSampleSize)
      problems.append(
        logDensity.problem.map { "the log posterior: \($0.rawValue)" }
          ?? "the log posterior: R̂ = \(String(format: "%.3f", logDensity.rHat)), \(least.short) effective draws"
      )
    }
    return problems
  }
}
