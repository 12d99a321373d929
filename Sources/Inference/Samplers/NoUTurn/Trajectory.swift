import Foundation

/// A trajectory that doubles, forward or backward at random, until it turns back; the next point of the chain is drawn
/// from it with the weights exp(−energy).
///
/// Sources: M. D. Hoffman, A. Gelman, J. Mach. Learn. Res. 15 (2014) 1593, arXiv:1111.4246, algorithm 3 (doubling, why
/// every half, quarter … must not turn back either); M. Betancourt, arXiv:1701.02434, appendix A (drawing with weights,
/// and which of old and new half the draw comes from).
///
/// All room is taken once: a leap takes no memory.
struct Trajectory: Sendable {
  /// An energy so far above that of the start that the leaps no longer follow the dynamics.
  static let largestEnergyError = 1000.0

  private var head = PhasePoint(dimension: 0)
  private var tail = PhasePoint(dimension: 0)
  private var whole = Stretch(dimension: 0)
  private var grown = Stretch(dimension: 0)
  /// The first halves of the stretch being grown, by their depth.
  private var halves: [Stretch] = []
  private var startEnergy = 0.0

  /// Takes room for trajectories of up to 2^`depth` leaps.
  mutating func makeRoom(dimension: Int, depth: Int) {
    guard halves.count <= depth else { return }
    head = PhasePoint(dimension: dimension)
    tail = head
    whole = Stretch(dimension: dimension)
    grown = whole
    halves = Array(repeating: whole, count: depth + 1)
  }

  /// Replaces `point`, whose momentum is fresh, by one drawn from its trajectory.
  mutating func run(
    from point: inout PhasePoint, in hamiltonian: Hamiltonian, on density: some LogDensity, stepSize: Double,
    maximumDepth: Int, using random: inout Random, _ transition: inout Transition
  ) {
    head.copy(point)
    tail.copy(point)
    startEnergy = point.energy
    whole.restart(at: point, logWeight: 0)
    var (step, depth) = (stepSize, 0)
    while depth < maximumDepth {
      let goesOn = random.uniform() < 0.5
      if !goesOn {
        swap(&head, &tail)
        whole.reverse()
        step = -step
      }
      guard grow(depth, in: hamiltonian, on: density, by: step, using: &random, &transition) else { break }
      depth += 1
      let takesNew =
        grown.logWeight >= whole.logWeight || log(random.uniform()) < grown.logWeight - whole.logWeight
      guard whole.append(&grown, takingItsDraw: takesNew, on: hamiltonian.coordinates) else { break }
      if depth == maximumDepth { transition.trajectories.atDepthLimit += 1 }
    }
    swap(&point, &whole.draw)
    transition.trajectories.count += 1
    transition.trajectories.depthSum += depth
    transition.trajectories.stepSizeSum += stepSize
    transition.energy = point.energy
  }

  /// Goes on from the head by 2^`depth` leaps, which are then `grown`; false if they turn back or fail.
  private mutating func grow(
    _ depth: Int, in hamiltonian: Hamiltonian, on density: some LogDensity, by step: Double,
    using random: inout Random,
    _ transition: inout Transition
  ) -> Bool {
    if depth == 0 { return leap(in: hamiltonian, on: density, by: step, &transition) }
    guard grow(depth - 1, in: hamiltonian, on: density, by: step, using: &random, &transition) else {
      return false
    }
    swap(&grown, &halves[depth])
    guard grow(depth - 1, in: hamiltonian, on: density, by: step, using: &random, &transition) else {
      return false
    }
    let total = logSumOfExponentials(grown.logWeight, halves[depth].logWeight)
    let takesSecond = log(random.uniform()) < grown.logWeight - total
    let goesOn = halves[depth].append(&grown, takingItsDraw: takesSecond, on: hamiltonian.coordinates)
    swap(&grown, &halves[depth])
    return goesOn
  }

  /// One leap of the head; false if its energy shows that the dynamics was lost.
  private mutating func leap(
    in hamiltonian: Hamiltonian, on density: some LogDensity, by step: Double, _ transition: inout Transition
  ) -> Bool {
    hamiltonian.leap(&head, by: step, on: density)
    transition.proposed += 1
    transition.trajectories.gradientEvaluations += 1
    if !(head.logDensity < .infinity) { transition.invalid += 1 }
    let error = head.energy - startEnergy
    guard error < Self.largestEnergyError else {
      transition.trajectories.divergences += 1
      if head.logDensity == -.infinity { transition.trajectories.edgeHits += 1 }
      return false
    }
    transition.accepted += min(1, exp(-error))
    grown.restart(at: head, logWeight: -error)
    return true
  }
}

/// ln(eᵃ + eᵇ).
@inline(__always)
func logSumOfExponentials(_ a: Double, _ b: Double) -> Double {
  max(a, b) + log1p(exp(-abs(a - b)))
}
