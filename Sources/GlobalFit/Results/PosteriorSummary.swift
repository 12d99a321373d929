import Foundation
import Inference
import Physics

/// What the draws say: convergence first, then every quantity, then regions in two dimensions.
public struct PosteriorSummary: Sendable, Codable {
  /// Whether every parameter, carried quantity and the log density meet the goal.
  public let isConverged: Bool
  /// Why not, in words; empty if converged.
  public let problems: [String]
  /// The sampler, by its name in fit files.
  public let sampler: String
  /// How many draws there are, all together.
  public let draws: Int
  /// How the chains ran; nil of nested sampling.
  public let chains: ChainsSummary?
  /// The evidence and how it was found; nil of chains.
  public let nested: NestedSummary?
  /// What draws of another posterior were worth that stand for this one by weights; nil of draws of its own.
  public let weighting: WeightingSummary?
  /// How often the posterior could not be computed.
  public let invalidDensities: Int
  /// The smallest bulk effective sample size of all quantities.
  public let effectiveSampleSize: Double
  /// The largest R̂ of all quantities; nil of weighted draws that are not of several runs.
  public let rHat: Double?
  /// Parameters, then predictions.
  public let quantities: [QuantityPosterior]
  /// Pairs of parameters that are no nuisance.
  public let regions: [RegionResult]
  /// The draws themselves, which are kept elsewhere.
  public let sample: PosteriorSample

  private enum CodingKeys: String, CodingKey {
    case isConverged, problems, sampler, draws, chains, nested, weighting, invalidDensities,
      effectiveSampleSize, rHat,
      quantities, regions
  }
}

extension PosteriorSummary {
  /// A summary as it was written down, without the draws, which are kept elsewhere.
  public init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: CodingKeys.self)
    isConverged = try kept.decode(Bool.self, forKey: .isConverged)
    problems = try kept.decode([String].self, forKey: .problems)
    sampler = try kept.decode(String.self, forKey: .sampler)
    draws = try kept.decode(Int.self, forKey: .draws)
    chains = try kept.decodeIfPresent(ChainsSummary.self, forKey: .chains)
    nested = try kept.decodeIfPresent(NestedSummary.self, forKey: .nested)
    weighting = try kept.decodeIfPresent(WeightingSummary.self, forKey: .weighting)
    invalidDensities = try kept.decode(Int.self, forKey: .invalidDensities)
    effectiveSampleSize = try kept.decode(Double.self, forKey: .effectiveSampleSize)
    rHat = try kept.decodeIfPresent(Double.self, forKey: .rHat)
    quantities = try kept.decode([QuantityPosterior].self, forKey: .quantities)
    regions = try kept.decode([RegionResult].self, forKey: .regions)
    sample = PosteriorSample(
      chains: 0, coordinates: [], logDensities: [], weights: nil, parts: 0, part: nil)
  }
}

extension PosteriorSummary {
  /// ln Z and its error, however found; nil of chains.
  public var logEvidence: (value: Double, error: Double)? {
    if let nested { return (nested.logEvidence, nested.logEvidenceError) }
    guard let value = weighting?.logEvidence, let error = weighting?.logEvidenceError else { return nil }
    return (value, error)
  }
}

/// What draws of one posterior are worth that stand for another by weights.
public struct WeightingSummary: Sendable, Codable {
  /// The shape k̂ of the tail of the weights; above 0.7 nothing estimated from them can be trusted.
  public let paretoShape: Double
  /// How many independent draws they leave.
  public let effectiveSampleSize: Double
  /// ln of the evidence over that of the posterior that was drawn from: of the mean ratio of the densities.
  public let logEvidenceRatio: Double
  /// Its standard error.
  public let logEvidenceRatioError: Double
  /// ln of the evidence; nil where that of the posterior that was drawn from is not known.
  public let logEvidence: Double?
  /// Its standard error.
  public let logEvidenceError: Double?
}

/// How Markov chains ran.
public struct ChainsSummary: Sendable, Codable {
  /// How many independent ensembles.
  public let ensembles: Int
  /// How many walkers in each ensemble; 1 of samplers of single chains.
  public let walkers: Int
  /// Steps thrown away at the beginning.
  public let warmup: Int
  /// Draws of each walker after the warmup.
  public let draws: Int
  /// The accepted fraction of all proposals.
  public let acceptanceRate: Double
  /// What became of the trajectories of the No-U-Turn sampler; nil of other samplers.
  public let trajectories: TrajectorySummary?
}

/// How nested sampling went.
public struct NestedSummary: Sendable, Codable {
  /// ln Z = ln ∫ L dπ, with the likelihood normalised as a density of the measurements in their units.
  public let logEvidence: Double
  /// Its standard error.
  public let logEvidenceError: Double
  /// H = ∫ ln(L/Z) dP, in nats: ln of how many times the posterior is narrower than the prior.
  public let information: Double
  /// Evaluations of the likelihood.
  public let calls: Int
  /// The runs of nested sampling.
  public let exploration: NestedResult.Exploration
  /// The sample from the density learned from the runs, if the draws and the evidence are from there.
  public let refinement: NestedResult.Refinement?
}

/// The posterior of one quantity.
public struct QuantityPosterior: Sendable, Codable {
  /// The quantity.
  public let quantity: Quantity
  /// Its unit, empty for a pure number.
  public let unit: String
  /// The posterior mean.
  public let mean: Double
  /// The posterior standard deviation.
  public let standardDeviation: Double
  /// The posterior median.
  public let median: Double
  /// The Monte Carlo standard error of `mean`.
  public let monteCarloErrorOfMean: Double
  /// The Monte Carlo standard error of `median`.
  public let monteCarloErrorOfMedian: Double
  /// Rank-normalised split R̂ (arXiv:1903.08008), or how well the runs of nested sampling agree; nil where it is not defined.
  public let rHat: Double?
  /// How many independent draws the middle of the distribution is worth.
  public let bulkEffectiveSampleSize: Double
  /// How many independent draws its tails are worth.
  public let tailEffectiveSampleSize: Double
  /// How many draws of equal weight lie beyond an end of the 95.45 % interval, of the end that has fewer; nil where draws have no
  /// weights, or the quantity has no ends.
  public let tailDraws: Double?
  /// 68.27 and 95.45 %: equal probability below and above.
  public let equalTailed: [CredibleIntervalResult]
  /// 68.27 and 95.45 %: highest density per unit of ``densityScale``. Of a parameter, in pieces where there are
  /// several peaks; of a prediction, whose edges are not known, the shortest interval.
  public let highestDensity: [CredibleRegionResult]
  /// `linear`, or `logarithmic` for a density per unit of the logarithm.
  public let densityScale: String
  /// The standard deviation on that scale: of ln x where it is logarithmic.
  public let standardDeviationOnScale: Double
  /// The quantiles at 5 and 95 %: one-sided credible limits; nil for a periodic parameter, which has no sides.
  public let limits: CredibleIntervalResult?
  /// Where the circle of a periodic parameter was cut open for its mean, quantiles and diagnostics: at the ends of its range, or
  /// in the first gap between its draws. Numbers lie in the parameter's range; an interval that goes across its ends has its lower end above its
  /// upper one. Nil for any other quantity.
  public let cutAt: Double?
  /// What the data taught of a parameter: ∫ p ln(p/π), the relative entropy of its posterior to its prior, in nats. Nil for
  /// predictions, and in results that were kept before it was worked out.
  public let information: Double?
  /// Why the diagnostics say nothing; nil if they do.
  public let problem: String?
}

extension QuantityPosterior {
  /// Says so if so few weighted draws make a tail that the errors of its ends say too little; nil if at least `fewest` do.
  public func thinTail(fewest: Double = Double(WeightTail.fewestDraws)) -> String? {
    guard let tailDraws, problem == nil, tailDraws < fewest else { return nil }
    return "only \(Int(tailDraws)) draws in a tail of \(quantity.symbol)"
  }
}

/// An interval with the Monte Carlo errors of its ends.
public struct CredibleIntervalResult: Sendable, Codable {
  /// The posterior probability inside.
  public let probability: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The Monte Carlo standard error of `lower`.
  public let monteCarloErrorOfLower: Double
  /// The Monte Carlo standard error of `upper`.
  public let monteCarloErrorOfUpper: Double
}

/// A region of one quantity: one interval, or several.
public struct CredibleRegionResult: Sendable, Codable {
  /// The posterior probability inside.
  public let probability: Double
  /// The intervals that make up the region, in ascending order.
  public let pieces: [CredibleIntervalResult]
}

/// A joint density of two parameters with the levels that hold 68.27 and 95.45 %.
public struct RegionResult: Sendable, Codable {
  /// The first parameter.
  public let x: Parameter
  /// The second parameter.
  public let y: Parameter
  /// `linear`, or `logarithmic` for a density per unit of the logarithm of x.
  public let xScale: String
  /// The same for y.
  public let yScale: String
  /// The middles of the cells, in the parameters' units.
  public let xValues: [Double]
  /// The same for the second parameter.
  public let yValues: [Double]
  /// Row i holds the densities at `xValues[i]`, per unit of the scales.
  public let density: [[Double]]
  /// The regions of highest density.
  public let levels: [Level]

  /// A region of highest density.
  public struct Level: Sendable, Codable {
    /// The posterior probability inside.
    public let probability: Double
    /// The density on the edge of the region.
    public let density: Double
    /// The fraction of the prior's plane (on its scales) that the region covers.
    public let priorFraction: Double
    /// The Monte Carlo standard error of `priorFraction`; nil in results that were kept before there was one.
    public let monteCarloErrorOfPriorFraction: Double?
  }
}

/// The probabilities of one and two standard deviations of a normal distribution.
let credibleProbabilities = [confidenceLevel(deltaChiSquared: 1), confidenceLevel(deltaChiSquared: 4)]
