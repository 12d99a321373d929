/// What the model predicts by a formula of its own, and an experiment, or the Standard Model, can constrain.
///
/// The raw value is the name in input files and output.
public enum CatalogueObservable: String, CaseIterable, Sendable {
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
}

extension CatalogueObservable {
  /// Tells a part of the model what predicts the observable, and from which parts; `context` stands beside the part at a
  /// point and passes from one observable to the next.
  @inline(__always)
  func formula<Part: ModelPart>(_ part: borrowing Part, _ context: inout Part.Context) -> Part.Answer {
    switch self {
    case .trident: part.leptons(&context) { $0.trident }
    case .muonMagneticMoment: part.leptons(&context) { $0.muonMagneticMoment }
    case .tauToMuNuNuExcess: part.leptons(&context) { $0.tauToMuNuNuExcess }
    case .tauToMuNuNu: part.leptons(&context) { $0.tauToMuNuNu }
    case .tauMuonElectronRatio: part.leptons(&context) { $0.tauMuonElectronRatio }
    case .zCouplingVectorNeutrino:
      part.leptons(sharing: &context) { $0.zCoupling($0.gNuSM, $0.charges.neutrinoMeanSquare, &$1) }
    case .zCouplingAxialElectron:
      part.leptons(sharing: &context) { $0.zCoupling($0.gASM, $0.charges.electron.squared, &$1) }
    case .zCouplingAxialMuon:
      part.leptons(sharing: &context) { $0.zCoupling($0.gASM, $0.charges.muon.squared, &$1) }
    case .zCouplingAxialTau:
      part.leptons(sharing: &context) { $0.zCoupling($0.gASM, $0.charges.tau.squared, &$1) }
    case .zCouplingVectorElectron:
      part.leptons(sharing: &context) { $0.zCoupling($0.gVSM, $0.charges.electron.squared, &$1) }
    case .zCouplingVectorMuon:
      part.leptons(sharing: &context) { $0.zCoupling($0.gVSM, $0.charges.muon.squared, &$1) }
    case .zCouplingVectorTau:
      part.leptons(sharing: &context) { $0.zCoupling($0.gVSM, $0.charges.tau.squared, &$1) }
    case .symmetryBreakingScale: part.leptons(&context) { $0.symmetryBreakingScale }
    case .zPrimeWidth: part.leptons(sharing: &context) { $0.zPrimeWidth($1.zPrimeWidths($0)) }
    case .zPrimeToMuMu: part.leptons(sharing: &context) { $1.zPrimeWidths($0).branchingRatioToMuons }
    case .tauLifetime: part.leptons(&context) { $0.tauLifetime }
    case .tauToMuNuNuRate: part.leptons(&context) { $0.tauToMuNuNuRate }
    case .zCouplingNeutrinoSM: part.leptons(&context) { $0.gNuSM }
    case .zCouplingAxialSM: part.leptons(&context) { $0.gASM }
    case .zCouplingVectorSM: part.leptons(&context) { $0.gVSM }
    case .fourMuonEvents: part.fourMuons(&context)
    case .wilsonC9: part.quarks(&context, [.sb]) { $0.wilsonC9.real }
    case .wilsonC9Imaginary: part.quarks(&context, [.sb]) { $0.wilsonC9.imaginary }
    case .wilsonC9Prime: part.quarks(&context, [.sb]) { $0.wilsonC9Prime.real }
    case .wilsonC9PrimeImaginary: part.quarks(&context, [.sb]) { $0.wilsonC9Prime.imaginary }
    case .bsMassDifference:
      part.quarks(sharing: &context, [.sb, .scales, .box]) { $1.bsMixing($0).magnitude }
    case .bsMixingPhase: part.quarks(sharing: &context, [.sb, .scales, .box]) { $1.bsMixing($0).argument }
    case .kaonLeftLeftReal: part.mixing(&context, MixingRow(.kaon, .leftLeft, .real))
    case .kaonLeftLeftImaginary: part.mixing(&context, MixingRow(.kaon, .leftLeft, .imaginary))
    case .kaonRightRightReal: part.mixing(&context, MixingRow(.kaon, .rightRight, .real))
    case .kaonRightRightImaginary: part.mixing(&context, MixingRow(.kaon, .rightRight, .imaginary))
    case .kaonLeftRightReal: part.mixing(&context, MixingRow(.kaon, .leftRight, .real))
    case .kaonLeftRightImaginary: part.mixing(&context, MixingRow(.kaon, .leftRight, .imaginary))
    case .charmLeftLeftReal: part.mixing(&context, MixingRow(.charm, .leftLeft, .real))
    case .charmLeftLeftImaginary: part.mixing(&context, MixingRow(.charm, .leftLeft, .imaginary))
    case .charmRightRightReal: part.mixing(&context, MixingRow(.charm, .rightRight, .real))
    case .charmRightRightImaginary: part.mixing(&context, MixingRow(.charm, .rightRight, .imaginary))
    case .charmLeftRightReal: part.mixing(&context, MixingRow(.charm, .leftRight, .real))
    case .charmLeftRightImaginary: part.mixing(&context, MixingRow(.charm, .leftRight, .imaginary))
    case .bdMesonLeftLeftReal: part.mixing(&context, MixingRow(.bdMeson, .leftLeft, .real))
    case .bdMesonLeftLeftImaginary: part.mixing(&context, MixingRow(.bdMeson, .leftLeft, .imaginary))
    case .bdMesonRightRightReal: part.mixing(&context, MixingRow(.bdMeson, .rightRight, .real))
    case .bdMesonRightRightImaginary: part.mixing(&context, MixingRow(.bdMeson, .rightRight, .imaginary))
    case .bdMesonLeftRightReal: part.mixing(&context, MixingRow(.bdMeson, .leftRight, .real))
    case .bdMesonLeftRightImaginary: part.mixing(&context, MixingRow(.bdMeson, .leftRight, .imaginary))
    case .topToZPrimeCharm: part.quarks(&context, [.tc, .scales, .masses]) { $0.topToZPrimeCharm }
    case .kineticMixing: part.heavyQuarks(&context) { $0.kineticMixing($1) }
    case .leptonicKineticMixing: part.leptons(&context) { $0.leptonicKineticMixing }
    case .inclusiveMuonsLow: part.quarks(&context, [.sb]) { $0.inclusiveRatio(.low, charge: $0.charges.muon) }
    case .inclusiveMuonsHigh:
      part.quarks(&context, [.sb]) { $0.inclusiveRatio(.high, charge: $0.charges.muon) }
    case .inclusiveTaus: part.quarks(&context, [.sb]) { $0.inclusiveRatio(.high, charge: $0.charges.tau) }
    case .inclusiveTausMassive:
      part.quarks(&context, [.sb]) { $0.inclusiveRatio(.highTau, charge: $0.charges.tau) }
    case .inclusiveElectronsLow:
      part.quarks(&context, [.sb]) { $0.inclusiveRatio(.low, charge: $0.charges.electron) }
    case .inclusiveNeutrinos: part.quarks(&context, [.sb, .scales]) { $0.neutrinoRatio(etaWeight: 0.09) }
    case .kaonNeutrinos: part.quarks(&context, [.sb, .scales]) { $0.neutrinoRatio(etaWeight: -2) }
    case .excitedKaonNeutrinos: part.quarks(&context, [.sb, .scales]) { $0.neutrinoRatio(etaWeight: 1.31) }
    case .chargedKaonToPionNeutrinos:
      part.quarks(&context, [.sd, .scales, .kaonToPion]) { $0.chargedKaonRatio }
    case .neutralKaonToPionNeutrinos:
      part.quarks(&context, [.sd, .scales, .kaonToPion]) { $0.neutralKaonRatio }
    case .universalityKaonCentral: part.quarks(&context, [.sb]) { $0.leptonUniversalityRatio(.kaonCentral) }
    case .universalityKaonLow: part.quarks(&context, [.sb]) { $0.leptonUniversalityRatio(.kaonLow) }
    case .universalityExcitedKaonCentral:
      part.quarks(&context, [.sb]) { $0.leptonUniversalityRatio(.excitedKaonCentral) }
    case .universalityExcitedKaonLow:
      part.quarks(&context, [.sb]) { $0.leptonUniversalityRatio(.excitedKaonLow) }
    case .largestPerturbativeCoupling:
      part.running(
        &context, leptonic: { $0.largestPerturbativeCoupling }, heavy: { $0.largestPerturbativeCoupling($1) })
    case .couplingOverLargest:
      part.running(&context, leptonic: { $0.couplingOverLargest }, heavy: { $0.couplingOverLargest($1) })
    case .lightBottomMass: part.heavyQuarks(&context) { $1.lightDownMasses($0).third }
    case .lightStrangeMass: part.heavyQuarks(&context) { $1.lightDownMasses($0).second }
    case .lightDownMass: part.heavyQuarks(&context) { $1.lightDownMasses($0).first }
    case .lightTopMass: part.heavyQuarks(&context) { $1.lightUpMasses($0).third }
    case .lightCharmMass: part.heavyQuarks(&context) { $1.lightUpMasses($0).second }
    case .lightUpMass: part.heavyQuarks(&context) { $1.lightUpMasses($0).first }
    }
  }
}
