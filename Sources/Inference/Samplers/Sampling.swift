/// Several ensembles under way, and what they have drawn so far.
struct Sampling<S: Sampler>: Sendable {
  private let settings: SamplingSettings
  private let dimension: Int
  private var courses: [Course<S>]
  private var draws: [Draws]
  private var drawCount = 0
  private var pace = Pace()

  /// Places the walkers of all ensembles.
  init(
    _ density: some LogDensity, with sampler: S, settings: SamplingSettings,
    from start: @Sendable (inout Random) -> [Double]
  ) {
    self.settings = settings
    dimension = density.dimension
    courses = parallelMap(settings.ensembles, threads: settings.threads) { ensemble in
      Course(
        sampler, on: density, stream: Random(seed: settings.seed, stream: UInt64(ensemble)), from: start)
    }
    draws = Array(repeating: Draws(), count: settings.ensembles)
  }

  /// Whether every ensemble has a point to start from.
  var hasFiniteDensity: Bool { courses.allSatisfy(\.hasFiniteDensity) }

  /// The whole warmup; false if asked to stop.
  mutating func warm(
    on density: some LogDensity, progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Bool {
    var done = 0
    while done < settings.warmup {
      let block = done..<min(done + pace.steps, settings.warmup)
      pace.time {
        courses = parallelMap(courses.count, threads: settings.threads) { [courses, settings] ensemble in
          var course = courses[ensemble]
          course.warm(block, of: settings.warmup, on: density)
          return course
        }
      }
      done = block.upperBound
      guard report(.warmup, done, of: settings.warmup, to: progress) else { return false }
    }
    return true
  }

  /// Draws until each walker has `count` draws; false if asked to stop.
  mutating func draw(
    until count: Int, on density: some LogDensity, progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Bool {
    while drawCount < count {
      let block = min(pace.steps, count - drawCount)
      pace.time {
        let blocks = parallelMap(courses.count, threads: settings.threads) { [courses] ensemble in
          var course = courses[ensemble]
          let draws = course.draw(block, on: density)
          return (course, draws)
        }
        for (ensemble, (course, new)) in blocks.enumerated() {
          courses[ensemble] = course
          draws[ensemble].values += new.values
          draws[ensemble].logDensities += new.logDensities
        }
      }
      drawCount += block
      guard report(.sampling, drawCount, of: count, to: progress) else { return false }
    }
    return true
  }

  private func report(
    _ phase: SamplingProgress.Phase, _ done: Int, of planned: Int,
    to progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Bool {
    progress?(SamplingProgress(phase: phase, done: done, planned: planned, transition: transition)) ?? true
  }

  private var transition: Transition {
    courses.reduce(into: Transition()) { sum, course in sum += course.transition }
  }

  /// The draws so far, chain by chain.
  func chains(_ outcome: Chains.Outcome) -> Chains {
    let walkers = courses.first?.walkerCount(dimension: dimension) ?? 1
    var values: [Double] = []
    var logDensities: [Double] = []
    values.reserveCapacity(courses.count * walkers * drawCount * dimension)
    logDensities.reserveCapacity(courses.count * walkers * drawCount)
    for draws in draws {
      for walker in 0..<walkers {
        for place in stride(from: walker, to: drawCount * walkers, by: walkers) {
          logDensities.append(draws.logDensities[place])
          for j in place * dimension..<(place + 1) * dimension { values.append(draws.values[j]) }
        }
      }
    }
    return Chains(
      values: values, logDensities: logDensities, chainCount: courses.count * walkers,
      ensembleCount: courses.count, dimension: dimension, transition: transition, outcome: outcome)
  }
}

extension Course {
  /// The number of walkers that move together.
  func walkerCount(dimension: Int) -> Int { sampler.walkerCount(dimension: dimension) }
}

/// How many steps to take between two looks at the clock, so that a look comes about every 50 ms.
///
/// Timing decides only where a run is cut into blocks, and the cuts change no draw.
private struct Pace {
  private(set) var steps = 16

  mutating func time(_ block: () -> Void) {
    let elapsed = ContinuousClock().measure(block)
    if elapsed < .milliseconds(25) { steps *= 2 }
    if elapsed > .milliseconds(100) { steps = max(1, steps / 2) }
  }
}
