/// The boxes with Φ and vector-like quarks in B_s mixing, as squared masses that stand beside v_Φ² (1403.1269 Eq. 19).
///
/// Rewriting Y_bY_s* of Eq. 19 by couplings λ/Λ² = ±Y_s*Y_b/(2m²), the tree term of each pair of chiralities is
/// λ_iλ_jv_Φ², and that of the box λ_iλ_j times what stands here, in GeV². All vanish where no heavy quarks are known.
struct ScalarBox<R: Real>: Sendable {
  /// m_Q²/(16π²).
  let leftLeft: R
  /// m_D²/(16π²).
  let rightRight: R
  /// m_Q²m_D² ln(m_Q²/m_D²)/(m_Q² − m_D²)/(16π²), which is m²/(16π²) at m_Q = m_D = m; of opposite sign as printed.
  ///
  /// Written with the left-handed fields b^c and s^c for b_R and s_R, the exchange of Φ between two currents of
  /// opposite U(1)′ charge gives box and tree the same relative sign as between equal ones, and the logarithm is that
  /// of two different masses; Eq. 19c has − in front of it.
  let leftRight: R

  /// The mixed term is m_Q² times the function of τ decay, a ln a/(a − 1) at a = m_D²/m_Q².
  init(mQ: R, mD: R, formulas: Formulas) {
    let loop = 1 / (16 * Double.pi * Double.pi)
    leftLeft = loop * mQ.squared
    rightRight = loop * mD.squared
    let mixed = leftLeft * (mD / mQ).squared.map(boxFunction)
    leftRight = formulas.asPrinted.contains(.bsMixingLeftRight) ? -mixed : mixed
  }
}
