/// Couplings of the Z to leptons, corrected by a Z′ exchanged at the vertex and on the legs.
///
/// 1403.1269 Eqs. 32–33: g = g_SM |1 + Q² a K_F(m_Z')| with a = g′²/(4π)², Q the U(1)′ charge of the lepton; the
/// neutrinos enter with Q² averaged over the three, 2/3 for L_μ − L_τ. Leptons are massless in the loop.
extension Theory {
  /// The coupling of a lepton whose U(1)′ charge squared is `chargeSquared` and whose coupling would be `coupling`
  /// without the Z′.
  func zCoupling(_ coupling: R, _ chargeSquared: Double, _ shared: inout SharedTerms<R>) -> R {
    let shift = shared.zVertexShift(self)
    let real = 1 + chargeSquared * shift.real
    switch formulas.vertexCorrection {
    case .real:
      return coupling * real.magnitude
    case .complex:
      let imaginary = chargeSquared * shift.imaginary
      return coupling * (real.squared + imaginary.squared).squareRoot()
    }
  }

  /// a K_F, common to all leptons; the imaginary part only where it is asked for.
  var zVertexShift: ZVertexShift<R> {
    let strength = (1 / (16 * .pi * .pi)) * gPrime.squared
    let massRatio = (mZ / mZPrime).squared
    let real = strength * massRatio.map(zVertexFunction)
    switch formulas.vertexCorrection {
    case .real:
      return ZVertexShift(real: real, imaginary: R(0))
    case .complex:
      return ZVertexShift(real: real, imaginary: strength * massRatio.map(imaginaryZVertexFunction))
    }
  }
}

/// The correction a K_F of a unit charge to the couplings of the Z.
struct ZVertexShift<R: Real>: Sendable {
  let real: R
  let imaginary: R
}
