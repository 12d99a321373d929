import Foundation

/// Draws from a learned density, moved by chains that leave the posterior as it is, to see where the density is too thin.
///
/// No weight tells of where a density never draws. Draws resampled by their weights are draws from the posterior, and moved they
/// still are; but where the density leaves out what hangs together with the rest, some of them have wandered there. Others set
/// out from draws far out in one coordinate or another, where long arms go on, or from draws of large weight, and are drawn to
/// where the density is too thin (``ThinlyCovered``): of those only where they come to counts.
///
/// Each moves in turn as a walker of an ensemble and by the normals that describe its surroundings, see
/// ``MixtureDensity/proposeStep(from:into:using:)``.
struct MovedDraws: Sendable {
  /// Where the draws of each ensemble stood at several times on the way, with equal weights.
  let byEnsemble: [WeightedDraws]
  /// Evaluations of the density.
  let calls: Int

  /// Half of them set out as draws from the posterior.
  private static let ensembles = 4
  private static let walkers = 32
  private static let fewestSteps = 24
  private static let mostSteps = 1000
  /// How often on the way it is noted where the draws stand.
  private static let notes = 4

  /// Moves draws for about so many `calls`, as far as these make sense.
  ///
  /// - Parameters:
  ///   - trial: draws with weights, and the density that they were drawn from.
  ///   - stream: the first of as many streams of random numbers as there are ensembles.
  init(
    of trial: Refinement, calls: Int, on model: some BayesianModel, seed: UInt64, stream: UInt64, threads: Int
  ) {
    let (dimension, density) = (model.dimension, trial.density)
    let origin = trial.draws(runs: 1)
    let ensemble = Ensemble(walkers: max(Self.walkers, 3 * (dimension + 1)))
    let count = ensemble.walkerCount(dimension: dimension)
    let steps = min(max(calls / (2 * Self.ensembles * count), Self.fewestSteps), Self.mostSteps)
    let moved = parallelMap(Self.ensembles, threads: threads) { number in
      var random = Random(seed: seed, stream: stream + UInt64(number))
      func move(_ places: [Int], on target: some LogDensity) -> Notes {
        var state = ensemble.start(at: places.map(origin.point), on: target)
        var notes = Notes()
        notes.calls += count
        for step in 1...steps {
          notes.calls += ensemble.step(&state, on: target, using: &random).proposed
          notes.calls += Self.step(&state, by: density, on: target, using: &random)
          if step % (steps / Self.notes) == 0 { notes.add(state) }
        }
        return notes
      }
      guard !Self.isFromPosterior(number) else {
        return move(origin.resampledPlaces(count, using: &random), on: model)
      }
      let thin = ThinlyCovered(model: model, by: trial)
      let places =
        number == 1
        ? origin.farPlaces(count, using: &random) : origin.heavyPlaces(count, using: &random)
      var notes = move(places, on: thin)
      notes.takeLogDensities(from: model)
      return notes
    }
    byEnsemble = moved.map(\.draws)
    self.calls = moved.reduce(0) { $0 + $1.calls }
  }

  /// Moves each walker by the normals that describe its surroundings; returns how many proposals were made.
  private static func step(
    _ state: inout Ensemble.State, by density: MixtureDensity, on target: some LogDensity,
    using random: inout Random
  ) -> Int {
    let dimension = target.dimension
    var proposal = [Double](repeating: 0, count: dimension)
    for walker in state.logDensities.indices {
      let places = walker * dimension..<(walker + 1) * dimension
      let logFactor = density.proposeStep(
        from: Array(state.positions[places]), into: &proposal, using: &random)
      let proposed = target.logDensity(at: proposal.span)
      guard proposed < .infinity,
        log(random.uniform()) < logFactor + proposed - state.logDensities[walker]
      else { continue }
      state.positions.replaceSubrange(places, with: proposal)
      state.logDensities[walker] = proposed
    }
    return state.logDensities.count
  }

  /// What is noted of the walkers of an ensemble on their way.
  private struct Notes: Sendable {
    var values: [Double] = []
    var logDensities: [Double] = []
    var calls = 0

    mutating func add(_ state: Ensemble.State) {
      values += state.positions
      logDensities += state.logDensities
    }

    /// Notes ln of the posterior instead of what the walkers moved on.
    mutating func takeLogDensities(from model: some BayesianModel) {
      let dimension = model.dimension
      for place in logDensities.indices {
        logDensities[place] = model.logDensity(
          at: values.span.extracting(place * dimension..<(place + 1) * dimension))
      }
      calls += logDensities.count
    }

    var draws: WeightedDraws { WeightedDraws(equally: values, logDensities: logDensities) }
  }

  /// Whether an ensemble set out as draws from the posterior: every other one.
  static func isFromPosterior(_ ensemble: Int) -> Bool { ensemble % 2 == 0 }

  /// The draws of the ensembles that set out as draws from the posterior.
  var fromPosterior: WeightedDraws {
    let own = byEnsemble.indices.filter(Self.isFromPosterior).map { byEnsemble[$0] }
    return WeightedDraws(equally: own.flatMap(\.values), logDensities: own.flatMap(\.logDensities))
  }
}

extension WeightedDraws {
  /// Draws of equal weight, of which nothing says which run they come from.
  init(equally values: [Double], logDensities: [Double]) {
    self.init(
      values: values, logDensities: logDensities, weights: Array(repeating: 1, count: logDensities.count),
      runs: Array(repeating: 0, count: logDensities.count), runCount: 1)
  }

  /// How much mass lies farther out in a coordinate than what counts as far.
  private static var farMass: Double { 0.005 }

  /// Draws far out in one coordinate or another, as many at each end of each as far as that goes.
  fileprivate func farPlaces(_ count: Int, using random: inout Random) -> [Int] {
    let ends = (0..<dimension).flatMap { coordinate in
      let order = RankOrder(values(of: coordinate)).places
      return [farthest(in: order), farthest(in: order.reversed())]
    }
    return (0..<count).map { number in
      let end = ends[number % ends.count]
      return end[random.index(below: end.count)]
    }
  }

  /// Draws by the square of their weights, by which they spoil the error of all: where the density is thin as far as it reaches.
  fileprivate func heavyPlaces(_ count: Int, using random: inout Random) -> [Int] {
    let squares = weights.map { $0 * $0 }
    return systematicResampling(
      of: weights.indices, weights: { squares[$0] }, total: squares.reduce(0, +), count, using: &random)
  }

  /// The first of these draws, up to ``farMass``.
  private func farthest(in order: some Sequence<UInt32>) -> [Int] {
    var mass = 0.0
    var found: [Int] = []
    for place in order where mass <= Self.farMass && weights[Int(place)] > 0 {
      mass += weights[Int(place)]
      found.append(Int(place))
    }
    return found
  }
}
