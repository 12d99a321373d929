import Inference
import Physics

/// How well the best fit describes the data, by χ² and by toys: data drawn at the best fit and fitted again.
public struct GoodnessOfFit: Sendable, Codable {
  /// The title of the fit.
  public let title: String
  /// The variant; nil for the fit as it stands.
  public let variant: String?
  /// Names all random numbers.
  public let seed: UInt64
  /// What a user should know before reading results.
  public let notes: [String]
  /// Why the numbers must not be used; nil if they may.
  public let problem: String?
  /// How many toys were drawn at each point.
  public let toys: Int
  /// How many of them, at the best fit and at the Standard Model, have no verified minimum: they are left out.
  public let failedToys: Int
  /// How the search of the best fit of the measured data ended.
  public let search: String
  /// χ² at the best fit of the measured data.
  public let chiSquared: Double
  /// How many measured numbers enter, auxiliary ones included.
  public let measuredNumbers: Int
  /// How many parameters were fitted, nuisance parameters included.
  public let fittedParameters: Int
  /// The former less the latter.
  public let degreesOfFreedom: Int
  /// The probability of a larger χ² by its distribution; nil without degrees of freedom.
  public let pValue: Double?
  /// The same, as the fraction of toys with at least this χ².
  public let pValueOfToys: EmpiricalProbability
  /// The mean χ² of the toys, which is the number of degrees of freedom where χ² is what it says.
  public let meanChiSquared: Double
  /// The standard deviation of χ² among the toys.
  public let standardDeviationOfChiSquared: Double
  /// The best fits of the toys, parameter by parameter.
  public let parameters: [ToyParameter]
  /// The pull of every measured number, those of nuisance parameters last.
  public let pulls: [ToyPull]
  /// How much better the best fit is than the Standard Model; nil where that cannot be computed.
  public let standardModel: LikelihoodRatio?

  /// A parameter among the best fits of toys.
  public struct ToyParameter: Sendable, Codable {
    /// The parameter.
    public let parameter: Parameter
    /// Its unit.
    public let unit: String
    /// Its value at the best fit of the measured data, at which the toys were drawn.
    public let bestFit: Double
    /// The edge of its range at which that lies, if it does.
    public let limit: BestFit.Edge?
    /// The mean of the toys' best fits; nil of a phase.
    public let mean: Double?
    /// Their standard deviation; nil of a phase.
    public let standardDeviation: Double?
    /// Below these lie 15.87, 50 and 84.13 % of them; empty of a phase.
    public let quantiles: [Double]
    /// The fraction of them at an edge of the range.
    public let fractionAtEdge: Double

    private enum CodingKeys: String, CodingKey {
      case parameter = "name", unit, bestFit, limit, mean, standardDeviation, quantiles, fractionAtEdge
    }
  }

  /// The pull of one measured number.
  public struct ToyPull: Sendable, Codable {
    /// The constraint; nil for the prior of a nuisance parameter.
    public let constraint: String?
    /// The observable, or the nuisance parameter.
    public let quantity: Quantity
    /// Central value and error in words; nil for a nuisance parameter.
    public let measured: String?
    /// What is predicted at the best fit; the best fit of a nuisance parameter.
    public let prediction: Double
    /// (measured − predicted)/σ.
    public let pull: Double
    /// The root mean square of this pull among the toys: below 1, for the fit follows the data.
    public let spread: Double
    /// The fraction of toys in which it is at least as far from zero.
    public let pValue: EmpiricalProbability
  }

  /// The likelihood ratio of the best fit to the Standard Model.
  public struct LikelihoodRatio: Sendable, Codable {
    /// χ² of the Standard Model, its nuisance parameters refitted.
    public let chiSquared: Double
    /// How much lower the best fit is: −2 ln of the ratio of the likelihoods.
    public let deltaChiSquared: Double
    /// How many more parameters the fit has.
    public let degreesOfFreedom: Int
    /// The distribution that Δχ² is held against, and whether it can be trusted.
    public let reference: String
    /// Whether that distribution holds for large samples; if not, only the toys count.
    public let isReferenceValid: Bool
    /// The probability of a larger Δχ² in the Standard Model, by that distribution.
    public let pValue: Double
    /// The same in standard deviations (two-sided).
    public let significance: Double
    /// The fraction of toys of the Standard Model with at least this Δχ².
    public let pValueOfToys: EmpiricalProbability
    /// The same in standard deviations; of the most that the number of toys can tell where none has so much.
    public let significanceOfToys: Double
    /// Whether no toy has so much: the significance is then a lower bound.
    public let isSignificanceBound: Bool
  }
}
