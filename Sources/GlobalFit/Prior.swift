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
  var coordinate: Coordinate {
    switch self {
    case .uniform(let range), .powerLaw(_, let range):
      Coordinate(scale: .linear, origin: range.lowerBound, width: range.upperBound - range.lowerBound)
    case .logUniform(let range):
      Coordinate(
        scale: .logarithmic, origin: log(range.lowerBound), width: log(range.upperBound / range.lowerBound))
    case .normal(let mean, let sigma), .truncatedNormal(let mean, let sigma, _):
      Coordinate(scale: .linear, origin: mean, width: sigma)
    case .halfNormal(let sigma): Coordinate(scale: .linear, origin: 0, width: sigma)
    case .logNormal(let median, let factor):
      Coordinate(scale: .logarithmic, origin: log(median), width: log(factor))
    }
  }

  /// Where the prior is not zero, on the scale of its ``coordinate``; unbounded sides end at ``tail``.
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

  /// Whether the prior is an auxiliary measurement that enters χ² when its parameter is a nuisance.
  public var isInformative: Bool {
    switch self {
    case .uniform, .logUniform, .powerLaw: false
    case .normal, .truncatedNormal, .halfNormal, .logNormal: true
    }
  }
}

// MARK: - Density

extension Prior {
  /// ln of the normalised density with respect to the ``coordinate`` z, and its derivative.
  @inline(__always)
  func logDensity(atCoordinate z: Double) -> (value: Double, slope: Double) {
    switch self {
    case .uniform, .logUniform:
      return z >= 0 && z <= 1 ? (0, 0) : (-.infinity, 0)
    case .powerLaw(let exponent, let range):
      guard z >= 0, z <= 1 else { return (-.infinity, 0) }
      let width = range.upperBound - range.lowerBound
      let x = range.lowerBound + width * z
      let norm = log(width) - logPowerIntegral(exponent, range)
      // At x = 0 a positive power makes the density vanish; a zero power is the constant.
      guard exponent != 0 else { return (norm, 0) }
      return (norm + exponent * log(x), exponent * width / x)
    case .normal, .logNormal:
      return (-logSqrtTwoPi - 0.5 * z * z, -z)
    case .truncatedNormal(let mean, let sigma, let range):
      let x = mean + sigma * z
      guard range.contains(x) else { return (-.infinity, 0) }
      return (-logSqrtTwoPi - log(truncatedMass(mean, sigma, range)) - 0.5 * z * z, -z)
    case .halfNormal:
      return z >= 0 ? (log(2) - logSqrtTwoPi - 0.5 * z * z, -z) : (-.infinity, 0)
    }
  }

  /// ln of the normalised density at the value `x` of the parameter, per unit of x.
  public func logDensity(at x: Double) -> Double {
    if coordinate.scale == .logarithmic, x <= 0 { return -.infinity }
    let z = coordinate.position(of: x)
    // Rounding in the change of scale must not push an edge of the support outside.
    let inside = support.contains(x) ? min(max(z, bounds.lowerBound), bounds.upperBound) : z
    let position = isInformative ? z : inside
    return logDensity(atCoordinate: position).value - log(abs(coordinate.slope(at: x)))
  }

  /// The contribution of a nuisance parameter to χ²: its squared distance from the centre in σ; 0 where flat.
  @inline(__always)
  func chiSquared(atCoordinate z: Double) -> (value: Double, slope: Double) {
    isInformative ? (z * z, 2 * z) : (0, 0)
  }

  /// The coordinate below which a fraction `u` of the prior lies.
  func quantile(_ u: Double) -> Double {
    switch self {
    case .uniform, .logUniform: return u
    case .powerLaw(let exponent, let range):
      let (low, high) = (range.lowerBound, range.upperBound)
      let x: Double
      if exponent == -1 {
        x = low * pow(high / low, u)
      } else {
        let power = exponent + 1
        x = pow(pow(low, power) + u * (pow(high, power) - pow(low, power)), 1 / power)
      }
      return (x - low) / (high - low)
    case .normal, .logNormal: return standardNormalQuantile(u)
    case .halfNormal: return standardNormalQuantile(0.5 + u / 2)
    case .truncatedNormal(let mean, let sigma, let range):
      let below = standardNormalCumulative((range.lowerBound - mean) / sigma)
      return standardNormalQuantile(below + u * truncatedMass(mean, sigma, range))
    }
  }
}

/// ln ∫ x^exponent dx over the range.
private func logPowerIntegral(_ exponent: Double, _ range: ClosedRange<Double>) -> Double {
  let (low, high) = (range.lowerBound, range.upperBound)
  let power = exponent + 1
  return power == 0 ? log(log(high / low)) : log((pow(high, power) - pow(low, power)) / power)
}

/// The part of a normal density inside the range.
private func truncatedMass(_ mean: Double, _ sigma: Double, _ range: ClosedRange<Double>) -> Double {
  standardNormalCumulative((range.upperBound - mean) / sigma)
    - standardNormalCumulative((range.lowerBound - mean) / sigma)
}
