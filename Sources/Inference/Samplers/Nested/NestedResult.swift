/// What nested sampling found: draws with weights, the evidence, and how it came by them.
public struct NestedResult: Sendable {
  /// Draws from the posterior.
  public let draws: WeightedDraws
  /// ln ∫ L dπ.
  public let logEvidence: Double
  /// Its standard error.
  public let logEvidenceError: Double
  /// H, the information gained by the data, in nats: ln of how many times the posterior is narrower than the prior.
  public let information: Double
  /// The runs.
  public let exploration: Exploration
  /// The sample from the learned density that the draws and the evidence are; nil if they are those of the runs.
  public let refinement: Refinement?
  /// Known peaks whose surroundings no density was learned from. Where draws do not come near one, its mass was missed; of the
  /// others it was measured, be it ever so small.
  public let unexploredPeaks: [[Double]]
  /// Why the result must not be used; empty if the goal was reached.
  public let problems: [String]
  /// Evaluations of the likelihood.
  public let calls: Int
  /// Those that gave NaN or +∞, and counted as L = 0.
  public let invalid: Int
  /// Whether someone asked to stop.
  public let isStopped: Bool

  /// What the runs of nested sampling found.
  public struct Exploration: Sendable, Codable, Equatable {
    /// How many independent runs.
    public let runs: Int
    /// Live points of each.
    public let livePoints: Int
    /// Evaluations of the likelihood.
    public let calls: Int
    /// The probability of ranks among the live points as unevenly distributed as those of the new points, if all is well:
    /// A. Fowlie, W. Handley, L. Su, arXiv:2006.03371. Nil of hasty runs, which only serve to learn from.
    public let insertionRankProbability: Double?
    /// ln ∫ L dπ by each run alone.
    public let logEvidences: [Double]
    /// How many new points had a rank among the live points in each of 20 equal parts, over all runs. Of hasty runs, from which
    /// a density is learned, they need not be even.
    public let insertionRanks: [Int]
    /// New points that could not be moved away from the live point they started at.
    public let stuck: Int
  }

  /// What the sample from the learned density is worth.
  public struct Refinement: Sendable, Codable, Equatable {
    /// How many draws were made.
    public let draws: Int
    /// How many independent draws from the posterior they are worth, as a fraction.
    public let efficiency: Double
    /// The shape of the tail of the weights: below 0.7 if estimates can be trusted.
    public let paretoShape: Double
  }
}
