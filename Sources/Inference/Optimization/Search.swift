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
  let ranges: [ClosedRange<Double>]
  /// The walls that a descent meets: none around a circle.
  let bounds: [ClosedRange<Double>]
  var point: [Double]
  var evaluations = 0
  var undefinedEvaluations = 0
  /// The creases on which the point lies, and the gradient with their multipliers.
  var creases: [Crease] = []
  var creaseGradient: [Double]?

  init(
    _ function: some DifferentiableFunction, minimizer: Minimizer, start: [Double],
    within ranges: [ClosedRange<Double>]
  ) {
    precondition(start.count == function.dimension, "the start has one number for each coordinate")
    precondition(ranges.count == function.dimension, "there is one bound for each coordinate")
    self.minimizer = minimizer
    self.ranges = ranges
    bounds = function.unrolled(ranges)
    point = zip(start, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
  }

  mutating func run(_ function: some DifferentiableFunction) -> Minimum {
    if isFree, let reason = minimizer.refusal(for: ranges) { return end(function, .refused(reason)) }
    if let problem = enterSupport(of: function), !minimizer.algorithm.isGlobal || problem == .infeasible {
      return end(function, problem)
    }
    guard isFree else { return end(function, .converged, estimatedDecrease: 0) }

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
    guard minimizer.descends, isFree, !function.hasCorners, minimizer.refusal(for: ranges) == nil,
      enterSupport(of: function) == nil, descend(function, with: minimizer.algorithm) == nil
    else { return Approach(end: run(function), isVerified: true) }
    // bent valleys promise little at each step and much in all: far cheaper to follow here than by Newton steps
    let descent = HeldDescent(
      function, holding: [], within: ranges, tolerance: 1e-3 * minimizer.tolerances.decrease, limit: 3000)
    let end = descent.descend(from: point, verifying: true)
    evaluations += descent.evaluations
    if end.value <= function.value(at: point) { point = end.point }
    guard end.isConverged else { return Approach(end: refine(function), isVerified: true) }
    return Approach(end: self.end(function, .converged), isVerified: false)
  }

  /// Newton steps alone, from a start that lies in the valley of the minimum looked for.
  mutating func polish(_ function: some DifferentiableFunction) -> Minimum {
    if let problem = enterSupport(of: function) { return end(function, problem) }
    guard isFree else { return end(function, .converged, estimatedDecrease: 0) }
    return refine(function)
  }

  /// Whether the bounds leave any coordinate free.
  private var isFree: Bool { bounds.contains { $0.lowerBound < $0.upperBound } }

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
  mutating func descend(_ function: some DifferentiableFunction) -> NewtonEnd {
    (creases, creaseGradient) = ([], nil)
    if function.hasCorners, let creased = function.creased { return descend(function, along: creased) }
    let before = undefinedEvaluations
    let ended = descendSmoothly(function)
    // what did not meet the end of a support was not stopped by it
    if ended.stop.converged || undefinedEvaluations == before { return ended }
    guard let creased = function.creased else { return ended }
    return descend(function, along: creased)
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
