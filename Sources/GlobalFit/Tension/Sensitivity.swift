import Inference
import Physics

/// What each constraint taught, and what the posterior depends on: each prior and each constraint a little stronger or weaker.
public struct Sensitivity: Sendable, Encodable {
  /// The fit's title.
  public let title: String
  /// The variant; nil for the fit as it stands.
  public let variant: String?
  /// Names all random numbers.
  public let seed: UInt64
  /// How many draws were weighted.
  public let draws: Int
  /// What everything together taught, in nats; nil if the evidence is not known.
  public let information: Estimate?
  /// What is looked at.
  public let quantities: [Answer]
  /// Each constraint, in the order of the fit file.
  public let constraints: [Constraint]
  /// Each prior, in the order of the fit file.
  public let priors: [Factor<Parameter>]
  /// Why numbers must not be used, a sentence each; empty if they may.
  public let problems: [String]

  /// How a quantity answers to all priors, and to all data.
  public struct Answer: Sendable, Encodable {
    /// The quantity.
    public let quantity: Quantity
    /// To all priors that are no measurements; nil if that is not known.
    public let toPriors: Estimate?
    /// To all constraints and the informative priors of nuisance parameters; nil if that is not known.
    public let toData: Estimate?
    /// What to make of it; nil where there is nothing to say.
    public var verdict: Verdict? {
      guard let toPriors, let toData, toPriors.value >= PowerScaling.notable else { return nil }
      return toData.value >= PowerScaling.notable ? .conflict : .priorDominates
    }

    private enum CodingKeys: String, CodingKey { case quantity = "name", toPriors, toData, verdict }

    /// Encodes the verdict too.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(quantity, forKey: .quantity)
      try container.encodeIfPresent(toPriors, forKey: .toPriors)
      try container.encodeIfPresent(toData, forKey: .toData)
      try container.encodeIfPresent(verdict, forKey: .verdict)
    }
  }

  /// Which of both a quantity follows.
  public enum Verdict: String, Sendable, Encodable {
    /// It follows both: they may disagree.
    case conflict = "prior and data both matter"
    /// It follows the priors only.
    case priorDominates = "the prior decides"
  }

  /// One factor of the posterior: a constraint by its name, or the prior of a parameter.
  public struct Factor<Owner: Sendable & Encodable>: Sendable, Encodable {
    /// Whose factor it is.
    public let owner: Owner
    /// The shape of the tail of the weights; above 0.7 there are no sensitivities.
    public let paretoShape: Double
    /// How each quantity answers, in the order of ``Sensitivity/quantities``; nil where that is not known.
    public let sensitivities: [Estimate?]

    private enum CodingKeys: String, CodingKey { case owner = "name", paretoShape, sensitivities }
  }

  /// One constraint.
  public struct Constraint: Sendable, Encodable {
    /// Its sensitivities.
    public let scaling: Factor<String>
    /// D, in nats, from the posterior without it to the one with it.
    public let information: Estimate
    /// The shape of the tail of the weights that stand for the posterior without it; nil if that was sampled.
    public let paretoShape: Double?
  }
}
