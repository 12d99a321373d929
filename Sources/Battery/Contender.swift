import Inference
import KnownPosteriors

/// A sampler that takes part: its name, and how one run of it goes.
struct Contender: Sendable {
  /// What `--sampler` calls it.
  let name: String
  /// Where it is known to be wrong without being able to know it.
  var blindness: Set<KnownPosterior.Difficulty> = []
  /// One run with one seed, in one thread.
  let run: @Sendable (_ model: CountedPosterior, _ seed: UInt64) -> Claim

  /// All that there are.
  static let all: [Contender] = [.nested, .ensemble, .nuts]

  /// The ensemble sampler, from where a search that begins all over the prior leads.
  static let ensemble = markovChain("ensemble", Ensemble())

  /// The No-U-Turn sampler, from the same places.
  static let nuts = markovChain("nuts", NoUTurn(targetAcceptance: 0.95), ensembles: 12)

  /// Nested sampling, with the settings that a user gets, but no more than about 5 million calls, of a funnel and of
  /// many dimensions 10.
  static let nested = Contender(name: "nested") { model, seed in
    let isCostly = [.funnel, .manyDimensions].contains(model.posterior.difficulty)
    let settings = NestedSettings(maximumCalls: isCostly ? 10_000_000 : 5_000_000, seed: seed, threads: 1)
    let peaks = model.peaks(seed: seed)
    var sampling = NestedSampling(dimension: model.dimension, settings: settings, knownPeaks: peaks)
    let result = sampling.run(on: model)
    let missed = MissedPeak(
      of: result.unexploredPeaks, byDrawsUpTo: result.draws.logDensities.max(),
      worth: settings.goal.effectiveSampleSize, on: model)
    return Claim(
      on: model, hasConverged: result.problems.isEmpty && missed == nil,
      logEvidence: Claim.Estimate(value: result.logEvidence, error: result.logEvidenceError)
    ) { truth in estimate(truth, result.draws) }
  }

  /// What draws say of a truth.
  private static func estimate(_ truth: Truth, _ draws: some PosteriorDraws) -> Claim.Estimate {
    let found = draws.diagnostics(ofQuantity: draws.values(of: truth.function))
    guard let probability = truth.probability else {
      return Claim.Estimate(
        value: found.mean, error: found.monteCarloErrorOfMean, effectiveDraws: found.meanEffectiveSampleSize)
    }
    return Claim.Estimate(
      value: found.quantile(probability), error: found.monteCarloError(ofQuantile: probability),
      effectiveDraws: found.quantileEffectiveSampleSize(probability))
  }

  /// A Markov chain sampler, which no diagnostic tells of mass that it never saw.
  ///
  /// It has the settings that a user gets, but no more than 20 million numbers to remember.
  static func markovChain(_ name: String, _ sampler: some Sampler, ensembles: Int = 4) -> Contender {
    Contender(name: name, blindness: [.hiddenMass]) { model, seed in
      var settings = SamplingSettings(ensembles: ensembles, seed: seed, threads: 1)
      let numbersPerStep =
        settings.ensembles * sampler.walkerCount(dimension: model.dimension) * model.dimension
      settings.maximumDraws = min(settings.maximumDraws, max(100, 20_000_000 / numbersPerStep))
      settings.draws = min(settings.draws, settings.maximumDraws)
      let peaks = model.peaks(seed: seed)
      let chains = sample(
        model, with: sampler, settings: settings, knownPeaks: peaks
      ) { random in model.drawFromPrior(using: &random) }
      let missed = MissedPeak(
        of: peaks, byDrawsUpTo: chains.highest?.logDensity,
        worth: settings.goal.effectiveSampleSize, on: model)
      return Claim(on: model, hasConverged: chains.outcome == .converged && missed == nil) { truth in
        estimate(truth, chains)
      }
    }
  }
}

/// What one run of a sampler claims.
struct Claim: Sendable {
  /// A number and its standard error.
  struct Estimate: Sendable {
    var value: Double
    var error: Double
    /// How many independent draws it is worth, if that means anything.
    var effectiveDraws = Double.infinity

    /// How many of its own errors it is off; 0 if it is exact and has none.
    func deviation(from truth: Double) -> Double { value == truth ? 0 : (value - truth) / error }
  }

  /// Whether the sampler itself says that all went well.
  var hasConverged: Bool
  /// What it claims of the posterior's truths, in their order; nothing if it did not converge.
  var estimates: [Estimate]
  /// ln Z, of samplers that find it.
  var logEvidence: Estimate?
  /// How often the likelihood was asked for.
  var calls: Int

  /// A claim about all truths of a model; `estimate` finds what one of them is about.
  init(
    on model: CountedPosterior, hasConverged: Bool, logEvidence: Estimate? = nil,
    estimate: (Truth) -> Estimate
  ) {
    self.hasConverged = hasConverged
    self.logEvidence = logEvidence
    calls = model.calls
    estimates = hasConverged ? model.posterior.truths.map(estimate) : []
  }

  /// How many independent draws its worst estimate is worth.
  var effectiveDraws: Double { estimates.map(\.effectiveDraws).min() ?? 0 }
}
