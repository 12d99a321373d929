import Inference
import Physics

// Best fits of problems like one whose minima are known.

extension Problem {
  /// The best fit where minima of nearly the same χ² are known: searched from these, and from a few starts in the prior.
  func bestFit(near known: [[Double]], seed: UInt64) -> BestFit {
    let minimizer = fit.minimize.minimizer(seed: seed)
    let spread = min(fit.minimize.starts, Self.startsBesideKnownMinima)
    let starts =
      known
      + lowDiscrepancyPoints(spread, dimension: free.count, seed: seed).map(
        coordinates(atPriorQuantiles:))
    let chiSquared = ChiSquared(self)
    let search = MultiStart(starts: starts.count, seed: seed, minimizer: minimizer).minimize(
      chiSquared, within: bounds, starts: starts, by: Workforce(threads: 1))
    return BestFit(search, of: self, chiSquared: chiSquared, seed: seed)
  }

  /// Starts in the prior beside known minima.
  private static var startsBesideKnownMinima: Int { 8 }

  /// The coordinates of a best fit, and of the other minima found with it, the lowest first.
  func coordinates(ofMinimaOf bestFit: BestFit) -> [[Double]] {
    [bestFit.minimum.point]
      + bestFit.minima.dropFirst().map { coordinates(nearestTo: $0.parameters) }
  }

  /// The coordinates of parameter values, as near as the priors allow; of a parameter without value the middle of its
  /// prior.
  func coordinates(nearestTo values: [Parameter: Double]) -> [Double] {
    zip(free, bounds).map { parameter, bounds in
      guard let value = values[parameter.parameter], value.isFinite else {
        return parameter.prior.quantile(0.5)
      }
      let support = parameter.prior.support
      let inside = min(max(value, support.lowerBound), support.upperBound)
      return min(max(parameter.density.scale.coordinate(of: inside), bounds.lowerBound), bounds.upperBound)
    }
  }
}
