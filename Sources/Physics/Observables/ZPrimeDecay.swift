/// Decays of the Z′ into leptons.
extension Theory {
  /// Γ_Z' in GeV at tree level: g′²m_Z'/(12π) times the sum of the channels' weights.
  ///
  /// Exact in the lepton masses. Quark channels and kinetic mixing are not included.
  func zPrimeWidth(_ widths: ZPrimeWidths<R>) -> R {
    let unit = (1 / (12 * .pi)) * (gPrime.squared * mZPrime)
    return unit * widths.total
  }

  /// Partial widths in units of g′²m_Z'/(12π): Q²(1 + 2m²/m_Z'²)√(1 − 4m²/m_Z'²) for a charged lepton above
  /// threshold, Q²/2 for a neutrino, which is left-handed only.
  var zPrimeWidths: ZPrimeWidths<R> {
    let electrons = charges.electron.squared * phaseSpace(leptonMass: R(Constants.electronMass))
    let muons = charges.muon.squared * phaseSpace(leptonMass: mMu)
    let taus = charges.tau.squared * phaseSpace(leptonMass: mTau)
    let neutrinos = charges.neutrinoSumOfSquares / 2
    return ZPrimeWidths(muons: muons, total: neutrinos + (electrons + muons + taus))
  }

  /// (1 + 2m²/m_Z'²)√(1 − 4m²/m_Z'²) = β(3 − β²)/2 with the velocity β of the lepton, zero below threshold.
  ///
  /// β² is (m_Z' − 2m)(m_Z' + 2m)/m_Z'²: no digits are lost at the threshold.
  private func phaseSpace(leptonMass: R) -> R {
    let threshold = 2 * leptonMass
    let product = (mZPrime - threshold) * (mZPrime + threshold)
    return (product / mZPrime.squared).map(vectorPhaseSpace)
  }
}

/// Partial widths of the Z′ in units of g′²m_Z'/(12π).
struct ZPrimeWidths<R: Real>: Sendable {
  let muons: R
  let total: R

  /// BR(Z′ → μμ); zero below 2m_μ, independent of g′.
  var branchingRatioToMuons: R { muons / total }
}

/// β(3 − β²)/2 as a function of β²: the phase space of a vector that decays into two fermions of velocity β, zero
/// for β² ≤ 0. The derivative by β² grows as 3/(4β) towards threshold and is taken as zero on it.
@inline(__always)
func vectorPhaseSpace(_ velocitySquared: Double) -> ValueAndDerivative {
  guard velocitySquared > 0 else { return ValueAndDerivative(value: 0, derivative: 0) }
  let velocity = velocitySquared.squareRoot()
  let value = velocity * (3 - velocitySquared) / 2
  let derivative = 3 * (1 - velocitySquared) / (4 * velocity)
  return ValueAndDerivative(value: value, derivative: derivative)
}
