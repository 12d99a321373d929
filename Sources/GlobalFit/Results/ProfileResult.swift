import Foundation
import Inference
import Physics

/// What the profile likelihood says of one quantity: intervals, and one-sided limits.
public struct ProfileResult: Sendable, Codable {
  /// The quantity.
  public let quantity: Quantity
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
  ///
  /// They are the outermost ends of all pieces: what some minimum allows is not excluded.
  public let limits: Interval
  /// The profile over all that the priors allow, where it was asked for and that has an end.
  public let curve: Curve?
  /// What could not be found out; nil if nothing is missing. What has a number stands.
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
    /// Where else χ² rises by no more: the pieces apart from this one, ascending; nil for limits, which go around all of them.
    public var others: [Piece]?
    /// Why there is no lower end; nil where there is one.
    public var noLower: MissingEnd?
    /// Why there is no upper end.
    public var noUpper: MissingEnd?
  }

  /// Why an interval has no end on one side.
  public struct MissingEnd: Sendable, Codable, Equatable {
    /// How far the profile was followed: as far as the priors allow, if nothing went wrong.
    public let reached: Double
    /// Δχ² there.
    public let deltaChiSquared: Double
    /// Whether Δχ² hardly changes over the last tenth of the way there.
    public let isFlat: Bool
    /// What went wrong; nil where the priors end.
    public let problem: String?
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
    /// How many points of the curve; nil for none, and other pieces of the intervals are then looked for along a coarse one.
    public var points: Int?
    /// Whether the curve is to be drawn: it then has the ends of the intervals, and more points where it is steep.
    public var isDrawn: Bool

    /// The intervals at these levels; with `points` the curve.
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
    let told = request.points == nil ? nil : workforce.told
    return workforce.map(wanted, quantities.count) { index in
      let part = "profile of \(quantities[index].name)"
      return profile(of: quantities[index], request, from: bestFit, seed: seed, threads: ofEach) {
        told?(WorkProgress(part: part, done: $0, total: $1).asPiece(index, of: quantities.count))
      }
    }
  }

  /// The profile likelihood of one quantity.
  ///
  /// - Parameter told: hears how many of all steps of the curve are done, on whatever thread.
  public func profile(
    of quantity: Quantity, _ request: ProfileResult.Request = .init(), from bestFit: BestFit, seed: UInt64,
    threads: Int = 1, told: (@Sendable (_ done: Int, _ steps: Int) -> Void)? = nil
  ) -> ProfileResult {
    let axis = ProfiledQuantity(quantity, of: self)
    func result<Q: DifferentiableFunction>(_ profile: ProfileLikelihood<ChiSquared, Q>) -> ProfileResult {
      var profile = profile
      profile.told = told
      return ProfileResult(axis, profile, request, threads: threads)
    }
    return switch axis.function {
    case .coordinate(let index): result(profile(over: index, from: bestFit, seed: seed))
    case .inverseScale(let function): result(profile(over: function, from: bestFit, seed: seed))
    case .observable(let function): result(profile(over: function, from: bestFit, seed: seed))
    }
  }

  /// The profile of χ² over a coordinate, sought from every minimum that the best fit's search met.
  func profile(over coordinate: Int, from bestFit: BestFit, seed: UInt64) -> ProfileLikelihood<
    ChiSquared, Coordinate
  > {
    let profile = ProfileLikelihood(
      of: ChiSquared(self), over: coordinate, within: bounds, minimum: bestFit.minimum)
    return searched(profile, from: bestFit, seed: seed)
  }

  /// The same over a function of the coordinates.
  func profile<Q: DifferentiableFunction>(over quantity: Q, from bestFit: BestFit, seed: UInt64)
    -> ProfileLikelihood<ChiSquared, Q>
  {
    let profile = ProfileLikelihood(
      of: ChiSquared(self), over: quantity, within: bounds, minimum: bestFit.minimum)
    return searched(profile, from: bestFit, seed: seed)
  }

  private func searched<Q: DifferentiableFunction>(
    _ profile: ProfileLikelihood<ChiSquared, Q>, from bestFit: BestFit, seed: UInt64
  ) -> ProfileLikelihood<ChiSquared, Q> {
    var profile = profile
    profile.seed = seed
    profile.start(from: bestFit.ends.map(\.point))
    return profile
  }
}

extension ProfileResult {
  fileprivate init<F, Q>(
    _ quantity: ProfiledQuantity, _ profile: ProfileLikelihood<F, Q>, _ request: Request, threads: Int
  ) {
    let isPeriodic = quantity.circle != nil
    let value = { quantity.value(at: $0) }
    let curve = request.points.flatMap {
      profile.curve(points: $0, isCircle: isPeriodic, threads: threads)
    }
    // Δχ² of n σ is n²; a one-sided 95 % limit is where a two-sided 90 % interval ends.
    let levels =
      request.levels.isEmpty
      ? [1.0, 4.0].map { (confidenceLevel(deltaChiSquared: $0), $0) }
      : request.levels.map { ($0, Inference.deltaChiSquared(confidence: $0)) }
    let oneSided = deltaChiSquaredAtBound(confidence: 0.95)
    // On a circle nothing lies above or below everything else.
    let regions = profile.regions(
      thresholds: levels.map(\.1) + (isPeriodic ? [] : [oneSided]), along: curve, isCircle: isPeriodic,
      threads: threads)
    let flatness = Flatness(profile)
    let first = regions[0].main
    self.quantity = quantity.quantity
    unit = quantity.unit
    bestFit = value(profile.bestFit)
    limit = first.isBestFitAtLowerEdge ? .lower : first.isBestFitAtUpperEdge ? .upper : nil
    intervals = zip(levels, regions).map { level, region in
      Interval(region, confidence: level.0, of: quantity, flatness)
    }
    limits =
      isPeriodic
      ? Interval(confidence: 0.95, deltaChiSquared: oneSided, lower: nil, upper: nil)
      : Interval(hullOf: regions[levels.count], confidence: 0.95, of: quantity, flatness)
    self.curve = curve.map { points in
      guard request.isDrawn else { return Curve(points, above: profile.minimum.value, value: value) }
      let ends = zip(levels, regions).flatMap { $1.pieces }
      let fine = profile.refined(points, withEndsOf: ends, to: CurveRefinement(), threads: threads)
      var curve = Curve(fine, above: profile.minimum.value, value: value)
      curve.unconverged = fine.filter { !$0.isConverged && !$0.value.isNaN }.map { value($0.quantity) }
      return curve
    }
    problem = regions.compactMap(\.reason).first
  }
}

extension ProfileResult.Curve {
  fileprivate init(_ points: [ProfilePoint], above minimum: Double, value: (Double) -> Double) {
    values = points.map { value($0.quantity) }
    deltaChiSquared = points.map { $0.value.isNaN ? .infinity : $0.value - minimum }
  }
}
