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
  case uniform(ClosedRange<Double>)
  case logUniform(ClosedRange<Double>)
  case powerLaw(exponent: Double, ClosedRange<Double>)
  case normal(mean: Double, sigma: Double)
  case truncatedNormal(mean: Double, sigma: Double, ClosedRange<Double>)
  case halfNormal(sigma: Double)
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
        kind: .logarithmic, origin: log(range.lowerBound), width: log(range.upperBound / range.lowerBound))
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
      max(-Prior.tail, (range.lowerBound - mean) / sigma)...min(Prior.tail, (range.upperBound - mean) / sigma)
    case .halfNormal: 0...Prior.tail
    }
  }

  /// The values the parameter can take, for messages and for judging what is at an edge.
  public var support: ClosedRange<Double> {
    switch self {
    case .uniform(let range), .logUniform(let range), .powerLaw(_, let range), .truncatedNormal(_, _, let range):
      range
    case .normal: -.infinity...(.infinity)
    case .halfNormal, .logNormal: 0...(.infinity)
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
      let power = exponent + 1
      let x =
        power == 0
        ? low * pow(high / low, u) : pow(pow(low, power) + u * (pow(high, power) - pow(low, power)), 1 / power)
      return (x - low) / (high - low)
    case .normal, .logNormal: return standardNormalQuantile(u)
    case .halfNormal: return standardNormalQuantile(0.5 + u / 2)
    case .truncatedNormal(let mean, let sigma, let range):
      let below = standardNormalCumulative((range.lowerBound - mean) / sigma)
      return standardNormalQuantile(below + u * normalMass(mean, sigma, range))
    }
  }
}

/// ln ∫ x^exponent dx over the range.
func logPowerIntegral(_ exponent: Double, _ range: ClosedRange<Double>) -> Double {
  let (low, high) = (range.lowerBound, range.upperBound)
  let power = exponent + 1
  return power == 0 ? log(log(high / low)) : log((pow(high, power) - pow(low, power)) / power)
}

/// The part of a normal density inside the range.
func normalMass(_ mean: Double, _ sigma: Double, _ range: ClosedRange<Double>) -> Double {
  standardNormalCumulative((range.upperBound - mean) / sigma)
    - standardNormalCumulative((range.lowerBound - mean) / sigma)
}
