import Foundation

/// What no fit varies. The day one of these is varied it becomes a `Parameter`.
enum Constants {
  /// Vacuum expectation value of the Higgs field in GeV, v = (√2 G_F)^(−1/2) with G_F = 1.16638e-5 GeV⁻²
  /// (1403.1269, below Eq. 34).
  static let higgsVacuumExpectationValue = 246.22

  /// Mass of the electron in GeV (PDG 2022). Enters the phase space of τ → eνν, and the Z′ width of models
  /// that charge the electron.
  static let electronMass = 0.51099895e-3

  /// Seconds in a femtosecond.
  static let femtosecond = 1e-15

  /// Events with four muons that ATLAS expected of the Standard Model (ATLAS-CONF-2013-055).
  static let fourMuonEventsSM = 78.0

  /// A unit of C9 and C9′ in GeV⁻²: 4G_F/√2·|V_ts*V_tb|·α(m_Z)/(4π), 8.31e-4 TeV⁻² with |V_ts*V_tb| = 0.0405.
  static let wilsonCoefficientUnit = 8.31e-10

  /// C7^eff, C9 (without its q² dependence) and C10 of the Standard Model at 4.8 GeV (0811.1214, Table 2).
  static let c7 = -0.304
  static let c9 = 4.211
  static let c10 = -4.103

  /// Pole mass of the b quark in GeV, in the kinematics of inclusive decays.
  static let bottomPoleMass = 4.8

  /// m_B² in GeV² (PDG 2012: m_B = 5.2793 GeV).
  static let bMesonMassSquared = 5.2793 * 5.2793

  /// m_b/m_B.
  static let reducedBottomMass = bottomPoleMass / 5.2793

  /// X_t, the loop function of the top in b → sνν and s → dνν (1009.0947).
  static let topLoop = 1.469

  /// P_c, the contribution of the charm to K⁺ → π⁺νν with its long-distance part (1503.02693).
  static let charmLoop = 0.404

  /// α at m_Z in the MS-bar scheme, 1/127.94 (PDG 2012).
  static let fineStructureConstantAtMZ = 1 / 127.94

  /// e = √(4πα) at low energies, α = 1/137.036.
  static let electricCharge = 0.302822

  /// The gauge coupling g₁ of hypercharge at m_Z, √(4πα(m_Z))/cos θ_W.
  static let hyperchargeCoupling = 0.3574

  /// The reduced Planck mass in GeV, (8πG)^(−1/2).
  static let reducedPlanckMass = 2.435e18

  /// ln of the reduced Planck mass over 100 GeV, where the running of g′ begins.
  static let runningRange = log(reducedPlanckMass / 100)
}
