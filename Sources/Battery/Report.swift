import KnownPosteriors

/// What one run of a sampler claims.
struct Report: Sendable {
  /// A number and its standard error.
  struct Estimate: Sendable {
    var value: Double
    var error: Double

    /// How many of its own errors it is off.
    func deviation(from truth: Double) -> Double { (value - truth) / error }
  }

  /// What it claims of the posterior's truths, in their order; nothing where it warns.
  var estimates: [Estimate]
  /// ln Z, of samplers that find it.
  var logEvidence: Estimate?
  /// Why it should not be trusted, in its own words; empty if it says that all went well.
  var warnings: [String]
  /// How often the density, or the likelihood, was asked for.
  var calls: Int

  /// A report on `posterior`; `estimate` finds what one truth is about.
  init(
    on posterior: KnownPosterior, logEvidence: Estimate? = nil, warnings: [String], calls: Int,
    estimate: (Truth) -> Estimate
  ) {
    estimates = warnings.isEmpty ? posterior.truths.map(estimate) : []
    self.logEvidence = logEvidence
    self.warnings = warnings
    self.calls = calls
  }
}

/// A sampler that takes part: its name, and how it runs.
struct Contender: Sendable {
  /// What `--sampler` calls it.
  let name: String
  /// What may defeat it: it has to say so then, and is excused.
  let weaknesses: Set<KnownPosterior.Difficulty>
  /// One run with one seed, in one thread.
  let run: @Sendable (_ posterior: KnownPosterior, _ seed: UInt64) -> Report

  /// All that there are.
  static let all: [Contender] = [.ensemble]
}
