import Foundation
import Inference

/// Why there are no draws that one could use.
struct NoDraws: Error {
  let reason: String
}

extension Problem {
  /// Coordinates of nearly independent draws from the posterior, by the sampler that the fit names, as its `sample:`
  /// says; on one thread.
  ///
  /// What ranks need of a sampler: equally weighted draws in any order, whose effective sample size is about four times
  /// `count` or more (resampled ones too: the same draw twice is a correlation), the same ones from the same seed, and
  /// an error instead of draws from a run that the sampler itself would not call converged.
  ///
  /// - Parameters:
  ///   - count: how many draws.
  ///   - seed: names all random numbers.
  ///   - isWanted: asked every now and then; false ends the run without draws.
  func nearlyIndependentDraws(
    _ count: Int, seed: UInt64, isWanted: @escaping @Sendable () -> Bool
  ) throws(NoDraws) -> [[Double]] {
    try fit.sample.own.nearlyIndependentDraws(count, of: self, seed: seed, isWanted: isWanted)
  }

  /// Draws of chains, thinned. The run goes on until it is worth four times as many independent draws as
  /// are taken from it: what correlation is left then, see ``Chains/spreadPoints(_:using:)``, changes no rank.
  func nearlyIndependentDraws(
    _ count: Int, with sampler: some Sampler, _ settings: SamplingSettings, seed: UInt64,
    isWanted: @escaping @Sendable () -> Bool
  ) throws(NoDraws) -> [[Double]] {
    var plan = settings
    plan.goal.effectiveSampleSize = max(plan.goal.effectiveSampleSize, 4 * Double(count))
    let goal = plan.goal
    let density = Posterior(self)
    let peaks = knownPeaks(seed: seed, by: Workforce(threads: 1))
    var sampling = Sampling(density, with: sampler, settings: plan, knownPeaks: peaks) { random in
      density.drawFromPrior(using: &random)
    }
    while true {
      let chains = sampling.run(on: density) { _ in isWanted() }
      switch chains.outcome {
      case .stopped: throw NoDraws(reason: "stopped")
      case .noFiniteDensity:
        throw NoDraws(reason: "too few points of the prior with a finite posterior density to start from")
      case .diverged: throw NoDraws(reason: chains.transition.trajectories.problem ?? "")
      case .evaluationLimit:
        throw NoDraws(
          reason: "the most evaluations that chains may ask for were made before the goal was reached")
      case .converged, .drawLimit: break
      }
      guard let miss = whatMisses(goal, in: chains) else {
        if let words = missedPeak(
          byDrawsUpTo: chains.highest?.logDensity, worth: goal.effectiveSampleSize,
          of: peaks + [chains.highestStart].compactMap(\.self))
        {
          throw NoDraws(reason: words)
        }
        // The ensembles have taken the streams 0, 1, …
        var random = Random(seed: seed, stream: .max)
        return chains.spreadPoints(count, using: &random)
      }
      guard chains.drawCount < plan.maximumDraws, miss.isCurable else {
        throw NoDraws(reason: miss.reason)
      }
      sampling.settings.draws = min(2 * chains.drawCount, plan.maximumDraws)
    }
  }

  /// Why draws miss the goal, and whether more of them may help.
  private struct Miss {
    let reason: String
    var isCurable = true
  }

  /// The first parameter or prediction whose draws, or the log posterior if its draws, miss the goal, and why.
  private func whatMisses(_ goal: ConvergenceGoal, in chains: Chains) -> Miss? {
    func complaint(_ name: String, _ diagnostics: Diagnostics) -> Miss? {
      // A prediction may be the same everywhere; a parameter that never moves is found by the sampler.
      guard !diagnostics.meet(goal), diagnostics.problem != .constant else { return nil }
      if let problem = diagnostics.problem {
        // What is not finite at one draw stays so, however many follow.
        return Miss(reason: "\(name): \(problem.rawValue)", isCurable: problem != .notFinite)
      }
      let least = min(diagnostics.bulkEffectiveSampleSize, diagnostics.tailEffectiveSampleSize)
      let rHat = String(format: "%.3f", diagnostics.rHat)
      return Miss(reason: "\(name): R̂ = \(rHat), \(String(format: "%.0f", least)) effective draws")
    }
    if chains.outcome == .drawLimit {
      for (index, diagnostics) in chains.diagnostics().enumerated() {
        let name = index < free.count ? free[index].parameter.rawValue : "the log posterior"
        if index < free.count, diagnostics.problem == .constant {
          return Miss(reason: "\(name): all draws are equal")
        }
        if let complaint = complaint(name, diagnostics) { return complaint }
      }
      if let words = partingInWords(of: chains, threads: 1) { return Miss(reason: words) }
      if let stay = chains.overlongStay(for: goal) { return Miss(reason: stay.words) }
    }
    let predictions = DrawnPredictions(fit.predictions, of: self, in: chains, threads: 1)
    for (observable, values) in zip(fit.predictions, predictions.values) {
      if let complaint = complaint(observable.rawValue, chains.diagnostics(ofQuantity: values)) {
        return complaint
      }
    }
    return nil
  }
}
