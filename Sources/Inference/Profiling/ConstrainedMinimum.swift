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

  /// Whether the value is a verified local minimum along the constraint.
  public var isConverged: Bool { stopReason.converged }
}

/// Minimises a function where a quantity equals a target: SLSQP under the equality, then Newton steps along
/// it.
struct ConstrainedMinimizer {
  let tolerances: Tolerances
  let maximumEvaluations: Int

  func minimize(
    _ function: some DifferentiableFunction, where quantity: some DifferentiableFunction,
    equals target: Double,
    from start: [Double], within bounds: [ClosedRange<Double>]
  ) -> ProfilePoint {
    var evaluations = 0
    let bounds = function.unrolled(bounds)
    let inside = zip(start, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
    let box = Box(bounds, curvatureOf: function, at: inside, spent: &evaluations)
    let objective = Evaluation(function, box: box)
    let equality = Equality(Evaluation(quantity, box: box), equals: target)

    // the start may already lie next to the answer: Newton first, the algorithm only where that does not converge
    var newton = ProjectedNewton(objective: objective, equality: equality, tolerance: tolerances.decrease)
    var ended = newton.run(from: box.scaled(inside), steps: 100)
    if !ended.stop.converged {
      let run = NLoptRun(
        algorithm: .slsqp, local: .slsqp, tolerances: tolerances, maximumEvaluations: maximumEvaluations,
        population: 0, seed: 1)
      switch run.minimize(objective, equality: equality, from: box.scaled(inside)) {
      case .ended(let point), .evaluationLimit(let point):
        var second = ProjectedNewton(objective: objective, equality: equality, tolerance: tolerances.decrease)
        let again = second.run(from: point, steps: 100)
        if again.stop != .infeasible {
          newton = second
          ended = again
        }
      case .failed: break
      }
    }
    let point = box.point(ofScaled: newton.point)
    let value = ended.stop == .infeasible ? .nan : function.value(at: point)
    return ProfilePoint(
      quantity: target, value: value, point: point, slope: newton.multiplier, stopReason: ended.stop,
      evaluations: evaluations + objective.count + 1)
  }
}
