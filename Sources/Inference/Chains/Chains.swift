/// The draws of a run: what a sampler leaves behind.
///
/// Each walker is a chain. Walkers of one ensemble moved together and are correlated; chains of different ensembles
/// are independent. The chains of an ensemble stand side by side: chain `c` belongs to ensemble `c / walkerCount`.
public struct Chains: Sendable, Equatable {
  /// The number of chains: ensembles × walkers.
  public let chainCount: Int
  /// The number of independent ensembles the chains belong to; `chainCount` for samplers of single chains.
  public let ensembleCount: Int
  /// The number of draws of each chain, warmup not among them.
  public let drawCount: Int
  /// The number of parameters.
  public let dimension: Int
  /// All draws, chain by chain, each draw by draw, parameters together: `values[(chain * drawCount + draw) *
  /// dimension + parameter]`, the order (chain, draw, parameter) of ArviZ.
  public let values: [Double]
  /// The log density of each draw, at `chain * drawCount + draw`.
  public let logDensities: [Double]
  /// The energy of each draw, in the same order, of samplers that follow Hamiltonian dynamics; empty of others.
  public let energies: [Double]
  /// What happened while drawing, warmup not counted.
  public let transition: Transition
  /// What happened in the warmup, and in the search for where to begin.
  public let warmup: Transition
  /// Why the run ended.
  public let outcome: Outcome
  /// The names of the works, in order, whose tasks, one an ensemble, made the draws: a memory that kept those tasks holds the
  /// draws (``ArrangedDraws``). Empty if the draws come from elsewhere.
  public let legs: [String]
  /// The highest point that the search for starting points met: draws that come nowhere near have lost a peak. Nil if there was
  /// no search.
  public let highestStart: [Double]?

  /// Why a run ended.
  public enum Outcome: String, Sendable, Codable {
    /// The goal was reached.
    case converged
    /// The largest number of draws was reached before the goal.
    case drawLimit
    /// The largest number of evaluations of the density was reached before the goal; the draws so far are kept.
    case evaluationLimit
    /// Too many trajectories diverged (``Trajectories/divergeTooOften``): more draws would not help.
    case diverged
    /// Someone asked to stop; the draws so far are kept.
    case stopped
    /// Too few points of finite log density were found for the walkers to start from; there are no draws.
    case noFiniteDensity
  }

  /// Draws in the order that `values` and `logDensities` describe.
  public init(
    values: [Double], logDensities: [Double], chainCount: Int, ensembleCount: Int, dimension: Int,
    energies: [Double] = [], transition: Transition = Transition(), warmup: Transition = Transition(),
    outcome: Outcome, legs: [String] = [], highestStart: [Double]? = nil
  ) {
    precondition(
      ensembleCount > 0 && chainCount % ensembleCount == 0, "Each ensemble has the same number of chains")
    precondition(values.count == logDensities.count * dimension, "A draw has a value for each parameter")
    precondition(logDensities.count % chainCount == 0, "Each chain has the same number of draws")
    self.values = values
    self.logDensities = logDensities
    self.chainCount = chainCount
    self.ensembleCount = ensembleCount
    self.drawCount = logDensities.count / chainCount
    self.dimension = dimension
    self.energies = energies
    self.transition = transition
    self.warmup = warmup
    self.outcome = outcome
    self.legs = legs
    self.highestStart = highestStart
  }

  /// The number of chains in an ensemble.
  public var walkerCount: Int { chainCount / ensembleCount }

  /// Whether both are the same draws that ended alike; a run that was stopped and gone on with has other legs.
  public static func == (left: Chains, right: Chains) -> Bool {
    left.chainCount == right.chainCount && left.ensembleCount == right.ensembleCount
      && left.dimension == right.dimension && left.outcome == right.outcome
      && left.transition == right.transition && left.warmup == right.warmup
      && left.logDensities == right.logDensities && left.energies == right.energies
      && left.values == right.values
  }

  /// The value of one parameter in one draw.
  public subscript(chain chain: Int, draw draw: Int, parameter parameter: Int) -> Double {
    values[(chain * drawCount + draw) * dimension + parameter]
  }

  /// The point of one draw.
  public func point(chain: Int, draw: Int) -> [Double] {
    let start = (chain * drawCount + draw) * dimension
    return Array(values[start..<(start + dimension)])
  }

  /// The accepted fraction of all proposals.
  public var acceptanceRate: Double { transition.acceptanceRate }

  /// How often the density was not a number.
  public var invalidCount: Int { transition.invalid }

  /// The draw of highest log density: where a search for the maximum may start. Nil if there are no draws.
  public var highest: (point: [Double], logDensity: Double)? {
    guard let draw = logDensities.indices.max(by: { logDensities[$0] < logDensities[$1] }) else { return nil }
    return (point(chain: draw / drawCount, draw: draw % drawCount), logDensities[draw])
  }
}
