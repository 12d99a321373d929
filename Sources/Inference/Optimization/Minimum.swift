/// Where a minimisation ended, and what was verified there.
public struct Minimum: Sendable, Equatable, Codable {
  /// The point with the lowest value met.
  public let point: [Double]
  /// The function's value there.
  public let value: Double
  /// The function's gradient there; on creases with the slopes that balance all others in place of those of their terms.
  public let gradient: [Double]
  /// Why the minimisation ended.
  public let stopReason: StopReason
  /// How often the function was evaluated, with or without gradient.
  public let evaluations: Int
  /// How many of these evaluations met a place where the function is not defined (NaN or infinite).
  public let undefinedEvaluations: Int
  /// For each coordinate: it sits on its lower bound (within 10⁻⁹ of the range) and the gradient does not
  /// pull it off.
  public let atLowerBound: [Bool]
  /// For each coordinate: it sits on its upper bound (within 10⁻⁹ of the range) and the gradient does not
  /// pull it off.
  public let atUpperBound: [Bool]
  /// The decrease that the second-order model still promises, in units of the function: Minuit's estimated
  /// vertical distance to the minimum, inside the bounds. NaN where it was not computed: where another end at the same value
  /// was verified in its place.
  public let estimatedDecrease: Double
  /// The creases of the function on which the point lies, as corner or as end of a term's support; empty for most.
  public let creases: [Crease]

  init(
    point: [Double], value: Double, gradient: [Double], stopReason: StopReason, evaluations: Int,
    undefinedEvaluations: Int, atLowerBound: [Bool], atUpperBound: [Bool], estimatedDecrease: Double,
    creases: [Crease] = []
  ) {
    (self.point, self.value, self.gradient, self.stopReason) = (point, value, gradient, stopReason)
    (self.evaluations, self.undefinedEvaluations) = (evaluations, undefinedEvaluations)
    (self.atLowerBound, self.atUpperBound) = (atLowerBound, atUpperBound)
    (self.estimatedDecrease, self.creases) = (estimatedDecrease, creases)
  }

  /// The same end, not converged.
  func failed(_ reason: StopReason) -> Minimum {
    Minimum(
      point: point, value: value, gradient: gradient, stopReason: reason, evaluations: evaluations,
      undefinedEvaluations: undefinedEvaluations, atLowerBound: atLowerBound, atUpperBound: atUpperBound,
      estimatedDecrease: estimatedDecrease, creases: creases)
  }

  /// Whether the point is a verified local minimum.
  public var isConverged: Bool { stopReason.converged }

  /// For each coordinate: it sits on a bound.
  public var atBound: [Bool] { zip(atLowerBound, atUpperBound).map { $0 || $1 } }
}

extension Minimum {
  /// A minimum of which only the value was written down: nothing can go on from it.
  public init(valueOnly value: Double) {
    self.init(
      point: [], value: value, gradient: [], stopReason: .converged, evaluations: 0, undefinedEvaluations: 0,
      atLowerBound: [], atUpperBound: [], estimatedDecrease: .nan)
  }
}
