import Foundation

/// Draws from a learned density, moved by a chain that leaves the posterior as it is.
///
/// No weight tells of where a density never draws. With their weights the draws are draws from the posterior; moved by a kernel
/// that leaves it invariant they still are, but where the density is too thin for something that hangs together with the rest,
/// some of them have wandered there.
struct MovedDraws: Sendable {
  /// Where the draws stood at several times on the way, with equal weights.
  let draws: WeightedDraws
  /// Evaluations of the density.
  let calls: Int

  private static let ensembles = 4
  private static let walkers = 64
  private static let fewestSteps = 24
  private static let mostSteps = 400
  /// How often on the way it is noted where the draws stand.
  private static let notes = 4

  /// Moves draws from prior × L^`power`, for about so many `calls` as far as these make sense.
  init(
    _ origin: WeightedDraws, from density: MixtureDensity, power: Double = 1, calls: Int, on model: some BayesianModel, seed: UInt64, stream: UInt64, threads: Int
  ) {
    let ensemble = Ensemble(walkers: max(Self.walkers, 3 * (model.dimension + 1)))
    let count = ensemble.walkerCount(dimension: model.dimension)
    let steps = min(max(calls / (2 * Self.ensembles * count), Self.fewestSteps), Self.mostSteps)
    var random = Random(seed: seed, stream: stream)
    let dimension = model.dimension
    var target = TemperedDensity(model)
    target.power = power
    let places = origin.resampledPlaces(Self.ensembles * count, using: &random)
    let moved = parallelMap(Self.ensembles, threads: threads) { [target] number in
      var proposal = [Double](repeating: 0, count: dimension)
      var random = Random(seed: seed, stream: stream + 1 + UInt64(number))
      // Every fourth, for they are in order.
      let own = stride(from: number, to: places.count, by: Self.ensembles).map { origin.point(places[$0]) }
      var state = ensemble.start(at: own, on: target)
      var (values, logDensities, calls): ([Double], [Double], Int) = ([], [], own.count)
      for step in 1...steps {
        calls += ensemble.step(&state, on: target, using: &random).proposed + count
        for walker in 0..<count {
          let places = walker * dimension..<(walker + 1) * dimension
          let logFactor = density.proposeStep(from: Array(state.positions[places]), into: &proposal, using: &random)
          let proposed = target.logDensity(at: proposal.span)
          guard proposed < .infinity, log(random.uniform()) < logFactor + proposed - state.logDensities[walker]
          else { continue }
          state.positions.replaceSubrange(places, with: proposal)
          state.logDensities[walker] = proposed
        }
        guard step % (steps / Self.notes) == 0 else { continue }
        values += ensemble.positions(of: state)
        logDensities += ensemble.logDensities(of: state)
      }
      if power < 1 {
        for place in logDensities.indices {
          let point = values[place * dimension..<(place + 1) * dimension]
          let logPrior = model.logPrior(at: Array(point).span)
          logDensities[place] = logPrior + (logDensities[place] - logPrior) / power
        }
      }
      return (values: values, logDensities: logDensities, calls: calls)
    }
    let logDensities = moved.flatMap(\.logDensities)
    draws = WeightedDraws(
      values: moved.flatMap(\.values), logDensities: logDensities,
      weights: Array(repeating: 1, count: logDensities.count),
      runs: Array(repeating: 0, count: logDensities.count), runCount: 1)
    self.calls = moved.reduce(0) { $0 + $1.calls }
  }
}
