/// b → sℓℓ: Wilson coefficients and inclusive decays.
extension QuarkSector {
  /// C9 of a lepton of U(1)′ charge `charge` in the standard normalisation (1403.1269 Eq. 16), from the coupling of
  /// s̄γb: independent of g′ and m_Z', for a Z′ heavy beside the B.
  func wilsonCoefficient(_ coupling: Complex<R>, charge: Double) -> Complex<R> {
    (charge / Constants.wilsonCoefficientUnit) * coupling
  }

  /// C9 of the muon.
  var wilsonC9: Complex<R> { wilsonCoefficient(leftSB, charge: charges.muon) }

  /// C9′ of the muon.
  var wilsonC9Prime: Complex<R> { wilsonCoefficient(rightSB, charge: charges.muon) }

  /// BR(B → X_sℓℓ) over its Standard Model value in a bin of q², at leading order:
  /// dΓ/ds ∝ (1−s)²√(1−4t/s) {(1+2t/s)[(1+2s)(|C9|²+|C9′|²) + 4(1+2/s)C7² + 12 C7 Re C9]
  ///   + [(1+2s) + (1−4s)2t/s]|C10|²}, s = q²/m_b², t = m_ℓ²/m_b².
  ///
  /// The lepton's mass matters for τ alone. C9′ has no interference with the Standard Model when m_s is neglected.
  func inclusiveRatio(_ bin: InclusiveBin, charge: Double) -> R {
    let shift = wilsonCoefficient(leftSB, charge: charge)
    let primed = wilsonCoefficient(rightSB, charge: charge)
    let (c7, c9, c10) = (Constants.c7, Constants.c9, Constants.c10)
    let dipole = 4 * bin.dipole * c7 * c7 + bin.axial * c10 * c10
    let rateSM = dipole + bin.vector * c9 * c9 + 12 * bin.interference * c7 * c9
    let change =
      bin.vector * (2 * c9 * shift.real + shift.squaredMagnitude + primed.squaredMagnitude)
      + 12 * bin.interference * c7 * shift.real
    return 1 + (1 / rateSM) * change
  }
}

/// A bin of q² of B → X_sℓℓ: the integrals over s = q²/m_b² that multiply products of Wilson coefficients.
struct InclusiveBin: Sendable {
  /// Of |C9|² and |C9′|².
  let vector: Double
  /// Of |C10|².
  let axial: Double
  /// Of 4C7².
  let dipole: Double
  /// Of 12 C7 Re C9.
  let interference: Double

  /// q² from `low` to `high` in GeV², for a lepton of mass `leptonMass` in GeV.
  init(from low: Double, to high: Double, leptonMass: Double = 0) {
    let mb2 = Constants.bottomPoleMass * Constants.bottomPoleMass
    let t = leptonMass * leptonMass / mb2
    let range = low / mb2...high / mb2
    func integral(_ kernel: (Double) -> Double) -> Double {
      gaussLegendre(over: range) { s in
        (1 - s) * (1 - s) * (1 - 4 * t / s).squareRoot() * kernel(s)
      }
    }
    vector = integral { s in (1 + 2 * t / s) * (1 + 2 * s) }
    axial = integral { s in 1 + 2 * s + (1 - 4 * s) * 2 * t / s }
    dipole = integral { s in (1 + 2 * t / s) * (1 + 2 / s) }
    interference = integral { s in 1 + 2 * t / s }
  }

  /// 1 to 6 GeV².
  static let low = InclusiveBin(from: 1, to: 6)
  /// From 14.4 GeV² to the end, m_b².
  static let high = InclusiveBin(from: 14.4, to: Constants.bottomPoleMass * Constants.bottomPoleMass)
  /// The same for τ pairs, with the mass of the τ.
  static let highTau = InclusiveBin(
    from: 14.4, to: Constants.bottomPoleMass * Constants.bottomPoleMass, leptonMass: 1.77682)
}
