import Foundation

/// The affine-invariant ensemble sampler: walkers that learn the shape of the density from one another.
///
/// A step splits the walkers at random into two halves; each half is moved in turn with the other half, which stands
/// still, as its map of the density. That, and not moving all walkers at once, is what keeps detailed balance.
/// A walker at x makes one of two moves:
///
/// * **stretch**: towards or away from a partner c, y = c + z (x − c), z drawn from g(z) ∝ 1/√z on [1/a, a];
///   accepted with probability min(1, z^(D−1) p(y)/p(x)).
/// * **differential evolution**: along the difference of two partners, y = x + γ (b − c), symmetric.
///   γ = 2.38/√(2D) (1 ± jitter), and now and then γ = 1, which jumps from mode to mode.
///
/// Where separate peaks are known, a fifth of the moves are jumps between them that ask no partner, and two fifths differences
/// that partners in any peak give: see ``SeparatePeaks``.
///
/// A coordinate on a circle moves on the circle. Differences b − c are taken the shorter way around, which turns about
/// when b and c do: still symmetric. A stretch is made on the circle cut open opposite the partner c, which does not
/// move; a stretch that would cross the cut is rejected, for the stretch back would set out from the other side.
///
/// Sources: J. Goodman, J. Weare, Commun. Appl. Math. Comput. Sci. 5 (2010) 65, doi:10.2140/camcos.2010.5.65, eq. (7)
/// and (9); D. Foreman-Mackey et al., arXiv:1202.3665, algorithm 3 (the halves); C. J. F. ter Braak,
/// Stat. Comput. 16 (2006) 239, doi:10.1007/s11222-006-8769-1, eq. (2).
///
/// Walkers of one ensemble are correlated with each other: `Diagnostics` takes that into account.
public struct Ensemble: Sampler, Codable, Equatable {
  /// How many walkers; nil for max(16, 3 (D + 1)).
  public var walkers: Int?
  /// The largest stretch a > 1.
  public var stretchScale: Double
  /// The probability of a stretch move; otherwise the move is one of differential evolution.
  public var stretchFraction: Double
  /// The largest relative deviation of γ, uniform, from 2.38/√(2D).
  public var jitter: Double
  /// The probability that a move of differential evolution takes γ = 1.
  public var modeJumpProbability: Double
  /// The separate peaks that are known; nil if there are none.
  public internal(set) var peaks: SeparatePeaks?

  /// Where separate peaks are known: the probability of a jump between them.
  private static let jumpFraction = 0.2
  /// Where separate peaks are known: the probability of a difference in the frames of peaks.
  private static let frameFraction = 0.4

  /// An ensemble sampler; the defaults suit most posteriors.
  ///
  /// A quarter of stretch moves gave the most effective draws per evaluation on a banana and on normals of
  /// correlation 0.95 in 2 to 12 dimensions: two to four times those of stretch moves alone.
  public init(
    walkers: Int? = nil, stretchScale: Double = 2, stretchFraction: Double = 0.25, jitter: Double = 0.1,
    modeJumpProbability: Double = 0.1
  ) {
    precondition(stretchScale > 1, "The stretch scale must exceed 1")
    self.walkers = walkers
    self.stretchScale = stretchScale
    self.stretchFraction = stretchFraction
    self.jitter = jitter
    self.modeJumpProbability = modeJumpProbability
  }

  /// The fewest walkers that can explore `dimension` dimensions: each half must span them.
  public static func fewestWalkers(dimension: Int) -> Int { max(4, 2 * dimension) }

  /// The walkers chosen, or the default for `dimension`.
  public func walkerCount(dimension: Int) -> Int { walkers ?? max(16, 3 * (dimension + 1)) }

  /// Where the walkers stand and in which order they were last dealt into halves.
  public struct State: Sendable, Codable, Equatable {
    @Packed var positions: [Double]
    @Packed var logDensities: [Double]
    @Packed var order: [Int]
    @Packed var proposal: [Double]
    var cycles: [ClosedRange<Double>?]
  }
}

// MARK: - The kernel

extension Ensemble {
  /// The ensemble at the given points.
  public func start(at walkers: [[Double]], on density: some LogDensity) -> State {
    precondition(
      walkers.count >= Self.fewestWalkers(dimension: density.dimension),
      "An ensemble needs at least 4 walkers and 2 for each dimension")
    return State(
      positions: walkers.flatMap(\.self),
      logDensities: walkers.map { point in density.logDensity(at: point.span).asLogDensity },
      order: Array(walkers.indices), proposal: Array(repeating: 0, count: density.dimension),
      cycles: (0..<density.dimension).map(density.cycle))
  }

  /// Moves each walker once: one half with the other as partners, then the other way round.
  public func step(
    _ state: inout State, on density: some LogDensity, using random: inout Random
  ) -> Transition {
    var transition = Transition()
    let count = state.order.count
    let middle = count / 2
    for place in 0..<(count - 1) {
      state.order.swapAt(place, place + random.index(below: count - place))
    }
    for place in 0..<count {
      let partners = place < middle ? middle..<count : 0..<middle
      move(state.order[place], of: &state, among: partners, on: density, using: &random, &transition)
    }
    return transition
  }

  /// Moves one walker, or leaves it where it is.
  private func move(
    _ walker: Int, of state: inout State, among partners: Range<Int>, on density: some LogDensity,
    using random: inout Random, _ transition: inout Transition
  ) {
    var choice = random.uniform()
    if let peaks {
      if choice < Self.jumpFraction + Self.frameFraction {
        let logJacobian =
          choice < Self.jumpFraction
          ? proposeJump(of: walker, in: &state, by: peaks, using: &random)
          : proposeFramedDifference(for: walker, in: &state, among: partners, by: peaks, using: &random)
        guard let logJacobian else { return }
        settle(walker, of: &state, logJacobian, on: density, using: &random, &transition)
        return
      }
      choice =
        (choice - Self.jumpFraction - Self.frameFraction) / (1 - Self.jumpFraction - Self.frameFraction)
    }
    let logJacobian: Double
    if choice < stretchFraction {
      logJacobian = proposeStretch(of: walker, in: &state, among: partners, using: &random)
    } else {
      let isJump = (choice - stretchFraction) < modeJumpProbability * (1 - stretchFraction)
      proposeDifference(for: walker, isJump: isJump, in: &state, among: partners, using: &random)
      logJacobian = 0
    }
    settle(walker, of: &state, logJacobian, on: density, using: &random, &transition)
  }

  /// Accepts or rejects what is proposed for one walker.
  private func settle(
    _ walker: Int, of state: inout State, _ logJacobian: Double, on density: some LogDensity,
    using random: inout Random, _ transition: inout Transition
  ) {
    let dimension = state.proposal.count
    let proposed = density.logDensity(at: state.proposal.span)
    transition.proposed += 1
    guard proposed < .infinity else {
      transition.invalid += 1
      return
    }
    // −∞ against −∞ is NaN, with which every comparison is false: rejected.
    let logRatio = logJacobian + proposed - state.logDensities[walker]
    guard logRatio >= 0 || log(random.uniform()) < logRatio else { return }
    for j in 0..<dimension { state.positions[walker * dimension + j] = state.proposal[j] }
    state.logDensities[walker] = proposed
    transition.accepted += 1
  }

  /// Writes the proposal of a stretch move; returns ln z^(D−1), −∞ if it crossed a cut.
  private func proposeStretch(
    of walker: Int, in state: inout State, among partners: Range<Int>, using random: inout Random
  ) -> Double {
    let dimension = state.proposal.count
    let partner = state.order[partners.lowerBound + random.index(below: partners.count)]
    let root = 1 + (stretchScale - 1) * random.uniform()
    let z = root * root / stretchScale
    var crossesCut = false
    for j in 0..<dimension {
      let anchor = state.positions[partner * dimension + j]
      let own = state.positions[walker * dimension + j]
      if let cycle = state.cycles[j] {
        let lever = z * cycle.way(from: anchor, to: own)
        crossesCut = crossesCut || abs(lever) > cycle.turn / 2
        state.proposal[j] = cycle.wrapping(anchor + lever)
      } else {
        state.proposal[j] = anchor + z * (own - anchor)
      }
    }
    if crossesCut { return -.infinity }
    return dimension == 1 ? 0 : Double(dimension - 1) * log(z)
  }

  /// Writes the proposal of a move of differential evolution, which is symmetric.
  private func proposeDifference(
    for walker: Int, isJump: Bool, in state: inout State, among partners: Range<Int>,
    using random: inout Random
  ) {
    let dimension = state.proposal.count
    let first = random.index(below: partners.count)
    var second = random.index(below: partners.count - 1)
    if second >= first { second += 1 }
    let (a, b) = (state.order[partners.lowerBound + first], state.order[partners.lowerBound + second])
    let deviation = jitter * (2 * random.uniform() - 1)
    let gamma = isJump ? 1 : 2.38 / (2 * Double(dimension)).squareRoot() * (1 + deviation)
    for j in 0..<dimension {
      let (from, to) = (state.positions[b * dimension + j], state.positions[a * dimension + j])
      let own = state.positions[walker * dimension + j]
      if let cycle = state.cycles[j] {
        state.proposal[j] = cycle.wrapping(own + gamma * cycle.way(from: from, to: to))
      } else {
        state.proposal[j] = own + gamma * (to - from)
      }
    }
  }

  /// Jumps between these peaks from now on.
  public mutating func learn(_ peaks: SeparatePeaks) { self.peaks = peaks }

  /// Where the walkers stand, walker-major.
  public func positions(of state: State) -> [Double] { state.positions }

  /// The log densities where the walkers stand.
  public func logDensities(of state: State) -> [Double] { state.logDensities }
}

// MARK: - Moves with separate peaks

extension Ensemble {
  /// Writes the proposal of a jump to another peak; returns ln of what the ratio of the densities is to be multiplied by, nil if
  /// there is no way back.
  private func proposeJump(
    of walker: Int, in state: inout State, by peaks: SeparatePeaks, using random: inout Random
  ) -> Double? {
    var proposal: [Double] = []
    swap(&proposal, &state.proposal)
    defer { swap(&proposal, &state.proposal) }
    return peaks.proposeJump(
      from: state.positions.span.extracting(state.places(of: walker)), into: &proposal, using: &random)
  }

  /// Writes the proposal of a move along the difference of two partners in the frames of their peaks; returns 0, for it is
  /// symmetric, nil if there is no way back.
  private func proposeFramedDifference(
    for walker: Int, in state: inout State, among partners: Range<Int>, by peaks: SeparatePeaks,
    using random: inout Random
  ) -> Double? {
    let first = random.index(below: partners.count)
    var second = random.index(below: partners.count - 1)
    if second >= first { second += 1 }
    let (a, b) = (state.order[partners.lowerBound + first], state.order[partners.lowerBound + second])
    let deviation = jitter * (2 * random.uniform() - 1)
    let gamma = 2.38 / (2 * Double(state.cycles.count)).squareRoot() * (1 + deviation)
    var proposal: [Double] = []
    swap(&proposal, &state.proposal)
    defer { swap(&proposal, &state.proposal) }
    let hasWayBack = peaks.proposeDifference(
      gamma, from: state.positions.span.extracting(state.places(of: walker)),
      between: state.positions.span.extracting(state.places(of: a)),
      and: state.positions.span.extracting(state.places(of: b)), into: &proposal)
    return hasWayBack ? 0 : nil
  }
}

extension Ensemble.State {
  /// Where in the positions those of a walker are.
  fileprivate func places(of walker: Int) -> Range<Int> {
    walker * cycles.count..<(walker + 1) * cycles.count
  }
}
