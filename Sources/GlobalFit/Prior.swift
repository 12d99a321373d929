import Foundation
import Inference

/// The prior density of one parameter.
///
/// | name | keys | density |
/// |---|---|---|
/// | `uniform` | min, max | constant |
/// | `log-uniform` | min > 0, max | ∝ 1/x |
/// | `power-law` | exponent, min ≥ 0, max | ∝ x^exponent |
/// | `normal` | mean, sigma | normal |
/// | `truncated-normal` | mean, sigma, min, max | normal between min and max |
/// | `half-normal` | sigma | normal around 0, x ≥ 0 |
/// | `log-normal` | median, factor | ln x normal around ln(median), width ln(factor) |
public enum Prior: Sendable, Equatable {
  /// Constant between two values, in units of the parameter as all that follow.
  case uniform(ClosedRange<Double>)
  /// ∝ 1/x between two positive values.
  case logUniform(ClosedRange<Double>)
  /// ∝ x^exponent between two values, neither negative.
  case powerLaw(exponent: Double, ClosedRange<Double>)
  /// Normal of standard deviation `sigma` > 0 around `mean`.
  case normal(mean: Double, sigma: Double)
  /// A normal cut off at two values; mean and sigma are those before the cut.
  case truncatedNormal(mean: Double, sigma: Double, ClosedRange<Double>)
  /// The half x ≥ 0 of a normal around zero.
  case halfNormal(sigma: Double)
  /// ln x normal around ln(median) with standard deviation ln(factor), factor > 1.
  case logNormal(median: Double, factor: Double)

  /// How far into the tails of an unbounded prior the minimiser looks, in standard deviations.
  static let tail = 8.0

  /// The scale on which the prior is a simple shape of width about one; samplers and minimisers move on it.
  var scale: ParameterScale {
    switch self {
    case .uniform(let range), .powerLaw(_, let range):
      ParameterScale(kind: .linear, origin: range.lowerBound, width: range.upperBound - range.lowerBound)
    case .logUniform(let range):
      ParameterScale(
        kind: .logarithmic, origin: log(range.lowerBound), width: logRatio(range))
    case .normal(let mean, let sigma), .truncatedNormal(let mean, let sigma, _):
      ParameterScale(kind: .linear, origin: mean, width: sigma)
    case .halfNormal(let sigma): ParameterScale(kind: .linear, origin: 0, width: sigma)
    case .logNormal(let median, let factor):
      ParameterScale(kind: .logarithmic, origin: log(median), width: log(factor))
    }
  }

  /// Where the prior is not zero, on the scale of its ``scale``; unbounded sides end at ``tail``.
  var bounds: ClosedRange<Double> {
    switch self {
    case .uniform, .logUniform, .powerLaw: 0...1
    case .normal, .logNormal: -Prior.tail...Prior.tail
    case .truncatedNormal(let mean, let sigma, let range):
      Prior.truncatedBounds((range.lowerBound - mean) / sigma, (range.upperBound - mean) / sigma)
    case .halfNormal: 0...Prior.tail
    }
  }

  /// The part of a truncated range that holds all but 1e-15 of the density: in a far tail it reaches as much
  /// further out.
  private static func truncatedBounds(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    max(low, min(-tail, high - tail))...min(high, max(tail, low + tail))
  }

  /// The values the parameter can take, for messages and for judging what is at an edge.
  public var support: ClosedRange<Double> {
    switch self {
    case .uniform(let range), .logUniform(let range), .powerLaw(_, let range),
      .truncatedNormal(_, _, let range):
      range
    case .normal: -.infinity...(.infinity)
    case .halfNormal, .logNormal: 0...(.infinity)
    }
  }

  /// The values between ``bounds``: an unbounded prior is only as wide as its tails.
  var reach: ClosedRange<Double> {
    switch self {
    case .uniform, .logUniform, .powerLaw, .truncatedNormal: support
    case .normal, .halfNormal, .logNormal:
      scale.value(at: bounds.lowerBound)...scale.value(at: bounds.upperBound)
    }
  }

  /// The value an informative prior is centred on; nil for a flat one.
  public var centre: Double? {
    switch self {
    case .uniform, .logUniform, .powerLaw: nil
    case .normal(let mean, _): mean
    case .truncatedNormal(let mean, _, let range): min(max(mean, range.lowerBound), range.upperBound)
    case .halfNormal: 0
    case .logNormal(let median, _): median
    }
  }

  /// Whether the prior is an auxiliary measurement that enters χ² when its parameter is a nuisance.
  public var isInformative: Bool {
    switch self {
    case .uniform, .logUniform, .powerLaw: false
    case .normal, .truncatedNormal, .halfNormal, .logNormal: true
    }
  }
}

// MARK: - Values

extension Prior {
  /// ln of the normalised density at the value `x` of the parameter, per unit of x.
  public func logDensity(at x: Double) -> Double {
    guard support.contains(x) else { return -.infinity }
    let scale = scale
    // Rounding in the change of scale must not push an edge of the support outside.
    let z = scale.coordinate(of: x)
    let position = isInformative ? z : min(max(z, 0), 1)
    return PriorDensity(self).logDensity(at: position).value - log(scale.slope(at: x))
  }

  /// The coordinate below which a fraction `u` of the prior lies.
  func quantile(_ u: Double) -> Double {
    switch self {
    case .uniform, .logUniform: return u
    case .powerLaw(let exponent, let range):
      let (low, high) = (range.lowerBound, range.upperBound)
      let (power, ratio) = (exponent + 1, logRatio(range))
      // Measured from the end where the density is greatest, so that no power overflows.
      let x =
        switch power {
        case 0: low * exp(u * ratio)
        case ..<0: low * exp(log1p(u * expm1(power * ratio)) / power)
        default: high * exp(log1p((1 - u) * expm1(-power * ratio)) / power)
        }
      return min(max((x - low) / (high - low), 0), 1)
    case .normal, .logNormal: return standardNormalQuantile(u)
    case .halfNormal: return standardNormalQuantile(0.5 + u / 2)
    case .truncatedNormal(let mean, let sigma, let range):
      let (low, high) = ((range.lowerBound - mean) / sigma, (range.upperBound - mean) / sigma)
      // The upper tail is the mirror image of the lower one, where small probabilities keep their digits.
      let isUpper = low > 0
      let edge = standardNormalCumulative(isUpper ? -high : low)
      let z = standardNormalQuantile(edge + (isUpper ? 1 - u : u) * normalMass(low...high))
      return min(max(isUpper ? -z : z, bounds.lowerBound), bounds.upperBound)
    }
  }
}

/// ln ∫ x^exponent dx over the range.
func logPowerIntegral(_ exponent: Double, _ range: ClosedRange<Double>) -> Double {
  let (low, high) = (range.lowerBound, range.upperBound)
  let (power, ratio) = (exponent + 1, logRatio(range))
  // x^power is written as (its greatest value)·e^…, which neither overflows nor cancels.
  switch power {
  case 0: return log(ratio)
  case ..<0: return power * log(low) + log(expm1(power * ratio) / power)
  default: return power * log(high) + log(-expm1(-power * ratio) / power)
  }
}

/// ln(upper/lower); infinite where the range begins at zero.
func logRatio(_ range: ClosedRange<Double>) -> Double {
  let ratio = range.upperBound / range.lowerBound
  return ratio.isFinite ? log(ratio) : log(range.upperBound) - log(range.lowerBound)
}

/// The part of the standard normal density inside a range, with all digits in both tails.
func normalMass(_ range: ClosedRange<Double>) -> Double {
  range.lowerBound > 0
    ? standardNormalCumulative(-range.lowerBound) - standardNormalCumulative(-range.upperBound)
    : standardNormalCumulative(range.upperBound) - standardNormalCumulative(range.lowerBound)
}
