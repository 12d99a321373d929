import CGSL

/// A peak that is known beforehand and that no draw comes near.
public struct MissedPeak: Sendable {
  /// Where it is.
  public let place: [Double]
  /// By how much ln p is higher there than at the highest draw.
  public let rise: Double

  /// The highest of the known peaks of a density, if it lies farther above all draws than chance allows; nil if not, or if
  /// there are no peaks or no draws.
  ///
  /// - Parameters:
  ///   - knownPeaks: coordinates of the peaks.
  ///   - highest: the largest ln p of a draw.
  ///   - effectiveDraws: how many independent draws there are.
  public init?(
    of knownPeaks: [[Double]], byDrawsUpTo highest: Double?, worth effectiveDraws: Double,
    on density: some LogDensity
  ) {
    guard let highest else { return nil }
    let heights = knownPeaks.map { density.logDensity(at: $0.span).asLogDensity }
    guard let top = heights.max(), let number = heights.firstIndex(of: top),
      top - highest > Self.mostBelowTop(dimension: density.dimension, effectiveDraws: effectiveDraws)
    else { return nil }
    (place, rise) = (knownPeaks[number], top - highest)
  }

  /// How far below the top of a peak the highest of so many independent draws may lie.
  ///
  /// From the top of a normal peak down to a draw, ln p falls by χ²/2 of D degrees of freedom. The least of n such falls
  /// exceeds the quantile at 7/n with a chance of e⁻⁷. Twice that, and five more, allows for peaks with edges and cusps.
  public static func mostBelowTop(dimension: Int, effectiveDraws: Double) -> Double {
    guard dimension > 0 else { return .infinity }
    let probability = min(0.999, 7 / max(1, effectiveDraws))
    return gsl_cdf_chisq_Pinv(probability, Double(dimension)) + 5
  }
}
