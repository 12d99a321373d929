import Foundation

/// Where a quick descent ended.
struct Approach: Sendable, Codable {
  let end: Minimum
  /// Whether the end was verified too.
  let isVerified: Bool
}

/// The course of one minimisation.
struct Search {
  let minimizer: Minimizer
  /// The ranges asked for: what a global algorithm searches.
  private let ranges: [ClosedRange<Double>]
  /// The walls that a descent meets: none around a circle.
  let bounds: [ClosedRange<Double>]
  private(set) var point: [Double]
  private var evaluations = 0
  private var undefinedEvaluations = 0
  /// The creases on which the point lies, and the gradient with their multipliers.
  private var creases: [Crease] = []
  private var creaseGradient: [Double]?

  init(
    _ function: some DifferentiableFunction, minimizer: Minimizer, start: [Double],
    within ranges: [ClosedRange<Double>]
  ) {
    self.minimizer = minimizer
    self.ranges = ranges
    bounds = function.unrolled(ranges)
    point = zip(start, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
  }

  mutating func run(_ function: some DifferentiableFunction) -> Minimum {
    let free = bounds.count { $0.lowerBound < $0.upperBound }
    if free > 0, let reason = minimizer.refusal(for: ranges) {
      return end(function, .refused(reason))
    }
    if let problem = enterSupport(of: function) {
      if !minimizer.algorithm.isGlobal || problem == .infeasible { return end(function, problem) }
    }
    guard free > 0 else { return end(function, .converged, estimatedDecrease: 0) }

    var stop = descend(function, with: minimizer.algorithm)
    if let stop, !(minimizer.algorithm.isGlobal && stop == .evaluationLimit) { return end(function, stop) }
    if !minimizer.descends {
      guard let polisher = minimizer.polisher else { return verify(function) }
      stop = descend(function, with: polisher)
      if let stop { return end(function, stop) }
    }
    return refine(function)
  }

  /// The algorithm, then quasi-Newton steps: some ten times as quick as Newton steps with all that verifies their end. Where
  /// they do not get through, or the function has corners, the whole of ``run(_:)``.
  mutating func approach(_ function: some DifferentiableFunction) -> Approach {
    let free = bounds.count { $0.lowerBound < $0.upperBound }
    guard minimizer.descends, free > 0, !function.hasCorners, minimizer.refusal(for: ranges) == nil,
      enterSupport(of: function) == nil, descend(function, with: minimizer.algorithm) == nil
    else { return Approach(end: run(function), isVerified: true) }
    let descent = HeldDescent(function, holding: [], within: ranges, tolerance: minimizer.tolerances.decrease)
    let end = descent.descend(from: point, verifying: true)
    evaluations += descent.evaluations
    if end.value <= function.value(at: point) { point = end.point }
    guard end.isConverged else { return Approach(end: refine(function), isVerified: true) }
    return Approach(end: self.end(function, .converged), isVerified: false)
  }

  /// Newton steps alone, from a start that lies in the valley of the minimum looked for.
  mutating func polish(_ function: some DifferentiableFunction) -> Minimum {
    if let problem = enterSupport(of: function) { return end(function, problem) }
    guard bounds.contains(where: { $0.lowerBound < $0.upperBound }) else {
      return end(function, .converged, estimatedDecrease: 0)
    }
    return refine(function)
  }

  /// Moves a start at which the function is not defined to where it is; the reason if that fails.
  private mutating func enterSupport(of function: some DifferentiableFunction) -> StopReason? {
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

  /// One NLopt algorithm from the current point; a reason if that is the end.
  private mutating func descend(_ function: some DifferentiableFunction, with algorithm: Algorithm)
    -> StopReason?
  {
    let box =
      algorithm.needsGradient && !algorithm.isGlobal
      ? Box(bounds, curvatureOf: function, at: point, spent: &evaluations)
      : Box(algorithm.isGlobal ? ranges : bounds, lengthsAt: point)
    let objective = Evaluation(function, box: box)
    let run = NLoptRun(
      algorithm: algorithm, local: minimizer.localAlgorithm(free: box.free.count),
      tolerances: minimizer.tolerances,
      maximumEvaluations: minimizer.maximumEvaluations, population: minimizer.population, seed: minimizer.seed
    )
    let outcome = run.minimize(objective, from: box.scaled(point))
    count(objective)
    if let best = objective.bestPoint { point = box.point(ofScaled: best) }
    switch outcome {
    case .ended: return nil
    case .evaluationLimit: return .evaluationLimit
    case .failed(let reason): return objective.count == 0 ? .refused(reason) : .failed(reason)
    }
  }

  /// Newton steps to the end, and on from there where a phase was in the way.
  private mutating func refine(_ function: some DifferentiableFunction) -> Minimum {
    var ended = NewtonEnd(stop: .stalled, estimatedDecrease: .nan)
    for round in 0...bounds.count {
      ended = descend(function)
      let canGoOn = ended.stop.converged && round < bounds.count
      guard canGoOn, turnRound(function) || leaveCorner(function) else { break }
    }
    return end(function, ended.stop, estimatedDecrease: ended.estimatedDecrease)
  }

  /// Newton steps to the end, along creases where the function has corners, or where the end of a support is in the way.
  private mutating func descend(_ function: some DifferentiableFunction) -> NewtonEnd {
    (creases, creaseGradient) = ([], nil)
    if function.hasCorners, let creased = function.creased { return descend(function, along: creased) }
    let ended = descendSmoothly(function)
    if ended.stop.converged { return ended }
    guard let creased = function.creased else { return ended }
    return descend(function, along: creased)
  }

  /// Newton steps on a function with creases.
  private mutating func descend(_ function: some DifferentiableFunction, along creased: CreasedFunction)
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

  /// Newton steps on a smooth function.
  private mutating func descendSmoothly(_ function: some DifferentiableFunction) -> NewtonEnd {
    var ended = NewtonEnd(stop: .stalled, estimatedDecrease: .nan)
    for _ in 0..<4 {
      let box = Box(bounds, curvatureOf: function, at: point, spent: &evaluations)
      let objective = Evaluation(function, box: box)
      var newton = ProjectedNewton(objective: objective, tolerance: minimizer.tolerances.decrease)
      let before = point
      ended = newton.run(from: box.scaled(point), steps: 60)
      point = box.point(ofScaled: newton.point)
      count(objective)
      if ended.stop.converged || point == before { break }
    }
    return ended
  }

  /// Turns a coordinate on a circle to where the way down is open: true if there is such a place.
  ///
  /// In polar coordinates a modulus of zero is an edge, and whether the function falls from there depends on the phase,
  /// which has no effect itself while the modulus is zero.
  private mutating func turnRound(_ function: some DifferentiableFunction) -> Bool {
    let (circles, edges) = (circles, edges)
    guard !circles.isEmpty, !edges.isEmpty else { return false }
    let value = function.value(at: point)
    let size = Tolerances.size(of: value)
    for index in circles {
      for part in [0.25, 0.5, 0.75] {
        var turned = point
        turned[index] += part * ranges[index].turn
        let there = function.valueAndGradient(at: turned)
        evaluations += 1
        guard (there.value - value).magnitude < 1e-9 * size else { break }
        let isOpen = edges.contains { edge in
          let slope = there.gradient[edge] * ranges[edge].turn
          return point[edge] == bounds[edge].lowerBound ? slope < -1e-4 * size : slope > 1e-4 * size
        }
        if isOpen {
          point = turned
          return true
        }
      }
    }
    return false
  }

  /// Leaves a corner where several moduli are zero, if that leads lower: true if it does.
  ///
  /// Their products fall with the phases they should have, but each slope is zero as long as the other is: neither a
  /// slope nor a curvature along an edge shows the way.
  private mutating func leaveCorner(_ function: some DifferentiableFunction) -> Bool {
    let (here, value) = (point, function.value(at: point))
    let size = Tolerances.size(of: value)
    let slopes = function.valueAndGradient(at: here).gradient
    let loose = edges.filter { (slopes[$0] * ranges[$0].turn).magnitude < 1e-6 * size }
    guard !circles.isEmpty, loose.count > 1 else { return false }
    let free = circles.filter { index in
      var turned = here
      turned[index] += 0.25 * ranges[index].turn
      evaluations += 1
      return (function.value(at: turned) - value).magnitude < 1e-9 * size
    }
    var lowest = (point: here, value: value)
    for (number, cube) in lowDiscrepancyPoints(64, dimension: bounds.count, seed: minimizer.seed).enumerated()
    {
      var trial = here
      for index in free { trial[index] = ranges[index].number(at: cube[index]) }
      // a tenth of the range, a hundredth, …: stiff directions bear no more
      let reach = pow(0.1, Double(1 + number % 4))
      for index in loose {
        let inside = reach * cube[index]
        trial[index] = ranges[index].number(at: here[index] == ranges[index].lowerBound ? inside : 1 - inside)
      }
      let there = function.value(at: trial)
      evaluations += 1
      if there < lowest.value { lowest = (trial, there) }
    }
    guard lowest.value < value else { return false }
    point = lowest.point
    let ended = descend(function)
    if ended.stop.converged, function.value(at: point) < value - 1e-6 * size { return true }
    point = here
    return false
  }

  /// The coordinates on circles.
  private var circles: [Int] { bounds.indices.filter { bounds[$0] != ranges[$0] } }

  /// The coordinates that lie on a bound.
  private var edges: [Int] {
    bounds.indices.filter {
      bounds[$0].lowerBound < bounds[$0].upperBound
        && (point[$0] == bounds[$0].lowerBound || point[$0] == bounds[$0].upperBound)
    }
  }

  /// The same measure of what is left, without a step.
  private mutating func verify(_ function: some DifferentiableFunction) -> Minimum {
    let box = Box(bounds, curvatureOf: function, at: point, spent: &evaluations)
    let objective = Evaluation(function, box: box)
    var newton = ProjectedNewton(objective: objective, tolerance: minimizer.tolerances.decrease)
    let ended = newton.run(from: box.scaled(point), steps: 0)
    count(objective)
    return end(function, ended.stop, estimatedDecrease: ended.estimatedDecrease)
  }

  private mutating func count(_ objective: Evaluation) {
    evaluations += objective.count
    undefinedEvaluations += objective.undefinedCount
  }

  private func end(
    _ function: some DifferentiableFunction, _ stop: StopReason, estimatedDecrease: Double = .nan
  ) -> Minimum {
    let point = function.rolled(point, within: ranges)
    let (value, ownGradient) = function.valueAndGradient(at: point)
    let gradient = creaseGradient ?? ownGradient
    let lengths = Box.lengths(bounds, at: point)
    // a slope too weak to change the function by the tolerance over the whole range does not pull
    let pull = minimizer.tolerances.decrease * Tolerances.size(of: value)
    let held = bounds.map { $0.lowerBound == $0.upperBound }
    return Minimum(
      point: point, value: value, gradient: gradient, stopReason: stop, evaluations: evaluations + 1,
      undefinedEvaluations: undefinedEvaluations,
      atLowerBound: point.indices.map {
        !held[$0] && point[$0] <= bounds[$0].lowerBound + 1e-9 * lengths[$0]
          && gradient[$0] * lengths[$0] >= -pull
      },
      atUpperBound: point.indices.map {
        !held[$0] && point[$0] >= bounds[$0].upperBound - 1e-9 * lengths[$0]
          && gradient[$0] * lengths[$0] <= pull
      },
      estimatedDecrease: estimatedDecrease, creases: creases)
  }
}
