import Inference
import Physics

extension Problem {
  /// Draws from the posterior as the fit's `sample:` says and sums the draws up; every sampler starts from the prior, chains with
  /// what a search from there finds.
  ///
  /// Draws are added until every parameter, every prediction and the log posterior meet the goal, up to the most that
  /// the fit allows.
  public func posterior(
    seed: UInt64, by workforce: Workforce, progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> PosteriorSummary {
    fit.sample.own.posterior(
      of: self, seed: seed, by: workforce.part("posterior"), progress: progress)
  }

  /// What chains say of every free parameter and every prediction.
  ///
  /// - Parameters:
  ///   - warmup: how many steps were thrown away.
  ///   - knownPeaks: coordinates at which the posterior is known to have peaks.
  func summarize(
    _ chains: Chains, warmup: Int, knownPeaks: [[Double]], threads: Int
  ) -> PosteriorSummary {
    let table = QuantityTable(of: self, in: chains, threads: threads)
    var problems: [String]
    switch chains.outcome {
    case .noFiniteDensity: problems = ["no point of the prior has a finite posterior density"]
    case .stopped: problems = ["stopped before the goal was reached"]
    case .converged, .drawLimit, .evaluationLimit, .diverged:
      let separations = parallelMap(free.count, threads: threads) { index in
        let quantity = table.quantities[index]
        return ChainSeparation(of: quantity, table.values[index], in: chains, circle: circle(of: quantity))
      }.compactMap(\.self)
      // The clearest one says why all the others do not converge.
      problems = separations.max { $0.clarity < $1.clarity }.map { [$0.words] } ?? []
      problems += table.problems(goal: fit.sample.goal)
      // Where chains stay apart, that nobody goes across is no news.
      if separations.isEmpty, let words = partingInWords(of: chains, threads: threads) {
        problems.append(words)
      }
      if let stay = chains.overlongStay(for: fit.sample.goal) { problems.append(stay.words) }
      let effectiveDraws = table.results.map(\.bulkEffectiveSampleSize).filter(\.isFinite).min() ?? 1
      if let words = missedPeak(
        byDrawsUpTo: chains.highest?.logDensity, worth: effectiveDraws,
        of: knownPeaks + [chains.highestStart].compactMap(\.self))
      {
        problems.append(words)
      }
      if chains.outcome == .evaluationLimit {
        problems.append(
          "stopped before the goal was reached, after \(SamplingSettings.mostEvaluations / 1_000_000) million evaluations of "
            + "the posterior, the most that chains may ask for")
      }
      if let problem = chains.transition.trajectories.problem { problems.append(problem) }
    }
    return summarize(
      table, chains, problems: problems,
      chains: ChainsSummary(
        ensembles: chains.ensembleCount, walkers: chains.walkerCount, warmup: warmup,
        draws: chains.drawCount, acceptanceRate: chains.acceptanceRate,
        trajectories: TrajectorySummary(chains)),
      nested: nil, invalid: chains.invalidCount, threads: threads)
  }

  /// What nested sampling says of every free parameter and every prediction.
  func summarize(_ result: NestedResult, threads: Int) -> PosteriorSummary {
    let table = QuantityTable(of: self, in: result.draws, threads: threads)
    let missed = missedPeak(
      byDrawsUpTo: result.draws.logDensities.max(), worth: fit.sample.goal.effectiveSampleSize,
      of: result.unexploredPeaks)
    return summarize(
      table, result.draws,
      problems: result.problems
        + (result.isStopped ? [] : table.problems(goal: fit.sample.goal) + [missed].compactMap(\.self)),
      chains: nil,
      nested: NestedSummary(
        logEvidence: result.logEvidence, logEvidenceError: result.logEvidenceError,
        information: result.information, calls: result.calls,
        exploration: result.exploration, refinement: result.refinement),
      invalid: result.invalid, threads: threads)
  }

  /// What draws of another posterior say that stand for this one by weights; nothing is drawn anew if they do not meet `goal`, or
  /// fewer than `tailDraws` make a tail.
  func summarize(
    _ draws: WeightedDraws, _ weighting: WeightingSummary, goal: ConvergenceGoal, tailDraws: Double,
    threads: Int
  ) -> PosteriorSummary {
    let table = QuantityTable(of: self, in: draws, threads: threads)
    // thinned draws of chains are one run, in which there is nothing to compare
    let problems = draws.runCount > 1 ? table.problems(goal: goal) : []
    return summarize(
      table, draws, problems: problems + table.thinTails(fewest: tailDraws), chains: nil, nested: nil,
      weighting: weighting, invalid: 0, threads: threads)
  }

  private func summarize(
    _ table: QuantityTable, _ draws: some PosteriorDraws, problems: [String], chains: ChainsSummary?,
    nested: NestedSummary?, weighting: WeightingSummary? = nil, invalid: Int, threads: Int
  ) -> PosteriorSummary {
    // Planes of what the fit asks about; every pair of twenty parameters would be more than anybody looks at.
    let interesting = free.indices.filter { fit.profile.contains(.parameter(free[$0].parameter)) }
    let pairs = interesting.flatMap { x in interesting.filter { $0 > x }.map { (x, $0) } }
    let moving = table.results.filter { $0.problem == nil }
    return PosteriorSummary(
      isConverged: problems.isEmpty, problems: problems, sampler: fit.sample.sampler.rawValue,
      draws: draws.count, chains: chains, nested: nested, weighting: weighting, invalidDensities: invalid,
      effectiveSampleSize: moving.map(\.bulkEffectiveSampleSize).min() ?? .nan,
      rHat: moving.compactMap(\.rHat).max(), quantities: table.results,
      regions: parallelMap(pairs.count, threads: threads) { region(pairs[$0].0, pairs[$0].1, draws) }
        .compactMap(\.self), sample: PosteriorSample(draws))
  }
}
