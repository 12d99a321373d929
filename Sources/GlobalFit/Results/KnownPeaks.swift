import Foundation
import Inference
import Physics

extension Problem {
  /// The coordinates of minima of χ², at which the posterior may have peaks: where samplers look besides what they find from
  /// the prior.
  ///
  /// They are searched anew, and not taken from a best fit at hand, so that the draws follow from the fit and the seed alone,
  /// whatever else was computed before.
  func knownPeaks(seed: UInt64, by workforce: Workforce) -> [[Double]] {
    let starts = lowDiscrepancyPoints(MultiStart.peakStarts, dimension: free.count, seed: seed)
    let places = MultiStart.peaks(
      of: ChiSquared(self), within: bounds, from: starts.map(coordinates(atPriorQuantiles:)), seed: seed,
      by: workforce.part("known peaks"))
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
