/// A Markov kernel on one or more walkers that leaves a density invariant.
///
/// The conforming value holds settings only; what the chain carries is `State`. One step of the kernel updates every
/// walker once and yields one draw per walker. All randomness comes from `random`, so equal states and streams give
/// equal steps.
public protocol Sampler<State>: Sendable, Codable {
  /// What is carried from one step to the next.
  associatedtype State: Sendable, Codable

  /// How many walkers move together in `dimension` dimensions; 1 for a single chain.
  func walkerCount(dimension: Int) -> Int

  /// The state with its walkers at the given points.
  func start(at walkers: [[Double]], on density: some LogDensity) -> State

  /// Moves every walker once.
  func step(_ state: inout State, on density: some LogDensity, using random: inout Random) -> Transition

  /// Where the walkers stand: walker-major, coordinate `j` of walker `w` at `w * dimension + j`.
  func positions(of state: State) -> [Double]

  /// The log densities where the walkers stand.
  func logDensities(of state: State) -> [Double]

  /// Learns of separate peaks, before the first step. By default: nothing.
  mutating func learn(_ peaks: SeparatePeaks)

  /// Learns from a step of the warmup; `progress` runs from 0 to 1. By default: nothing.
  ///
  /// Never called afterwards: what is drawn is drawn by a kernel that no longer changes.
  mutating func adapt(to state: State, after transition: Transition, progress: Double)
}

extension Sampler {
  /// Learns nothing.
  public mutating func learn(_ peaks: SeparatePeaks) {}

  /// Learns nothing.
  public mutating func adapt(to state: State, after transition: Transition, progress: Double) {}
}
