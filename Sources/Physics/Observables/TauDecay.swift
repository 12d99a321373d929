import Foundation

/// τ → μ ν_τ ν̄_μ with a Z′ exchanged between the legs.
extension Theory {
  /// Δ = BR/BR_SM − 1 of τ → μνν, 1403.1269 Eqs. 27–28:
  /// −Q_μQ_τ · 3g′²/(4π²) · ln a/(1 − 1/a), a = m_W²/m_Z'².
  ///
  /// One-loop boxes at zero external momenta, so for m_Z' ≫ m_τ; vertex corrections are smaller by m_τ²/m_Z'².
  var tauToMuNuNuExcess: R { tauBoxes(with: charges.muon) }

  /// BR(τ → μνν) = τ_τ Γ_SM (1 + Δ), 1403.1269 Eqs. 27 and 30.
  var tauToMuNuNu: R {
    let branchingRatioSM = Constants.femtosecond * (tauLifetime * tauToMuNuNuRate)
    return branchingRatioSM * (1 + tauToMuNuNuExcess)
  }

  /// R_μ = BR(τ → μνν)/BR(τ → eνν) = f(m_μ²/m_τ²)/f(m_e²/m_τ²) · (1 + Δ_μ)/(1 + Δ_e), free of lifetime and SM rate
  /// (Eq. 1 of arXiv:2405.14625; Δ_e = 0 for L_μ − L_τ). 0.97256 in the Standard Model.
  ///
  /// Radiative corrections cancel; those of the W propagator differ by 2m_μ²/m_W² = 3e-6, which is neglected.
  var tauMuonElectronRatio: R {
    let muons = (mMu / mTau).squared.map(leptonicPhaseSpace)
    let electrons = (R(Constants.electronMass) / mTau).squared.map(leptonicPhaseSpace)
    return muons / electrons * ((1 + tauToMuNuNuExcess) / (1 + tauBoxes(with: charges.electron)))
  }

  /// The relative change of the rate by boxes with a Z′ between the τ's line and that of a lepton of this charge.
  private func tauBoxes(with charge: Double) -> R {
    let strength = -(3 / (4 * .pi * .pi)) * (charge * charges.tau)
    let massRatio = (mW / mZPrime).squared
    return strength * (gPrime.squared * massRatio.map(boxFunction))
  }
}

/// The phase space of τ → ℓνν over that for massless ℓ, f(x) = 1 − 8x + 8x³ − x⁴ − 12x² ln x with x = m_ℓ²/m_τ², and its
/// derivative (arXiv:1310.7922, below Eq. 2). For 0 < x < 1.
@inline(__always)
func leptonicPhaseSpace(_ x: Double) -> ValueAndDerivative {
  let powers = polynomial(x, [1, -8, 0, 8, -1])
  let logarithm = log(x)
  return ValueAndDerivative(
    value: powers.value - 12 * x * x * logarithm,
    derivative: powers.derivative - 12 * x * (2 * logarithm + 1))
}

/// The loop function of Eq. 28, ln a/(1 − 1/a) = a ln a/(a − 1), with derivative (a − 1 − ln a)/(a − 1)².
///
/// Smooth at a = 1 (m_Z' = m_W), where it is 1 and its derivative ½: there with δ = a − 1 it is
/// (1 + δ)(1 − δD), and its derivative D = Σ (−δ)^k/(k + 2). Relative error below 1e-15, of the derivative
/// below 1e-14, for all a > 0.
@inline(__always)
func boxFunction(_ a: Double) -> ValueAndDerivative {
  let delta = a - 1
  guard delta.magnitude > 1 / 32 else {
    let derivative = alternatingTail(delta, from: 2, terms: 11)
    return ValueAndDerivative(value: a * (1 - delta * derivative), derivative: derivative)
  }
  let ratio = log(a) / delta
  return ValueAndDerivative(value: a * ratio, derivative: (1 - ratio) / delta)
}
