/// How a Newton descent ended.
struct NewtonEnd {
  let stop: StopReason
  let estimatedDecrease: Double
}

/// Newton's method inside bounds and, if asked for, along an equality: modified eigenvalues make every step
/// descend (Gill, Murray and Wright, Practical Optimization, §4.4), damping makes every step lower the value. Works in scaled coordinates.
struct ProjectedNewton {
  let objective: Evaluation
  var equality: Equality?
  let tolerance: Double
  /// Where the descent has come to.
  private(set) var point: [Double] = []
  /// ∂(lowest value) / ∂(the equality's target) there.
  private(set) var multiplier = 0.0
  /// What is added to every stiffness of the model.
  private var damping = 0.0

  init(objective: Evaluation, equality: Equality? = nil, tolerance: Double) {
    self.objective = objective
    self.equality = equality
    self.tolerance = tolerance
  }

  /// Descends from `start` by at most `steps` steps.
  mutating func run(from start: [Double], steps: Int) -> NewtonEnd {
    point = start
    guard let feasible = restored(objective.box.snapped(start), moving: objective.box.free) else {
      return NewtonEnd(stop: .infeasible, estimatedDecrease: .nan)
    }
    guard var state = NewtonState(feasible, objective: objective, equality: equality) else {
      return NewtonEnd(stop: .undefinedAtStart, estimatedDecrease: .nan)
    }
    var model = NewtonModel(at: state, objective: objective, equality: equality)
    var finishing = 0
    var believable = 0
    for _ in 0..<steps {
      let size = max(1, state.value.magnitude)
      let fine = model.decrease <= 1e-10 * size
      if fine { finishing += 1 }
      // from where a minimum is believed, few steps lead to the last digits; flat valleys have more steps than digits
      believable = model.decrease <= tolerance * Tolerances.size(of: state.value) ? believable + 1 : 0
      if finishing > 4 || believable > 4 && model.escape == nil { break }
      guard
        let next = advanced(from: state, model, fine: fine) ?? (fine ? escaped(from: state, model) : nil)
      else { break }
      state = next
      model = NewtonModel(at: state, objective: objective, equality: equality)
    }
    point = state.point
    multiplier = model.multiplier
    return NewtonEnd(stop: verdict(on: state, model), estimatedDecrease: model.decrease)
  }

  /// A lower state by a step of the model, the more damped the less the model has been worth. Curved valleys need
  /// that: the full step along them soon leaves their floor.
  private mutating func advanced(from state: NewtonState, _ model: NewtonModel, fine: Bool) -> NewtonState? {
    let size = max(1, state.value.magnitude)
    for _ in 0..<(fine ? 4 : 30) {
      let step = model.step(damping: damping)
      var lowest: (state: NewtonState, descent: Double)?
      for length in [1, objective.box.firstBound(from: state.point, along: step)].compactMap(\.self) {
        guard var trial = moved(state, by: step, length, moving: model.free) else { continue }
        let descent = zip(state.lagrangianGradient(model.multiplier), zip(trial.point, state.point))
          .reduce(0) { $0 - $1.0 * ($1.1.0 - $1.1.1) }
        for _ in 0..<4 where !fine && !(trial.value < state.value - 0.4 * max(descent, 0)) {
          let back = model.correction(ofSlope: trial.lagrangianGradient(model.multiplier), damping: damping)
          guard let corrected = moved(trial, by: back, 1, moving: model.free), corrected.value < trial.value
          else { break }
          trial = corrected
        }
        if trial.value < state.value - 1e-4 * max(descent, 0),
          trial.value < min(state.value, lowest?.state.value ?? .infinity)
        {
          lowest = (trial, descent)
        }
        // below the resolution of values, a shorter gradient decides
        if fine, length == 1, trial.value <= state.value + 1e-14 * size,
          trial.tangentSlope(over: model.free) < 0.5 * state.tangentSlope(over: model.free)
        {
          return trial
        }
      }
      if let lowest {
        // a parabola that holds gives half of what the slope alone promises
        let share = (state.value - lowest.state.value) / lowest.descent
        if share > 0.4 { damping = damping > 1e-9 * model.stiffest ? 0.1 * damping : 0 }
        if share < 0.1 { damping = max(4 * damping, 1e-8 * model.stiffest) }
        return lowest.state
      }
      damping = max(10 * damping, 1e-8 * model.stiffest)
    }
    return nil
  }

  /// A clearly lower state along a direction of negative curvature.
  private func escaped(from state: NewtonState, _ model: NewtonModel) -> NewtonState? {
    guard let direction = model.escape else { return nil }
    // on the way to a bound, too: what lies beyond it bends the way back
    let walls = [1.0, -1].compactMap { side in
      objective.box.firstBound(from: state.point, along: direction.map { side * $0 }).map { side * $0 }
    }
    for length in walls + [1.0, -1, 0.1, -0.1, 0.01, -0.01] {
      guard let trial = moved(state, by: direction, length, moving: model.free) else { continue }
      if trial.value < state.value - tolerance * Tolerances.size(of: state.value) { return trial }
    }
    return nil
  }

  private func moved(_ state: NewtonState, by step: [Double], _ length: Double, moving free: [Int])
    -> NewtonState?
  {
    let target = objective.box.snapped(zip(state.point, step).map { $0 + length * $1 })
    guard target != state.point, let feasible = restored(target, moving: free) else { return nil }
    return NewtonState(feasible, objective: objective, equality: equality)
  }

  /// The point moved onto the equality by shortest steps of these coordinates inside the bounds; nil if that
  /// fails.
  private func restored(_ start: [Double], moving free: [Int]) -> [Double]? {
    guard let equality else { return start }
    var point = start
    let box = objective.box
    for _ in 0..<30 {
      guard let (value, normal) = equality.function.evaluate(point) else { return nil }
      let residual = value - equality.target
      let movable = free.filter {
        let direction = -residual * normal[$0]
        return !(direction < 0 && point[$0] <= box.scaledLower[$0])
          && !(direction > 0 && point[$0] >= box.scaledUpper[$0])
      }
      let square = movable.reduce(0) { $0 + normal[$1] * normal[$1] }
      let resolution = 4e-16 * max(value.magnitude, equality.target.magnitude)
      if residual.magnitude <= max(resolution, 1e-14 * square.squareRoot()) { return point }
      guard square > 0 else { return nil }
      for index in movable { point[index] -= residual * normal[index] / square }
      point = box.snapped(point)
    }
    return nil
  }

  private func verdict(on state: NewtonState, _ model: NewtonModel) -> StopReason {
    if model.decrease > tolerance * Tolerances.size(of: state.value) {
      return agrees(state, model) ? .stalled : .inconsistentGradient
    }
    if model.escape != nil { return .saddlePoint }
    return boundsAgree(state) ? .converged : .inconsistentGradient
  }

  /// Whether the slope down the gradient is the one that values show, over some length short enough.
  private func agrees(_ state: NewtonState, _ model: NewtonModel) -> Bool {
    let slope = state.lagrangianGradient(model.multiplier)
    let norm = state.tangentSlope(over: model.free)
    guard norm > 0 else { return true }
    return [1e-4, 1e-6, 1e-8].contains { length in
      var there = state.point
      for index in model.free { there[index] -= length * slope[index] / norm }
      guard let end = restored(objective.box.snapped(there), moving: model.free),
        let value = objective.value(end)
      else { return true }
      let expected = zip(slope, zip(end, state.point)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
      return value - state.value < -0.1 * expected.magnitude
        || expected.magnitude < 1e-12 * max(1, state.value.magnitude)
    }
  }

  /// Whether values rise inwards from every bound against which the gradient claims to push.
  private func boundsAgree(_ state: NewtonState) -> Bool {
    guard equality == nil else { return true }
    let box = objective.box
    return box.free.allSatisfy { index in
      let slope = state.gradient[index]
      let length = min(1e-4, box.scaledLengths[index] / 8)
      let onLower = state.point[index] <= box.scaledLower[index] && slope > 0
      let onUpper = state.point[index] >= box.scaledUpper[index] && slope < 0
      guard onLower || onUpper, slope.magnitude > 100 * length else { return true }
      var inside = state.point
      inside[index] += onLower ? length : -length
      guard let value = objective.value(inside) else { return true }
      return value > state.value - 1e-12 * max(1, state.value.magnitude)
    }
  }
}
