/// Minimises a function where a quantity equals a target: quick descents from several starts, of which the lowest end is
/// verified by Newton steps to the same standard as a minimum without a condition.
struct ConditionalSearch<Function: DifferentiableFunction, Quantity: DifferentiableFunction> {
  /// A place to start from, with the curvature known there.
  struct Start {
    let point: [Double]
    var curvature: [Double] = []
  }

  let function: Function
  let quantity: Quantity
  let bounds: [ClosedRange<Double>]
  var tolerances = Tolerances()
  /// The most evaluations of SLSQP, which is tried where descents are not verified.
  var maximumEvaluations = 5_000

  /// The lowest of the conditional minima that are reached from these starts.
  func lowest(at target: Double, from starts: [Start]) -> ProfilePoint {
    if let held = quantity as? Coordinate, !bounds[held.index].contains(target) {
      return excluded(target, starts.first?.point, .infeasible, 0)
    }
    let descent = descent(at: target, tolerance: 1e-9)
    var best: HeldMinimum?
    var isReached = false
    for start in starts {
      let ceiling = best.map { $0.value - 1e-9 * Tolerances.size(of: $0.value) } ?? .infinity
      let end = descent.descend(from: start.point, curvature: start.curvature, below: ceiling)
      isReached = isReached || end.isReached
      if end.value < best?.value ?? .infinity { best = end }
    }
    guard let best else {
      // an algorithm that is told large values where the function is not defined may find the way inside
      for start in starts.prefix(3) where isReached {
        let found = constrained(start.point, at: target, withAlgorithm: true)
        if found.isConverged { return found }
      }
      return excluded(
        target, starts.first?.point, isReached ? .undefinedAtStart : .infeasible, descent.evaluations)
    }
    let checked = verified(best, at: target)
    return ProfilePoint(
      quantity: target, value: checked.value, point: checked.point, slope: checked.slope,
      stopReason: checked.stopReason, evaluations: descent.evaluations + checked.evaluations,
      curvature: best.curvature)
  }

  private func descent(at target: Double, tolerance: Double) -> HeldDescent {
    let descent = HeldDescent(
      function, along: [HeldAxis(quantity)], within: bounds, tolerance: tolerance)
    descent.hold(at: [target])
    return descent
  }

  private func excluded(_ target: Double, _ point: [Double]?, _ reason: StopReason, _ evaluations: Int)
    -> ProfilePoint
  {
    ProfilePoint(
      quantity: target, value: .nan, point: point ?? [], slope: 0, stopReason: reason,
      evaluations: evaluations)
  }

  // MARK: - Verification

  /// The end of a descent after Newton steps.
  ///
  /// Where these prove nothing, as along lines of flat minima, whose curvature is rounding, and on strongly bent surfaces, it
  /// is proof enough that other methods go nowhere lower: a descent with a curvature worked out at its end, or an algorithm
  /// from there, to within 10⁻⁵ of a χ².
  private func verified(_ end: HeldMinimum, at target: Double) -> ProfilePoint {
    var found = polished(end.point, at: target)
    var evaluations = found.evaluations
    let size = Tolerances.size(of: end.value)
    if !found.isConverged {
      let start = found.value < end.value ? found.point : end.point
      let reached = min(found.value.isNaN ? .infinity : found.value, end.value)
      func again(_ tolerance: Double) -> HeldMinimum {
        let descent = descent(at: target, tolerance: tolerance)
        let end = descent.descend(from: start, verifying: true)
        evaluations += descent.evaluations
        return end
      }
      let fine = again(1e-9)
      if fine.isConverged, fine.value <= reached + 1e-7 * size {
        found = point(fine, at: target)
      } else {
        let other = byAlgorithm(start, at: target)
        evaluations += other.evaluations
        if other.isConverged {
          found = other
        } else {
          let coarse = again(1e-6)
          let isLowest =
            coarse.value <= reached + 1e-5 * size && !(other.value < coarse.value - 1e-5 * size)
          if coarse.isConverged, isLowest { found = point(coarse, at: target) }
        }
      }
    }
    // what the descent had is never given up for something higher
    let isHigher = found.value.isNaN || found.value > end.value + 1e-9 * size
    let isFar = found.isConverged && !(found.value <= end.value + 1e-5 * size)
    return ProfilePoint(
      quantity: target, value: isHigher ? end.value : found.value, point: isHigher ? end.point : found.point,
      slope: isHigher ? end.slopes.first ?? 0 : found.slope,
      stopReason: isFar ? .stalled : found.stopReason, evaluations: evaluations)
  }

  /// The end of a descent that is believed.
  private func point(_ end: HeldMinimum, at target: Double) -> ProfilePoint {
    ProfilePoint(
      quantity: target, value: end.value, point: end.point, slope: end.slopes.first ?? 0,
      stopReason: .converged, evaluations: 0)
  }

  /// The bounds with the quantity held, where it is a coordinate.
  private func held(at target: Double) -> (index: Int, bounds: [ClosedRange<Double>])? {
    guard let coordinate = quantity as? Coordinate else { return nil }
    var held = bounds
    held[coordinate.index] = target...target
    return (coordinate.index, held)
  }

  /// Newton steps from a point that lies next to the answer.
  private func polished(_ point: [Double], at target: Double) -> ProfilePoint {
    if let held = held(at: target) {
      let minimizer = Minimizer(tolerances: tolerances, maximumEvaluations: maximumEvaluations)
      return ProfilePoint(minimizer.polish(function, from: point, within: held.bounds), target, held.index)
    }
    return constrained(point, at: target, withAlgorithm: false)
  }

  /// SLSQP, and Newton steps from where it ends.
  private func byAlgorithm(_ point: [Double], at target: Double) -> ProfilePoint {
    if let held = held(at: target) {
      let minimizer = Minimizer(tolerances: tolerances, maximumEvaluations: maximumEvaluations)
      return ProfilePoint(minimizer.minimize(function, from: point, within: held.bounds), target, held.index)
    }
    return constrained(point, at: target, withAlgorithm: true)
  }

  private func constrained(_ start: [Double], at target: Double, withAlgorithm: Bool) -> ProfilePoint {
    var evaluations = 0
    let walls = function.unrolled(bounds)
    let inside = zip(start, walls).map { min(max($0, $1.lowerBound), $1.upperBound) }
    let box = Box(walls, curvatureOf: function, at: inside, spent: &evaluations)
    let objective = Evaluation(function, box: box)
    let equality = Equality(Evaluation(quantity, box: box), equals: target)
    var newton = ProjectedNewton(objective: objective, equality: equality, tolerance: tolerances.decrease)
    var place = box.scaled(inside)
    if withAlgorithm {
      let run = NLoptRun(
        algorithm: .slsqp, local: .slsqp, tolerances: tolerances, maximumEvaluations: maximumEvaluations,
        population: 0, seed: 1)
      switch run.minimize(objective, equality: equality, from: place) {
      case .ended(let point), .evaluationLimit(let point): place = point
      case .failed: break
      }
    }
    let ended = newton.run(from: place, steps: 100)
    let point = box.point(ofScaled: newton.point)
    let value = ended.stop == .infeasible ? .nan : function.value(at: point)
    return ProfilePoint(
      quantity: target, value: value, point: point, slope: newton.multiplier, stopReason: ended.stop,
      evaluations: evaluations + objective.count + 1)
  }
}

extension ConditionalSearch.Start {
  /// A point of the profile, with what a descent knew there.
  init(_ neighbour: ProfilePoint) { self.init(point: neighbour.point, curvature: neighbour.curvature) }
}

extension ProfilePoint {
  /// A minimum with one coordinate held.
  fileprivate init(_ minimum: Minimum, _ target: Double, _ coordinate: Int) {
    self.init(
      quantity: target, value: minimum.value, point: minimum.point, slope: minimum.gradient[coordinate],
      stopReason: minimum.stopReason, evaluations: minimum.evaluations)
  }
}
