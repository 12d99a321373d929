import Foundation

/// Minimises from many starts spread evenly over the box, and says how far they agree.
///
/// Start number i depends on the seed and i alone, and results are combined in the order of the starts: the
/// number of threads never changes a bit of the answer.
public struct MultiStart: Sendable, Equatable {
  /// How many starts, given ones included.
  public var starts: Int
  /// Decides where the starts lie.
  public var seed: UInt64
  /// What runs from each start.
  public var minimizer: Minimizer
  /// Minima higher than the best by more than this are not listed.
  public var window: Double

  /// A search from `starts` starting points; lists minima up to `window` (3σ for one parameter of a χ²) above
  /// the best.
  public init(starts: Int = 64, seed: UInt64 = 1, minimizer: Minimizer = Minimizer(), window: Double = 9) {
    precondition(starts > 0, "a search has at least one start")
    self.starts = starts
    self.seed = seed
    self.minimizer = minimizer
    self.window = window
  }

  /// The minima found from `given` starts first, then from low-discrepancy points of the box. A range without
  /// end is covered by a tangent (both ends infinite) or by distances u/(1 − u) from its end.
  public func minimize(
    _ function: some DifferentiableFunction, within bounds: [ClosedRange<Double>],
    starts given: [[Double]] = [],
    by workforce: Workforce = Workforce(threads: 1)
  ) -> MinimumSearch {
    let fill = max(starts - given.count, 0)
    let spread = lowDiscrepancyPoints(fill, dimension: bounds.count, seed: seed).map { cube in
      zip(cube, bounds).map { $1.number(at: $0) }
    }
    let all = given + spread
    let minimizer = minimizer
    let ends = workforce.map("starts", all.count) { number in
      var own = minimizer
      own.seed = minimizer.seed &+ UInt64(number)
      return own.minimize(function, from: all[number], within: bounds)
    }
    return MinimumSearch(ends, of: function, within: bounds, window: window)
  }
}

extension ClosedRange<Double> {
  /// The number at the fraction `fraction` (0…1) of the range's extent; see ``MultiStart`` for ranges without
  /// end.
  func number(at fraction: Double) -> Double {
    let (lower, upper) = (lowerBound, upperBound)
    if (upper - lower).isFinite { return Swift.min(lower + fraction * (upper - lower), upper) }
    if lower.isFinite { return lower + fraction / (1 - fraction) }
    if upper.isFinite { return upper - (1 - fraction) / fraction }
    return tan(.pi * (fraction - 0.5))
  }
}
