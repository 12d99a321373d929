/// The anomalous magnetic moment of the muon, a_μ = (g − 2)/2.
extension Theory {
  /// Δa_μ = Q_μ²g′²/(8π²) F(r), r = m_Z'²/m_μ²: one loop, exact in the masses.
  ///
  /// Source: Leveille, Nucl. Phys. B137 (1978) 63, for a vector coupling. Tends to m_μ²/(12π²v_Φ²) for a heavy Z′
  /// (1403.1269 Eq. 26) and to g′²/(8π²) for a massless one.
  var muonMagneticMoment: R {
    let strength = (1 / (8 * .pi * .pi)) * charges.muon.squared
    let massRatio = (mZPrime / mMu).squared
    return strength * (gPrime.squared * massRatio.map(muonLoopFunction))
  }
}
