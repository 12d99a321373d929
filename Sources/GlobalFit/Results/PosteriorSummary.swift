import Foundation
import Inference
import Physics

/// What the draws say: convergence first, then every quantity, then regions in two dimensions.
public struct PosteriorSummary: Sendable, Encodable {
  /// Whether every parameter, carried quantity and the log density meet the goal.
  public let isConverged: Bool
  /// Why not, in words; empty if converged.
  public let problems: [String]
  public let sampler: String
  public let ensembles: Int
  public let walkers: Int
  public let warmup: Int
  /// Draws of each walker after the warmup.
  public let draws: Int
  public let acceptanceRate: Double
  /// How often the posterior could not be computed.
  public let invalidDensities: Int
  /// The smallest bulk effective sample size of all quantities.
  public let effectiveSampleSize: Double
  /// The largest R̂ of all quantities.
  public let rHat: Double
  /// Parameters, then predictions.
  public let quantities: [QuantityPosterior]
  /// Pairs of parameters that are no nuisance.
  public let regions: [RegionResult]
}

/// The posterior of one quantity.
public struct QuantityPosterior: Sendable, Encodable {
  public let quantity: String
  public let unit: String
  public let mean: Double
  public let standardDeviation: Double
  public let median: Double
  public let monteCarloErrorOfMean: Double
  public let monteCarloErrorOfMedian: Double
  public let rHat: Double
  public let bulkEffectiveSampleSize: Double
  public let tailEffectiveSampleSize: Double
  /// 68.27 and 95.45 %: equal probability below and above.
  public let equalTailed: [CredibleIntervalResult]
  /// 68.27 and 95.45 %: highest density per unit of ``densityScale``. Of a parameter, in pieces where there are
  /// several peaks; of a prediction, whose edges are not known, the shortest interval.
  public let highestDensity: [CredibleRegionResult]
  /// `linear`, or `logarithmic` for a density per unit of the logarithm.
  public let densityScale: String
  /// The quantiles at 5 and 95 %: one-sided credible limits.
  public let limits: CredibleIntervalResult
  /// Why the diagnostics say nothing; nil if they do.
  public let problem: String?
}

/// An interval with the Monte Carlo errors of its ends.
public struct CredibleIntervalResult: Sendable, Encodable {
  public let probability: Double
  public let lower: Double
  public let upper: Double
  public let monteCarloErrorOfLower: Double
  public let monteCarloErrorOfUpper: Double
}

/// A region of one quantity: one interval, or several.
public struct CredibleRegionResult: Sendable, Encodable {
  public let probability: Double
  public let pieces: [CredibleIntervalResult]
}

/// A joint density of two parameters with the levels that hold 68.27 and 95.45 %.
public struct RegionResult: Sendable, Encodable {
  public let x: String
  public let y: String
  public let xScale: String
  public let yScale: String
  /// The middles of the cells, in the parameters' units.
  public let xValues: [Double]
  public let yValues: [Double]
  /// Row i holds the densities at `xValues[i]`, per unit of the scales.
  public let density: [[Double]]
  public let levels: [Level]

  /// A region of highest density.
  public struct Level: Sendable, Encodable {
    public let probability: Double
    public let density: Double
    /// The fraction of the prior's plane (on its scales) that the region covers.
    public let priorFraction: Double
  }
}

/// The probabilities of one and two standard deviations of a normal distribution.
let credibleProbabilities = [confidenceLevel(deltaChiSquared: 1), confidenceLevel(deltaChiSquared: 4)]
