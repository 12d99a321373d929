import Inference

/// What became of the trajectories of the No-U-Turn sampler, all chains together.
public struct TrajectorySummary: Sendable, Codable {
  /// Trajectories that ended because their energy went astray.
  public let divergences: Int
  /// Those of them that leapt over a hard edge of the posterior.
  public let edgeHits: Int
  /// The share of trajectories that had not turned back at the largest depth.
  public let shareAtDepthLimit: Double
  /// The mean depth: a trajectory of depth d has 2^d points.
  public let meanDepth: Double
  /// The mean step size of the chains, in units of the metric.
  public let stepSize: Double
  /// E-BFMI of the chain where it is smallest (arXiv:1604.00695).
  public let smallestEnergyMixing: Double
  /// Evaluations of the posterior with its slope, warmup included.
  public let gradientEvaluations: Int
  /// Those of them in the warmup.
  public let warmupGradientEvaluations: Int
  /// What is to be thought of it, in words; empty if nothing.
  public let notes: [String]

  /// The summary of these chains; nil of a sampler without trajectories.
  init?(_ chains: Chains) {
    let found = chains.transition.trajectories
    guard found.count > 0 else { return nil }
    divergences = found.divergences
    edgeHits = found.edgeHits
    shareAtDepthLimit = found.shareAtDepthLimit
    meanDepth = found.meanDepth
    stepSize = found.meanStepSize
    smallestEnergyMixing = chains.energyMixing.min() ?? .nan
    warmupGradientEvaluations = chains.warmup.trajectories.gradientEvaluations
    gradientEvaluations = warmupGradientEvaluations + found.gradientEvaluations
    var notes: [String] = []
    let lost = found.lost
    if lost > 0 {
      notes.append(
        "\(lost) of \(found.count) trajectories diverged: the posterior bends faster there than the steps follow, and "
          + "draws may be missing; a larger target-acceptance makes smaller steps (0.95, 0.99)")
    }
    if edgeHits > 0 {
      notes.append(
        "\(edgeHits) of \(found.count) trajectories ran over a hard edge of the posterior, which no slope announces, "
          + "and ended there: that biases nothing, but if they are many, 'sampler: ensemble' is the better choice"
      )
    }
    if smallestEnergyMixing < 0.3 {
      notes.append(
        "the energy changes slowly (E-BFMI = \(smallestEnergyMixing.short), below 0.3): tails are visited rarely, and "
          + "their errors may be larger than they look")
    }
    if shareAtDepthLimit > 0.05 {
      notes.append(
        "\((100 * shareAtDepthLimit).short) % of the trajectories were cut at the largest depth before they turned "
          + "back: draws are more alike than need be; try 'metric: dense', then a larger maximum-depth")
    }
    self.notes = notes
  }
}

extension Trajectories {
  /// Why draws must not be used, in words; nil if few trajectories diverged.
  var problem: String? {
    guard divergeTooOften else { return nil }
    return
      "\(lost) of \(count) trajectories diverged, more than 1 %: draws are missing where the posterior bends most; try a "
      + "target-acceptance nearer to 1"
  }
}
