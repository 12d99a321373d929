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
  /// density has ⟨δ_i²⟩ = λ/(2√π n h), B. W. Silverman, Density Estimation (1986), sec. 3.3; ⟨δP²⟩ = p(1 − p)/n. Slopes are
  /// taken over as far as fluctuations reach, on a plateau over all of it.
  ///
  /// - Parameter effectiveSampleSize: n, what the draws are worth.
  public func errors(ofEnds pieces: [CredibleInterval], effectiveSampleSize: Double)
    -> [(lower: Double?, upper: Double?)]
  {
    guard let probability = pieces.first?.probability else { return [] }
    let level = level(holding: probability)
    let ofDensity = level / (2 * Double.pi.squareRoot() * effectiveSampleSize * bandwidth)
    let ofMass = probability * (1 - probability) / effectiveSampleSize
    let ends = pieces.flatMap { [$0.lower, $0.upper] }
    let slopes = ends.map { slope(at: $0, level: level, fluctuation: ofDensity.squareRoot()) }
    let whole = slopes.compactMap(\.self).reduce(0) { $0 + 1 / $1 }
    let errors = ends.indices.map { end -> Double? in
      guard let slope = slopes[end] else { return nil }
      var ofEnds = 0.0
      for (other, otherSlope) in slopes.enumerated() {
        guard let otherSlope else { continue }
        let part = 1 / (otherSlope * whole) - (other == end ? 1 : 0)
        ofEnds += part * part
      }
      return (ofEnds * ofDensity + ofMass / (level * level * whole * whole)).squareRoot() / slope
    }
    return pieces.indices.map { (errors[2 * $0], errors[2 * $0 + 1]) }
  }

  /// How steep the density is about an end: over all places, to both sides, at which it is within two and a half fluctuations of the
  /// level. Nil at an edge of the axis.
  private func slope(at end: Double, level: Double, fluctuation: Double) -> Double? {
    guard end > axis.lower + axis.step / 2, end < axis.upper - axis.step / 2 else { return nil }
    let most = 2.5 * fluctuation
    /// The distance to where the density has left the band.
    func reach(_ step: Int) -> Double {
      var cell = axis.cell(of: end)
      while (0..<axis.count).contains(cell), abs(values[cell] - level) <= most { cell += step }
      return max(axis.step, abs(axis.center(min(max(cell, 0), axis.count - 1)) - end))
    }
    return 2 * most / (reach(-1) + reach(1))
  }

  /// The Monte Carlo standard error that both ends of the shortest interval between two draws have in common, in which it slides
  /// along.
  ///
  /// The length L of an interval of that mass which has slid by t fluctuates by a random walk of variance 2|t|/(nλ). Where L rises as
  /// ½κt², t is distributed as T Z with ½κT² = (2T/(nλ))^½, where Z is the place of the maximum of W(z) − z² with the
  /// standard deviation 0.51342 (P. Groeneboom, J. A. Wellner, J. Comput. Graph. Stat. 10 (2001) 388). So T is as far as L is
  /// no longer than its shortest by more than the walk, whatever its shape.
  public func errorOfSliding(_ interval: CredibleInterval, effectiveSampleSize: Double) -> Double {
    let level = (density(at: interval.lower) + density(at: interval.upper)) / 2
    let lengths = lengths(holding: interval.probability)
    guard level > 0, let shortest = lengths.min() else { return 0 }
    var (first, last) = (interval.lower, interval.lower)
    for (cell, length) in lengths.enumerated() {
      let place = axis.lower + Double(cell) * axis.step
      let walk = (2 * abs(place - interval.lower) / (effectiveSampleSize * level)).squareRoot()
      guard length - shortest <= walk else { continue }
      (first, last) = (min(first, place), max(last, place))
    }
    return 0.51342 * (last - first) / 2
  }

  /// The lengths of intervals that begin where the cells do and hold a probability, as many as there are.
  private func lengths(holding probability: Double) -> [Double] {
    var lengths: [Double] = []
    var (end, mass) = (0, 0.0)
    for start in 0..<axis.count {
      while end < axis.count, mass < probability {
        mass += values[end] * axis.step
        end += 1
      }
      guard mass >= probability else { break }
      let excess = (mass - probability) / max(values[end - 1], .leastNormalMagnitude)
      lengths.append(Double(end - start) * axis.step - min(excess, axis.step))
      mass -= values[start] * axis.step
    }
    return lengths
  }
}
