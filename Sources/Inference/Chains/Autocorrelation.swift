import CGSL
import Foundation

/// Several series of the same length, one after the other, and what their correlation in time says.
struct SeriesSet: Sendable {
  /// All values, series by series.
  let values: [Double]
  /// The number of values of each series.
  let length: Int

  /// The number of series.
  var count: Int { values.count / length }

  /// The mean of each series.
  var means: [Double] {
    (0..<count).map { series in
      var sum = 0.0
      for place in series * length..<(series + 1) * length { sum += values[place] }
      return sum / Double(length)
    }
  }

  /// The autocovariance at lags 0 ..< length (divided by the length, not by the number of pairs), averaged over the
  /// series.
  ///
  /// By FFT of the series padded with zeros, two real series in one complex transform; the spectra are summed before
  /// the one transform back.
  func meanAutocovariance(means: [Double]) -> [Double] {
    var size = 2
    while size < 2 * length { size *= 2 }
    var power = [Double](repeating: 0, count: 2 * size)
    var pair = power
    for first in stride(from: 0, to: count, by: 2) {
      for place in pair.indices { pair[place] = 0 }
      for offset in 0..<length {
        pair[2 * offset] = values[first * length + offset] - means[first]
        if first + 1 < count {
          pair[2 * offset + 1] = values[(first + 1) * length + offset] - means[first + 1]
        }
      }
      gsl_fft_complex_radix2_forward(&pair, 1, size)
      for k in 0..<size { power[2 * k] += pair[2 * k] * pair[2 * k] + pair[2 * k + 1] * pair[2 * k + 1] }
    }
    // The spectrum of a pair is not even in k, but its even part is the sum of the spectra of the two: keep the real
    // part of the transform back.
    gsl_fft_complex_radix2_inverse(&power, 1, size)
    return (0..<length).map { power[2 * $0] / Double(length * count) }
  }

  /// The effective number of independent values, S/τ.
  ///
  /// τ = −1 + 2 Σ ρ_t over Geyer's initial positive and monotone sequence, with ρ_t = 1 − (W − mean autocovariance)/
  /// var⁺, not below 1/log₁₀ S. Equal to the number of values where all are equal, for then nothing is uncertain.
  ///
  /// Source: A. Vehtari et al., arXiv:1903.08008, eq. (10)-(13), in the details as ArviZ 0.23 does it.
  var effectiveSampleSize: Double {
    guard let (low, high) = extremes, high - low >= 1e-15 else { return Double(values.count) }
    let (size, length) = (Double(values.count), Double(length))
    let means = means
    let autocovariance = meanAutocovariance(means: means)
    let within = autocovariance[0] * length / (length - 1)
    let total = autocovariance[0] + (count > 1 ? means.variance : 0)
    return size / max(integratedTime { 1 - (within - autocovariance[$0]) / total }, 1 / log10(size))
  }

  private var extremes: (Double, Double)? {
    guard var low = values.first else { return nil }
    var high = low
    for value in values { (low, high) = (min(low, value), max(high, value)) }
    return (low, high)
  }

  /// Geyer's truncated sum τ = −1 + 2 Σ ρ_t.
  ///
  /// Source: C. J. Geyer, Stat. Sci. 7 (1992) 473, doi:10.1214/ss/1177011137, section 3.3.
  private func integratedTime(_ correlation: (Int) -> Double) -> Double {
    var rho = [Double](repeating: 0, count: length)
    var even = 1.0
    var odd = correlation(1)
    (rho[0], rho[1]) = (even, odd)
    var lag = 1
    while lag < length - 3, even + odd > 0 {
      even = correlation(lag + 1)
      odd = correlation(lag + 2)
      if even + odd >= 0 { (rho[lag + 1], rho[lag + 2]) = (even, odd) }
      lag += 2
    }
    let last = lag - 2
    if even > 0, last + 1 >= 0 { rho[last + 1] = even }
    lag = 1
    while lag <= last - 2 {
      if rho[lag + 1] + rho[lag + 2] > rho[lag - 1] + rho[lag] {
        rho[lag + 1] = (rho[lag - 1] + rho[lag]) / 2
        rho[lag + 2] = rho[lag + 1]
      }
      lag += 2
    }
    return -1 + 2 * rho.prefix(last + 1).reduce(0, +) + rho[last + 1]
  }
}

extension [Double] {
  /// The arithmetic mean.
  var mean: Double { reduce(0, +) / Double(count) }

  /// The unbiased variance, divided by n − 1; NaN of fewer than two numbers.
  var variance: Double {
    guard count > 1 else { return .nan }
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
  }
}
