import Physics

/// A free parameter of a problem: its prior, and the scale on which it is explored.
public struct FreeParameter: Sendable {
  /// Which parameter.
  public let parameter: Parameter
  /// Its prior density.
  public let prior: Prior
  /// Whether it is not of interest; an informative prior then counts as an auxiliary measurement in χ².
  public let isNuisance: Bool
  /// Whether the ends of its range are one and the same.
  public let isPeriodic: Bool
  let density: PriorDensity

  init(parameter: Parameter, prior: Prior, isNuisance: Bool, isPeriodic: Bool) {
    self.parameter = parameter
    self.prior = prior
    self.isNuisance = isNuisance
    self.isPeriodic = isPeriodic
    density = PriorDensity(prior)
  }

  /// The values between which the fit looks: the prior's range, or its tails where it has no end.
  public var reach: ClosedRange<Double> { prior.reach }

  /// The circle that its coordinate lies on; nil if it is not periodic.
  var cycle: ClosedRange<Double>? { isPeriodic ? density.bounds : nil }

  /// Whether the prior enters χ² and counts as a measured number.
  public var isAuxiliaryMeasurement: Bool { isNuisance && prior.isInformative }
}
