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
  /// Branching ratio of τ → μνν over that of τ → eνν.
  case tauMuonElectronRatio = "R_mu(tau)"
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
  /// Events of Z → 4μ that ATLAS would expect.
  case fourMuonEvents = "N_4mu(Z->4mu)"
  /// Coefficient of (s̄γP_L b)(μ̄γμ) in the standard normalisation, real part.
  case wilsonC9 = "C9_bsmumu"
  /// Its imaginary part.
  case wilsonC9Imaginary = "Im_C9_bsmumu"
  /// Coefficient of (s̄γP_R b)(μ̄γμ) in the standard normalisation, real part.
  case wilsonC9Prime = "C9prime_bsmumu"
  /// Its imaginary part.
  case wilsonC9PrimeImaginary = "Im_C9prime_bsmumu"
  /// Mass difference of the B_s over its Standard Model value.
  case bsMassDifference = "DeltaM_s/SM"
  /// Shift of the phase of B_s mixing.
  case bsMixingPhase = "phi_s-SM"
  /// Real part of the LL coefficient of Kaon mixing.
  case kaonLeftLeftReal = "Re_LL_sd"
  /// Imaginary part of the LL coefficient of Kaon mixing.
  case kaonLeftLeftImaginary = "Im_LL_sd"
  /// Real part of the RR coefficient of Kaon mixing.
  case kaonRightRightReal = "Re_RR_sd"
  /// Imaginary part of the RR coefficient of Kaon mixing.
  case kaonRightRightImaginary = "Im_RR_sd"
  /// Real part of the LR coefficient of Kaon mixing.
  case kaonLeftRightReal = "Re_LR_sd"
  /// Imaginary part of the LR coefficient of Kaon mixing.
  case kaonLeftRightImaginary = "Im_LR_sd"
  /// Real part of the LL coefficient of charm mixing.
  case charmLeftLeftReal = "Re_LL_cu"
  /// Imaginary part of the LL coefficient of charm mixing.
  case charmLeftLeftImaginary = "Im_LL_cu"
  /// Real part of the RR coefficient of charm mixing.
  case charmRightRightReal = "Re_RR_cu"
  /// Imaginary part of the RR coefficient of charm mixing.
  case charmRightRightImaginary = "Im_RR_cu"
  /// Real part of the LR coefficient of charm mixing.
  case charmLeftRightReal = "Re_LR_cu"
  /// Imaginary part of the LR coefficient of charm mixing.
  case charmLeftRightImaginary = "Im_LR_cu"
  /// Real part of the LL coefficient of B_d mixing.
  case bdMesonLeftLeftReal = "Re_LL_bd"
  /// Imaginary part of the LL coefficient of B_d mixing.
  case bdMesonLeftLeftImaginary = "Im_LL_bd"
  /// Real part of the RR coefficient of B_d mixing.
  case bdMesonRightRightReal = "Re_RR_bd"
  /// Imaginary part of the RR coefficient of B_d mixing.
  case bdMesonRightRightImaginary = "Im_RR_bd"
  /// Real part of the LR coefficient of B_d mixing.
  case bdMesonLeftRightReal = "Re_LR_bd"
  /// Imaginary part of the LR coefficient of B_d mixing.
  case bdMesonLeftRightImaginary = "Im_LR_bd"
  /// Branching ratio of t → Z′c.
  case topToZPrimeCharm = "BR(t->Z'c)"
  /// Kinetic mixing with hypercharge from the vector-like quarks.
  case kineticMixing = "epsilon"
  /// Kinetic mixing with the photon from the μ and τ loops.
  case leptonicKineticMixing = "epsilon_leptons"
  /// B → X_sμμ over its Standard Model value, q² from 1 to 6 GeV².
  case inclusiveMuonsLow = "R(B->X_smumu)"
  /// The same for q² above 14.4 GeV².
  case inclusiveMuonsHigh = "R(B->X_smumu)[14.4]"
  /// B → X_sττ over its Standard Model value, q² above 14.4 GeV², mass of the τ neglected.
  case inclusiveTaus = "R(B->X_stautau)"
  /// The same with the mass of the τ.
  case inclusiveTausMassive = "R(B->X_stautau)[mTau]"
  /// B → X_see over its Standard Model value, q² from 1 to 6 GeV².
  case inclusiveElectronsLow = "R(B->X_see)"
  /// B → X_sνν over its Standard Model value.
  case inclusiveNeutrinos = "R(B->X_snunu)"
  /// B → Kνν over its Standard Model value.
  case kaonNeutrinos = "R(B->Knunu)"
  /// B → K*νν over its Standard Model value.
  case excitedKaonNeutrinos = "R(B->K*nunu)"
  /// K⁺ → π⁺νν over its Standard Model value.
  case chargedKaonToPionNeutrinos = "R(K->pinunu)"
  /// K_L → π⁰νν over its Standard Model value.
  case neutralKaonToPionNeutrinos = "R(K_L->pinunu)"
  /// B → Kμμ over B → Kee, q² from 1.1 to 6 GeV².
  case universalityKaonCentral = "R_K[1.1,6]"
  /// The same, q² from 0.1 to 1.1 GeV².
  case universalityKaonLow = "R_K[0.1,1.1]"
  /// B → K*μμ over B → K*ee, q² from 1.1 to 6 GeV².
  case universalityExcitedKaonCentral = "R_K*[1.1,6]"
  /// The same, q² from 0.1 to 1.1 GeV².
  case universalityExcitedKaonLow = "R_K*[0.1,1.1]"
  /// Largest g′ at 100 GeV without a Landau pole below the reduced Planck mass.
  case largestPerturbativeCoupling = "gPrime_max(Planck)"
  /// g′ over the largest g′ without a Landau pole below the reduced Planck mass.
  case couplingOverLargest = "gPrime/gPrime_max(Planck)"
  /// Mass of the light b quark after mixing with the vector-like quarks.
  case lightBottomMass = "m_b"
  /// Mass of the light s quark after mixing with the vector-like quarks.
  case lightStrangeMass = "m_s"
  /// Mass of the light d quark after mixing with the vector-like quarks.
  case lightDownMass = "m_d"
  /// Mass of the light t quark after mixing with the vector-like quarks.
  case lightTopMass = "m_t"
  /// Mass of the light c quark after mixing with the vector-like quarks.
  case lightCharmMass = "m_c"
  /// Mass of the light u quark after mixing with the vector-like quarks.
  case lightUpMass = "m_u"

  /// Where the formula holds, or nil when everywhere in the parametrisation.
  public var domain: Domain? {
    switch self {
    case .trident:
      .heavyZPrime(reason: "heavy-Z' limit of Eq. 34")
    case .tauToMuNuNuExcess, .tauToMuNuNu, .tauMuonElectronRatio:
      .heavyZPrime(reason: "tau mass and momenta neglected beside m_Z' in Eq. 28")
    case .zCouplingVectorNeutrino, .zCouplingAxialMuon, .zCouplingAxialTau, .zCouplingVectorMuon,
      .zCouplingVectorTau:
      .heavyZPrime(reason: "lepton masses and Z' emission neglected in K_F")
    case .wilsonC9, .wilsonC9Imaginary, .wilsonC9Prime, .wilsonC9PrimeImaginary, .inclusiveMuonsLow,
      .inclusiveMuonsHigh, .inclusiveTaus, .inclusiveTausMassive, .inclusiveElectronsLow,
      .inclusiveNeutrinos, .kaonNeutrinos, .excitedKaonNeutrinos, .chargedKaonToPionNeutrinos,
      .neutralKaonToPionNeutrinos, .universalityKaonCentral, .universalityKaonLow,
      .universalityExcitedKaonCentral, .universalityExcitedKaonLow:
      .heavyZPrime(reason: "momentum transfer neglected beside m_Z'")
    case .bsMassDifference, .bsMixingPhase, .kaonLeftLeftReal, .kaonLeftLeftImaginary,
      .kaonRightRightReal, .kaonRightRightImaginary, .kaonLeftRightReal, .kaonLeftRightImaginary,
      .charmLeftLeftReal, .charmLeftLeftImaginary, .charmRightRightReal, .charmRightRightImaginary,
      .charmLeftRightReal, .charmLeftRightImaginary, .bdMesonLeftLeftReal,
      .bdMesonLeftLeftImaginary, .bdMesonRightRightReal, .bdMesonRightRightImaginary,
      .bdMesonLeftRightReal, .bdMesonLeftRightImaginary:
      .heavyZPrime(reason: "mass of the meson neglected beside m_Z'")
    case .topToZPrimeCharm, .kineticMixing, .leptonicKineticMixing, .largestPerturbativeCoupling,
      .couplingOverLargest, .lightBottomMass, .lightStrangeMass, .lightDownMass, .lightTopMass,
      .lightCharmMass, .lightUpMass:
      nil
    case .fourMuonEvents: FourMuonTable.Validity().domain
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
