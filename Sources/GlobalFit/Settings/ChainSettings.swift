import Inference

/// A sampler of Markov chains that a fit file can name.
protocol ChainSampler: Sampler {
  /// The sampler in words: `an ensemble of walkers`.
  static var words: String { get }

  /// How many ensembles, or chains of one walker, if the file does not say.
  static var ensembles: Int { get }

  /// Asks `fields` for the settings that only this sampler has.
  init(_ fields: inout SettingFields<ChainSettings<Self>>)
}

/// How to sample with Markov chains.
public struct ChainSettings<Kernel: Sampler>: Sendable {
  /// The sampler with its own settings.
  public var kernel: Kernel
  /// How long chains run.
  public var chains: SamplingSettings

  /// The same for a run with a seed, on so many threads.
  func chains(seed: UInt64, threads: Int) -> SamplingSettings {
    var chains = chains
    (chains.seed, chains.threads) = (seed, threads)
    return chains
  }
}

extension ChainSettings where Kernel: ChainSampler {
  init(_ fields: inout SettingFields<Self>) {
    let goal = fields.goal(\.chains.goal, effectiveSampleSize: 400)
    let ensembles = fields.wholeNumber(
      \.chains.ensembles, "ensembles", "independent ones", in: 2...1000, default: Kernel.ensembles)
    let warmup = fields.wholeNumber(
      \.chains.warmup, "warmup", "steps thrown away", in: 0...10_000_000, default: 500)
    let draws = fields.wholeNumber(
      \.chains.draws, "draws",
      "of each walker before the first look at the diagnostics; thinning is off", in: 4...10_000_000,
      default: 1000, isGoal: true)
    let maximumDraws = fields.wholeNumber(
      \.chains.maximumDraws, "maximum-draws",
      "draws are doubled until the goal is reached, up to this number", in: draws...10_000_000,
      default: max(draws, 64_000), isGoal: true)
    kernel = Kernel(&fields)
    chains = SamplingSettings(
      ensembles: ensembles, warmup: warmup, draws: draws, maximumDraws: maximumDraws, goal: goal)
    limitDraws(of: &fields)
  }

  /// The most numbers that a run may keep: 4 GB of them.
  private static var mostNumbers: Int { 500_000_000 }

  /// Takes no more draws than can be kept, and complains of more that were asked for.
  private mutating func limitDraws(of fields: inout SettingFields<Self>) {
    let perDraw =
      chains.ensembles * kernel.walkerCount(dimension: fields.dimension) * (fields.dimension + 1)
    let most = Self.mostNumbers / perDraw
    if !fields.isGiven("maximum-draws") {
      chains.maximumDraws = max(chains.draws, min(chains.maximumDraws, most))
    }
    guard chains.maximumDraws > most else { return }
    fields.complain(
      "\(chains.maximumDraws) draws of every walker are more than the \(Self.mostNumbers / 125_000_000) GB "
        + "that are kept; at most \(most) here")
  }
}
