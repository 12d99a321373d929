import Testing

/// Numbers that arXiv:1403.1269 prints about decays of quarks.
extension PaperNumbersOfQuarksTests {
  /// Eq. 24: 2 or ½ times v²v_Φ²|λ_tc|²/[(1−x)²(1+2x)], with λ_tc = V_tb V_cs* (35 TeV)⁻², |V_tb V_cs| = 0.9991 · 0.9734, where the
  /// Z' is light. With Eq. 20 Y_Qc = 0.9734 · (−0.0529) + 0.0412 instead, and Y_Qt = 0.9991 + 0.0404 · 0.0529.
  @Test func theTopDecaysToAZPrimeAndCharmLessThanOnceInTenMillion() async throws {
    let name = "BR(t->Z'c)"
    let x = (80.385 / 173.2) * (80.385 / 173.2)
    let rate = 246.22 * 246.22 * 1800 * 1800 / ((1 - x) * (1 - x) * (1 + 2 * x))
    let effective = 0.9991 * 0.9734 * Self.coefficient
    let row = try claims.row("BR(t → Z'c)")
    let point = try await claims.point("M")
    try row.holds("2.8e-7", point.asPrinted[name], byHand: 2 * rate * effective * effective, within: 0.005)
    try row.holds("7.0e-8", point[name], byHand: rate * effective * effective / 2, within: 0.005)

    let yukawas = (0.9991 + 0.0404 * 0.0529) * (0.0412 - 0.9734 * 0.0529)
    let coupling = yukawas / (2 * 5692 * 5692)
    let hierarchy = try await claims.point("N")
    let second = try claims.row("the same with Y_Qs")
    // The difference of two numbers given to 1e-4 is 0.0103.
    try second.holds(
      "1.1e-8", hierarchy.asPrinted[name], byHand: 2 * rate * coupling * coupling, within: 0.03)
    try second.holds("2.8e-9", hierarchy[name], byHand: rate * coupling * coupling / 2, within: 0.03)
  }

  /// dΓ/ds of b → sℓℓ at leading order, integrated over q² > `low` GeV² by Simpson's rule: m_b = 4.8 GeV, C7 = −0.304,
  /// C9 = 4.211, C10 = −4.103. C9' adds its square.
  private func inclusiveRate(
    _ shift: Double, primed: Double, from low: Double, to high: Double, mass: Double = 0
  ) -> Double {
    let (c7, c9, c10) = (-0.304, 4.211 + shift, -4.103)
    let t = mass * mass / 23.04
    func density(_ s: Double) -> Double {
      let dipole = 4 * (1 + 2 / s) * c7 * c7 + 12 * c7 * c9
      let vector = (1 + 2 * s) * (c9 * c9 + primed * primed) + dipole
      let axial = (1 + 2 * s + (1 - 4 * s) * 2 * t / s) * c10 * c10
      let phaseSpace = (1 - s) * (1 - s) * (1 - 4 * t / s).squareRoot()
      return phaseSpace * ((1 + 2 * t / s) * vector + axial)
    }
    let (start, step) = (low / 23.04, (high - low) / 23.04 / 400)
    return (0..<200).reduce(0) { sum, index in
      let s = start + 2 * Double(index) * step
      return sum + step / 3 * (density(s) + 4 * density(s + step) + density(s + 2 * step))
    }
  }

  private func inclusiveRatio(charge: Double, from low: Double, to high: Double, mass: Double = 0) -> Double {
    let c = Self.coefficient / Self.unit
    return inclusiveRate(-charge * c, primed: c, from: low, to: high, mass: mass)
      / inclusiveRate(0, primed: 0, from: low, to: high, mass: mass)
  }

  @Test func inclusiveDecaysLoseMuonsGainTausAndKeepElectrons() async throws {
    let point = try await claims.point("E")
    let muons = try claims.row("B → X_s μμ")
    try muons.holds(
      "0.873", point["R(B->X_smumu)"], byHand: inclusiveRatio(charge: 1, from: 1, to: 6), within: 1e-4)
    try muons.holds(
      "0.831", point["R(B->X_smumu)[14.4]"], byHand: inclusiveRatio(charge: 1, from: 14.4, to: 23.04),
      within: 1e-4)
    let taus = try claims.row("B → X_s ττ")
    try taus.holds(
      "1.303", point["R(B->X_stautau)"], byHand: inclusiveRatio(charge: -1, from: 14.4, to: 23.04),
      within: 1e-4)
    try taus.holds(
      "1.422", point["R(B->X_stautau)[mTau]"],
      byHand: inclusiveRatio(charge: -1, from: 14.4, to: 23.04, mass: 1.77682), within: 1e-4)
    try claims.row("B → X_s ee").holds("1.000", point["R(B->X_see)"], byHand: 1, within: 1e-12)
  }

  /// 1 + (C9² + C9'² − weight · C9C9')/(6 (1.469/0.231)²): linear terms cancel between μ and τ. Weights of 0902.0160.
  @Test func neutrinoModesIncreaseByAPerCent() async throws {
    let (point, row) = (try await claims.point("E"), try claims.row("neutrino modes"))
    let c = Self.coefficient / Self.unit
    func byHand(_ weight: Double) -> Double {
      1 + (2 + weight) * c * c / (6 * (1.469 / 0.231) * (1.469 / 0.231))
    }
    try row.holds("1.0083", point["R(B->X_snunu)"], byHand: byHand(0.09), within: 1e-5)
    try row.holds("1.0000", point["R(B->Knunu)"], byHand: byHand(-2), within: 1e-12)
    try row.holds("1.0132", point["R(B->K*nunu)"], byHand: byHand(1.31), within: 1e-5)
  }

  /// 1 + (2/3)|πv²s²λ/α|²/|A|² with A = −A²λ⁵[(1−ρ̄)(1−λ²/2) − iη̄] X_t − λ⁵(1−λ²/2) P_c: linear terms cancel, so that the sign does
  /// not matter. Wolfenstein's expansion is good to a few per cent.
  @Test func kaonsToPionsIncreaseWhateverTheSign() async throws {
    let (row, name) = (try claims.row("K⁺ → π⁺νν"), "R(K->pinunu)")
    let l = 0.22535
    let fifth = l * l * l * l * l
    let (real, square) = (1 - l * l / 2, 0.811 * 0.811)
    let amplitude = SIMD2(
      -square * fifth * 0.869 * real * 1.469 - fifth * real * 0.404, square * fifth * 0.345 * 1.469)
    let shift = Double.pi * 246.22 * 246.22 * 0.231 * 127.94 * 5.1e-11
    let byHand = 1 + 2.0 / 3 * shift * shift / (amplitude * amplitude).sum()
    for letter in ["O", "P"] {
      try row.holds("1.10", await claims.point(letter)[name], byHand: byHand, within: 0.005)
    }
    #expect((1 / 5.1e-11.squareRoot() / 1e4).rounded() == 14)
  }
}
