import Foundation

/// A prior as the hot path sees it: its density on the scale of its ``ParameterScale``, constants worked out once.
struct PriorDensity: Sendable {
  private enum Shape: Sendable {
    case flat
    /// ∝ x^exponent, with x = origin + width·z.
    case power(exponent: Double)
    case normal
  }

  let scale: ParameterScale
  let bounds: ClosedRange<Double>
  /// What the auxiliary measurement of a nuisance parameter found, in its coordinate: the centre of the prior, unless
  /// its data were drawn anew. The prior density itself stays where it is.
  var auxiliaryCentre = 0.0
  private let shape: Shape
  private let logNorm: Double

  init(_ prior: Prior) {
    scale = prior.scale
    bounds = prior.bounds
    switch prior {
    case .uniform, .logUniform, .powerLaw(exponent: 0, _):
      shape = .flat
      logNorm = 0
    case .powerLaw(let exponent, let range):
      shape = .power(exponent: exponent)
      logNorm = log(scale.width) - logPowerIntegral(exponent, range)
    case .normal, .logNormal:
      shape = .normal
      logNorm = -logSqrtTwoPi
    case .truncatedNormal(let mean, let sigma, let range):
      shape = .normal
      logNorm =
        -logSqrtTwoPi
        - log(
          normalMass((range.lowerBound - mean) / sigma...(range.upperBound - mean) / sigma))
    case .halfNormal:
      shape = .normal
      logNorm = log(2) - logSqrtTwoPi
    }
  }

  /// ln of the normalised density per unit of the coordinate z, and its derivative; −∞ outside the bounds.
  @inline(__always)
  func logDensity(at z: Double) -> (value: Double, slope: Double) {
    guard z >= bounds.lowerBound, z <= bounds.upperBound else { return (-.infinity, 0) }
    switch shape {
    case .flat: return (logNorm, 0)
    case .normal: return (logNorm - 0.5 * z * z, -z)
    case .power(let exponent):
      let x = scale.origin + scale.width * z
      return (logNorm + exponent * log(x), exponent * scale.width / x)
    }
  }

  /// What a nuisance parameter adds to χ²: its squared distance from the centre in σ; 0 where the prior is flat.
  @inline(__always)
  func chiSquared(at z: Double) -> (value: Double, slope: Double) {
    guard case .normal = shape else { return (0, 0) }
    let distance = z - auxiliaryCentre
    return (distance * distance, 2 * distance)
  }
}
