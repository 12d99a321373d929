/// Draws from a density.
///
/// Runs `settings.ensembles` independent ensembles, each with its own random stream (seed, ensemble). They begin near the
/// density and on all of its peaks that a search from points that `start` draws has found, or at such points themselves if
/// there is no warmup or no search (``SamplingSettings/seeksPeaks``). After the warmup every walker yields `settings.draws` draws; while the diagnostics of any
/// parameter or of the log density miss `settings.goal`, the number of draws is doubled, up to
/// `settings.maximumDraws`. The draws do not depend on the number of threads, and a longer run begins with the
/// draws of a shorter one.
///
/// - Parameters:
///   - density: what to draw from.
///   - sampler: the Markov kernel.
///   - settings: how long, how well, with which seed.
///   - knownPeaks: places at which the density is known to have peaks, such as minima of χ².
///   - progress: told of the state of affairs every now and then; false asks to stop and keep the draws so far.
///   - start: draws a starting point for one walker, from the prior say. Called again until the density there is
///     finite, up to a thousand times per walker.
/// - Returns: the draws and how the run ended (`Chains.outcome`). There are none if too few starting points of
///   finite log density were found.
public func sample(
  _ density: some LogDensity, with sampler: some Sampler, settings: SamplingSettings = SamplingSettings(),
  knownPeaks: [[Double]] = [], progress: (@Sendable (SamplingProgress) -> Bool)? = nil,
  from start: @Sendable (inout Random) -> [Double]
) -> Chains {
  var sampling = Sampling(density, with: sampler, settings: settings, knownPeaks: knownPeaks, from: start)
  return sampling.run(on: density, progress: progress)
}

/// How far a run has come.
public struct SamplingProgress: Sendable {
  /// What a run does.
  public enum Phase: String, Sendable {
    /// Steps that are thrown away.
    case warmup
    /// Steps that are kept.
    case sampling
    /// Runs of nested sampling.
    case exploration
    /// Draws from the density that nested sampling has learned.
    case refinement
  }
  /// What the run does now.
  public let phase: Phase
  /// Steps, runs or draws done in this phase.
  public let done: Int
  /// The same, planned in this phase; may double.
  public let planned: Int
  /// What happened in the steps that are kept.
  public let transition: Transition
}
