import Foundation

/// A fit and its variants side by side.
public struct Comparison: Sendable, Codable {
  /// The fit's title.
  public let title: String
  /// The fit as it stands first, then its variants in file order.
  public let results: [FitResult]
  /// Where each result comes from, in the order of `results`.
  public let origins: [Origin]
  /// What each variant moved, in the order of `results` without the first.
  public let shifts: [VariantShift]
  /// For each quantity the variant that moves it most, the largest shift first.
  public let drivers: [Driver]

  /// Where a result comes from.
  public struct Origin: Sendable, Codable {
    /// How the posterior was obtained.
    public enum Way: String, Sendable, Codable {
      /// Drawn now.
      case sampled
      /// A finished run, read back.
      case kept
      /// The draws of the fit as it stands, with weights.
      case weights
      /// Another variant is the same fit.
      case same
    }

    /// How the posterior was obtained.
    public let way: Way
    /// The folder of its run; nil if none is kept.
    public let folder: String?
    /// What else there is to know: why weights were not used, or of which variant it is the same.
    public let remark: String?

    /// How a result was obtained, and where it is kept.
    public init(_ way: Way, folder: String? = nil, remark: String? = nil) {
      (self.way, self.folder, self.remark) = (way, folder, remark)
    }
  }

  /// How a variant differs from the fit as it stands.
  public struct VariantShift: Sendable, Codable {
    /// The variant's name.
    public let variant: String
    /// What it changes, in words.
    public let what: String
    /// Change of χ² at the best fit.
    public let chiSquared: Double
    /// Change of the degrees of freedom.
    public let degreesOfFreedom: Int
    /// Change of ln Z; nil where it is not known.
    public let logEvidence: Double?
    /// Its standard error.
    public let logEvidenceError: Double?
    /// Whether both have the same data, so that the change of ln Z is the ln of a Bayes factor.
    public let hasSameData: Bool
    /// The shift of every quantity of the posterior that both have.
    public let quantities: [QuantityShift]
    /// The shifts of the ends of the profile's intervals and limits.
    public let profiles: [ProfileShift]
  }

  /// How far one quantity moved.
  public struct QuantityShift: Sendable, Codable {
    /// The name of the quantity.
    public let quantity: String
    /// Its unit, empty for a pure number.
    public let unit: String
    /// Change of the posterior median; NaN, as what follows, of an angle whose 68.3 % interval is longer than half a turn in
    /// either fit.
    public let median: Double
    /// The same in units of the base fit's posterior standard deviation, both on the quantity's scale: for a
    /// logarithmic one ln(median/median) over the standard deviation of ln x.
    public let sigmas: Double
    /// The Monte Carlo error of `sigmas`.
    public let monteCarloErrorOfSigmas: Double
    /// The same in per cent of the length of the base fit's 68.3 % interval, on the quantity's scale.
    public let percentOfInterval: Double
    /// The length of the 68.3 % interval over that of the base fit, on the quantity's scale.
    public let intervalRatio: Double
    /// Change of the best-fit value.
    public let bestFit: Double
  }

  /// How far the ends of an interval or a limit from the profile likelihood moved; nil where one of the two has no end.
  public struct ProfileShift: Sendable, Codable {
    /// The name of the quantity.
    public let quantity: String
    /// Its unit, empty for a pure number.
    public let unit: String
    /// Change of the lower and the upper end of the 68.3 % interval.
    public let lower, upper: Double?
    /// Change of the one-sided limits at 95 %.
    public let lowerLimit, upperLimit: Double?
    /// The same changes in per cent of the base fit's limits.
    public let percentOfLowerLimit, percentOfUpperLimit: Double?
  }

  /// The variant that moves a quantity most.
  public struct Driver: Sendable, Codable {
    /// The name of the quantity.
    public let quantity: String
    /// Its unit, empty for a pure number.
    public let unit: String
    /// The variant's name.
    public let variant: String
    /// Change of the posterior median.
    public let median: Double
    /// The same in standard deviations, see ``QuantityShift/sigmas``.
    public let sigmas: Double
    /// The Monte Carlo error of `sigmas`.
    public let monteCarloErrorOfSigmas: Double
    /// The same in per cent of the interval.
    public let percentOfInterval: Double
  }

  /// Compares variants with the fit as it stands, which is the first of `results`.
  public init(title: String, results: [FitResult], origins: [Origin], variants: [Variant]) {
    self.title = title
    self.results = results
    self.origins = origins
    let shifts = zip(variants, results.dropFirst()).map { variant, result in
      VariantShift(variant, from: results[0], to: result)
    }
    self.shifts = shifts
    drivers = (results.first?.posterior.quantities ?? []).compactMap { quantity in
      Self.driver(of: quantity.quantity, in: shifts)
    }.sorted { $0.sigmas.magnitude > $1.sigmas.magnitude }
  }

  private static func driver(of quantity: String, in shifts: [VariantShift]) -> Driver? {
    var largest: Driver?
    for shift in shifts {
      for own in shift.quantities where own.quantity == quantity && own.sigmas.isFinite {
        guard own.sigmas.magnitude > largest?.sigmas.magnitude ?? -1 else { continue }
        largest = Driver(
          quantity: quantity, unit: own.unit, variant: shift.variant, median: own.median, sigmas: own.sigmas,
          monteCarloErrorOfSigmas: own.monteCarloErrorOfSigmas, percentOfInterval: own.percentOfInterval)
      }
    }
    return largest
  }
}

extension Comparison.VariantShift {
  fileprivate init(_ variant: Variant, from base: FitResult, to other: FitResult) {
    (self.variant, what) = (variant.name, variant.summary)
    chiSquared = other.bestFit.chiSquared - base.bestFit.chiSquared
    degreesOfFreedom = other.bestFit.degreesOfFreedom - base.bestFit.degreesOfFreedom
    if let weighting = other.posterior.weighting {
      // the draws are the same: what is not known of the one evidence is not known of the other either
      (logEvidence, logEvidenceError) = (weighting.logEvidenceRatio, weighting.logEvidenceRatioError)
    } else if let mine = base.posterior.logEvidence, let theirs = other.posterior.logEvidence {
      logEvidence = theirs.value - mine.value
      logEvidenceError = (mine.error * mine.error + theirs.error * theirs.error).squareRoot()
    } else {
      (logEvidence, logEvidenceError) = (nil, nil)
    }
    hasSameData = base.constraints == other.constraints
    quantities = base.posterior.quantities.compactMap { mine in
      other.posterior.quantities.first { $0.quantity == mine.quantity }.map { theirs in
        Comparison.QuantityShift(
          from: mine, to: theirs, bestFit: base.bestFit.value(of: mine.quantity),
          other.bestFit.value(of: mine.quantity))
      }
    }
    profiles = base.profiles.compactMap { mine in
      guard mine.problem == nil,
        let theirs = other.profiles.first(where: { $0.quantity == mine.quantity && $0.problem == nil })
      else { return nil }
      return Comparison.ProfileShift(from: mine, to: theirs)
    }
  }
}

extension Comparison.QuantityShift {
  fileprivate init(
    from mine: QuantityPosterior, to theirs: QuantityPosterior, bestFit before: Double, _ after: Double
  ) {
    // On a logarithmic scale a median moves by a factor.
    let isLogarithmic = mine.densityScale == "logarithmic" && theirs.densityScale == "logarithmic"
    let isPeriodic = mine.cutAt != nil
    func shift(_ old: Double, _ new: Double) -> Double {
      // the shorter way around the circle of a phase
      isPeriodic ? (new - old).remainder(dividingBy: 2 * .pi) : new - old
    }
    func length(_ quantity: QuantityPosterior) -> Double {
      guard let interval = quantity.equalTailed.first else { return .nan }
      if isLogarithmic { return log(interval.upper / interval.lower) }
      let length = interval.upper - interval.lower
      return isPeriodic && length < 0 ? length + 2 * .pi : length
    }
    // an angle that may be anything has no place to move from
    let isLost = isPeriodic && !(max(length(mine), length(theirs)) < .pi)
    let moved = isLogarithmic ? log(theirs.median / mine.median) : shift(mine.median, theirs.median)
    let sigma = isLogarithmic ? mine.standardDeviationOnScale : mine.standardDeviation
    let ownError = mine.monteCarloErrorOfMedian / (isLogarithmic ? mine.median : 1)
    let otherError = theirs.monteCarloErrorOfMedian / (isLogarithmic ? theirs.median : 1)
    (quantity, unit) = (mine.quantity, mine.unit)
    median = isLost ? .nan : shift(mine.median, theirs.median)
    sigmas = isLost ? .nan : moved / sigma
    monteCarloErrorOfSigmas = (ownError * ownError + otherError * otherError).squareRoot() / sigma
    percentOfInterval = isLost ? .nan : 100 * moved / length(mine)
    intervalRatio = length(theirs) / length(mine)
    bestFit = shift(before, after)
  }
}

extension Comparison.ProfileShift {
  fileprivate init(from mine: ProfileResult, to theirs: ProfileResult) {
    func shift(_ old: Double?, _ new: Double?) -> Double? {
      guard let old, let new else { return nil }
      return new - old
    }
    func percent(_ old: Double?, _ new: Double?) -> Double? {
      guard let old, let new, old != 0 else { return nil }
      return 100 * (new / old - 1)
    }
    (quantity, unit) = (mine.quantity, mine.unit)
    lower = shift(mine.intervals.first?.lower, theirs.intervals.first?.lower)
    upper = shift(mine.intervals.first?.upper, theirs.intervals.first?.upper)
    lowerLimit = shift(mine.limits.lower, theirs.limits.lower)
    upperLimit = shift(mine.limits.upper, theirs.limits.upper)
    percentOfLowerLimit = percent(mine.limits.lower, theirs.limits.lower)
    percentOfUpperLimit = percent(mine.limits.upper, theirs.limits.upper)
  }
}

extension BestFit {
  /// The best-fit value of a parameter or a carried prediction, by name; NaN for another name.
  public func value(of quantity: String) -> Double {
    parameters.first { $0.name == quantity }?.value ?? predictions[quantity] ?? evaluation.parameters[
      quantity]
      ?? .nan
  }
}
