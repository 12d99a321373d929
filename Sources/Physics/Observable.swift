/// What the model predicts and an experiment, or the Standard Model, can constrain.
///
/// The raw value is the name in input files and output.
public enum Observable: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
  /// Cross section of neutrino trident production over its Standard Model value.
  case trident = "R_trident"
  /// Shift of the anomalous magnetic moment of the muon.
  case muonMagneticMoment = "Delta_a_mu"
  /// Relative excess of τ → μνν over the Standard Model.
  case tauToMuNuNuExcess = "Delta_tau_mu"
  /// Branching ratio of τ → μνν.
  case tauToMuNuNu = "BR(tau->mununu)"
  /// Coupling of the Z to neutrinos, averaged over the three.
  case zCouplingVectorNeutrino = "gV_nu"
  /// Axial coupling of the Z to the electron.
  case zCouplingAxialElectron = "gA_e"
  /// Axial coupling of the Z to the muon.
  case zCouplingAxialMuon = "gA_mu"
  /// Axial coupling of the Z to the τ.
  case zCouplingAxialTau = "gA_tau"
  /// Vector coupling of the Z to the electron.
  case zCouplingVectorElectron = "gV_e"
  /// Vector coupling of the Z to the muon.
  case zCouplingVectorMuon = "gV_mu"
  /// Vector coupling of the Z to the τ.
  case zCouplingVectorTau = "gV_tau"
  /// Vacuum expectation value that breaks the U(1)′.
  case symmetryBreakingScale = "v_Phi"
  /// Total width of the Z′.
  case zPrimeWidth = "Gamma_Z'"
  /// Branching ratio of Z′ → μμ.
  case zPrimeToMuMu = "BR(Z'->mumu)"
  /// Lifetime of the τ: the parameter, as something measured.
  case tauLifetime = "tau_tau"
  /// Rate of τ → μνν in the Standard Model: the parameter, as something calculated.
  case tauToMuNuNuRate = "Gamma_SM(tau->mununu)"
  /// Coupling of the Z to neutrinos in the Standard Model: the parameter, as something calculated.
  case zCouplingNeutrinoSM = "gNu_SM"
  /// Axial coupling of the Z to leptons in the Standard Model: the parameter, as something calculated.
  case zCouplingAxialSM = "gA_SM"
  /// Vector coupling of the Z to leptons in the Standard Model: the parameter, as something calculated.
  case zCouplingVectorSM = "gV_SM"

  /// Where the formula holds, or nil when everywhere in the parametrisation.
  public var domain: Domain? {
    switch self {
    case .trident:
      .heavyZPrime(reason: "heavy-Z' limit of Eq. 34")
    case .tauToMuNuNuExcess, .tauToMuNuNu:
      .heavyZPrime(reason: "tau mass and momenta neglected beside m_Z' in Eq. 28")
    case .zCouplingVectorNeutrino, .zCouplingAxialMuon, .zCouplingAxialTau, .zCouplingVectorMuon,
      .zCouplingVectorTau:
      .heavyZPrime(reason: "lepton masses and Z' emission neglected in K_F")
    case .muonMagneticMoment, .symmetryBreakingScale, .zPrimeWidth, .zPrimeToMuMu,
      .zCouplingAxialElectron, .zCouplingVectorElectron, .tauLifetime, .tauToMuNuNuRate,
      .zCouplingNeutrinoSM, .zCouplingAxialSM, .zCouplingVectorSM:
      nil
    }
  }
}

extension Domain {
  /// m_Z' ≥ 10 GeV, the region for which 1403.1269 gives its formulas.
  fileprivate static func heavyZPrime(reason: String) -> Domain {
    Domain(parameter: .mZPrime, range: 10 ... .infinity, reason: reason)
  }
}
