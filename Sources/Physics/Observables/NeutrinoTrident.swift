/// Neutrino trident production, ν_μ N → ν_μ μ⁺μ⁻ N.
extension Theory {
  /// The vacuum expectation value that breaks the U(1)′, v_Φ = m_Z'/g′ in GeV; infinite at g′ = 0.
  var symmetryBreakingScale: R { mZPrime / gPrime }

  /// σ/σ_SM of trident production, 1403.1269 Eq. 34:
  /// [1 + (1 + 4s_W² + 2Q_μ²v²/v_Φ²)²] / [1 + (1 + 4s_W²)²].
  ///
  /// Heavy-Z′ limit, for m_Z' ≳ 10 GeV: below, the propagator resolves the momentum transfer and σ is smaller.
  /// The model enters through Q_μ·Q_ν_μ = Q_μ², so the interference with the W is constructive whatever the sign.
  var trident: R {
    let inverseScale = gPrime / mZPrime
    let strength = 2 * (charges.muon * Constants.higgsVacuumExpectationValue).squared
    let vectorCouplingSM = 1 + 4 * sinThetaW2
    let vectorCoupling = vectorCouplingSM + strength * inverseScale.squared
    return (1 + vectorCoupling.squared) / (1 + vectorCouplingSM.squared)
  }
}
