/// The lowest value of a function where a quantity has a given value.
public struct ProfilePoint: Sendable, Equatable {
  /// The value that the quantity is held at.
  public let quantity: Double
  /// The lowest value of the function there; NaN if the quantity does not take this value inside the bounds.
  public let value: Double
  /// Where that is reached.
  public let point: [Double]
  /// The slope of the profile: ∂value/∂quantity, the Lagrange multiplier.
  public let slope: Double
  /// Why the minimisation ended.
  public let stopReason: StopReason
  /// How often the function was evaluated.
  public let evaluations: Int
  /// The curvature over the coordinates that are not held, as a descent knew it; empty where there was none.
  var curvature: [Double] = []

  /// Whether the value is a verified local minimum along the constraint.
  public var isConverged: Bool { stopReason.converged }
}

extension ProfilePoint {
  /// What a descent found, taken as it is.
  init(_ end: HeldMinimum) {
    let isDefined = end.value < .infinity
    self.init(
      quantity: end.held[0], value: isDefined ? end.value : .nan, point: end.point,
      slope: end.slopes.first ?? 0,
      stopReason: end.isConverged
        ? .converged : isDefined ? .stalled : end.isReached ? .undefinedAtStart : .infeasible,
      evaluations: 0, curvature: end.curvature)
  }

  /// Whether nothing allowed gives the quantity this value: out of reach, or outside the support of the function wherever
  /// it was tried.
  var isExcluded: Bool { value.isNaN }

  /// The same point with the quantity counted from elsewhere on its circle: its coordinate moves with it.
  func shifted(by turn: Double, coordinate: Int) -> ProfilePoint {
    var point = point
    point[coordinate] += turn
    return ProfilePoint(
      quantity: quantity + turn, value: value, point: point, slope: slope, stopReason: stopReason,
      evaluations: 0, curvature: curvature)
  }
}
