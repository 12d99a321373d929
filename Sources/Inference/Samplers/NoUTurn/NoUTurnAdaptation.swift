extension NoUTurn {
  /// What the warmup knows so far.
  struct Adaptation: Sendable, Codable, Equatable {
    let windows: WarmupWindows
    var steps: DualAveraging
    var covariance: CovarianceEstimate
    var done = 0
  }

  /// Learns the step size, and the metric at the end of each window of the warmup.
  public mutating func adapt(to state: State, after transition: Transition, progress: Double) {
    let dimension = state.coordinates.count
    var learnt =
      adaptation
      // the first step: progress is one over the length of the warmup
      ?? Adaptation(
        windows: WarmupWindows(count: Int((1 / progress).rounded())),
        steps: DualAveraging(target: targetAcceptance, from: stepSize ?? state.roughStepSize ?? 1),
        covariance: CovarianceEstimate(metricKind, dimension: dimension))
    if stepSize == nil, let rough = state.roughStepSize {
      learnt.steps = DualAveraging(target: targetAcceptance, from: rough)
    }
    learnt.steps.learn(acceptance: transition.proposed > 0 ? transition.acceptanceRate : 0)
    stepSize = learnt.steps.stepSize
    if learnt.windows.learning.contains(learnt.done) {
      learnt.covariance.add(state.point.numbers, on: state.coordinates)
    }
    learnt.done += 1
    if learnt.windows.ends.contains(learnt.done) {
      if let found = learnt.covariance.metric {
        metric = found
        metricCount += 1
        stepSize = nil  // looked for anew in the next step
      }
      learnt.covariance = CovarianceEstimate(metricKind, dimension: dimension)
    }
    adaptation = learnt
    if progress >= 1 {
      stepSize = learnt.steps.average
      adaptation = nil
    }
  }
}

extension Hamiltonian {
  /// The power of two at which one leap from `start` is accepted with a probability near 0.8.
  ///
  /// Source: M. D. Hoffman, A. Gelman, J. Mach. Learn. Res. 15 (2014) 1593, arXiv:1111.4246, algorithm 4.
  func roughStepSize(
    from start: PhasePoint, on density: some LogDensity, using random: inout Random,
    _ transition: inout Transition
  ) -> Double {
    var point = start
    func accepts(_ step: Double, _ random: inout Random) -> Bool {
      point.copy(start)
      for index in point.momentum.indices { point.momentum[index] = random.normal() }
      let energy = point.energy
      leap(&point, by: step, on: density)
      transition.trajectories.gradientEvaluations += 1
      return energy - point.energy > -0.2231435513142097  // ln 0.8
    }
    var step = 1.0
    let grows = accepts(step, &random)
    while step > 1e-15, step < DualAveraging.largestStep {
      let next = grows ? 2 * step : step / 2
      let isAccepted = accepts(next, &random)
      if grows, !isAccepted { break }
      step = next
      if !grows, isAccepted { break }
    }
    return step
  }
}
