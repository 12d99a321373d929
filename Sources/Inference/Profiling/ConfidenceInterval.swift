/// The values of a quantity whose profile stays within a threshold of the minimum: the connected piece that
/// holds the best fit.
///
/// Further pieces beyond a barrier are not part of it; ``ProfileLikelihood/regions(thresholds:along:isCircle:threads:)``
/// finds them.
public struct ConfidenceInterval: Sendable {
  /// One end of an interval.
  public struct End: Sendable {
    /// What the end is.
    public enum Kind: Sendable, Equatable {
      /// The profile crosses the threshold here.
      case crossing
      /// The bounds of the parameters let the quantity go no further, and the profile has not reached the
      /// threshold: no limit on this side.
      case edge
      /// The profile does not reach the threshold as far as it was followed; no limit on this side.
      case open
      /// The profile could not be followed: the reason, in words.
      case failed(String)
    }

    /// What the end is.
    public let kind: Kind
    /// Where it is: the crossing, the edge, or as far as the profile was followed.
    public let quantity: Double
    /// The profiled parameters there.
    public let point: [Double]
    /// The profile above the minimum there.
    public let rise: Double
  }

  /// The quantity at the best fit; of a piece beyond a barrier, at the lowest point it was found from.
  public let bestFit: Double
  /// The rise above the minimum that bounds the interval: Δχ².
  public let threshold: Double
  /// The lower end.
  public let lowerEnd: End
  /// The upper end.
  public let upperEnd: End
  /// The best fit sits at the least value that the bounds allow the quantity: the interval is one-sided and
  /// Wilks' thresholds need ``deltaChiSquaredAtBound(confidence:)`` or toys.
  public let isBestFitAtLowerEdge: Bool
  /// The best fit sits at the greatest value that the bounds allow the quantity.
  public let isBestFitAtUpperEdge: Bool
  /// A point lower than the minimum the profile started from, met on the way: the interval then stands on the
  /// wrong minimum.
  public let lowerMinimum: ProfilePoint?
  /// How often the function was evaluated.
  public let evaluations: Int

  /// The lower limit; nil if there is none on this side.
  public var lower: Double? { lowerEnd.kind == .crossing ? lowerEnd.quantity : nil }
  /// The upper limit; nil if there is none on this side.
  public var upper: Double? { upperEnd.kind == .crossing ? upperEnd.quantity : nil }

  /// Whether both ends are what they say and the minimum stood.
  public var isConverged: Bool { reason == nil }

  /// Why the interval must not be used; nil if it may.
  public var reason: String? {
    if let lowerMinimum { return "a lower minimum was met: \(lowerMinimum.value)" }
    if case .failed(let reason) = lowerEnd.kind { return "lower end: \(reason)" }
    if case .failed(let reason) = upperEnd.kind { return "upper end: \(reason)" }
    return nil
  }
}
