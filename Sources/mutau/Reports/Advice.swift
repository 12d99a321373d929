import GlobalFit
import Inference

/// What to do about numbers that must not be used, in a line that stands below those that say why not. It names keys of the fit file
/// with values to try, as they are written there.
enum Advice {
  private static func line(_ words: String) -> String { "  try \(words)" }

  /// Several reasons with what to do about all of them; nothing where there are none.
  static func below(_ reasons: [String], _ advice: @autoclosure () -> String) -> [String] {
    reasons.isEmpty ? [] : reasons + [advice()]
  }

  /// What to do where no best fit was found.
  static func onBestFit(_ best: BestFit, of fit: Fit) -> String {
    let settings = fit.minimize
    switch best.stopReason {
    case .infeasible:
      return line(
        "a wider range of the parameters, or without one of the constraints: mutau evaluate shows the χ² of each"
      )
    case .evaluationLimit:
      let more = min(10 * settings.maximumEvaluations, 10_000_000)
      return line("minimize: {maximum-evaluations: \(more)} in the fit file")
    default:
      let other = settings.algorithm.name == "LN_SBPLX" ? "LD_SLSQP" : "LN_SBPLX"
      return line("minimize: {algorithm: \(other)} or minimize: {starts: \(more(settings))} in the fit file")
    }
  }

  /// What to do where the fit of the other parameters failed along a profile, or that of simulated data.
  static func onFits(of fit: Fit) -> String {
    line("minimize: {starts: \(more(fit.minimize))} in the fit file, or another --seed")
  }

  /// What to do where limits failed.
  static func onLimits(of fit: Fit) -> String {
    line("more toys, or minimize: {starts: \(more(fit.minimize))} in the fit file")
  }

  private static func more(_ settings: MinimizeSettings) -> Int { min(4 * settings.starts, 100_000) }

  /// What to do where the draws must not be used.
  static func onDraws(_ posterior: PosteriorSummary) -> String {
    guard posterior.draws > 0 else {
      return line(
        "a wider range of the parameters, or without the constraint that excludes all of it: mutau evaluate shows each"
      )
    }
    if let nested = posterior.nested {
      let calls = 10 * max(nested.calls, 10_000)
      return line("sample: {maximum-calls: \(calls)}, or another sampler: sample: {sampler: ensemble}")
    }
    guard let chains = posterior.chains else {
      return line("--refit: draws of its own instead of weights")
    }
    if let trajectories = chains.trajectories, trajectories.divergences > 0 {
      return line("sample: {target-acceptance: 0.99}, or another sampler: sample: {sampler: nested}")
    }
    let draws = min(4 * chains.draws, 10_000_000)
    return line(
      "sample: {maximum-draws: \(draws)}; where chains stay apart another sampler, sample: {sampler: nested}")
  }

  /// What to do where nested sampling of groups of constraints failed.
  static let onGroups = line("a larger maximum-calls: under sample: in the fit file")

  /// What to do about a variant that failed.
  static func onVariant(_ name: String?) -> String {
    line("mutau fit\(name.map { " with --variant \($0)" } ?? "" ), which says why, and what to do")
  }
}
