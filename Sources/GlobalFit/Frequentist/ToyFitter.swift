import Inference

/// Fits data drawn anew, fast: quick descents from where the minimum of such data mostly lies.
///
/// They start from the points given (the point at which the data were drawn), then from the lowest of many points spread over
/// the priors that are far from one another, for the minimum of other data can lie elsewhere. Six are made in any case,
/// and no more as soon as two came to the lowest value. Where there are many parameters fewer begin there, and more in the
/// valleys that other such data have (``ToyValleys``). Where none of them ends in a verified minimum the fit's own algorithm
/// is run from the same points, then from others.
///
/// Where χ² has more minima than there are descents the lowest may be missed. Δχ² of the same data with a quantity held is then
/// followed from the minimum that was found, and nothing that is found lower on the way is left out on one side of the
/// difference alone.
struct ToyFitter: Sendable {
  private let spread: SpreadPoints
  private let minimizer: Minimizer
  /// Where other data have their minima; nil where that need not be known.
  private let valleys: ToyValleys?
  /// The most descents to a minimum from points spread over the priors.
  private let descents: Int

  /// - Parameters:
  ///   - point: where data will be drawn.
  ///   - learns: whether so many will be fitted that it pays to learn where their minima lie.
  ///   - isQuick: whether the lowest minimum matters less than its quantities, and Δχ² from it.
  init(
    _ problem: Problem, at point: [Double], seed: UInt64, learns: Bool = true, isQuick: Bool = false,
    threads: Int
  ) {
    spread = SpreadPoints(problem, seed: seed)
    minimizer = problem.fit.minimize.minimizer(seed: seed)
    valleys =
      learns && problem.free.count > Self.most
      ? ToyValleys(problem, at: point, followed: isQuick ? 24 : 64, seed: seed, threads: threads) : nil
    descents = isQuick ? 3 : 8
  }

  /// How many descents are made in any case.
  private static let least = 6
  /// From how many points spread over the priors is tried again.
  private static let restarts = 4
  /// The most parameters with which points spread over the priors are all that is tried, and are tried where a quantity is
  /// held: among more their descents are long, and lead to other valleys of what the quantity has no part in.
  private static let most = 8

  /// The lowest minimum of χ² that was found; nil if none of the descents ends in a verified minimum.
  func minimum(of problem: Problem, near starts: [[Double]]) -> Minimum? {
    let chiSquared = ChiSquared(problem)
    let bounds = problem.bounds
    let near =
      starts + spread.lowest(of: problem, count: valleys == nil ? max(2, descents - starts.count) : 1)
    let known = valleys?.promising(for: problem) ?? []
    return minimizer.refit(chiSquared, from: near, atLeast: Self.least, known: known, within: bounds)
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
      // a lower minimum would only make the difference larger
      if enough > -.infinity, held.value >= enough + lowest { return held.value - lowest }
      // what another start led to may have a lower minimum of its own
      if held.start > 0 || held.value < lowest,
        let other = minimizer.refit(chiSquared, from: [held.point], within: bounds)
      {
        lowest = min(lowest, other.value)
      }
      let rise = max(0, held.value - lowest)
      if rise < enough || enough == -.infinity { return rise }
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
