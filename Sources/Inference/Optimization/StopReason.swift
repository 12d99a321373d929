/// Why a minimisation ended. Only ``converged`` is a minimum: the algorithm's own word is never taken for it.
public enum StopReason: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The second-order model promises no further decrease worth the tolerance, and values and gradient agree.
  case converged
  /// The allowed number of evaluations was used up.
  case evaluationLimit
  /// No lower value was found although the second-order model promises one.
  case stalled
  /// The gradient does not describe how the values change: it is wrong, or jumps here and ``DifferentiableFunction/creased``
  /// does not say so.
  case inconsistentGradient
  /// The gradient vanishes, but the curvature is negative and no lower value was found along it.
  case saddlePoint
  /// The function is not defined at the starting point.
  case undefinedAtStart
  /// An equality constraint could not be met inside the bounds, or no point inside them was found at which every term of
  /// the function is defined.
  case infeasible
  /// The algorithm cannot work on this problem: the reason, in words.
  case refused(String)
  /// The algorithm failed: NLopt's reason, in words.
  case failed(String)

  /// Whether the point is a verified local minimum.
  public var converged: Bool { self == .converged }

  /// The reason as a clause.
  public var description: String {
    switch self {
    case .converged: "converged"
    case .evaluationLimit: "stopped at the limit on evaluations"
    case .stalled: "stalled before the gradient vanished"
    case .inconsistentGradient: "the gradient does not agree with the values"
    case .saddlePoint: "stopped at a saddle point"
    case .undefinedAtStart: "the function is not defined at the start"
    case .infeasible: "the constraint cannot be met inside the bounds"
    case .refused(let reason): "refused: \(reason)"
    case .failed(let reason): "failed: \(reason)"
    }
  }
}
