import Foundation

/// By how much ends of regions of highest density fluctuate from one set of draws to another.
///
/// A quantile is fixed by a mass, and fluctuates as masses do. An end of highest density lies where the density has some level: it
/// fluctuates as densities do, the more the flatter the density is there, and so more than the quantile at its place.
extension MarginalDensity {
  /// The Monte Carlo standard errors of the lower and the upper end of each piece of a ``region(holding:)``; nil of an end at an edge
  /// of the axis, which is where it is.
  ///
  /// To first order in fluctuations δ_i of the density at the ends e_i and δP of the mass inside, with slopes f′_i and level λ, the
  /// level moves by dλ = Σ w_i δ_i + δP/(λW) and an end by (dλ − δ_i)/f′_i, where W = Σ 1/|f′_i|, w_i = 1/(|f′_i| W). The smoothed
  /// density has ⟨δ_i²⟩ = λ/(2√π n h), B. W. Silverman, Density Estimation (1986), sec. 3.3; ⟨δP²⟩ = p(1 − p)/n.
  ///
  /// - Parameter effectiveSampleSize: n, what the draws are worth.
  public func errors(ofEnds pieces: [CredibleInterval], effectiveSampleSize: Double)
    -> [(lower: Double?, upper: Double?)]
  {
    guard let probability = pieces.first?.probability else { return [] }
    let ends = pieces.flatMap { [$0.lower, $0.upper] }
    let slopes = ends.map { slope(at: $0).map(\.magnitude) }
    let whole = slopes.compactMap(\.self).reduce(0) { $0 + 1 / $1 }
    let level = level(holding: probability)
    let ofDensity = level / (2 * Double.pi.squareRoot() * effectiveSampleSize * bandwidth)
    let ofMass = probability * (1 - probability) / effectiveSampleSize
    let errors = ends.indices.map { end -> Double? in
      guard let slope = slopes[end] else { return nil }
      var ofEnds = 0.0
      for (other, otherSlope) in slopes.enumerated() {
        guard let otherSlope else { continue }
        let part = 1 / (otherSlope * whole) - (other == end ? 1 : 0)
        ofEnds += part * part
      }
      let variance = ofEnds * ofDensity + ofMass / (level * level * whole * whole)
      // where the density is flat, no farther than to the other end
      let length = pieces[end / 2].upper - pieces[end / 2].lower
      return min(variance.squareRoot() / slope, length)
    }
    return pieces.indices.map { (errors[2 * $0], errors[2 * $0 + 1]) }
  }

  /// The Monte Carlo standard error that both ends of the shortest interval between two draws have in common, in which it slides
  /// along; 0 where a slope is not that of an interval about a peak.
  ///
  /// The length ½κt² of an interval that has slid by t fluctuates by a random walk of variance 2|t|/(nλ): t is distributed as
  /// (√(2/(nλ))/½κ)^⅔ Z, where Z is the place of the maximum of W(z) − z² with standard deviation 0.51342 (P. Groeneboom,
  /// J. A. Wellner, J. Comput. Graph. Stat. 10 (2001) 388), and κ = (|f′(lower)| + |f′(upper)|)/λ.
  public func errorOfSliding(_ interval: CredibleInterval, effectiveSampleSize: Double) -> Double {
    guard let rise = slope(at: interval.lower), let fall = slope(at: interval.upper), rise > 0, fall < 0
    else {
      return 0
    }
    let level = (density(at: interval.lower) + density(at: interval.upper)) / 2
    let curvature = (rise - fall) / level
    let walk = (2 / (effectiveSampleSize * level)).squareRoot()
    return min(0.51342 * pow(2 * walk / curvature, 2.0 / 3), (interval.upper - interval.lower) / 2)
  }

  /// The slope of the density over the width of the smoothing; nil at an edge of the axis, or where the density is flat.
  private func slope(at end: Double) -> Double? {
    guard end > axis.lower + axis.step / 2, end < axis.upper - axis.step / 2 else { return nil }
    let reach = max(axis.step, min(bandwidth, end - axis.lower, axis.upper - end))
    let slope = (density(at: end + reach) - density(at: end - reach)) / (2 * reach)
    return slope == 0 ? nil : slope
  }
}
