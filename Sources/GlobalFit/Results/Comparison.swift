/// A fit and its variants side by side.
public struct Comparison: Sendable, Codable {
  /// The fit's title.
  public let title: String
  /// The fit as it stands first, then its variants in file order.
  public let results: [FitResult]
  /// Where each result comes from, in the order of `results`.
  public private(set) var origins: [Origin]
  /// What each variant moved, in the order of `results` without the first.
  public let shifts: [VariantShift]
  /// For each quantity the variant that moves it most, the largest shift first.
  public let drivers: [Driver]

  /// The same without what differs from one time that it is made to the next: which runs were there already, where they lie, and
  /// why others were made.
  public var lasting: Comparison {
    var other = self
    other.origins = origins.map { origin in
      Origin(origin.way == .kept ? .sampled : origin.way, remark: origin.way == .same ? origin.remark : nil)
    }
    return other
  }

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
    /// Change of the p-value; nil where one of the two has none.
    public let pValue: Double?
    /// Change of ln Z; nil where it is not known.
    public let logEvidence: Double?
    /// Its standard error.
    public let logEvidenceError: Double?
    /// Whether both have the same data, so that the change of ln Z is the ln of a Bayes factor: the same constraints, and the
    /// same informative priors of nuisance parameters. How theory errors are treated is no part of the data.
    public let hasSameData: Bool
    /// The shift of every quantity of the posterior that both have.
    public let quantities: [QuantityShift]
    /// The shifts of the ends of the profile's intervals and limits.
    public let profiles: [ProfileShift]
  }

  /// How far a number moved.
  public struct Shift: Sendable, Codable {
    /// The difference, in the unit of the quantity; of a phase the shorter way around.
    public let difference: Double
    /// The same in standard deviations, on the quantity's scale; nil where the fit as it stands has none.
    public let sigmas: Double?
    /// The same in per cent of the length of the 68.3 % interval, on the quantity's scale; nil where the fit as it stands has
    /// none.
    public let percentOfInterval: Double?
  }

  /// How far the ends of an interval, or limits on either side, moved; nil where one of the two fits has no such end.
  public struct EndShifts: Sendable, Codable {
    /// The probability, or the confidence level, of the interval; of limits that of each by itself.
    public let level: Double
    /// The lower end.
    public let lower: Shift?
    /// The upper end.
    public let upper: Shift?
  }

  /// How far one quantity moved.
  public struct QuantityShift: Sendable, Codable {
    /// The quantity.
    public let quantity: Quantity
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
    /// The same in standard deviations of the posterior, and in per cent of its 68.3 % interval.
    public let bestFitInSigmas, bestFitInPercentOfInterval: Double?
    /// The ends of the equal-tailed intervals.
    public let equalTailed: [EndShifts]
    /// The ends of the regions of highest density that are one interval in both fits.
    public let highestDensity: [EndShifts]
    /// The one-sided limits at 95 %; nil for a phase, which has none.
    public let limits: EndShifts?
  }

  /// How far the ends of an interval or a limit from the profile likelihood moved; nil where one of the two has no end. A standard
  /// deviation is half the 68.3 % interval, or all of it where the best fit sits at an edge of its range.
  public struct ProfileShift: Sendable, Codable {
    /// The quantity.
    public let quantity: Quantity
    /// Its unit, empty for a pure number.
    public let unit: String
    /// Change of the lower and the upper end of the 68.3 % interval.
    public let lower, upper: Double?
    /// Change of the one-sided limits at 95 %.
    public let lowerLimit, upperLimit: Double?
    /// The same changes in per cent of the base fit's limits.
    public let percentOfLowerLimit, percentOfUpperLimit: Double?
    /// The best-fit value; nil where both sit at the same end of the range.
    public let bestFit: Shift?
    /// The ends of the intervals at 68.3 and 95.4 %.
    public let intervals: [EndShifts]
    /// The one-sided limits at 95 %.
    public let limits: EndShifts
  }

  /// The variant that moves a quantity most.
  public struct Driver: Sendable, Codable {
    /// The quantity.
    public let quantity: Quantity
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

  /// Compares variants with the fit as it stands, which is the first of `results`, and of `problems`.
  public init(
    title: String, results: [FitResult], origins: [Origin], variants: [Variant], problems: [Problem]
  ) {
    self.title = title
    self.results = results
    self.origins = origins
    let pairs = zip(zip(variants, problems.dropFirst()), results.dropFirst())
    let shifts = pairs.map { changed, result in
      VariantShift(
        changed.0, from: results[0], to: result, hasSameData: changed.1.hasSameData(as: problems[0]))
    }
    self.shifts = shifts
    drivers = (results.first?.posterior.quantities ?? []).compactMap { quantity in
      Self.driver(of: quantity.quantity, in: shifts)
    }.sorted { $0.sigmas.magnitude > $1.sigmas.magnitude }
  }

  private static func driver(of quantity: Quantity, in shifts: [VariantShift]) -> Driver? {
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

extension BestFit {
  /// The best-fit value of a parameter or a carried prediction; NaN of another quantity.
  public func value(of quantity: Quantity) -> Double {
    let value =
      switch quantity {
      case .parameter(let parameter):
        parameters.first { $0.parameter == parameter }?.value ?? evaluation.parameters[parameter]
      case .observable(let observable): predictions[observable]
      }
    return value ?? .nan
  }
}
