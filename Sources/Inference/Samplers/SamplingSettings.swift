import Foundation

/// How long to sample, and with what.
public struct SamplingSettings: Sendable, Codable, Equatable {
  /// How many independent ensembles (or chains, of samplers with one walker).
  public var ensembles: Int
  /// Steps that are thrown away, in which the sampler may adapt.
  public var warmup: Int
  /// Draws of each walker before the first look at the diagnostics.
  public var draws: Int
  /// The draws of each walker are doubled until the goal is reached, up to this number.
  public var maximumDraws: Int
  /// The most evaluations of the density, all chains and the warmup together; a slope counts as one.
  public var maximumEvaluations: Int
  /// Whether the region of the density and its separate peaks are looked for before the warmup, for chains to begin there and to
  /// jump between peaks; without a warmup nothing is.
  public var seeksPeaks: Bool
  /// When to be content.
  public var goal: ConvergenceGoal
  /// Names the random numbers of the whole run.
  public var seed: UInt64
  /// How many threads to use at most; no result depends on it.
  public var threads: Int

  /// The most evaluations if nothing else is said: about a minute of a likelihood that takes three microseconds.
  public static let mostEvaluations = 20_000_000

  /// The settings of a run; by default four ensembles, 1000 to 16 000 draws after 1000 of warmup, all cores, and an end to
  /// everything after twenty million evaluations.
  public init(
    ensembles: Int = 4, warmup: Int = 1000, draws: Int = 1000, maximumDraws: Int = 16_000,
    maximumEvaluations: Int = mostEvaluations, seeksPeaks: Bool = true,
    goal: ConvergenceGoal = ConvergenceGoal(),
    seed: UInt64 = 1, threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    precondition(ensembles > 0 && warmup >= 0 && draws > 0, "There is something to draw")
    self.ensembles = ensembles
    self.warmup = warmup
    self.draws = draws
    self.maximumDraws = max(draws, maximumDraws)
    self.maximumEvaluations = maximumEvaluations
    self.seeksPeaks = seeksPeaks
    self.goal = goal
    self.seed = seed
    self.threads = threads
  }
}

/// What every parameter, and the log density, must reach before a run is called converged.
public struct ConvergenceGoal: Sendable, Codable, Equatable {
  /// The largest R̂.
  public var rHat: Double
  /// The smallest bulk effective sample size, over all chains together.
  public var effectiveSampleSize: Double

  /// The smallest tail effective sample size: as many, up to the 400 from which errors can be trusted; of more than 1600 a
  /// quarter, for who asks for many draws asks for the middle.
  public var tailEffectiveSampleSize: Double { min(effectiveSampleSize, max(400, effectiveSampleSize / 4)) }

  /// By how much the smaller of two effective sample sizes exceeds its goal: 1 where it just meets it.
  func fulfilment(bulk: Double, tail: Double) -> Double {
    let least = min(bulk / effectiveSampleSize, tail / tailEffectiveSampleSize)
    return least.isNaN ? 0 : least
  }

  /// The thresholds of A. Vehtari et al., arXiv:1903.08008, section 4: R̂ < 1.01 and 400 effective draws.
  public init(rHat: Double = 1.01, effectiveSampleSize: Double = 400) {
    self.rHat = rHat
    self.effectiveSampleSize = effectiveSampleSize
  }
}
