/// Mixing of neutral mesons.
extension Theory {
  /// v_Φ² = (m_Z'/g′)² in GeV².
  var squaredScale: R { symmetryBreakingScale.squared }

  /// M12/M12_SM of the B_s, 1403.1269 Eqs. 18–19, relative to the phase of the Standard Model's amplitude.
  ///
  /// With Y_bY_s* = ±2m²λ/Λ² the coefficients of Eq. 19 are C_LL = 4λ_L²(v_Φ² + box), C_RR alike, and
  /// C_LR = −4λ_Lλ_R(v_Φ² ± box), normalised by g₂⁴/(16π²m_W²)·(V_ts*V_tb)²S₀.
  ///
  /// The sign of the box in C_LR is + by our calculation and − as printed in Eq. 19c: written with the left-handed
  /// fields b^c and s^c for b_R and s_R, the exchange of Φ between two currents of opposite U(1)′ charge gives
  /// box and tree the same relative sign as between equal ones, and the logarithm is that of two different masses.
  func bsMixingRatio(_ quarks: QuarkCouplings<R>, _ inputs: QuarkParameters<R>) -> Complex<R> {
    let scale = squaredScale
    let zero = R(0)
    let box = quarks.box
    let mixed = box.map { formulas.asPrinted.contains(.bsMixingLeftRight) ? -$0.leftRight : $0.leftRight } ?? zero
    let (left, right) = (quarks.left.sb, quarks.right.sb)
    let leftLeft = (scale + (box?.leftLeft ?? zero)) * left.squared
    let rightRight = (scale + (box?.rightRight ?? zero)) * right.squared
    let leftRight = (inputs.lrFactor * (scale + mixed)) * (left * right)

    let loop = inputs.g2.squared.squared / mW.squared
    let amplitudeSM = (1 / (16 * Double.pi * Double.pi)) * (loop * inputs.vtsVtb.squared * inputs.s0)
    return 1 + (4 * (R(1) / amplitudeSM)) * (leftLeft + rightRight - leftRight)
  }

  /// Coefficients of the operators of mixing, in GeV⁻², from the exchange of a Z′ (boxes neglected, as in Eq. 22): LL and
  /// RR of (q̄_iγP q_j)², c = L_ij²/(2v_Φ²) = (λ_ij/Λ²)²v_Φ²/2; LR of the scalar operator (q̄_iP_Lq_j)(q̄_iP_Rq_j) after
  /// Fierz, c = 2L_ijR_ij/v_Φ² up to a sign that no bound sees.
  ///
  /// Normalised as Isidori, Nir and Perez do (1002.0900), whose bounds these meet.
  func mixingCoefficients(left: Complex<R>, right: Complex<R>) -> MixingCoefficients<R> {
    let scale = squaredScale
    return MixingCoefficients(
      leftLeft: (0.5 * scale) * left.squared, rightRight: (0.5 * scale) * right.squared,
      leftRight: (2 * scale) * (left * right))
  }
}

/// Coefficients of the operators that mix a neutral meson with its antiparticle, in GeV⁻².
struct MixingCoefficients<R: Real>: Sendable {
  let leftLeft, rightRight, leftRight: Complex<R>
}
