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
  ///
  /// - Parameter earlier: a search that these starts go on from: its ends count too. They are then quick descents, of which
  ///   only those ends are verified that lie at a value not known from it.
  public func minimize(
    _ function: some DifferentiableFunction, within bounds: [ClosedRange<Double>],
    starts given: [[Double]] = [],
    by workforce: Workforce = Workforce(threads: 1), after earlier: MinimumSearch? = nil
  ) -> MinimumSearch {
    let first = earlier?.startCount ?? 0
    let fill = max(starts - given.count, 0)
    let spread = lowDiscrepancyPoints(first + fill, dimension: bounds.count, seed: seed).dropFirst(first)
      .map { cube in zip(cube, bounds).map { $1.number(at: $0) } }
    let all = given + spread
    let minimizer = minimizer
    let name = first == 0 ? "starts" : "starts after \(first)"
    let ends = workforce.map(name, all.count) { number in
      var own = minimizer
      own.seed = minimizer.seed &+ UInt64(first + number)
      return earlier == nil
        ? Approach(end: own.minimize(function, from: all[number], within: bounds), isVerified: true)
        : own.approach(function, from: all[number], within: bounds)
    }
    let known = (earlier?.allEnds ?? []).filter(\.isConverged).map(\.value)
    let verified = verified(ends, besides: known, of: function, within: bounds, by: workforce, name)
    return MinimumSearch(
      (earlier?.allEnds ?? []) + verified, of: function, within: bounds, window: window)
  }

  /// The ends with those verified by Newton steps that stand for others: the lowest of each group of ends at one value with no
  /// barrier between them. Where it turns out to lie higher than the steps lead, the whole group is verified.
  private func verified(
    _ approaches: [Approach], besides known: [Double], of function: some DifferentiableFunction,
    within bounds: [ClosedRange<Double>],
    by workforce: Workforce, _ name: String
  ) -> [Minimum] {
    var ends = approaches.map(\.end)
    let lowest = (ends.filter(\.isConverged).map(\.value) + known).min() ?? .infinity
    var groups: [[Int]] = []
    let waiting = ends.indices.filter { index in
      let value = ends[index].value
      guard !approaches[index].isVerified, value <= lowest + window else { return false }
      // nothing is lower than the best that was not verified itself
      return value < (known.min() ?? .infinity)
        || !known.contains { ($0 - value).magnitude <= 1e-5 * Tolerances.size(of: value) }
    }
    for index in waiting.sorted(by: { (ends[$0].value, $0) < (ends[$1].value, $1) }) {
      let home = groups.firstIndex { group in
        let leader = ends[group[0]]
        let there = function.image(of: ends[index].point, from: leader.point, within: bounds)
        return !hasBarrier(
          function, between: leader, and: ends[index], at: there, 1e-6 * Tolerances.size(of: leader.value))
      }
      if let home { groups[home].append(index) } else { groups.append([index]) }
    }
    let minimizer = minimizer
    func polish(_ indices: [Int], _ work: String) {
      let done = workforce.map(work, indices.count) { [ends] number in
        minimizer.polish(function, from: ends[indices[number]].point, within: bounds)
      }
      for (index, end) in zip(indices, done) {
        // steps that fail do not take away what was reached
        let isKept = end.isConverged || !(end.value > ends[index].value)
        ends[index] = isKept ? end : ends[index].failed(end.stopReason)
      }
    }
    let before = ends
    polish(groups.map { $0[0] }, "\(name), verified")
    let doubtful = groups.filter { group in
      let (end, start) = (ends[group[0]], before[group[0]])
      return !end.isConverged || end.value < start.value - 1e-6 * Tolerances.size(of: start.value)
    }
    polish(doubtful.flatMap { $0.dropFirst() }.sorted(), "\(name), verified one by one")
    return ends
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
