import Foundation

/// Draws from a learned density, moved by chains that leave the posterior as it is, to see where the density is too thin.
///
/// No weight tells of where a density never draws. Draws resampled by their weights are draws from the posterior, and moved they
/// still are; but where the density leaves out what hangs together with the rest, some of them have wandered there. Others set
/// out from draws far out in one coordinate or another, where long arms go on, from draws of large weight, or from points of the
/// runs at which the density is thin, and are drawn to where it is (``ThinlyCovered``). Of those it counts where they come to,
/// and there more can be learned of than from any draws of the posterior.
///
/// Each moves in turn as a walker of an ensemble and by the normals that describe its surroundings, see
/// ``MixtureDensity/proposeStep(from:into:using:)``.
struct MovedDraws: Sendable {
  /// Where the draws of each ensemble stood at several times on the way, with equal weights.
  let byEnsemble: [WeightedDraws]
  /// Evaluations of the density.
  let calls: Int

  /// Where an ensemble sets out.
  private enum Start {
    /// From draws from the posterior.
    case posterior
    /// From draws far out in one coordinate or another.
    case far
    /// From draws of large weight.
    case heavy
    /// From points of the runs at which the density is thin.
    case thin
  }

  private static let starts = [Start.posterior, .far, .posterior, .far, .heavy, .thin]
  private static let walkers = 32
  private static let fewestSteps = 24
  private static let mostSteps = 1000
  /// How often on the way it is noted where the draws stand, those from the posterior and the others.
  private static let notes = (fromPosterior: 4, others: 24)

  /// Moves draws for about so many `calls`, as far as these make sense; to note where they stand takes some more.
  ///
  /// - Parameters:
  ///   - trial: draws with weights, and the density that they were drawn from.
  ///   - found: what the runs found, which may be where no draw of the trial came.
  ///   - stream: the first of as many streams of random numbers as there are ensembles.
  init(
    of trial: Refinement, found: WeightedDraws, calls: Int, on model: some BayesianModel, seed: UInt64,
    stream: UInt64, threads: Int
  ) {
    let (dimension, density) = (model.dimension, trial.density)
    let origin = trial.draws(runs: 1)
    let ensemble = Ensemble(walkers: max(Self.walkers, 4 * (dimension + 1)))
    let count = ensemble.walkerCount(dimension: dimension)
    let steps = min(max(calls / (2 * Self.starts.count * count), Self.fewestSteps), Self.mostSteps)
    let logRatios = trial.logRatios(at: found, on: model, threads: threads)
    let ratios = logRatios.map { exp($0 - (logRatios.max() ?? 0)) }
    let moved = parallelMap(Self.starts.count, threads: threads) { number in
      var random = Random(seed: seed, stream: stream + UInt64(number))
      let isFromPosterior = Self.isFromPosterior(number)
      let between = steps / (isFromPosterior ? Self.notes.fromPosterior : Self.notes.others)
      func move(_ points: [[Double]], on target: some LogDensity) -> Notes {
        var state = ensemble.start(at: points, on: target)
        var notes = Notes()
        notes.calls += count
        for step in 1...steps {
          notes.calls += ensemble.step(&state, on: target, using: &random).proposed
          notes.calls += Self.step(&state, by: density, on: target, using: &random)
          if step % between == 0 { notes.add(state) }
        }
        return notes
      }
      func start(_ places: [Int], of draws: WeightedDraws) -> [[Double]] { places.map(draws.point) }
      let thin = ThinlyCovered(model: model, by: trial)
      var notes: Notes
      switch Self.starts[number] {
      case .posterior:
        return move(start(origin.resampledPlaces(count, using: &random), of: origin), on: model)
      case .far: notes = move(start(origin.farPlaces(count, using: &random), of: origin), on: thin)
      case .thin:
        notes = move(start(found.heavyPlaces(count, by: ratios, using: &random), of: found), on: thin)
      case .heavy:
        notes = move(
          start(origin.heavyPlaces(count, by: origin.weights, using: &random), of: origin), on: thin)
      }
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

  /// Whether an ensemble set out as draws from the posterior.
  static func isFromPosterior(_ ensemble: Int) -> Bool { starts[ensemble] == .posterior }

  /// The draws of the ensembles that set out as draws from the posterior.
  var fromPosterior: WeightedDraws {
    let own = byEnsemble.indices.filter(Self.isFromPosterior).map { byEnsemble[$0] }
    return WeightedDraws(equally: own.flatMap(\.values), logDensities: own.flatMap(\.logDensities))
  }

  /// The draws of the others, from where the density is thin; about one in four is independent.
  var fromWhereThin: WeightedDraws {
    let own = byEnsemble.indices.filter { !Self.isFromPosterior($0) }.map { byEnsemble[$0] }
    var draws = WeightedDraws(equally: own.flatMap(\.values), logDensities: own.flatMap(\.logDensities))
    draws.inflation = 4
    return draws
  }
}

extension WeightedDraws {
  /// Draws of equal weight, of which nothing says which run they come from.
  init(equally values: [Double], logDensities: [Double]) {
    self.init(
      values: values, logDensities: logDensities, weights: Array(repeating: 1, count: logDensities.count),
      runs: Array(repeating: 0, count: logDensities.count), runCount: 1)
  }

  /// How much mass lies farther out in a coordinate than a draw that counts as far.
  private static var farMass: ClosedRange<Double> { 0.0005...0.1 }

  /// Draws far out in one coordinate or another, as many at each end of each, the logarithm of the mass farther out even.
  fileprivate func farPlaces(_ count: Int, using random: inout Random) -> [Int] {
    let ends = (0..<dimension).flatMap { coordinate in
      let order = RankOrder(values(of: coordinate)).places.filter { weights[Int($0)] > 0 }
      return [cumulated(order), cumulated(order.reversed())]
    }
    let most = Self.farMass.upperBound
    let logRange = log(most / Self.farMass.lowerBound)
    return (0..<count).map { number in
      let (places, masses) = ends[number % ends.count]
      let mass = most * exp(-logRange * random.uniform())
      return places[min(masses.firstPlace { $0 > mass }, places.count - 1)]
    }
  }

  /// Draws by their weights times the ratios of the posterior to a density at them, by which they would spoil the error of all.
  fileprivate func heavyPlaces(_ count: Int, by ratios: [Double], using random: inout Random) -> [Int] {
    let products = zip(weights, ratios).map { $0 * $1 }
    return systematicResampling(
      of: weights.indices, weights: { products[$0] }, total: products.reduce(0, +), count, using: &random)
  }

  /// Draws up to the most mass that counts as far, and how much lies up to each.
  private func cumulated(_ order: some Sequence<UInt32>) -> (places: [Int], masses: [Double]) {
    var mass = 0.0
    var (places, masses): ([Int], [Double]) = ([], [])
    for place in order where mass <= Self.farMass.upperBound {
      mass += weights[Int(place)]
      places.append(Int(place))
      masses.append(mass)
    }
    return (places, masses)
  }
}
