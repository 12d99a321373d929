import Inference

/// Fits data drawn anew, fast: quick descents from where the minimum of such data mostly lies.
///
/// They start from the points given (the point at which the data were drawn), then from the lowest of many points spread over
/// the priors that are far from one another, for the minimum of other data can lie elsewhere. Six are made in any case,
/// and no more as soon as two came to the lowest value. Where none of them ends in a verified minimum the fit's own algorithm is
/// run from the same points, then from others.
///
/// Where χ² has more minima than there are descents the lowest may be missed. Δχ² of the same data with a quantity held is then
/// followed from the minimum that was found, and nothing that is found lower on the way is left out on one side of the
/// difference alone.
struct ToyFitter: Sendable {
  private let spread: SpreadPoints
  private let minimizer: Minimizer
  /// The most descents to a minimum.
  private let descents: Int

  init(_ problem: Problem, seed: UInt64, descents: Int = 8) {
    spread = SpreadPoints(problem, seed: seed)
    minimizer = problem.fit.minimize.minimizer(seed: seed)
    self.descents = descents
  }

  /// How many descents are made in any case.
  private static let least = 6
  /// From how many points spread over the priors is tried again.
  private static let restarts = 4
  /// The most parameters with which points spread over the priors are tried where a quantity is held: among more their
  /// descents are long, and lead to other valleys of what the quantity has no part in.
  private static let most = 8

  /// The lowest minimum of χ² that was found; nil if none of the descents ends in a verified minimum.
  func minimum(of problem: Problem, near starts: [[Double]]) -> Minimum? {
    let chiSquared = ChiSquared(problem)
    let bounds = problem.bounds
    let near = starts + spread.lowest(of: problem, count: max(2, descents - starts.count))
    return minimizer.refit(chiSquared, from: near, atLeast: Self.least, within: bounds)
      ?? restarted(chiSquared, from: near, within: bounds)
  }

  /// The lowest minimum by the fit's own algorithm; where none is verified, once more from points spread over the priors.
  private func restarted(
    _ chiSquared: ChiSquared, from near: [[Double]], within bounds: [ClosedRange<Double>]
  ) -> Minimum? {
    for starts in [near, (0..<Self.restarts).map { spread[$0] }] {
      let ends = starts.map { minimizer.minimize(chiSquared, from: $0, within: bounds) }
      if let lowest = ends.filter(\.isConverged).min(by: { $0.value < $1.value }) { return lowest }
    }
    return nil
  }

  /// Δχ² of data where a quantity is held, above their minimum; nil if there is no verified minimum.
  ///
  /// A value below `enough` may be higher than the lowest one: whoever asks whether Δχ² is at least that need not know
  /// more.
  ///
  /// - Parameter near: points with the quantity held.
  func rise(
    of problem: Problem, above minimum: ToyMinimum, where quantity: some DifferentiableFunction,
    equals place: Double, near points: [HeldStart], enough: Double
  ) -> Double? {
    let chiSquared = ChiSquared(problem)
    let bounds = problem.bounds
    let further = bounds.count > Self.most ? [] : [HeldStart(spread[0]), HeldStart(spread[1])]
    let starts = [HeldStart(minimum: minimum.point)] + points + further
    var lowest = minimum.value
    while true {
      let held = Minimizer().refit(
        chiSquared, where: quantity, equals: place, from: starts, below: enough + lowest, within: bounds)
      guard let held else { return nil }
      let before = lowest
      // what another start led to may have a lower minimum of its own
      if held.start > 0 || held.value < lowest,
        let other = minimizer.refit(chiSquared, from: [held.point], within: bounds)
      {
        lowest = min(lowest, other.value)
      }
      let rise = max(0, held.value - lowest)
      if rise < enough || held.value >= enough + before { return rise }
    }
  }

  /// q̃ of data (see ``AsymptoticCLs``): Δχ² where a quantity is held, 0 where their best fit lies beyond; nil if there is no
  /// verified minimum.
  func limitStatistic(
    of problem: Problem, above minimum: ToyMinimum, _ side: Limit.Side,
    where quantity: some DifferentiableFunction, equals place: Double, near points: [HeldStart]
  ) -> Double? {
    if side.isBeyond(minimum.quantity, place) { return 0 }
    return rise(
      of: problem, above: minimum, where: quantity, equals: place, near: points, enough: -.infinity)
  }
}
