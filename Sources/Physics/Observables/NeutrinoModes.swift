/// Decays into neutrino pairs, b → sνν and s → dνν. Flavours are not seen, so that the Z′ enters as the sum over the
/// three; its charges add up to zero, and only squares of its couplings remain.
extension QuarkSector {
  /// BR over its Standard Model value of B → X_sνν, B → Kνν or B → K*νν, which differ in the weight of
  /// η = −Re(C_L C_R*)/(|C_L|² + |C_R|²): the sum over flavours of (1 + weight·η)(|C_L|² + |C_R|²)/(3|C_L^SM|²) (0902.0160).
  ///
  /// C_L = −X_t/s_W² + Q C9/2, C_R = Q C9′/2 by SU(2), with the coefficients of (s̄γP b)(ν̄γ(1−γ₅)ν).
  func neutrinoRatio(etaWeight: Double) -> R {
    let standardModel = -Constants.topLoop * (R(1) / sinThetaW2)
    func rate(_ charge: Double) -> R {
      let left = standardModel + 0.5 * wilsonCoefficient(leftSB, charge: charge)
      let right = 0.5 * wilsonCoefficient(rightSB, charge: charge)
      return left.squaredMagnitude + right.squaredMagnitude - etaWeight * (left * right.conjugate).real
    }
    let sum = rate(charges.electron) + rate(charges.muon) + rate(charges.tau)
    return sum / (3 * standardModel.squared)
  }

  /// BR(K⁺ → π⁺νν) over its Standard Model value: Σ|A + Q(λ_L + λ_R)_sd/N|²/(3|A|²), with the amplitude A = λ_tX_t + λ⁴ Re λ_c P_c
  /// of the Standard Model and N = 4G_F/√2 · α/(2πs_W²). The current of a pion is a vector, hence the sum of chiralities.
  var chargedKaonRatio: R {
    let amplitude = kaonToPionSM
    let shift = kaonShift
    func rate(_ charge: Double) -> R { (amplitude + charge * shift).squaredMagnitude }
    let sum = rate(charges.electron) + rate(charges.muon) + rate(charges.tau)
    return sum / (3 * amplitude.squaredMagnitude)
  }

  /// BR(K_L → π⁰νν) over its Standard Model value: the same with imaginary parts alone, for it violates CP.
  var neutralKaonRatio: R {
    let amplitude = kaonToPionSM.imaginary
    let shift = kaonShift.imaginary
    func rate(_ charge: Double) -> R { (amplitude + charge * shift).squared }
    let sum = rate(charges.electron) + rate(charges.muon) + rate(charges.tau)
    return sum / (3 * amplitude.squared)
  }

  /// What the Z′ adds for a neutrino of unit charge, in units of the Standard Model's amplitude.
  private var kaonShift: Complex<R> {
    let v = Constants.higgsVacuumExpectationValue
    // 4G_F/√2 = 2/v²
    let perUnit = (Double.pi * v * v / Constants.fineStructureConstantAtMZ) * sinThetaW2
    return perUnit * (leftSD + rightSD)
  }
}

extension CKMMatrix {
  /// V_ts*V_tdX_t + λ⁴ Re(V_cs*V_cd) P_c, the Standard Model's amplitude of K → πνν.
  var kaonToPionSM: Complex<R> {
    let charm = (cs.conjugate * cd).real
    let cabibbo = us.real.squared.squared
    return Constants.charmLoop * (cabibbo * charm) + Constants.topLoop * (ts.conjugate * td)
  }
}
