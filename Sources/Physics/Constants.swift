/// What no fit varies. The day one of these is varied it becomes a `Parameter`.
enum Constants {
  /// Vacuum expectation value of the Higgs field in GeV, v = (√2 G_F)^(−1/2) with G_F = 1.16638e-5 GeV⁻²
  /// (1403.1269, below Eq. 34).
  static let higgsVacuumExpectationValue = 246.22

  /// Mass of the electron in GeV (PDG 2022). Enters only the Z′ width of models that charge the electron.
  static let electronMass = 0.51099895e-3

  /// Seconds in a femtosecond.
  static let femtosecond = 1e-15
}
