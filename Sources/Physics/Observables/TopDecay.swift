/// t → Z′c.
extension QuarkSector {
  /// BR(t → Z′c) = Γ(t → cZ′)/Γ(t → bW), 1403.1269 Eq. 24; zero above m_Z' = m_t.
  ///
  /// Γ(t → cZ′) = |g_L|²m_t³/(32πm_Z'²)·(1−x′)²(1+2x′) with g_L = g′v_Φ²λ_tc/Λ², and Γ(t → bW) = m_t³/(16πv²)·(1−x)²(1+2x), so
  /// BR = ½v²v_Φ²(|λ_L|² + |λ_R|²)(1−x′)²(1+2x′)/[(1−x)²(1+2x)], x = m_W²/m_t², x′ = m_Z'²/m_t²; printed with 2 instead of ½.
  var topToZPrimeCharm: R {
    let couplings = leftTC.squaredMagnitude + rightTC.squaredMagnitude
    let v = Constants.higgsVacuumExpectationValue
    let prefactor = (formulas.asPrinted.contains(.topDecay) ? 2 : 0.5) * v * v
    let phaseSpaceRatio = topPhaseSpace(mZPrime) / topPhaseSpace(mW)
    return prefactor * (squaredScale * couplings * phaseSpaceRatio)
  }

  /// (1 − x)²(1 + 2x) with x = (m/m_t)², zero for x > 1: y²(3 − 2y) with y = 1 − x = (m_t − m)(m_t + m)/m_t², which
  /// keeps its digits at the threshold.
  private func topPhaseSpace(_ mass: R) -> R {
    ((mTop - mass) * (mTop + mass) / mTop.squared).map { y in
      guard y > 0 else { return ValueAndDerivative(value: 0, derivative: 0) }
      return ValueAndDerivative(value: y * y * (3 - 2 * y), derivative: 6 * y * (1 - y))
    }
  }
}
