import Foundation
import Physics

/// The couplings of the muon to photon and Z, and the Z itself.
///
/// Masses in GeV. The couplings at the Z are those of the scale m_Z; the photon's runs.
public struct ElectroweakConstants: Sendable, Equatable {
  /// Mass of the Z (PDG).
  public var zMass = 91.1876
  /// Width of the Z (PDG).
  public var zWidth = 2.4952
  /// sin²θ_W of the couplings of the Z, as in the rest of the program.
  public var sinThetaW2 = 0.231
  /// 1/α at the scale m_Z.
  public var inverseAlpha = 127.9

  /// The constants used for the table that is shipped.
  public init() {}

  /// e²(s) = 4πα(s), from m_Z down with three leptons and five quarks at one loop:
  /// 1/α(s) = 1/α(m_Z²) − (20/9π) ln(s/m_Z²).
  ///
  /// α(25 GeV²) is then 1/132.0. Photons of 5 to 30 GeV make most of the rate: α(m_Z) for them would say 5 % more.
  /// The running stops at 1 GeV.
  func electromagneticCoupling(at s: Double) -> Double {
    let logarithm = log(max(s, 1) / (zMass * zMass))
    return 4 * .pi / (inverseAlpha - 20 / (9 * .pi) * logarithm)
  }

  /// e/(sin θ_W cos θ_W) at m_Z.
  private var weakCoupling: Double {
    (4 * .pi / (inverseAlpha * sinThetaW2 * (1 - sinThetaW2))).squareRoot()
  }

  /// The coupling of the Z to left-handed muons.
  var leftCoupling: Double { weakCoupling * (sinThetaW2 - 0.5) }

  /// The coupling of the Z to right-handed muons.
  var rightCoupling: Double { weakCoupling * sinThetaW2 }
}

/// A Z′ of L_μ − L_τ: its vector coupling g′ to muons, its mass and its width, in GeV.
struct ZPrime: Sendable {
  let coupling: Double
  let mass: Double
  let width: Double

  /// The width is that of the theory at tree level: muons, taus and neutrinos above their thresholds.
  init(coupling: Double, mass: Double) {
    let predictor = Predictor(
      [.zPrimeWidth], of: Model(parametrisation: .leptonic), free: [.gPrime, .mZPrime])
    var width = [0.0]
    var span = width.mutableSpan
    predictor.predict(at: [coupling, mass].span, into: &span)
    self.coupling = coupling
    self.mass = mass
    self.width = width[0]
  }

  /// g′² over the propagator's denominator: what it adds between muons of any chiralities.
  @inline(__always)
  func exchange(at s: Double) -> Complex {
    let pole = propagator(s, mass: mass, width: width)
    return coupling * coupling * pole
  }
}

/// 1/(s − m² + imΓ).
@inline(__always)
func propagator(_ s: Double, mass: Double, width: Double) -> Complex {
  let (real, imaginary) = (s - mass * mass, mass * width)
  let norm = 1 / (real * real + imaginary * imaginary)
  return Complex(real * norm, -imaginary * norm)
}

/// Couplings times propagators between two muon lines, by their chiralities.
struct Exchange: Sendable {
  var leftLeft = Complex(0)
  var leftRight = Complex(0)
  var rightRight = Complex(0)

  /// Nothing.
  init() {}

  /// Photon and Z.
  @inline(__always)
  init(standardModel constants: ElectroweakConstants, at s: Double) {
    let photon = Complex(constants.electromagneticCoupling(at: s) / s)
    let z = propagator(s, mass: constants.zMass, width: constants.zWidth)
    let (left, right) = (constants.leftCoupling, constants.rightCoupling)
    leftLeft = photon + left * left * z
    leftRight = photon + left * right * z
    rightRight = photon + right * right * z
  }

  /// The same with a vector boson that does not tell left from right.
  @inline(__always)
  func adding(_ vector: Complex) -> Exchange {
    var sum = self
    sum.leftLeft = leftLeft + vector
    sum.leftRight = leftRight + vector
    sum.rightRight = rightRight + vector
    return sum
  }
}
