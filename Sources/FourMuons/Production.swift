import Foundation

/// Where the Z that decays comes from.
public enum Production: Sendable {
  /// A Z at rest on its mass shell, all polarisations alike.
  case atRest
  /// q q̄ → Z along the beam of a hadron collider, with the rapidities given; transverse momentum of the Z neglected.
  ///
  /// Massless quarks annihilate with opposite helicities, so the Z is polarised along the beam, transversely, with both
  /// signs alike as the beams are. Its mass follows the Breit–Wigner curve times the parton luminosity.
  case hadronCollider(Rapidity)

  /// The distribution of the rapidity of the Z.
  public enum Rapidity: Sendable {
    /// dN/dy ∝ 1/(1 + exp((|y| − 3)/0.45)): the plateau and the fall of Z at 8 TeV, half as many at |y| = 3.
    case plateau
    /// y = 0: every Z at rest along the beam.
    case central

    /// The probability of a rapidity between two values.
    @inline(__always)
    func probability(from a: Double, to b: Double) -> Double {
      guard b > a else { return 0 }
      switch self {
      case .central: return a <= 0 && b >= 0 ? 1 : 0
      case .plateau: return Self.cumulative(b) - Self.cumulative(a)
      }
    }

    private static let (half, fall) = (3.0, 0.45)
    private static let total = log1p(exp(half / fall))

    /// ∫ from 0 to y, in units of the integral over all rapidities.
    private static func cumulative(_ y: Double) -> Double {
      let integral = 1 - log1p(exp((half - abs(y)) / fall)) / total
      return (y > 0 ? 0.5 : -0.5) * integral
    }
  }
}

/// What a production makes of an event: the mass of the Z, its weight, the polarisations.
struct Source: Sendable {
  let production: Production
  let constants: ElectroweakConstants
  /// The range of the mass of the Z, in GeV; used with a hadron collider.
  let masses: ClosedRange<Double>

  /// The mass of the Z and the event's weight.
  ///
  /// The mass is drawn from the Breit–Wigner curve within ``masses``. The weight is what the parton luminosity
  /// dL/dŝ ∝ ŝ^(−1.3) of 8 TeV adds (quark distributions xq ∝ x^(−0.2) near x = 0.01).
  @inline(__always)
  func mass(_ uniform: Double) -> (mass: Double, weight: Double) {
    guard case .hadronCollider = production else { return (constants.zMass, 1) }
    let shape = PairMassMapping.peak(mass: constants.zMass, width: constants.zWidth)
    let lowest = shape.primitive(masses.lowerBound * masses.lowerBound)
    let highest = shape.primitive(masses.upperBound * masses.upperBound)
    let square = shape.inversePrimitive(lowest + uniform * (highest - lowest))
    return (square.squareRoot(), pow(square / (constants.zMass * constants.zMass), -1.3))
  }

  /// Weights of the components (t, x, y, z) of the Z's polarisation, averaged over what is produced.
  var polarisationWeights: SIMD4<Double> {
    switch production {
    case .atRest: SIMD4(-1, 1, 1, 1) / 3
    case .hadronCollider: SIMD4(0, 1, 1, 0) / 2
    }
  }
}
