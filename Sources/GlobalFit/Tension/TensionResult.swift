import Inference
import Physics

/// Whether groups of constraints agree with one another.
public struct TensionResult: Sendable, Encodable {
  /// The fit's title.
  public let title: String
  /// The variant; nil for the fit as it stands.
  public let variant: String?
  /// Names all random numbers.
  public let seed: UInt64
  /// Each pair of groups.
  public let comparisons: [Comparison]
  /// Why numbers must not be used, a sentence each; empty if they may.
  public let problems: [String]

  /// Two groups of constraints.
  public struct Comparison: Sendable, Encodable {
    /// One group.
    public let first: Group
    /// The other.
    public let second: Group
    /// Both together.
    public let joint: Group
    /// By how much χ² rises when one point has to describe both.
    public let goodnessOfFit: ParameterGoodnessOfFit
    /// ln R = ln Z_AB − ln Z_A − ln Z_B.
    public let logEvidenceRatio: Estimate
    /// ln I = D_A + D_B − D_AB in nats.
    public let sharedInformation: Estimate
    /// ln S = ln R − ln I.
    public let logSuspiciousness: Estimate
    /// d = d_A + d_B − d_AB.
    public let dimensionality: Estimate
    /// The probability of at least this much disagreement by chance; nil if the groups constrain nothing in common.
    public let pValue: Estimate?
    /// The same as standard deviations, two-sided.
    public let significance: Double?
    /// How far apart the posterior means are.
    public let shift: Shift
    /// What to know before reading the numbers, a sentence each.
    public let remarks: [String]
  }

  /// What a group says by itself.
  public struct Group: Sendable, Encodable {
    /// The names of its constraints.
    public let constraints: [String]
    /// How many measured numbers they hold.
    public let measuredNumbers: Int
    /// χ² at its best fit.
    public let chiSquared: Double
    /// ln Z.
    public let logEvidence: Estimate
    /// D, in nats: what it teaches beyond the priors.
    public let information: Estimate
    /// How many directions it constrains.
    public let dimensionality: Estimate
  }

  /// The parameter goodness of fit: χ²_min(A and B) − χ²_min(A) − χ²_min(B), of as many degrees of freedom as there are
  /// combinations of parameters on which both depend.
  ///
  /// Informative priors of nuisance parameters are measurements. Where only one group depends on the parameter the measurement
  /// belongs to it; where both do it is a group of its own, whose χ² alone is 0.
  ///
  /// Source: M. Maltoni, T. Schwetz, arXiv:hep-ph/0304176.
  public struct ParameterGoodnessOfFit: Sendable, Encodable {
    /// The rise of χ².
    public let deltaChiSquared: Double
    /// P_A + P_B − P_AB, where P counts the combinations of parameters on which predictions depend.
    public let degreesOfFreedom: Int
    /// The probability of a larger rise; nil without degrees of freedom.
    public let pValue: Double?
    /// The same as standard deviations, two-sided.
    public let significance: Double?
  }

  /// The distance of the posterior means.
  public struct Shift: Sendable, Encodable {
    /// The free parameters of which both groups say something: (mean of the first − mean of the second)/σ, on the scales of the
    /// priors.
    public let parameters: [ParameterShift]
    /// The directions of which both groups say something.
    public let directions: Int
    /// The squared distance in them together.
    public let distance: Estimate
    /// The probability of a larger one; nil if there is no direction.
    public let pValue: Estimate?
    /// The same as standard deviations, two-sided.
    public let significance: Double?
  }

  /// One parameter.
  public struct ParameterShift: Sendable, Encodable {
    /// The parameter.
    public let parameter: Parameter
    /// The shift in σ.
    public let shift: Estimate

    private enum CodingKeys: String, CodingKey { case parameter = "name", shift }
  }
}
