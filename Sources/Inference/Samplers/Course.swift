/// One ensemble under way: the sampler as adapted, its state, its stream of random numbers.
///
/// A course is all that is needed to go on, and going on in many short blocks gives the bits of one long block.
struct Course<S: Sampler>: Sendable, Codable {
  private(set) var sampler: S
  private(set) var state: S.State
  private(set) var random: Random
  /// What happened in the warmup.
  private(set) var warmup = Transition()
  /// What happened afterwards.
  private(set) var transition = Transition()
  /// Whether every walker has a point of finite log density to start from.
  private(set) var canStart: Bool

  /// Starts each walker at a point drawn by `start` where the log density is finite.
  ///
  /// Gives up after a thousand draws per walker.
  init(
    _ sampler: S, on density: some LogDensity, stream: Random, from start: (inout Random) -> [Double]
  ) {
    self.sampler = sampler
    random = stream
    let count = sampler.walkerCount(dimension: density.dimension)
    var walkers: [[Double]] = []
    for _ in 0..<1000 * count where walkers.count < count {
      let point = start(&random)
      if density.logDensity(at: point.span).isFinite { walkers.append(point) }
    }
    canStart = walkers.count == count
    while walkers.count < count { walkers.append(start(&random)) }
    state = sampler.start(at: walkers, on: density)
  }

  /// Takes the steps `steps` of the `count` of the warmup: moves and adapts, keeps no draws.
  mutating func warm(_ steps: Range<Int>, of count: Int, on density: some LogDensity) {
    for step in steps {
      let transition = sampler.step(&state, on: density, using: &random)
      warmup += transition
      sampler.adapt(to: state, after: transition, progress: Double(step + 1) / Double(count))
    }
  }

  /// Takes `count` steps and returns their draws.
  mutating func draw(_ count: Int, on density: some LogDensity) -> Draws {
    var draws = Draws(walkers: sampler.walkerCount(dimension: density.dimension))
    for _ in 0..<count {
      transition += sampler.step(&state, on: density, using: &random)
      if let energy = transition.energy { draws.energies.append(energy) }
      draws.values += sampler.positions(of: state)
      draws.logDensities += sampler.logDensities(of: state)
    }
    return draws
  }
}
