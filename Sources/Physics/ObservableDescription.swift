extension Observable {
  /// The unit, empty for a pure number.
  public var unit: String {
    switch self {
    case .symmetryBreakingScale, .zPrimeWidth: "GeV"
    case .lightBottomMass, .lightStrangeMass, .lightDownMass, .lightTopMass, .lightCharmMass,
      .lightUpMass:
      "GeV"
    case .kaonLeftLeftReal, .kaonLeftLeftImaginary, .kaonRightRightReal, .kaonRightRightImaginary,
      .kaonLeftRightReal, .kaonLeftRightImaginary, .charmLeftLeftReal, .charmLeftLeftImaginary,
      .charmRightRightReal, .charmRightRightImaginary, .charmLeftRightReal,
      .charmLeftRightImaginary, .bdMesonLeftLeftReal, .bdMesonLeftLeftImaginary,
      .bdMesonRightRightReal, .bdMesonRightRightImaginary, .bdMesonLeftRightReal,
      .bdMesonLeftRightImaginary:
      "GeV⁻²"
    case .bsMixingPhase: "rad"
    case .tauLifetime: Parameter.tauLifetime.unit
    case .tauToMuNuNuRate: Parameter.tauToMuNuNuRate.unit
    default: ""
    }
  }

  /// What it is, in one line.
  public var meaning: String {
    switch self {
    case .trident: "cross section of neutrino trident production of muon pairs over its Standard Model value"
    case .muonMagneticMoment: "shift of the anomalous magnetic moment of the muon, (g-2)/2"
    case .tauToMuNuNuExcess: "relative excess of tau -> mu nu nu over the Standard Model"
    case .tauToMuNuNu: "branching ratio of tau -> mu nu nu"
    case .tauMuonElectronRatio: "branching ratio of tau -> mu nu nu over that of tau -> e nu nu"
    case .zCouplingVectorNeutrino: "coupling of the Z to neutrinos, averaged over the three"
    case .zCouplingAxialElectron: "axial coupling of the Z to the electron"
    case .zCouplingAxialMuon: "axial coupling of the Z to the muon"
    case .zCouplingAxialTau: "axial coupling of the Z to the tau"
    case .zCouplingVectorElectron: "vector coupling of the Z to the electron"
    case .zCouplingVectorMuon: "vector coupling of the Z to the muon"
    case .zCouplingVectorTau: "vector coupling of the Z to the tau"
    case .symmetryBreakingScale: "vacuum expectation value that breaks the U(1)', m_Z'/g'"
    case .zPrimeWidth: "total width of the Z', leptonic at tree level"
    case .zPrimeToMuMu: "branching ratio of Z' -> mu mu, of the leptonic width"
    case .fourMuonEvents: "events of Z -> 4 mu that ATLAS would expect in 2013, 78 in the Standard Model"
    case .wilsonC9: "coefficient of (s γ P_L b)(μ γ μ) in the standard normalisation, real part"
    case .wilsonC9Imaginary: "coefficient of (s γ P_L b)(μ γ μ) in the standard normalisation, imaginary part"
    case .wilsonC9Prime: "coefficient of (s γ P_R b)(μ γ μ) in the standard normalisation, real part"
    case .wilsonC9PrimeImaginary:
      "coefficient of (s γ P_R b)(μ γ μ) in the standard normalisation, imaginary part"
    case .bsMassDifference: "mass difference of the B_s over its Standard Model value"
    case .bsMixingPhase: "shift of the phase of B_s mixing from its Standard Model value"
    case .kaonLeftLeftReal: "real part of the LL coefficient of Kaon mixing"
    case .kaonLeftLeftImaginary: "imaginary part of the LL coefficient of Kaon mixing"
    case .kaonRightRightReal: "real part of the RR coefficient of Kaon mixing"
    case .kaonRightRightImaginary: "imaginary part of the RR coefficient of Kaon mixing"
    case .kaonLeftRightReal: "real part of the LR coefficient of Kaon mixing"
    case .kaonLeftRightImaginary: "imaginary part of the LR coefficient of Kaon mixing"
    case .charmLeftLeftReal: "real part of the LL coefficient of charm mixing"
    case .charmLeftLeftImaginary: "imaginary part of the LL coefficient of charm mixing"
    case .charmRightRightReal: "real part of the RR coefficient of charm mixing"
    case .charmRightRightImaginary: "imaginary part of the RR coefficient of charm mixing"
    case .charmLeftRightReal: "real part of the LR coefficient of charm mixing"
    case .charmLeftRightImaginary: "imaginary part of the LR coefficient of charm mixing"
    case .bdMesonLeftLeftReal: "real part of the LL coefficient of B_d mixing"
    case .bdMesonLeftLeftImaginary: "imaginary part of the LL coefficient of B_d mixing"
    case .bdMesonRightRightReal: "real part of the RR coefficient of B_d mixing"
    case .bdMesonRightRightImaginary: "imaginary part of the RR coefficient of B_d mixing"
    case .bdMesonLeftRightReal: "real part of the LR coefficient of B_d mixing"
    case .bdMesonLeftRightImaginary: "imaginary part of the LR coefficient of B_d mixing"
    case .topToZPrimeCharm: "branching ratio of t -> Z' c"
    case .kineticMixing: "kinetic mixing of the Z' with hypercharge, from the vector-like quarks"
    case .leptonicKineticMixing:
      "kinetic mixing of the Z' with the photon at low energies, from the mu and tau loops"
    case .inclusiveMuonsLow: "B -> X_s mu mu over its Standard Model value, q² from 1 to 6 GeV²"
    case .inclusiveMuonsHigh: "B -> X_s mu mu over its Standard Model value, q² above 14.4 GeV²"
    case .inclusiveTaus:
      "B -> X_s tau tau over its Standard Model value, q² above 14.4 GeV², mass of the tau neglected"
    case .inclusiveTausMassive:
      "B -> X_s tau tau over its Standard Model value, q² above 14.4 GeV², with the mass of the tau"
    case .inclusiveElectronsLow: "B -> X_s e e over its Standard Model value, q² from 1 to 6 GeV²"
    case .inclusiveNeutrinos: "B -> X_s nu nu over its Standard Model value"
    case .kaonNeutrinos: "B -> K nu nu over its Standard Model value"
    case .excitedKaonNeutrinos: "B -> K* nu nu over its Standard Model value"
    case .chargedKaonToPionNeutrinos: "K+ -> pi+ nu nu over its Standard Model value"
    case .neutralKaonToPionNeutrinos: "K_L -> pi0 nu nu over its Standard Model value"
    case .universalityKaonCentral: "B -> K mu mu over B -> K e e, q² from 1.1 to 6 GeV²"
    case .universalityKaonLow: "B -> K mu mu over B -> K e e, q² from 0.1 to 1.1 GeV²"
    case .universalityExcitedKaonCentral: "B -> K* mu mu over B -> K* e e, q² from 1.1 to 6 GeV²"
    case .universalityExcitedKaonLow: "B -> K* mu mu over B -> K* e e, q² from 0.1 to 1.1 GeV²"
    case .largestPerturbativeCoupling:
      "largest g' at 100 GeV that has no Landau pole below the reduced Planck mass"
    case .couplingOverLargest: "g' over the largest g' that has no Landau pole below the reduced Planck mass"
    case .lightBottomMass: "mass of the light b quark after mixing with the vector-like quarks"
    case .lightStrangeMass: "mass of the light s quark after mixing with the vector-like quarks"
    case .lightDownMass: "mass of the light d quark after mixing with the vector-like quarks"
    case .lightTopMass: "mass of the light t quark after mixing with the vector-like quarks"
    case .lightCharmMass: "mass of the light c quark after mixing with the vector-like quarks"
    case .lightUpMass: "mass of the light u quark after mixing with the vector-like quarks"
    case .tauLifetime: "lifetime of the tau (a parameter)"
    case .tauToMuNuNuRate: "rate of tau -> mu nu nu in the Standard Model (a parameter)"
    case .zCouplingNeutrinoSM: "coupling of the Z to neutrinos in the Standard Model (a parameter)"
    case .zCouplingAxialSM: "axial coupling of the Z to leptons in the Standard Model (a parameter)"
    case .zCouplingVectorSM: "vector coupling of the Z to leptons in the Standard Model (a parameter)"
    }
  }

  /// The equation that predicts it; empty for what is a parameter itself.
  public var equation: String {
    switch self {
    case .trident: "1403.1269 Eq. 34"
    case .muonMagneticMoment: "one loop, exact; 1403.1269 Eq. 26 when heavy"
    case .tauToMuNuNuExcess: "1403.1269 Eq. 28"
    case .tauToMuNuNu: "1403.1269 Eqs. 27, 28, 30"
    case .tauMuonElectronRatio: "2405.14625 Eq. 1; 1403.1269 Eq. 28"
    case .zCouplingVectorNeutrino: "1403.1269 Eq. 33"
    case .zCouplingAxialElectron, .zCouplingVectorElectron: "1403.1269 Eq. 32a"
    case .zCouplingAxialMuon, .zCouplingVectorMuon: "1403.1269 Eq. 32b"
    case .zCouplingAxialTau, .zCouplingVectorTau: "1403.1269 Eq. 32c"
    case .symmetryBreakingScale: "1403.1269, m_Z' = g' v_Φ"
    case .zPrimeWidth, .zPrimeToMuMu: "tree level, from the current of 1403.1269 Eq. 5"
    case .fourMuonEvents: "tree level, tabulated (mutau tabulate z-to-4mu); 1403.1269 section IV"
    case .wilsonC9, .wilsonC9Imaginary, .wilsonC9Prime, .wilsonC9PrimeImaginary: "1403.1269 Eq. 16"
    case .bsMassDifference, .bsMixingPhase: "1403.1269 Eqs. 18-19"
    case .kaonLeftLeftReal, .kaonLeftLeftImaginary, .kaonRightRightReal, .kaonRightRightImaginary,
      .kaonLeftRightReal, .kaonLeftRightImaginary, .charmLeftLeftReal, .charmLeftLeftImaginary,
      .charmRightRightReal, .charmRightRightImaginary, .charmLeftRightReal,
      .charmLeftRightImaginary, .bdMesonLeftLeftReal, .bdMesonLeftLeftImaginary,
      .bdMesonRightRightReal, .bdMesonRightRightImaginary, .bdMesonLeftRightReal,
      .bdMesonLeftRightImaginary:
      "tree level; 1403.1269 Eq. 22"
    case .topToZPrimeCharm: "1403.1269 Eq. 24"
    case .kineticMixing: "1403.1269 Eq. 15"
    case .leptonicKineticMixing: "one loop, not in 1403.1269"
    case .inclusiveMuonsLow, .inclusiveMuonsHigh, .inclusiveTaus, .inclusiveTausMassive,
      .inclusiveElectronsLow:
      "leading order; 1403.1269 section III"
    case .inclusiveNeutrinos, .kaonNeutrinos, .excitedKaonNeutrinos: "0902.0160; 1403.1269 section III"
    case .chargedKaonToPionNeutrinos, .neutralKaonToPionNeutrinos: "1403.1269 section III"
    case .universalityKaonCentral, .universalityKaonLow, .universalityExcitedKaonCentral,
      .universalityExcitedKaonLow:
      "leading order, large energy"
    case .largestPerturbativeCoupling, .couplingOverLargest: "one-loop running; 1403.1269 section III"
    case .lightBottomMass, .lightStrangeMass, .lightDownMass, .lightTopMass, .lightCharmMass,
      .lightUpMass:
      "1403.1269 Eq. 12"
    case .tauLifetime, .tauToMuNuNuRate, .zCouplingNeutrinoSM, .zCouplingAxialSM, .zCouplingVectorSM: ""
    }
  }

  /// Where the formula holds, in words; empty when everywhere.
  public var validity: String {
    guard let domain else { return "" }
    return "\(domain.extent): \(domain.reason)"
  }
}
