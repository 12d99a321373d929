import Foundation
import Inference
import Physics

/// What the profile likelihood says of one quantity: intervals, and one-sided limits.
public struct ProfileResult: Sendable, Codable {
  /// The name of the quantity.
  public let quantity: String
  /// Its unit, empty for a pure number.
  public let unit: String
  /// The quantity at the best fit.
  public let bestFit: Double
  /// The edge of what the priors allow at which the best fit sits, if it does: intervals are then one-sided.
  public let limit: BestFit.Edge?
  /// Two-sided intervals, by default at 68.27 and 95.45 % (Δχ² = 1 and 4, one parameter, Wilks).
  public let intervals: [Interval]
  /// One-sided limits at 95 % (Δχ² = 2.706): the value that the data exclude on each side, where they do; none for a
  /// periodic parameter.
  public let limits: Interval
  /// The profile over all that the priors allow, where it was asked for and that has an end.
  public let curve: Curve?
  /// Why the numbers must not be used; nil if they may.
  public let problem: String?

  /// Δχ² at values of the quantity, ascending.
  public struct Curve: Sendable, Codable {
    /// The values, evenly spaced on the scale on which the quantity is explored, the best fit among them; for drawing closer where
    /// the curve is steep, and with the ends of the intervals.
    public let values: [Double]
    /// Δχ² there; infinite where nothing allowed gives the value.
    public let deltaChiSquared: [Double]
    /// Values of the quantity where the fit of the other parameters did not converge; only for drawing.
    public var unconverged: [Double]?
  }

  /// An interval or a pair of limits; an end is nil where the data give none inside the priors.
  public struct Interval: Sendable, Codable {
    /// The confidence level, by Wilks for one parameter.
    public let confidence: Double
    /// The rise of χ² at the ends.
    public let deltaChiSquared: Double
    /// The lower end; of a periodic parameter above the upper one if the interval goes across the ends of its range.
    public let lower: Double?
    /// The upper end.
    public let upper: Double?
    /// Where else χ² rises by no more: the pieces apart from this one, ascending; nil where they were not looked for.
    public var others: [Piece]?
  }

  /// A piece of a confidence region that does not hold the best fit; an end is nil where the priors end.
  public struct Piece: Sendable, Codable, Equatable {
    /// The lower end.
    public let lower: Double?
    /// The upper end.
    public let upper: Double?
  }

  /// What is to be found out besides the interval around the best fit.
  public struct Request: Sendable {
    /// The confidence levels of the intervals; those of one and two standard deviations if there are none.
    public var levels: [Double]
    /// How many points of the curve, from which other pieces of the intervals are looked for too; nil for neither.
    public var points: Int?
    /// Whether the curve is to be drawn: it then has the ends of the intervals, and more points where it is steep.
    public var isDrawn: Bool

    /// The intervals at these levels; with `points` the curve and the other pieces.
    public init(levels: [Double] = [], points: Int? = nil, isDrawn: Bool = false) {
      self.levels = levels
      self.points = points
      self.isDrawn = isDrawn
    }
  }
}

extension Problem {
  /// Profiles every quantity that the fit asks for, in the order of the fit file.
  public func profiles(from bestFit: BestFit, seed: UInt64, by workforce: Workforce) -> [ProfileResult] {
    profiles(of: fit.profile, from: bestFit, seed: seed, by: workforce)
  }

  /// Profiles these quantities, in their order.
  public func profiles(
    of quantities: [Quantity], _ request: ProfileResult.Request = .init(), from bestFit: BestFit,
    seed: UInt64, by workforce: Workforce
  ) -> [ProfileResult] {
    // a curve has many points to share out; the search of an end has not
    let ofEach = request.points == nil ? 1 : workforce.threads
    var workforce = workforce.part("profiles")
    if request.points != nil { workforce.threads = 1 }
    let wanted =
      "\(quantities.map(\.name)) \(request.levels) \(request.points ?? 0)\(request.isDrawn ? " drawn" : "")"
    return workforce.map(wanted, quantities.count) { index in
      profile(of: quantities[index], request, from: bestFit, seed: seed, threads: ofEach)
    }
  }

  /// The profile likelihood of one quantity.
  public func profile(
    of quantity: Quantity, _ request: ProfileResult.Request = .init(), from bestFit: BestFit, seed: UInt64,
    threads: Int = 1
  ) -> ProfileResult {
    if case .parameter(let parameter) = quantity,
      let index = free.firstIndex(where: { $0.parameter == parameter })
    {
      let scale = free[index].density.scale
      let circle = free[index].isPeriodic ? free[index].prior.support : nil
      let profile = ProfileLikelihood(
        of: ChiSquared(self), over: index, within: bounds, minimum: bestFit.minimum)
      return ProfileResult(
        quantity, profile, request, seed: seed, threads: threads, isPeriodic: circle != nil
      ) {
        circle?.wrapping(scale.value(at: $0)) ?? scale.value(at: $0)
      }
    }
    if reachesZeroCoupling, quantity == .observable(.symmetryBreakingScale) {
      let profile = ProfileLikelihood(
        of: ChiSquared(self), over: InverseScaleFunction(self), within: bounds, minimum: bestFit.minimum)
      return ProfileResult(quantity, profile, request, seed: seed, threads: threads) { -1 / $0 }
    }
    let isLogarithmic = quantity.isScale && !reachesZeroCoupling
    // Tolerances are absolute: the quantity is counted in what it changes by over the prior.
    let unit = isLogarithmic ? 1 : spread(of: QuantityFunction(quantity, of: self))
    let function = QuantityFunction(quantity, of: self, isLogarithmic: isLogarithmic, unit: unit)
    let profile = ProfileLikelihood(
      of: ChiSquared(self), over: function, within: bounds, minimum: bestFit.minimum)
    return ProfileResult(quantity, profile, request, seed: seed, threads: threads) {
      unit * (isLogarithmic ? exp($0) : $0)
    }
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
    _ quantity: Quantity, _ profile: ProfileLikelihood<F, Q>, _ request: Request, seed: UInt64, threads: Int,
    isPeriodic: Bool = false, value: (Double) -> Double
  ) {
    var profile = profile
    profile.seed = seed
    let curve = request.points.flatMap {
      profile.curve(points: $0, isCircle: isPeriodic, threads: threads)
    }
    func interval(_ confidence: Double, _ deltaChiSquared: Double) -> (Interval, ConfidenceInterval) {
      let pieces =
        curve.map { profile.intervals(threshold: deltaChiSquared, along: $0, isCircle: isPeriodic) }
        ?? [profile.interval(threshold: deltaChiSquared)]
      let found = pieces[0]
      var interval = Interval(
        confidence: confidence, deltaChiSquared: deltaChiSquared, lower: found.lower.map(value),
        upper: found.upper.map(value))
      if curve != nil {
        interval.others = pieces.dropFirst().map {
          Piece(lower: $0.lower.map(value), upper: $0.upper.map(value))
        }
      }
      return (interval, pieces.first { !$0.isConverged } ?? found)
    }
    // Δχ² of n σ is n²; a one-sided 95 % limit is where a two-sided 90 % interval ends.
    let levels =
      request.levels.isEmpty
      ? [1.0, 4.0].map { (confidenceLevel(deltaChiSquared: $0), $0) }
      : request.levels.map { ($0, Inference.deltaChiSquared(confidence: $0)) }
    let found = levels.map { interval($0.0, $0.1) }
    // On a circle nothing lies above or below everything else.
    let level = deltaChiSquaredAtBound(confidence: 0.95)
    let oneSided = isPeriodic ? nil : profile.interval(threshold: level)
    let first = found[0].1
    self.quantity = quantity.name
    unit = quantity.unit
    bestFit = value(profile.bestFit)
    limit = first.isBestFitAtLowerEdge ? .lower : first.isBestFitAtUpperEdge ? .upper : nil
    intervals = found.map(\.0)
    limits = Interval(
      confidence: 0.95, deltaChiSquared: level, lower: oneSided?.lower.map(value),
      upper: oneSided?.upper.map(value))
    self.curve = curve.map { points in
      guard request.isDrawn else { return Curve(points, above: profile.minimum.value, value: value) }
      let fine = profile.refined(
        points, withEndsOf: found.map(\.1), to: CurveRefinement(), threads: threads)
      let isLost = { (point: ProfilePoint) in !point.isConverged && point.stopReason != .infeasible }
      var curve = Curve(fine, above: profile.minimum.value, value: value)
      curve.unconverged = fine.filter(isLost).map { value($0.quantity) }
      return curve
    }
    problem = found.compactMap(\.1.reason).first ?? oneSided?.reason
  }
}

extension ProfileResult.Curve {
  fileprivate init(_ points: [ProfilePoint], above minimum: Double, value: (Double) -> Double) {
    values = points.map { value($0.quantity) }
    deltaChiSquared = points.map { $0.isConverged ? $0.value - minimum : .infinity }
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
