/// Couplings of the Z to leptons, corrected by a Z′ exchanged at the vertex and on the legs.
///
/// 1403.1269 Eqs. 32–33: g = g_SM |1 + Q² a K_F(m_Z')| with a = g′²/(4π)², Q the U(1)′ charge of the lepton; the
/// neutrinos enter with Q² averaged over the three, 2/3 for L_μ − L_τ. Leptons are massless in the loop.
extension Theory {
  var zCouplingVectorNeutrino: R {
    mutating get { gNuSM * zVertexFactor(chargeSquared: charges.neutrinoSumOfSquares / 3) }
  }

  var zCouplingAxialElectron: R {
    mutating get { gASM * zVertexFactor(chargeSquared: charges.electron.squared) }
  }

  var zCouplingAxialMuon: R {
    mutating get { gASM * zVertexFactor(chargeSquared: charges.muon.squared) }
  }

  var zCouplingAxialTau: R {
    mutating get { gASM * zVertexFactor(chargeSquared: charges.tau.squared) }
  }

  var zCouplingVectorElectron: R {
    mutating get { gVSM * zVertexFactor(chargeSquared: charges.electron.squared) }
  }

  var zCouplingVectorMuon: R {
    mutating get { gVSM * zVertexFactor(chargeSquared: charges.muon.squared) }
  }

  var zCouplingVectorTau: R {
    mutating get { gVSM * zVertexFactor(chargeSquared: charges.tau.squared) }
  }

  /// |1 + Q² a K_F| of Eqs. 32 and 33.
  private mutating func zVertexFactor(chargeSquared: Double) -> R {
    let shift = zVertexShift
    let real = 1 + chargeSquared * shift.real
    switch formulas.vertexCorrection {
    case .real:
      return real.magnitude
    case .complex:
      let imaginary = chargeSquared * shift.imaginary
      return (real.squared + imaginary.squared).squareRoot()
    }
  }

  /// a K_F, common to all leptons; the imaginary part only where it is asked for.
  var computedZVertexShift: ZVertexShift<R> {
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
