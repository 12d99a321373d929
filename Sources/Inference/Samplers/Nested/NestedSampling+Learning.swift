import Foundation

// From runs of nested sampling to a density.
extension NestedSampling {
  /// To move draws is worth so large a part of the evaluations of the runs.
  private static var movedShare: Double { 0.15 }
  /// What part of the draws from the posterior that were moved may be where the density is too thin: a few of many hundreds are
  /// where the weights' tail is, which the draws tell of themselves.
  private static var overlookedShare: Double { 0.004 }
  /// What part of those that are drawn there may be, see ``ThinlyCovered``.
  private static var overlookedShareOfDrawn: Double { 0.02 }
  /// The density counts as thin where the posterior exceeds it so many times as much as it does on average.
  private static var thinRatio: Double { 10 }
  /// What part of those that are drawn to where the density is thin may be there before it learns from them.
  private static var thinShare: Double { 0.01 }
  /// How often it learns from them at most: what is many times too thin is found first.
  private static var mostThinLessons: Int { 4 }
  /// How often draws are moved.
  private static var mostMoves: Int { 8 }
  /// What is drawn from a density that serves worse teaches nothing.
  private static var leastEfficiency: Double { 0.001 }
  /// A density that serves so well is not learned anew.
  private static var goodEfficiency: Double { 0.3 }

  /// A density learned from the runs, from draws from densities learned before, and from where draws wander that are moved.
  ///
  /// Where it was thin anywhere, it is looked at once more when nothing more is found: few walkers come to a narrow place.
  mutating func learn(from found: Exploration, on model: some BayesianModel) {
    moved = nil
    learnByDrawing(from: found, on: model)
    var isConfirmed = false
    var thinLessons = 0
    for _ in 0..<Self.mostMoves {
      guard let current = refinement, current.trialEfficiency > Self.leastEfficiency,
        let (overlooked, thin) = moveDraws(of: current, found, on: model)
      else { break }
      let before = (spent: spent, peaks: peaks.count)
      // To look at one place may cost more than to move all draws.
      for place in overlooked where spent - before.spent <= movedCalls(found) { explore(place, on: model) }
      if let thin, thinLessons < Self.mostThinLessons {
        self.thin = self.thin?.merged(with: thin) ?? thin
        thinLessons += 1
        isConfirmed = false
        learnByDrawing(from: found, on: model, fewest: 1)
      } else if peaks.count > before.peaks {
        isConfirmed = false
        learnByDrawing(from: found, on: model)
      } else {
        if isConfirmed || thin != nil || self.thin == nil { break }
        isConfirmed = true
      }
    }
  }

  /// Moves the draws of a trial; nil if there are no evaluations left for it.
  ///
  /// - Returns: Where they came to that the density holds for next to impossible, and if it is thin at many of those that are drawn to
  ///   where it is, all of these.
  private mutating func moveDraws(
    of trial: Refinement, _ found: Exploration, on model: some BayesianModel
  ) -> (overlooked: [[Double]], thin: WeightedDraws?)? {
    let calls = movedCalls(found)
    guard found.calls + spent + 2 * calls < settings.maximumCalls else { return nil }
    let moved = MovedDraws(
      of: trial, found: found.draws, calls: calls, on: model, seed: settings.seed,
      stream: 1 << 37 + UInt64(moves) << 8, threads: settings.threads)
    moves += 1
    spent += moved.calls
    self.moved = moved.fromPosterior
    let ratios = moved.byEnsemble.map { trial.logRatios(at: $0, on: model, threads: settings.threads) }
    let fromPosterior = ratios.indices.filter(MovedDraws.isFromPosterior)
    let drawn = ratios.indices.filter { !MovedDraws.isFromPosterior($0) }
    refinement?.include(fromPosterior.flatMap { ratios[$0] })
    /// The share of draws of some ensembles with ratios above a limit.
    func share(of ensembles: [Int], above limit: Double) -> Double {
      let all = ensembles.flatMap { ratios[$0] }
      return Double(all.count { $0 > limit }) / Double(all.count)
    }
    // The mean of posterior over density is one over the efficiency.
    let thin = trial.logEvidence - log(trial.trialEfficiency) + log(Self.thinRatio)
    let isThin = share(of: drawn, above: thin) > Self.thinShare
    let impossible = trial.logEvidence + trial.logRatioOfOverlooked
    let isOverlooked =
      share(of: fromPosterior, above: impossible) > Self.overlookedShare
      || share(of: drawn, above: impossible) > Self.overlookedShareOfDrawn
    let overlooked =
      isOverlooked
      ? zip(ratios, moved.byEnsemble).compactMap { trial.overlooked($0).first.map($1.point) } : []
    return (overlooked, isThin ? moved.fromWhereThin : nil)
  }

  /// What it may cost to move draws.
  private func movedCalls(_ found: Exploration) -> Int { Int(Self.movedShare * Double(found.calls)) }

  /// A density learned from the runs, and from draws from densities learned before, so many of them or more as long as that helps.
  private mutating func learnByDrawing(
    from found: Exploration, on model: some BayesianModel, fewest: Int = 3
  ) {
    for attempt in 0..<8 {
      guard let next = trial(found, on: model) else { break }
      let gain = next.trialEfficiency / (refinement?.trialEfficiency ?? 0)
      if next.isPreferred(to: refinement) { refinement = next }
      if explorePeaks(missedBy: next, on: model) {
        // What was drawn without knowing of a peak weighs everything else too much.
        lessons = nil
        continue
      }
      teach(next)
      let isGood = next.trialEfficiency > Self.goodEfficiency && !(next.paretoShape >= 0.7)
      if isGood || attempt + 1 >= fewest && gain < 1.1 { break }
    }
  }

  /// Learns from what was drawn since from a density on trial, if there is twice as much to learn from as there was, and goes over to
  /// a density that serves better; returns whether there is one.
  mutating func learnAgain(
    from current: Refinement, _ found: Exploration, on model: some BayesianModel
  ) -> Bool {
    guard let draws = current.drawsToLearnFrom(runs: settings.runs) else { return false }
    let all = lessons?.merged(with: draws) ?? draws
    guard all.worth > 2 * current.lessons else { return false }
    lessons = all
    refinement?.learned(all.worth)
    guard let next = trial(found, on: model), next.isPreferred(to: current) else { return false }
    teach(next)
    refinement = next
    return true
  }

  /// Looks at the known peaks at which the posterior lies far above what the trial holds for possible, and at a draw that weighs as
  /// much as a tenth of all draws: a peak that nobody knew. Returns whether there is one to learn from.
  private mutating func explorePeaks(missedBy trial: Refinement, on model: some BayesianModel) -> Bool {
    let before = peaks.count
    if !areKnownPeaksExplored {
      areKnownPeaksExplored = true
      unexploredPeaks = knownPeaks.filter { peak in
        let inside = model.inside(peak)
        return trial.overlooks(inside, on: model) && !explore(inside, on: model)
      }
    }
    if let heaviest = trial.heaviest { explore(heaviest, on: model) }
    return peaks.count > before
  }

  /// Looks at the surroundings of a place; returns whether there is anything to learn from.
  @discardableResult
  private mutating func explore(_ place: [Double], on model: some BayesianModel) -> Bool {
    guard peaks.count < MixtureDensity.mostPeaks, spent < settings.maximumCalls else { return false }
    let stream = Random(seed: settings.seed, stream: 1 << 35 + UInt64(peaks.count))
    let found = PeakExploration(of: place, on: model, stream: stream)
    spent += found.calls
    guard let draws = found.draws else { return false }
    peaks.append(draws)
    return true
  }

  /// Keeps the draws of a trial to learn from.
  private mutating func teach(_ trial: Refinement) {
    guard trial.trialEfficiency > Self.leastEfficiency else { return }
    let draws = trial.draws(runs: settings.runs)
    lessons = lessons?.merged(with: draws) ?? draws
  }

  /// A trial of a density learned from all that is known by now.
  private mutating func trial(_ found: Exploration, on model: some BayesianModel) -> Refinement? {
    // The draws know better how much lies where, but may never have come to where some of the points lie.
    let lessons = lessons.map { found.draws.merged(with: $0, leastShare: 0.2) } ?? found.draws
    var random = Random(seed: settings.seed, stream: 1 << 33 + UInt64(round))
    guard
      let density = MixtureDensity(
        lessons, tempered: found.draws.tempered(on: model), peaks: peaks, thin: thin, on: model,
        after: refinement?.density, threads: settings.threads, using: &random)
    else { return nil }
    round += 1
    let trial = Refinement(
      density, round: round, lessons: lessons.worth, found: found.draws, peaks: peaks, moved: moved,
      on: model, settings: settings)
    spent += trial.drawCount
    return trial
  }
}

extension WeightedDraws {
  /// The same draws with weights for π √L in place of π L.
  func tempered(on model: some BayesianModel) -> WeightedDraws {
    let logLikelihoods = (0..<count).map { logDensities[$0] - model.logPrior(at: point($0).span) }
    let highest = logLikelihoods.max() ?? 0
    return WeightedDraws(
      values: values, logDensities: logDensities,
      weights: (0..<count).map { weights[$0] * exp(-0.5 * (logLikelihoods[$0] - highest)) },
      runs: runs, runCount: runCount)
  }
}
