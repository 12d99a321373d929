import Foundation

/// τ → μ ν_τ ν̄_μ with a Z′ exchanged between the legs.
extension Theory {
  /// Δ = BR/BR_SM − 1 of τ → μνν, 1403.1269 Eqs. 27–28:
  /// −Q_μQ_τ · 3g′²/(4π²) · ln a/(1 − 1/a), a = m_W²/m_Z'².
  ///
  /// One-loop boxes at zero external momenta, so for m_Z' ≫ m_τ; vertex corrections are smaller by m_τ²/m_Z'².
  var tauToMuNuNuExcess: R {
    let strength = -(3 / (4 * .pi * .pi)) * (charges.muon * charges.tau)
    let massRatio = (mW / mZPrime).squared
    return strength * (gPrime.squared * massRatio.map(boxFunction))
  }

  /// BR(τ → μνν) = τ_τ Γ_SM (1 + Δ), 1403.1269 Eqs. 27 and 30.
  var tauToMuNuNu: R {
    let branchingRatioSM = Constants.femtosecond * (tauLifetime * tauToMuNuNuRate)
    return branchingRatioSM * (1 + tauToMuNuNuExcess)
  }
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
