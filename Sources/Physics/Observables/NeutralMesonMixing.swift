/// Mixing of neutral mesons.
extension QuarkSector {
  /// M12/M12_SM of the B_s, 1403.1269 Eqs. 18–19, relative to the phase of the Standard Model's amplitude.
  ///
  /// With Y_bY_s* = ±2m²λ/Λ² the coefficients of Eq. 19 are C_LL = 4λ_L²(v_Φ² + box), C_RR alike, and
  /// C_LR = −4λ_Lλ_R(v_Φ² + box); the boxes are those of `ScalarBox`.
  var bsMixingRatio: Complex<R> {
    let (left, right) = (leftSB, rightSB)
    let leftLeft = (squaredScale + boxLeftLeft) * left.squared
    let rightRight = (squaredScale + boxRightRight) * right.squared
    let leftRight = (lrFactor * (squaredScale + boxLeftRight)) * (left * right)
    return 1 + (4 * (R(1) / bsAmplitudeSM)) * (leftLeft + rightRight - leftRight)
  }

  /// Coefficients of the operators of mixing, in GeV⁻², from the exchange of a Z′ (boxes neglected, as in Eq. 22): LL and
  /// RR of (q̄_iγP q_j)², c = L_ij²/(2v_Φ²) = (λ_ij/Λ²)²v_Φ²/2; LR of the scalar operator (q̄_iP_Lq_j)(q̄_iP_Rq_j) after
  /// Fierz, c = 2L_ijR_ij/v_Φ² up to a sign that no bound sees.
  ///
  /// Normalised as Isidori, Nir and Perez do (1002.0900), whose bounds these meet.
  func mixingCoefficients(left: Complex<R>, right: Complex<R>) -> MixingCoefficients<R> {
    let half = 0.5 * squaredScale
    return MixingCoefficients(
      leftLeft: half * left.squared, rightRight: half * right.squared,
      leftRight: (2 * squaredScale) * (left * right))
  }
}

/// Coefficients of the operators that mix a neutral meson with its antiparticle, in GeV⁻².
struct MixingCoefficients<R: Real>: Sendable {
  let leftLeft, rightRight, leftRight: Complex<R>
}
