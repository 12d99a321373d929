/// What happened in one step, or in many added up.
public struct Transition: Sendable, Equatable, Codable {
  /// Proposals that were accepted; of the points of a trajectory, how many would have been, on average.
  public var accepted: Double
  /// Proposals that were made, each one evaluation of the density.
  public var proposed: Int
  /// Evaluations that gave NaN; their proposals were rejected.
  public var invalid: Int
  /// What became of trajectories, of samplers that follow some.
  public var trajectories = Trajectories()
  /// The energy of the point arrived at, of samplers that know one; of the last step, where steps were added up.
  public var energy: Double?

  /// A count of what happened; nothing yet by default.
  public init(accepted: Double = 0, proposed: Int = 0, invalid: Int = 0) {
    self.accepted = accepted
    self.proposed = proposed
    self.invalid = invalid
  }

  /// Accepted proposals per proposal; NaN before the first.
  public var acceptanceRate: Double { accepted / Double(proposed) }

  /// Adds what happened in another step.
  public static func += (sum: inout Transition, step: Transition) {
    sum.accepted += step.accepted
    sum.proposed += step.proposed
    sum.invalid += step.invalid
    sum.trajectories += step.trajectories
    sum.energy = step.energy
  }
}

/// What became of the trajectories of a sampler that follows Hamiltonian dynamics, added up.
public struct Trajectories: Sendable, Equatable, Codable {
  /// How many trajectories there were.
  public var count = 0
  /// Trajectories that ended because their energy went astray: where the density bends faster than the steps follow.
  public var divergences = 0
  /// Divergences that were leaps out of the support, over an edge that no slope announced.
  public var edgeHits = 0
  /// Trajectories that still had not turned back at the largest depth.
  public var atDepthLimit = 0
  /// The depths added up: a trajectory of depth d has 2^d points.
  public var depthSum = 0
  /// The step sizes added up.
  public var stepSizeSum = 0.0
  /// Evaluations of the density with its slope.
  public var gradientEvaluations = 0

  /// None yet.
  public init() {}

  /// The mean depth; NaN before the first trajectory.
  public var meanDepth: Double { Double(depthSum) / Double(count) }
  /// The mean step size, in units of the metric; NaN before the first trajectory.
  public var meanStepSize: Double { stepSizeSum / Double(count) }
  /// The share of trajectories at the largest depth; NaN before the first.
  public var shareAtDepthLimit: Double { Double(atDepthLimit) / Double(count) }

  /// Adds what became of others.
  public static func += (sum: inout Trajectories, other: Trajectories) {
    sum.count += other.count
    sum.divergences += other.divergences
    sum.edgeHits += other.edgeHits
    sum.atDepthLimit += other.atDepthLimit
    sum.depthSum += other.depthSum
    sum.stepSizeSum += other.stepSizeSum
    sum.gradientEvaluations += other.gradientEvaluations
  }
}

extension Trajectories {
  /// Divergences but for leaps over hard edges, which are rejections like any other.
  public var lost: Int { divergences - edgeHits }

  /// Whether more than one trajectory in a hundred was lost.
  ///
  /// Chains that agree may have missed the same corner: on the centred eight schools, runs with R̂ below 1.01 were off by
  /// ten of their errors, and the divergences alone told. More draws do not help, smaller steps do.
  public var divergeTooOften: Bool { Double(lost) > 0.01 * Double(count) }
}
