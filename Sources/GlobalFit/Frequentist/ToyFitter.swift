import Inference

/// Fits data drawn anew, fast: quick descents from where the minimum of such data mostly lies.
///
/// They start from the points given (the point at which the data were drawn), and from two of many points spread over
/// the priors, for the minimum of other data can lie elsewhere: the lowest, and the lowest of those that are far from it.
/// Where none of these descents ends in a verified minimum the fit's own algorithm is run from the same points, then from
/// others.
///
/// Of two minima of nearly equal χ² the higher one may be taken: of 60 toys of the lepton sector one was, by 0.003. No
/// p-value feels that.
struct ToyFitter: Sendable {
  /// Points spread over the priors: the fractions of the priors below them, and their coordinates.
  private let fractions: [[Double]]
  private let spread: [[Double]]
  private let minimizer: Minimizer

  init(_ problem: Problem, seed: UInt64) {
    fractions = lowDiscrepancyPoints(Self.looks, dimension: problem.free.count, seed: seed)
    spread = fractions.map(problem.coordinates(atPriorQuantiles:))
    minimizer = problem.fit.minimize.minimizer(seed: seed)
  }

  /// How many points spread over the priors are looked at.
  private static let looks = 256
  /// How far apart two of them must lie in some coordinate, in parts of its range, to count as two places.
  private static let distance = 0.2

  /// The global minimum of χ²; nil if none of the descents ends in a verified minimum.
  func minimum(of problem: Problem, near starts: [[Double]]) -> Minimum? {
    let chiSquared = ChiSquared(problem)
    let bounds = problem.bounds
    let (lowest, far) = lowestPlaces(of: chiSquared)
    let near = starts + [lowest?.point, far?.point].compactMap(\.self)
    return minimizer.refit(chiSquared, from: near, within: bounds)
      ?? restarted(chiSquared, from: near, within: bounds)
  }

  /// The lowest minimum by the fit's own algorithm; where none is verified, once more from points spread over the priors.
  private func restarted(
    _ chiSquared: ChiSquared, from near: [[Double]], within bounds: [ClosedRange<Double>]
  ) -> Minimum? {
    for starts in [near, Array(spread.prefix(Self.restarts))] {
      let ends = starts.map { minimizer.minimize(chiSquared, from: $0, within: bounds) }
      if let lowest = ends.filter(\.isConverged).min(by: { $0.value < $1.value }) { return lowest }
    }
    return nil
  }

  /// Δχ² of data where a quantity is held, above their minimum; nil if there is no verified minimum.
  ///
  /// A value below `enough` may be higher than the lowest one: whoever asks whether Δχ² is at least that need not know
  /// more. The others are looked for from further starts.
  ///
  /// - Parameter curvature: that of χ² of data like these at the first of the `points`.
  func rise(
    of problem: Problem, above minimum: ToyMinimum, where quantity: some DifferentiableFunction,
    equals place: Double, near points: [[Double]], curvature: [Double] = [], enough: Double
  ) -> Double? {
    let chiSquared = ChiSquared(problem)
    let bounds = problem.bounds
    let starts = points + [minimum.point] + spread.prefix(2)
    let best = Minimizer().refit(
      chiSquared, where: quantity, equals: place, from: starts, curvature: curvature,
      below: enough + minimum.value, within: bounds)
    guard let best else { return nil }
    if best.value >= minimum.value { return best.value - minimum.value }
    // the minimum was not the lowest
    let lower = minimizer.refit(chiSquared, from: [best.point], within: bounds)
    return max(0, best.value - min(minimum.value, lower?.value ?? .infinity))
  }

  /// q̃ of data (see ``AsymptoticCLs``): Δχ² where a quantity is held, 0 where their best fit lies beyond; nil if there is no
  /// verified minimum.
  func limitStatistic(
    of problem: Problem, above minimum: ToyMinimum, _ side: Limit.Side,
    where quantity: some DifferentiableFunction, equals place: Double, near points: [[Double]]
  ) -> Double? {
    if side.isBeyond(minimum.quantity, place) { return 0 }
    return rise(
      of: problem, above: minimum, where: quantity, equals: place, near: points, enough: -.infinity)
  }

  /// From how many points spread over the priors is tried again.
  private static let restarts = 4

  private typealias Place = (point: [Double], value: Double)

  /// The lowest of the points spread over the priors, and the lowest of those far from it.
  private func lowestPlaces(of chiSquared: ChiSquared) -> (lowest: Place?, far: Place?) {
    let values = spread.map { chiSquared.value(at: $0.span) }
    guard let first = values.indices.min(by: { values[$0] < values[$1] }), values[first] < .infinity
    else { return (nil, nil) }
    var second: Int?
    for index in values.indices where values[index] < (second.map { values[$0] } ?? .infinity) {
      let isFar = fractions[index].indices.contains {
        (fractions[index][$0] - fractions[first][$0]).magnitude > Self.distance
      }
      if isFar { second = index }
    }
    func place(_ index: Int) -> Place { (spread[index], values[index]) }
    return (place(first), second.map(place))
  }
}
