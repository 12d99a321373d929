import Foundation

/// The No-U-Turn sampler: a chain that rolls over the density like a ball, as far as it goes without coming back.
///
/// Each step gives the chain a random momentum and follows Hamiltonian dynamics, see ``Trajectory``. It needs the slope
/// of the density, which must be smooth: it costs many evaluations a step, and yields nearly independent draws, in many
/// dimensions too. It does not roll from one separate peak to another; where such peaks are known, a jump between them is
/// tried after each step, see ``SeparatePeaks``.
///
/// Coordinates with bounds are mapped on the whole line and those on a circle go round it, see ``UnboundedCoordinate``;
/// what is reported are the coordinates and the log density of the density itself.
///
/// Step size and metric are learnt in the warmup: see ``DualAveraging`` and ``WarmupWindows``.
public struct NoUTurn: Sampler, Codable, Equatable {
  /// How often, on average over a trajectory, a leap is to be accepted.
  public var targetAcceptance: Double
  /// What of the covariance is learnt.
  public var metricKind: Metric.Kind
  /// A trajectory has at most 2 to this power leaps.
  public var maximumDepth: Int
  /// The step size, in units of the metric; nil until it is known.
  public internal(set) var stepSize: Double?
  /// The scales of the density, as far as they are known.
  public internal(set) var metric = Metric.unit
  /// The separate peaks that are known; nil if there are none.
  public internal(set) var peaks: SeparatePeaks?
  /// How often the metric changed.
  var metricCount = 0
  /// What is being learnt; nil outside the warmup.
  var adaptation: Adaptation?

  /// A sampler; with a step size given and no warmup, one that does not learn.
  public init(
    targetAcceptance: Double = 0.95, metric: Metric.Kind = .diagonal, maximumDepth: Int = 10,
    stepSize: Double? = nil
  ) {
    precondition(targetAcceptance > 0 && targetAcceptance < 1, "An acceptance lies between 0 and 1")
    precondition(maximumDepth > 0, "A trajectory has leaps")
    self.targetAcceptance = targetAcceptance
    metricKind = metric
    self.maximumDepth = maximumDepth
    self.stepSize = stepSize
  }

  /// A single chain.
  public func walkerCount(dimension: Int) -> Int { 1 }

  /// Where a chain stands.
  public struct State: Sendable, Codable {
    var point: PhasePoint
    let coordinates: [UnboundedCoordinate]
    /// A step size of the right order; nil until looked for.
    var roughStepSize: Double?
    /// The number of the metric for which it was looked for.
    var metricCount = 0
    /// Room for trajectories; holds nothing between steps.
    var trajectory = Trajectory()
    /// Where a jump leads; holds nothing between steps.
    var landing = PhasePoint(dimension: 0)

    private enum CodingKeys: CodingKey { case point, coordinates, roughStepSize, metricCount }
  }
}

// MARK: - The kernel

extension NoUTurn {
  /// The chain at a point.
  public func start(at walkers: [[Double]], on density: some LogDensity) -> State {
    precondition(walkers.count == 1, "A chain has one walker")
    let coordinates = (0..<density.dimension).map { UnboundedCoordinate($0, of: density) }
    var point = PhasePoint(dimension: density.dimension)
    point.numbers = zip(coordinates, walkers[0]).map { $0.number(at: $1) }
    Hamiltonian(coordinates: coordinates, metric: metric).evaluate(&point, on: density)
    return State(point: point, coordinates: coordinates)
  }

  /// Draws a momentum and a point of the trajectory on which it leads.
  public func step(
    _ state: inout State, on density: some LogDensity, using random: inout Random
  ) -> Transition {
    var transition = Transition()
    let hamiltonian = Hamiltonian(coordinates: state.coordinates, metric: metric)
    state.trajectory.makeRoom(dimension: density.dimension, depth: maximumDepth)
    if stepSize == nil, state.roughStepSize == nil || state.metricCount != metricCount {
      state.metricCount = metricCount
      state.roughStepSize = hamiltonian.roughStepSize(
        from: state.point, on: density, using: &random, &transition)
    }
    for index in state.point.momentum.indices { state.point.momentum[index] = random.normal() }
    state.trajectory.run(
      from: &state.point, in: hamiltonian, on: density, stepSize: stepSize ?? state.roughStepSize ?? 1,
      maximumDepth: maximumDepth, using: &random, &transition)
    if let peaks { jump(&state, by: peaks, in: hamiltonian, on: density, using: &random, &transition) }
    for (index, coordinate) in state.coordinates.enumerated() {
      state.point.numbers[index] = coordinate.settled(state.point.numbers[index])
    }
    return transition
  }

  /// Proposes a jump to another peak, and accepts or rejects it by the density over the coordinates themselves.
  private func jump(
    _ state: inout State, by peaks: SeparatePeaks, in hamiltonian: Hamiltonian, on density: some LogDensity,
    using random: inout Random, _ transition: inout Transition
  ) {
    if state.landing.numbers.count != density.dimension {
      state.landing = PhasePoint(dimension: density.dimension)
    }
    var landing = PhasePoint(dimension: 0)
    swap(&landing, &state.landing)
    defer { swap(&landing, &state.landing) }
    guard
      let logJacobian = peaks.proposeJump(
        from: state.point.position.span, into: &landing.position, using: &random)
    else { return }
    for (index, coordinate) in state.coordinates.enumerated() {
      guard coordinate.contains(landing.position[index]) else { return }
      landing.numbers[index] = coordinate.number(at: landing.position[index])
    }
    hamiltonian.evaluate(&landing, on: density)
    transition.trajectories.gradientEvaluations += 1
    let logRatio = logJacobian + landing.logDensity - state.point.logDensity
    guard landing.logDensity < .infinity, logRatio >= 0 || log(random.uniform()) < logRatio else { return }
    swap(&state.point, &landing)
  }

  /// Jumps between these peaks from now on; not if there are others, for no trajectory would lead there, and chains on some of
  /// them would agree.
  public mutating func learn(_ peaks: SeparatePeaks) { self.peaks = peaks.areAll ? peaks : nil }

  /// Where the chain stands.
  public func positions(of state: State) -> [Double] { state.point.position }

  /// The log density where the chain stands.
  public func logDensities(of state: State) -> [Double] { [state.point.logDensity] }
}
