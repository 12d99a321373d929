/// What a search from many starts found.
public struct MinimumSearch: Sendable, CustomStringConvertible {
  /// A local minimum and how often it was reached.
  public struct Basin: Sendable {
    /// The lowest end in this basin.
    public let minimum: Minimum
    /// How many starts ended in it.
    public let starts: Int
  }

  /// Starts that did not converge, for one reason.
  public struct Failure: Sendable {
    /// Why they ended.
    public let reason: StopReason
    /// How many starts ended so.
    public let starts: Int
  }

  /// The converged end of lowest value, the first of equals; if no start converged, the lowest end of all.
  public let best: Minimum
  /// The distinct minima, lowest first, up to the search's window above the best. Two ends are one minimum if
  /// no barrier stands on the straight line between them: a straight flat valley counts once, a curved one
  /// may count more often.
  public let minima: [Basin]
  /// Every converged end up to the search's window above the best, lowest first.
  public let ends: [Minimum]
  /// The ends of all starts, in their order.
  let allEnds: [Minimum]
  /// How many starts were made.
  public let startCount: Int
  /// How many of them converged to the best value, within 10⁻⁶ of it (times |value|/10⁴ above that).
  public let agreeingCount: Int
  /// The starts that did not converge, by reason, in the order met.
  public let failures: [Failure]
  /// Evaluations of all starts together.
  public let evaluations: Int
  /// How many of them met a place where the function is not defined although nothing says that its support ends.
  public let undefinedEvaluations: Int

  /// "64 of 64 starts agree", and what else there is to know.
  public var description: String {
    description(minima: minima.count > 1 ? "\(minima.count) distinct minima" : nil)
  }

  /// The same, with other words on how many minima there are, and perhaps another measure of agreement.
  public func description(minima: String?, agreeing: Int? = nil) -> String {
    var text = "\(agreeing ?? agreeingCount) of \(startCount) starts agree"
    if let minima { text += "; \(minima)" }
    for failure in failures { text += "; \(failure.starts) \(failure.reason)" }
    if undefinedEvaluations > 0 {
      text += "; not defined in \(undefinedEvaluations) of \(evaluations) evaluations"
    }
    return text
  }

  init(
    _ ends: [Minimum], of function: some DifferentiableFunction, within bounds: [ClosedRange<Double>],
    window: Double
  ) {
    precondition(!ends.isEmpty, "a search has at least one start")
    let converged = ends.filter(\.isConverged)
    var best = ends[0]
    for end in converged.isEmpty ? ends : converged {
      // NaN never wins
      if !(best.value <= end.value) || (end.isConverged && !best.isConverged) { best = end }
      // of equals the one that was verified by itself
      if end.value == best.value, best.estimatedDecrease.isNaN, !end.estimatedDecrease.isNaN { best = end }
    }
    allEnds = ends
    let tolerance = 1e-6 * Tolerances.size(of: best.value)
    let lowest = best.value
    self.best = best
    startCount = ends.count
    agreeingCount = converged.count { $0.value <= lowest + tolerance }
    evaluations = ends.reduce(0) { $0 + $1.evaluations }
    // beyond the ends of known supports there is nothing to wonder at
    undefinedEvaluations = function.creased == nil ? ends.reduce(0) { $0 + $1.undefinedEvaluations } : 0

    var basins: [(minimum: Minimum, starts: Int)] = []
    let near = converged.enumerated().filter { $0.element.value <= lowest + max(window, tolerance) }
      .sorted { ($0.element.value, $0.offset) < ($1.element.value, $1.offset) }.map(\.element)
    self.ends = near
    for end in near {
      let home = basins.firstIndex {
        let there = function.image(of: end.point, from: $0.minimum.point, within: bounds)
        return !hasBarrier(function, between: $0.minimum, and: end, at: there, tolerance)
      }
      if let home { basins[home].starts += 1 } else { basins.append((end, 1)) }
    }
    minima = basins.map { Basin(minimum: $0.minimum, starts: $0.starts) }

    var reasons: [(StopReason, Int)] = []
    for end in ends where !end.isConverged {
      if let known = reasons.firstIndex(where: { $0.0 == end.stopReason }) {
        reasons[known].1 += 1
      } else {
        reasons.append((end.stopReason, 1))
      }
    }
    failures = reasons.map { Failure(reason: $0.0, starts: $0.1) }
  }
}

/// Whether the function rises above both ends, or is not defined, somewhere on the straight line between two
/// minima.
func hasBarrier(
  _ function: some DifferentiableFunction, between first: Minimum, and second: Minimum, at there: [Double],
  _ tolerance: Double
) -> Bool {
  let top = max(first.value, second.value) + tolerance
  // different values cannot be one smooth minimum unless rounding parts them
  if (first.value - second.value).magnitude > tolerance { return true }
  return (1...15).contains { step in
    let share = Double(step) / 16
    let value = function.value(at: zip(first.point, there).map { (1 - share) * $0 + share * $1 })
    return !(value <= top)
  }
}
