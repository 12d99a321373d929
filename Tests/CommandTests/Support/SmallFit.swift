/// A fit that takes milliseconds: one coupling, one trident, few draws.
enum SmallFit {
  /// - Parameters:
  ///   - sample: the mapping after `sample:`.
  ///   - minimize: the mapping after `minimize:`.
  static func text(
    sample: String =
      "{sampler: ensemble, warmup: 50, draws: 400, maximum-draws: 4000, effective-sample-size: 100, r-hat: 1.05}",
    minimize: String = "{starts: 4}", extra: String = ""
  ) -> String {
    """
    title: One trident
    parametrisation: leptonic
    parameters:
      gPrime: {prior: uniform, min: 0, max: 1}
      mZPrime: 246.22
    constraints: [neutrino-trident/charm-ii-1990]
    predictions: [R_trident]
    minimize: \(minimize)
    sample: \(sample)
    \(extra)
    """
  }
}
