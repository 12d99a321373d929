/// One ensemble under way: the sampler as adapted, its state, its stream of random numbers.
///
/// A course is all that is needed to go on, and going on in many short blocks gives the bits of one long block.
struct Course<S: Sampler>: Sendable {
  private(set) var sampler: S
  private(set) var state: S.State
  private(set) var random: Random
  private(set) var transition = Transition()
  /// Whether there is a point to start from.
  let hasFiniteDensity: Bool

  /// Draws a starting point for each walker from `start`, up to 100 times until its density is finite.
  ///
  /// A walker without luck begins where the first lucky one stands.
  init(
    _ sampler: S, on density: some LogDensity, stream: Random, from start: (inout Random) -> [Double]
  ) {
    self.sampler = sampler
    random = stream
    var walkers: [[Double]] = []
    var isLucky: [Bool] = []
    for _ in 0..<sampler.walkerCount(dimension: density.dimension) {
      var point = start(&random)
      var isFinite = density.logDensity(at: point.span).isFinite
      for _ in 1..<100 where !isFinite {
        point = start(&random)
        isFinite = density.logDensity(at: point.span).isFinite
      }
      walkers.append(point)
      isLucky.append(isFinite)
    }
    let lucky = isLucky.firstIndex(of: true)
    if let lucky {
      for walker in walkers.indices where !isLucky[walker] { walkers[walker] = walkers[lucky] }
    }
    hasFiniteDensity = lucky != nil
    state = sampler.start(at: walkers, on: density)
  }

  /// Steps `steps` (of `count`) of the warmup: moves and adapts, keeps no draws.
  mutating func warm(_ steps: Range<Int>, of count: Int, on density: some LogDensity) {
    for step in steps {
      let transition = sampler.step(&state, on: density, using: &random)
      sampler.adapt(to: state, after: transition, progress: Double(step + 1) / Double(count))
    }
  }

  /// Takes `count` steps and returns their draws: step-major, then by walker.
  mutating func draw(_ count: Int, on density: some LogDensity) -> Draws {
    var draws = Draws()
    for _ in 0..<count {
      transition += sampler.step(&state, on: density, using: &random)
      draws.values += sampler.positions(of: state)
      draws.logDensities += sampler.logDensities(of: state)
    }
    return draws
  }
}

/// The draws of one ensemble, in the order they were made: step by step, walker by walker.
struct Draws: Sendable {
  var values: [Double] = []
  var logDensities: [Double] = []
}
