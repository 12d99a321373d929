import Foundation
import Inference
import Physics

/// What the profile likelihood says of one quantity: intervals, and one-sided limits.
public struct ProfileResult: Sendable, Encodable {
  /// The name of the quantity.
  public let quantity: String
  /// Its unit, empty for a pure number.
  public let unit: String
  /// The quantity at the best fit.
  public let bestFit: Double
  /// The edge of what the priors allow at which the best fit sits, if it does: intervals are then one-sided.
  public let limit: BestFit.Edge?
  /// Two-sided intervals at 68.27 and 95.45 % (Δχ² = 1 and 4, one parameter, Wilks).
  public let intervals: [Interval]
  /// One-sided limits at 95 % (Δχ² = 2.706): the value that the data exclude on each side, where they do; none for a
  /// periodic parameter.
  public let limits: Interval
  /// Why the numbers must not be used; nil if they may.
  public let problem: String?

  /// An interval or a pair of limits; an end is nil where the data give none inside the priors.
  public struct Interval: Sendable, Encodable {
    /// The confidence level, by Wilks for one parameter.
    public let confidence: Double
    /// The rise of χ² at the ends.
    public let deltaChiSquared: Double
    /// The lower end; of a periodic parameter above the upper one if the interval goes across the ends of its range.
    public let lower: Double?
    /// The upper end.
    public let upper: Double?
  }
}

extension Problem {
  /// Profiles every quantity that the fit asks for, in the order of the fit file.
  public func profiles(from bestFit: BestFit, seed: UInt64, threads: Int) -> [ProfileResult] {
    profiles(of: fit.profile, from: bestFit, seed: seed, threads: threads)
  }

  /// Profiles these quantities, in their order.
  public func profiles(of quantities: [Quantity], from bestFit: BestFit, seed: UInt64, threads: Int)
    -> [ProfileResult]
  {
    parallelMap(quantities.count, threads: threads) { index in
      profile(of: quantities[index], from: bestFit, seed: seed)
    }
  }

  /// The profile likelihood of one quantity.
  public func profile(of quantity: Quantity, from bestFit: BestFit, seed: UInt64) -> ProfileResult {
    if case .parameter(let parameter) = quantity,
      let index = free.firstIndex(where: { $0.parameter == parameter })
    {
      let scale = free[index].density.scale
      let circle = free[index].isPeriodic ? free[index].prior.support : nil
      let profile = ProfileLikelihood(
        of: ChiSquared(self), over: index, within: bounds, minimum: bestFit.minimum)
      return ProfileResult(quantity, profile, seed: seed, isPeriodic: circle != nil) {
        circle?.wrapping(scale.value(at: $0)) ?? scale.value(at: $0)
      }
    }
    if reachesZeroCoupling, quantity == .observable(.symmetryBreakingScale) {
      let profile = ProfileLikelihood(
        of: ChiSquared(self), over: InverseScaleFunction(self), within: bounds, minimum: bestFit.minimum)
      return ProfileResult(quantity, profile, seed: seed) { -1 / $0 }
    }
    let isLogarithmic = quantity.isScale && !reachesZeroCoupling
    // Tolerances are absolute: the quantity is counted in what it changes by over the prior.
    let unit = isLogarithmic ? 1 : spread(of: QuantityFunction(quantity, of: self))
    let function = QuantityFunction(quantity, of: self, isLogarithmic: isLogarithmic, unit: unit)
    let profile = ProfileLikelihood(
      of: ChiSquared(self), over: function, within: bounds, minimum: bestFit.minimum)
    return ProfileResult(quantity, profile, seed: seed) { unit * (isLogarithmic ? exp($0) : $0) }
  }

  /// Whether g′ can be zero: a logarithm ends there, and with it v_Φ.
  var reachesZeroCoupling: Bool {
    (free.first { $0.parameter == .gPrime }?.prior.support.lowerBound ?? fixed[.gPrime] ?? 0) <= 0
  }

  /// The median size of a quantity's deviations from its median over the prior; 1 if it is the same everywhere.
  func spread(of function: QuantityFunction) -> Double {
    let values = lowDiscrepancyPoints(33, dimension: free.count, seed: 1).map { point in
      function.value(at: coordinates(atPriorQuantiles: point).span)
    }.filter(\.isFinite).sorted()
    guard !values.isEmpty else { return 1 }
    let median = values[values.count / 2]
    let deviations = values.map { abs($0 - median) }.sorted()
    let spread = deviations[deviations.count / 2]
    return spread > 0 ? spread : 1
  }
}

extension ProfileResult {
  /// - Parameter value: from what was profiled (a coordinate, a logarithm) to the quantity itself; increasing.
  fileprivate init<F, Q>(
    _ quantity: Quantity, _ profile: ProfileLikelihood<F, Q>, seed: UInt64, isPeriodic: Bool = false,
    value: (Double) -> Double
  ) {
    var profile = profile
    profile.seed = seed
    func interval(_ confidence: Double, _ deltaChiSquared: Double) -> (Interval, ConfidenceInterval) {
      let found = profile.interval(threshold: deltaChiSquared)
      return (
        Interval(
          confidence: confidence, deltaChiSquared: deltaChiSquared, lower: found.lower.map(value),
          upper: found.upper.map(value)), found
      )
    }
    // Δχ² of n σ is n²; a one-sided 95 % limit is where a two-sided 90 % interval ends.
    let (one, oneFound) = interval(confidenceLevel(deltaChiSquared: 1), 1)
    let (two, twoFound) = interval(confidenceLevel(deltaChiSquared: 4), 4)
    // On a circle nothing lies above or below everything else.
    let level = deltaChiSquaredAtBound(confidence: 0.95)
    let oneSided = isPeriodic ? nil : interval(0.95, level)
    self.quantity = quantity.name
    unit = quantity.unit
    bestFit = value(oneFound.bestFit)
    limit = oneFound.isBestFitAtLowerEdge ? .lower : oneFound.isBestFitAtUpperEdge ? .upper : nil
    intervals = [one, two]
    limits = oneSided?.0 ?? Interval(confidence: 0.95, deltaChiSquared: level, lower: nil, upper: nil)
    problem = oneFound.reason ?? twoFound.reason ?? oneSided?.1.reason
  }
}

extension Quantity {
  /// Whether it is a positive scale that is explored and read off on a logarithmic axis.
  var isScale: Bool {
    switch self {
    case .observable(.symmetryBreakingScale), .observable(.zPrimeWidth): true
    default: false
    }
  }
}
