import Foundation
import Inference
import Physics

extension Problem {
  /// How many starts the search for peaks makes.
  private static let peakStarts = 16

  /// The coordinates of minima of χ², at which the posterior may have peaks: where samplers look besides what they find from
  /// the prior.
  ///
  /// They are searched anew, and not taken from a best fit at hand, so that the draws follow from the fit and the seed alone,
  /// whatever else was computed before.
  func knownPeaks(seed: UInt64, by workforce: Workforce) -> [[Double]] {
    let starts = lowDiscrepancyPoints(Self.peakStarts, dimension: free.count, seed: seed)
    // χ² higher by 25 is e⁻¹² of a density; a start that runs longer follows a flat valley, along which samplers find the way
    let search = MultiStart(
      starts: Self.peakStarts, seed: seed, minimizer: Minimizer(maximumEvaluations: 2000, seed: seed),
      window: 25
    ).minimize(
      ChiSquared(self), within: bounds, starts: starts.map(coordinates(atPriorQuantiles:)),
      by: workforce.part("known peaks"))
    let places = search.best.isConverged ? search.minima.map(\.minimum.point) : [search.best.point]
    return places.filter { logDensity(at: $0).isFinite }
  }

  /// Says where a peak is that no draw comes near, of peaks known otherwise; nil if there is none.
  ///
  /// - Parameters:
  ///   - highest: the largest log posterior density of a draw; nil if there is none.
  ///   - effectiveDraws: how many independent draws there are.
  ///   - knownPeaks: coordinates of the peaks.
  func missedPeak(
    byDrawsUpTo highest: Double?, worth effectiveDraws: Double, of knownPeaks: [[Double]]
  ) -> String? {
    guard
      let missed = MissedPeak(
        of: knownPeaks, byDrawsUpTo: highest, worth: effectiveDraws, on: Posterior(self))
    else { return nil }
    let place = zip(free, values(at: missed.place)).filter { !$0.0.isNuisance }.prefix(4).map {
      parameter, value in
      let unit = parameter.parameter.unit
      return
        "\(parameter.parameter.symbol) = \(String(format: "%.3g", value))\(unit.isEmpty ? "" : " \(unit)")"
    }
    return
      "the highest point known, at \(place.joined(separator: ", ")), lies far above every draw (ln posterior higher by "
      + "\(String(format: "%.1f", missed.rise))): its peak was missed"
  }
}
