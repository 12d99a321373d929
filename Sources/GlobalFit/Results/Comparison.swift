import Foundation

/// A fit and its variants side by side.
public struct Comparison: Sendable, Encodable {
  /// The fit's title.
  public let title: String
  /// The fit as it stands first, then its variants in file order.
  public let results: [FitResult]
  /// What each variant moved, in the order of `results` without the first.
  public let shifts: [VariantShift]

  /// How a variant differs from the fit as it stands.
  public struct VariantShift: Sendable, Encodable {
    /// The variant's name.
    public let variant: String
    /// What it changes, in words.
    public let what: String
    /// The shift of every quantity of the posterior.
    public let quantities: [QuantityShift]
  }

  /// How far one quantity moved.
  public struct QuantityShift: Sendable, Encodable {
    /// The name of the quantity.
    public let quantity: String
    /// Its unit, empty for a pure number.
    public let unit: String
    /// Change of the posterior median.
    public let median: Double
    /// The same in units of the base fit's posterior standard deviation, both on the quantity's scale: for a
    /// logarithmic one ln(median/median) over the standard deviation of ln x.
    public let sigmas: Double
    /// The Monte Carlo error of `sigmas`.
    public let monteCarloErrorOfSigmas: Double
    /// Change of the best-fit value.
    public let bestFit: Double
  }

  /// Compares variants with the fit as it stands, which is the first of `results`.
  public init(title: String, results: [FitResult], variants: [Variant]) {
    self.title = title
    self.results = results
    shifts = zip(variants, results.dropFirst()).map { variant, result in
      VariantShift(
        variant: variant.name, what: variant.summary,
        quantities: results.first.map { Self.shifts(from: $0, to: result) } ?? [])
    }
  }

  private static func shifts(from base: FitResult, to other: FitResult) -> [QuantityShift] {
    zip(base.posterior.quantities, other.posterior.quantities).map { mine, theirs in
      // On a logarithmic scale a median moves by a factor.
      let isLogarithmic = mine.densityScale == "logarithmic" && theirs.densityScale == "logarithmic"
      let isPeriodic = mine.cutAt != nil
      func shift(_ old: Double, _ new: Double) -> Double {
        // the shorter way around the circle of a phase
        isPeriodic ? (new - old).remainder(dividingBy: 2 * .pi) : new - old
      }
      let moved = isLogarithmic ? log(theirs.median / mine.median) : shift(mine.median, theirs.median)
      let sigma = isLogarithmic ? mine.standardDeviationOnScale : mine.standardDeviation
      let ownError = mine.monteCarloErrorOfMedian / (isLogarithmic ? mine.median : 1)
      let otherError = theirs.monteCarloErrorOfMedian / (isLogarithmic ? theirs.median : 1)
      return QuantityShift(
        quantity: mine.quantity, unit: mine.unit, median: shift(mine.median, theirs.median),
        sigmas: moved / sigma,
        monteCarloErrorOfSigmas: (ownError * ownError + otherError * otherError).squareRoot() / sigma,
        bestFit: shift(
          base.bestFit.value(of: mine.quantity), other.bestFit.value(of: mine.quantity)))
    }
  }
}

extension BestFit {
  /// The best-fit value of a parameter or a carried prediction, by name; NaN for another name.
  public func value(of quantity: String) -> Double {
    parameters.first { $0.name == quantity }?.value ?? predictions[quantity] ?? .nan
  }
}
