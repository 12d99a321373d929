/// A run under way: several independent ensembles, and what they have drawn so far.
///
/// `sample(_:with:settings:progress:from:)` is the short way. Hold on to a `Sampling` where a run may have to go on
/// later: stop it, store it, read it back, and `run` gives the bits it would have given without the break. With a memory
/// every leg of a course is kept as it is done, and a run that begins anew takes those from there.
/// `settings` may be changed in between (more draws, a stricter goal, more threads), but for the number of ensembles
/// and the seed.
public struct Sampling<S: Sampler>: Sendable, Codable {
  /// How long, and how well.
  public var settings: SamplingSettings
  private let dimension: Int
  private let walkerCount: Int
  private var courses: [Course<S>]
  private var draws: [Draws]
  /// The names of the works whose tasks made the draws, in order.
  private var legs: [String] = []
  private var warmupDone = 0
  /// What the search for starting points spent.
  private let search: Transition
  /// The highest point that the search met.
  private let highestStart: [Double]?
  /// How many draws each walker has made, warmup not counted.
  public private(set) var drawCount = 0

  /// Places the walkers of all ensembles: near the density and on its separate peaks if there is a warmup, see
  /// ``SamplingSettings/seeksPeaks``, otherwise at points drawn by `start`.
  ///
  /// - Parameter knownPeaks: places at which the density is known to have peaks, such as minima of χ².
  public init(
    _ density: some LogDensity, with sampler: S, settings: SamplingSettings, knownPeaks: [[Double]] = [],
    from start: @Sendable (inout Random) -> [Double]
  ) {
    self.settings = settings
    dimension = density.dimension
    walkerCount = sampler.walkerCount(dimension: density.dimension)
    let found =
      settings.warmup > 0 && settings.seeksPeaks
      ? StartingPoints(on: density, settings: settings, known: knownPeaks, from: start) : nil
    search = found?.spent ?? Transition()
    highestStart = found?.highest
    var knowing = sampler
    if let peaks = found?.separatePeaks { knowing.learn(peaks) }
    courses = parallelMap(settings.ensembles, threads: settings.threads) { [knowing] ensemble in
      Course(knowing, on: density, stream: Random(seed: settings.seed, stream: UInt64(ensemble))) { random in
        found?.draw(using: &random) ?? start(&random)
      }
    }
    draws = Array(repeating: Draws(walkers: walkerCount), count: settings.ensembles)
  }

  /// Goes on until the goal is reached, draws or evaluations are used up, or `progress` says false.
  ///
  /// `density` must be the one the run began with.
  public mutating func run(
    on density: some LogDensity, by workforce: Workforce? = nil,
    progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> Chains {
    let workforce = workforce ?? Workforce(threads: settings.threads)
    guard courses.allSatisfy(\.canStart) else { return chains(.noFiniteDensity) }
    guard warm(on: density, by: workforce, progress: progress) else {
      return chains(isExhausted ? .evaluationLimit : .stopped)
    }
    var goal = settings.draws
    while true {
      guard draw(until: goal, on: density, by: workforce, progress: progress) else {
        return chains(isExhausted ? .evaluationLimit : .stopped)
      }
      if drawCount == goal {
        if transition.trajectories.divergeTooOften { return chains(.diverged) }
        let chains = chains(.converged)
        if chains.meet(settings.goal, threads: settings.threads), !hasLostStart(chains, on: density) {
          return chains
        }
      }
      if goal >= settings.maximumDraws { return chains(.drawLimit) }
      goal = min(2 * goal, settings.maximumDraws)
    }
  }

  /// Whether no draw comes near the highest point that was known before the first.
  private func hasLostStart(_ chains: Chains, on density: some LogDensity) -> Bool {
    MissedPeak(
      of: [highestStart].compactMap(\.self), byDrawsUpTo: chains.highest?.logDensity,
      worth: settings.goal.effectiveSampleSize, on: density) != nil
  }

  /// What happened in the steps that were kept.
  public var transition: Transition {
    courses.reduce(into: Transition()) { sum, course in sum += course.transition }
  }
}

// MARK: - Legs of steps

extension Sampling {
  /// Proposals by all courses, warmup included.
  private var proposals: Int { courses.reduce(0) { $0 + $1.warmup.proposed + $1.transition.proposed } }

  /// Whether there are no evaluations left.
  private var isExhausted: Bool { search.proposed + proposals >= settings.maximumEvaluations }

  /// The rest of the warmup; false if asked to stop, or nothing is left.
  private mutating func warm(
    on density: some LogDensity, by workforce: Workforce, progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Bool {
    var pace = Pace()
    while warmupDone < settings.warmup {
      guard !isExhausted else { return false }
      let block = warmupDone..<min(warmupDone + pace.steps, settings.warmup)
      let before = proposals
      courses = workforce.map("warmup \(block) of \(settings.warmup)", courses.count) {
        [courses, settings] ensemble in
        var course = courses[ensemble]
        course.warm(block, of: settings.warmup, on: density)
        return course
      }
      pace.learn(proposals: (proposals - before) / courses.count)
      warmupDone = block.upperBound
      let state = SamplingProgress(
        phase: .warmup, done: warmupDone, planned: settings.warmup, transition: transition)
      guard progress?(state) ?? true else { return false }
    }
    return true
  }

  /// Draws until each walker has `count` draws; false if asked to stop, or nothing is left.
  private mutating func draw(
    until count: Int, on density: some LogDensity, by workforce: Workforce,
    progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Bool {
    var pace = Pace()
    for ensemble in draws.indices {
      draws[ensemble].values.reserveCapacity(count * walkerCount * dimension)
      draws[ensemble].logDensities.reserveCapacity(count * walkerCount)
    }
    while drawCount < count {
      guard !isExhausted else { return false }
      let block = min(pace.steps, count - drawCount)
      let before = proposals
      let work = "draws \(drawCount)..<\(drawCount + block)"
      let done = workforce.map(work, courses.count) { [courses] ensemble in
        var course = courses[ensemble]
        let draws = course.draw(block, on: density)
        return Leg(course: course, draws: draws)
      }
      for (ensemble, leg) in done.enumerated() {
        courses[ensemble] = leg.course
        draws[ensemble] += leg.draws
      }
      legs.append(workforce.name(of: work))
      pace.learn(proposals: (proposals - before) / courses.count)
      drawCount += block
      let state = SamplingProgress(
        phase: .sampling, done: drawCount, planned: count, transition: transition)
      guard progress?(state) ?? true else { return false }
    }
    return true
  }

  /// The draws so far, put in order chain by chain.
  private func chains(_ outcome: Chains.Outcome) -> Chains {
    let arranged = ArrangedDraws(draws, dimension: dimension)
    return Chains(
      values: arranged.values, logDensities: arranged.logDensities, chainCount: arranged.chainCount,
      ensembleCount: arranged.ensembleCount, dimension: dimension, energies: arranged.energies,
      transition: transition, warmup: courses.reduce(into: search) { $0 += $1.warmup },
      outcome: outcome,
      legs: legs, highestStart: highestStart)
  }
}

/// A course after some steps, and what it drew in them.
private struct Leg<S: Sampler>: Codable {
  let course: Course<S>
  let draws: Draws
}

/// How many steps to take at a time: tens of thousands of proposals, far less than a second's work.
///
/// It follows what the steps of this run proposed and no clock, so that a run is cut into the same legs every time; the
/// cuts change no draw.
private struct Pace {
  private(set) var steps = 16

  mutating func learn(proposals: Int) {
    if proposals < 20_000 { steps *= 2 }
    if proposals > 80_000 { steps = max(1, steps / 2) }
  }
}
