// Where a function has corners, or its support an end.

extension Search {
  /// Moves a start at which the function is not defined to where it is; the reason if that fails.
  mutating func enterSupport(of function: some DifferentiableFunction) -> StopReason? {
    let start = function.valueAndGradient(at: point)
    if start.value.isFinite, start.gradient.allSatisfy(\.isFinite) { return nil }
    evaluations += 1
    undefinedEvaluations += 1
    guard let creased = function.creased else { return .undefinedAtStart }
    let (nearest, isInside) = creased.support(near: point, within: bounds, spent: &evaluations)
    point = nearest
    guard isInside else { return .infeasible }
    return function.value(at: point).isFinite ? nil : .undefinedAtStart
  }

  /// Newton steps on a function with creases.
  mutating func descend(_ function: some DifferentiableFunction, along creased: CreasedFunction)
    -> NewtonEnd
  {
    let box = Box(bounds, curvatureOf: creased.smooth, at: point, spent: &evaluations)
    let space = CreaseSpace(creased: creased, box: box)
    var search = CreaseSearch(space: space, tolerance: minimizer.tolerances.decrease)
    guard let ended = search.run(from: box.scaled(point)) else {
      return NewtonEnd(stop: .undefinedAtStart, estimatedDecrease: .nan)
    }
    evaluations += space.count
    let there = box.point(ofScaled: ended.point)
    let value = function.value(at: there)
    // the parts must add up to the function, and none may end higher than it began
    guard value <= function.value(at: point) + minimizer.tolerances.decrease * Tolerances.size(of: value)
    else { return NewtonEnd(stop: .inconsistentGradient, estimatedDecrease: ended.estimatedDecrease) }
    point = there
    creases = ended.creases
    creaseGradient = zip(ended.gradient, box.scale).map { $0 / $1 }
    let agrees =
      (value - ended.value).magnitude <= 1e-2 * minimizer.tolerances.decrease * Tolerances.size(of: value)
      && isLowest(function, box)
    let stop = ended.stop.converged && !agrees ? StopReason.inconsistentGradient : ended.stop
    return NewtonEnd(stop: stop, estimatedDecrease: ended.estimatedDecrease)
  }

  /// Whether no value a little away along a coordinate, on either side, is lower.
  private func isLowest(_ function: some DifferentiableFunction, _ box: Box) -> Bool {
    let value = function.value(at: point)
    let allowed = minimizer.tolerances.decrease * Tolerances.size(of: value)
    return box.free.allSatisfy { index in
      [-1e-3, -1e-6, 1e-6, 1e-3].allSatisfy { share in
        var there = point
        there[index] = min(max(there[index] + share * box.scale[index], box.lower[index]), box.upper[index])
        return !(function.value(at: there) < value - allowed)
      }
    }
  }
}
