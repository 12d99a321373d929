// From a density that was learned to draws.
extension NestedSampling {
  /// To learn once more costs about as much as so many draws.
  private static var worthLearning: Double { 100_000 }
  /// The shape of a tail of weights which from the first draws on trial is not known to be harmless.
  private static var suspectShape: Double { 0.4 }

  /// Draws from the learned density until the goal is reached or better runs are the better way; false if asked to stop.
  ///
  /// Draws that are kept decide nothing but how many more there are: the density, and how many draws to begin with, are settled by
  /// draws on trial, which are thrown away. If draws of large weight led to a better density, and only those without any were
  /// kept, what lies where the density is thin would be missing from all results that are printed.
  mutating func refine(
    _ found: Exploration, on model: some BayesianModel, progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Bool {
    guard settings.maximumCalls - found.calls - spent >= 2 * Refinement.firstDraws else { return true }
    let careful = found.callsToGoal(settings) * Self.care[Self.care.count - 1] / refreshments
    if refinement == nil {
      learn(from: found, on: model)
      guard let planned = plan(found, below: careful, on: model) else { return true }
      let blocks = max(blocks(for: planned, found), Refinement.firstBlocks)
      refinement?.begin(with: blocks, on: model, settings: settings)
    }
    while let current = refinement {
      let draws = current.draws(runs: settings.runs)
      let fulfilment = draws.fulfilment(of: settings.goal, threads: settings.threads)
      refined = (draws, fulfilment)
      let needed = need(of: current, fulfilment) - Double(current.drawCount)
      // Of so many draws what lies beyond the quantiles has its share, be its weights ever so unequal.
      let areEnough = current.drawCount >= Refinement.mostDrawsInDoubt
      let isTrusted =
        current.isTrusted(threads: settings.threads) || areEnough && current.isTrustedButForTails
      guard needed > 0 || !isTrusted else { return true }
      guard isTrusted ? needed < careful : !areEnough else {
        discard()
        return true
      }
      guard settings.maximumCalls - found.calls - spent - current.drawCount >= Refinement.blockSize else {
        return true
      }
      let state = SamplingProgress(
        phase: .refinement, done: current.drawCount, planned: current.drawCount + Int(needed),
        transition: Transition())
      guard progress?(state) ?? true else { return false }
      // A tail of weights is not known well from few.
      let wanted =
        isTrusted
        ? needed : Double(min(3 * current.drawCount, Refinement.mostDrawsInDoubt - current.drawCount))
      let more = min(blocks(for: wanted, found), 3 * current.blocks.count)
      refinement?.draw(more, on: model, settings: settings)
    }
    return true
  }

  /// How many draws the goal takes, by those of the trial, which grows as far as it must to know; nil if better runs are the
  /// better way, or there is no density.
  private mutating func plan(
    _ found: Exploration, below careful: Double, on model: some BayesianModel
  ) -> Double? {
    while let trial = refinement {
      let room = settings.maximumCalls - found.calls - spent
      let isYoung = trial.drawCount == Refinement.firstDraws
      // A tail that may be heavy is known from more draws, from which a density can be learned that has none. The trial has then more
      // draws than are kept, mostly: what these come to by chance, it came to before.
      let isSuspect = isYoung && trial.paretoShape > Self.suspectShape && room > 8 * trial.drawCount
      let isTrusted = !isSuspect && trial.isTrusted(threads: settings.threads)
      let draws = trial.draws(runs: settings.runs)
      let planned = need(of: trial, draws.fulfilment(of: settings.goal, threads: settings.threads))
      let isKnown = isTrusted && planned < Refinement.mostOverTrial * Double(trial.drawCount)
      let isDear = !isTrusted || planned > Self.worthLearning && planned < Double(room)
      if isDear, learnAgain(from: trial, found, on: model) { continue }
      if isKnown { return planned }
      if isTrusted, planned < careful, Double(room) < 2 * planned { return planned }
      // Tails alone are no reason to give up; as many are kept as were looked at.
      if !isTrusted, !isYoung, trial.isTrustedButForTails { return max(planned, Double(trial.drawCount)) }
      // More draws teach more, also of what no draw came to so far.
      let isHopeful = isYoung || trial.holdsEveryRun && trial.drawCount < Refinement.mostDrawsInDoubt
      guard isTrusted ? planned < careful : isHopeful, room > 4 * trial.drawCount else {
        discard()
        return nil
      }
      let wanted = isTrusted ? planned / Refinement.mostOverTrial : Double(4 * trial.drawCount)
      let more = Int(wanted / Double(Refinement.blockSize)) + 1 - trial.blocks.count
      let blocks = min(max(more, 1), 3 * trial.blocks.count)
      refinement?.draw(blocks, on: model, settings: settings)
      spent += blocks * Refinement.blockSize
    }
    return nil
  }

  /// How many draws the goal takes in all, by those of a sample that meet it so far.
  private func need(of sample: Refinement, _ fulfilment: Double) -> Double {
    let factor = max(
      1 / fulfilment,
      sample.logEvidenceError * sample.logEvidenceError / (settings.evidenceError * settings.evidenceError))
    let covering = sample.coverage.drawsNeeded(
      relativeError: sample.logEvidenceError, logEvidence: sample.logEvidence)
    return max(Double(sample.drawCount) * factor, covering)
  }

  /// Blocks for some number of draws and a tenth more, for how many are needed is not known well; no more than there is room for.
  private func blocks(for draws: Double, _ found: Exploration) -> Int {
    let room = settings.maximumCalls - found.calls - spent - (refinement?.keptCount ?? 0)
    return min(Int(1.1 * draws / Double(Refinement.blockSize)) + 1, room / Refinement.blockSize)
  }

  private mutating func discard() {
    spent += refinement?.keptCount ?? 0
    refinement = nil
    refined = nil
  }
}
