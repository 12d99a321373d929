import Inference
import Physics

// Best fits of problems like one whose minima are known.

extension Problem {
  /// The best fit where minima of nearly the same χ² are known: searched from these, and from a few starts in the prior.
  func bestFit(near known: [[Double]], seed: UInt64) -> BestFit {
    let settings = fit.minimize
    let minimizer = settings.minimizer(seed: seed)
    let spread = min(settings.starts, Self.startsBesideKnownMinima)
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
      + bestFit.minima.dropFirst().map { minimum in
        zip(free, bounds).map { own, bounds in
          let value = minimum.parameters[own.parameter.rawValue] ?? own.prior.quantile(0.5)
          return min(max(own.density.scale.coordinate(of: value), bounds.lowerBound), bounds.upperBound)
        }
      }
  }
}
