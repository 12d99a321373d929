import CGSL
import Foundation
import Inference

/// A gamma density shifted by `location`, optionally cut off below zero:
/// p(x) ∝ z^(a−1) e^(−z) with z = (x − location)/scale.
///
/// With a = n + 1, location = −b·s, scale = s it is the likelihood Poisson(n | x/s + b) of a counting experiment
/// with n events over a background b, as a function of the signal x ≥ 0 (flavio's `gamma_counting_process`).
struct Gamma: Sendable {
  let shape: Double
  let location: Double
  let scale: Double
  /// Whether predictions below zero are outside the support.
  let isPositive: Bool
  private let logNorm: Double

  /// - Precondition: `shape` ≥ 1 (the density is finite everywhere) and `scale` > 0.
  init(shape: Double, location: Double, scale: Double, isPositive: Bool) {
    precondition(shape >= 1 && scale > 0, "A gamma density needs shape ≥ 1 and scale > 0")
    self.shape = shape
    self.location = location
    self.scale = scale
    self.isPositive = isPositive
    // The part of the density below zero, if it is cut off.
    let kept = isPositive && location < 0 ? gsl_cdf_gamma_Q(-location / scale, shape, 1) : 1
    logNorm = -lgamma(shape) - log(scale) - log(kept)
  }

  /// The likelihood of `total` observed events over `background` expected ones, for a signal measured in units
  /// in which one event corresponds to `scale`.
  init(total: Double, background: Double, scale: Double) {
    self.init(shape: total + 1, location: -background * scale, scale: scale, isPositive: true)
  }

  /// The scale of the counting experiment whose published upper limit at that confidence is `limit`.
  static func scale(total: Double, background: Double, upperLimit limit: Double, confidence: Double) -> Double
  {
    // The density of y = x/scale does not depend on the scale: limit = scale · (quantile of y).
    let kept = gsl_cdf_gamma_Q(background, total + 1, 1)
    let quantile = gsl_cdf_gamma_Qinv(kept * (1 - confidence), total + 1, 1) - background
    return limit / quantile
  }

  /// The most probable x.
  var mode: Double {
    let free = location + (shape - 1) * scale
    return isPositive ? max(0, free) : free
  }

  /// Whether it is the likelihood of a counting experiment, with −location/scale events of background.
  var isCounting: Bool { isPositive && location <= 0 }

  /// Of a counting experiment: a number of events n from Poisson's distribution with mean x/s + b, of which the density
  /// is the likelihood. Otherwise: the density shifted so that (prediction − location) is distributed as it says.
  ///
  /// - Precondition: the prediction is not below zero if ``isPositive``.
  func simulated(at prediction: Double, using random: inout Random) -> Gamma {
    guard isCounting else {
      let start = prediction - scale * random.gamma(shape: shape)
      return Gamma(shape: shape, location: start, scale: scale, isPositive: isPositive)
    }
    let events = random.poisson(mean: (prediction - location) / scale)
    return Gamma(shape: events + 1, location: location, scale: scale, isPositive: true)
  }

  @inline(__always)
  func logLikelihood(of x: Double) -> (value: Double, slope: Double) {
    (x - location) / scale >= 0 && (x >= 0 || !isPositive) ? continued(to: x) : (-.infinity, 0)
  }

  /// Where its support begins.
  var start: Double { isPositive ? max(0, location) : location }

  /// ln p and its slope, continued below the start of the support as far as the location.
  @inline(__always)
  func continued(to x: Double) -> (value: Double, slope: Double) {
    let z = (x - location) / scale
    guard shape > 1 else { return (logNorm - z, -1 / scale) }
    return (logNorm + (shape - 1) * log(z) - z, ((shape - 1) / z - 1) / scale)
  }
}
