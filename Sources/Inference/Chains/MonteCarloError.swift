import CGSL
import Foundation

// MARK: - Point estimates

extension Diagnostics {
  /// The mean of all draws.
  public var mean: Double { values.mean }

  /// The standard deviation of all draws, √(Σ(x − mean)²/(S − 1)).
  public var standardDeviation: Double { values.variance.squareRoot() }

  /// The median of all draws.
  public var median: Double { quantile(0.5) }

  /// The quantile at `probability`, by linear interpolation between draws (type 7 of R. J. Hyndman, Y. Fan, Am. Stat.
  /// 50 (1996) 361). NaN if draws are missing or not finite.
  public func quantile(_ probability: Double) -> Double { sorted.quantile(probability) }
}

// MARK: - Their errors

extension Diagnostics {
  /// The Monte Carlo standard error of the mean: standard deviation / √ESS.
  public var monteCarloErrorOfMean: Double { standardDeviation / meanEffectiveSampleSize.squareRoot() }

  /// The Monte Carlo standard error of the standard deviation s: that of the mean of (x − mean)², over 2 s.
  public var monteCarloErrorOfStandardDeviation: Double {
    let mean = mean
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let variance = squares.mean
    let spread = squares.map { $0 * $0 }.mean - variance * variance
    return (spread / standardDeviationEffectiveSampleSize / variance / 4).squareRoot()
  }

  /// The Monte Carlo standard error of the median.
  public var monteCarloErrorOfMedian: Double { monteCarloError(ofQuantile: 0.5) }

  /// The Monte Carlo standard error of a quantile.
  ///
  /// With e effective draws, the fraction of draws below the true quantile at p has the distribution
  /// Beta(e p + 1, e (1 − p) + 1); its ±1σ points are read off the sorted draws.
  ///
  /// Source: A. Vehtari et al., arXiv:1903.08008, section 4.4.
  public func monteCarloError(ofQuantile probability: Double) -> Double {
    let size = quantileEffectiveSampleSize(probability)
    guard size.isFinite else { return .nan }
    let (a, b) = (size * probability + 1, size * (1 - probability) + 1)
    let last = Double(sorted.count - 1)
    let low = betaQuantile(0.1586553, a, b) * Double(sorted.count) - 1
    let high = betaQuantile(0.8413447, a, b) * Double(sorted.count) - 1
    return (sorted[Int(min(high, last).rounded(.up))] - sorted[Int(max(low, 0).rounded(.down))]) / 2
  }
}

/// The quantile of Beta(a, b) by bisection, or of the normal of the same moments where a + b exceeds 10⁵.
///
/// GSL's own `gsl_cdf_beta_Pinv` (2.7) does not converge for some a, b of some hundreds, and then ends the program.
func betaQuantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
  let mean = a / (a + b)
  guard a + b < 1e5 else {
    return mean + gsl_cdf_ugaussian_Pinv(probability) * (mean * (1 - mean) / (a + b + 1)).squareRoot()
  }
  var (low, high) = (0.0, 1.0)
  while true {
    let middle = (low + high) / 2
    guard low < middle, middle < high else { return middle }
    if gsl_cdf_beta_P(middle, a, b) < probability { low = middle } else { high = middle }
  }
}

extension [Double] {
  /// The quantile of sorted numbers, by linear interpolation.
  func quantile(_ probability: Double) -> Double {
    guard count > 1 else { return first ?? .nan }
    let place = Double(count) * probability + (1 - probability)
    let rank = Swift.min(Swift.max(place, 1), Double(count - 1)).rounded(.down)
    let fraction = Swift.min(Swift.max(place - rank, 0), 1)
    return (1 - fraction) * self[Int(rank) - 1] + fraction * self[Int(rank)]
  }
}
