extension CatalogueObservable {
  /// What the catalogue says of it: one entry an observable.
  var entry: Entry {
    switch self {
    case .trident:
      Entry(
        "σ/σ_SM(trident)", latex: #"(\sigma/\sigma_\mathrm{SM})_\mathrm{trident}"#, unit: "",
        plausible: 0...100,
        "cross section of neutrino trident production of muon pairs over its Standard Model value",
        equation: "1403.1269 Eq. 34", domain: .heavierThanTrident)
    case .muonMagneticMoment:
      Entry(
        "Δa_μ", latex: #"\Delta a_\mu"#, unit: "", plausible: -1e-6...1e-6,
        "shift of the anomalous magnetic moment of the muon, (g-2)/2",
        equation: "one loop, exact; 1403.1269 Eq. 26 when heavy", domain: nil)
    case .tauToMuNuNuExcess:
      Entry(
        "Δ_τ", latex: #"\Delta_\tau"#, unit: "", plausible: -0.5...0.5,
        "relative excess of tau -> mu nu nu over the Standard Model",
        equation: "1403.1269 Eq. 28", domain: .heavierThanTau)
    case .tauToMuNuNu:
      Entry(
        "BR(τ→μνν)", latex: #"\mathrm{BR}(\tau\to\mu\nu\bar\nu)"#, unit: "", plausible: 0...1,
        "branching ratio of tau -> mu nu nu",
        equation: "1403.1269 Eqs. 27, 28, 30", domain: .heavierThanTau)
    case .tauMuonElectronRatio:
      Entry(
        "R_μ(τ)", latex: #"R_\mu(\tau)"#, unit: "", plausible: 0...10,
        "branching ratio of tau -> mu nu nu over that of tau -> e nu nu",
        equation: "2405.14625 Eq. 1; 1403.1269 Eq. 28", domain: .heavierThanTau)
    case .zCouplingVectorNeutrino:
      .zCoupling(
        "g_Vν", latex: #"g_{V\nu}"#, "coupling of the Z to neutrinos, averaged over the three",
        equation: "1403.1269 Eq. 33", domain: .heavierThanLeptons)
    case .zCouplingAxialElectron:
      .zCoupling(
        "g_Ae", latex: #"g_{Ae}"#, "axial coupling of the Z to the electron", equation: "1403.1269 Eq. 32a",
        domain: nil)
    case .zCouplingAxialMuon:
      .zCoupling(
        "g_Aμ", latex: #"g_{A\mu}"#, "axial coupling of the Z to the muon", equation: "1403.1269 Eq. 32b",
        domain: .heavierThanLeptons)
    case .zCouplingAxialTau:
      .zCoupling(
        "g_Aτ", latex: #"g_{A\tau}"#, "axial coupling of the Z to the tau", equation: "1403.1269 Eq. 32c",
        domain: .heavierThanLeptons)
    case .zCouplingVectorElectron:
      .zCoupling(
        "g_Ve", latex: #"g_{Ve}"#, "vector coupling of the Z to the electron", equation: "1403.1269 Eq. 32a",
        domain: nil)
    case .zCouplingVectorMuon:
      .zCoupling(
        "g_Vμ", latex: #"g_{V\mu}"#, "vector coupling of the Z to the muon", equation: "1403.1269 Eq. 32b",
        domain: .heavierThanLeptons)
    case .zCouplingVectorTau:
      .zCoupling(
        "g_Vτ", latex: #"g_{V\tau}"#, "vector coupling of the Z to the tau", equation: "1403.1269 Eq. 32c",
        domain: .heavierThanLeptons)
    case .symmetryBreakingScale:
      Entry(
        "v_Φ", latex: #"v_\Phi"#, unit: "GeV", plausible: 0...1e6,
        "vacuum expectation value that breaks the U(1)', m_Z'/g'",
        equation: "1403.1269, m_Z' = g' v_Φ", domain: nil)
    case .zPrimeWidth:
      Entry(
        "Γ_Z'", latex: #"\Gamma_{Z'}"#, unit: "GeV", plausible: 0...1e6,
        "total width of the Z', leptonic at tree level",
        equation: "tree level, from the current of 1403.1269 Eq. 5", domain: nil)
    case .zPrimeToMuMu:
      Entry(
        "BR(Z'→μμ)", latex: #"\mathrm{BR}(Z'\to\mu^+\mu^-)"#, unit: "", plausible: 0...1,
        "branching ratio of Z' -> mu mu, of the leptonic width",
        equation: "tree level, from the current of 1403.1269 Eq. 5", domain: nil)
    case .tauLifetime:
      .parameter(.tauLifetime, plausible: 1...1e4, "lifetime of the tau")
    case .tauToMuNuNuRate:
      .parameter(.tauToMuNuNuRate, plausible: 1e9...1e13, "rate of tau -> mu nu nu in the Standard Model")
    case .zCouplingNeutrinoSM:
      .parameter(.gNuSM, plausible: -1...1, "coupling of the Z to neutrinos in the Standard Model")
    case .zCouplingAxialSM:
      .parameter(.gASM, plausible: -1...1, "axial coupling of the Z to leptons in the Standard Model")
    case .zCouplingVectorSM:
      .parameter(.gVSM, plausible: -1...1, "vector coupling of the Z to leptons in the Standard Model")
    case .fourMuonEvents:
      Entry(
        "N(Z→4μ)", latex: #"N(Z\to 4\mu)"#, unit: "", plausible: 0...1e6,
        "events of Z -> 4 mu that ATLAS would expect in 2013, 78 in the Standard Model",
        equation: "tree level, tabulated (mutau tabulate z-to-4mu); 1403.1269 section IV",
        domain: FourMuonTable.Validity().domain)
    case .wilsonC9:
      .wilson("Re C₉", latex: #"\mathrm{Re}\,C_9"#, "coefficient of (s γ P_L b)(μ γ μ)", "real part")
    case .wilsonC9Imaginary:
      .wilson("Im C₉", latex: #"\mathrm{Im}\,C_9"#, "coefficient of (s γ P_L b)(μ γ μ)", "imaginary part")
    case .wilsonC9Prime:
      .wilson("Re C₉'", latex: #"\mathrm{Re}\,C_9'"#, "coefficient of (s γ P_R b)(μ γ μ)", "real part")
    case .wilsonC9PrimeImaginary:
      .wilson("Im C₉'", latex: #"\mathrm{Im}\,C_9'"#, "coefficient of (s γ P_R b)(μ γ μ)", "imaginary part")
    case .bsMassDifference:
      Entry(
        "ΔM_s/SM", latex: #"\Delta M_s/\Delta M_s^\mathrm{SM}"#, unit: "", plausible: 0...10,
        "mass difference of the B_s over its Standard Model value",
        equation: "1403.1269 Eqs. 18-19", domain: .heavierThanMeson)
    case .bsMixingPhase:
      Entry(
        "φ_s − SM", latex: #"\phi_s-\phi_s^\mathrm{SM}"#, unit: "rad", plausible: -4...4,
        "shift of the phase of B_s mixing from its Standard Model value",
        equation: "1403.1269 Eqs. 18-19", domain: .heavierThanMeson)
    case .kaonLeftLeftReal: .mixing(MixingRow(.kaon, .leftLeft, .real))
    case .kaonLeftLeftImaginary: .mixing(MixingRow(.kaon, .leftLeft, .imaginary))
    case .kaonRightRightReal: .mixing(MixingRow(.kaon, .rightRight, .real))
    case .kaonRightRightImaginary: .mixing(MixingRow(.kaon, .rightRight, .imaginary))
    case .kaonLeftRightReal: .mixing(MixingRow(.kaon, .leftRight, .real))
    case .kaonLeftRightImaginary: .mixing(MixingRow(.kaon, .leftRight, .imaginary))
    case .charmLeftLeftReal: .mixing(MixingRow(.charm, .leftLeft, .real))
    case .charmLeftLeftImaginary: .mixing(MixingRow(.charm, .leftLeft, .imaginary))
    case .charmRightRightReal: .mixing(MixingRow(.charm, .rightRight, .real))
    case .charmRightRightImaginary: .mixing(MixingRow(.charm, .rightRight, .imaginary))
    case .charmLeftRightReal: .mixing(MixingRow(.charm, .leftRight, .real))
    case .charmLeftRightImaginary: .mixing(MixingRow(.charm, .leftRight, .imaginary))
    case .bdMesonLeftLeftReal: .mixing(MixingRow(.bdMeson, .leftLeft, .real))
    case .bdMesonLeftLeftImaginary: .mixing(MixingRow(.bdMeson, .leftLeft, .imaginary))
    case .bdMesonRightRightReal: .mixing(MixingRow(.bdMeson, .rightRight, .real))
    case .bdMesonRightRightImaginary: .mixing(MixingRow(.bdMeson, .rightRight, .imaginary))
    case .bdMesonLeftRightReal: .mixing(MixingRow(.bdMeson, .leftRight, .real))
    case .bdMesonLeftRightImaginary: .mixing(MixingRow(.bdMeson, .leftRight, .imaginary))
    case .topToZPrimeCharm:
      Entry(
        "BR(t→Z'c)", latex: #"\mathrm{BR}(t\to Z'c)"#, unit: "", plausible: 0...1,
        "branching ratio of t -> Z' c",
        equation: "1403.1269 Eq. 24", domain: nil)
    case .kineticMixing:
      Entry(
        "ε", latex: #"\epsilon"#, unit: "", plausible: -1...1,
        "kinetic mixing of the Z' with hypercharge, from the vector-like quarks",
        equation: "1403.1269 Eq. 15", domain: nil)
    case .leptonicKineticMixing:
      Entry(
        "ε(μ,τ)", latex: #"\epsilon_{\mu\tau}"#, unit: "", plausible: -1...1,
        "kinetic mixing of the Z' with the photon at low energies, from the mu and tau loops",
        equation: "one loop, not in 1403.1269", domain: nil)
    case .inclusiveMuonsLow:
      .rareDecay(
        "R(B→X_sμμ)", latex: #"R(B\to X_s\mu\mu)"#, plausible: 0...1000,
        equation: "leading order; 1403.1269 section III",
        "B -> X_s mu mu over its Standard Model value, q² from 1 to 6 GeV²")
    case .inclusiveMuonsHigh:
      .rareDecay(
        "R(B→X_sμμ)[14.4]", latex: #"R(B\to X_s\mu\mu)_{q^2>14.4}"#, plausible: 0...1000,
        equation: "leading order; 1403.1269 section III",
        "B -> X_s mu mu over its Standard Model value, q² above 14.4 GeV²")
    case .inclusiveTaus:
      .rareDecay(
        "R(B→X_sττ)", latex: #"R(B\to X_s\tau\tau)"#, plausible: 0...1000,
        equation: "leading order; 1403.1269 section III",
        "B -> X_s tau tau over its Standard Model value, q² above 14.4 GeV², mass of the tau neglected")
    case .inclusiveTausMassive:
      .rareDecay(
        "R(B→X_sττ)[m_τ]", latex: #"R(B\to X_s\tau\tau)_{m_\tau}"#, plausible: 0...1000,
        equation: "leading order; 1403.1269 section III",
        "B -> X_s tau tau over its Standard Model value, q² above 14.4 GeV², with the mass of the tau")
    case .inclusiveElectronsLow:
      .rareDecay(
        "R(B→X_see)", latex: #"R(B\to X_see)"#, plausible: 0...1000,
        equation: "leading order; 1403.1269 section III",
        "B -> X_s e e over its Standard Model value, q² from 1 to 6 GeV²")
    case .inclusiveNeutrinos:
      .rareDecay(
        "R(B→X_sνν)", latex: #"R(B\to X_s\nu\nu)"#, plausible: 0...1000,
        equation: "0902.0160; 1403.1269 section III",
        "B -> X_s nu nu over its Standard Model value")
    case .kaonNeutrinos:
      .rareDecay(
        "R(B→Kνν)", latex: #"R(B\to K\nu\nu)"#, plausible: 0...1000,
        equation: "0902.0160; 1403.1269 section III",
        "B -> K nu nu over its Standard Model value")
    case .excitedKaonNeutrinos:
      .rareDecay(
        "R(B→K*νν)", latex: #"R(B\to K^*\nu\nu)"#, plausible: 0...1000,
        equation: "0902.0160; 1403.1269 section III",
        "B -> K* nu nu over its Standard Model value")
    case .chargedKaonToPionNeutrinos:
      .rareDecay(
        "R(K⁺→π⁺νν)", latex: #"R(K^+\to\pi^+\nu\nu)"#, plausible: 0...1000, equation: "1403.1269 section III",
        "K+ -> pi+ nu nu over its Standard Model value")
    case .neutralKaonToPionNeutrinos:
      .rareDecay(
        "R(K_L→π⁰νν)", latex: #"R(K_L\to\pi^0\nu\nu)"#, plausible: 0...1000,
        equation: "1403.1269 section III",
        "K_L -> pi0 nu nu over its Standard Model value")
    case .universalityKaonCentral:
      .rareDecay(
        "R_K[1.1,6]", latex: #"R_K^{[1.1,6]}"#, plausible: 0...10, equation: "leading order, large energy",
        "B -> K mu mu over B -> K e e, q² from 1.1 to 6 GeV²")
    case .universalityKaonLow:
      .rareDecay(
        "R_K[0.1,1.1]", latex: #"R_K^{[0.1,1.1]}"#, plausible: 0...10,
        equation: "leading order, large energy",
        "B -> K mu mu over B -> K e e, q² from 0.1 to 1.1 GeV²")
    case .universalityExcitedKaonCentral:
      .rareDecay(
        "R_K*[1.1,6]", latex: #"R_{K^*}^{[1.1,6]}"#, plausible: 0...10,
        equation: "leading order, large energy",
        "B -> K* mu mu over B -> K* e e, q² from 1.1 to 6 GeV²")
    case .universalityExcitedKaonLow:
      .rareDecay(
        "R_K*[0.1,1.1]", latex: #"R_{K^*}^{[0.1,1.1]}"#, plausible: 0...10,
        equation: "leading order, large energy",
        "B -> K* mu mu over B -> K* e e, q² from 0.1 to 1.1 GeV²")
    case .largestPerturbativeCoupling:
      Entry(
        "g'_max(Planck)", latex: #"g'_\mathrm{max}(M_\mathrm{Pl})"#, unit: "", plausible: 0...100,
        "largest g' at 100 GeV that has no Landau pole below the reduced Planck mass",
        equation: "one-loop running; 1403.1269 section III", domain: nil)
    case .couplingOverLargest:
      Entry(
        "g'/g'_max(Planck)", latex: #"g'/g'_\mathrm{max}(M_\mathrm{Pl})"#, unit: "", plausible: 0...100,
        "g' over the largest g' that has no Landau pole below the reduced Planck mass",
        equation: "one-loop running; 1403.1269 section III", domain: nil)
    case .lightBottomMass: .lightMass("b")
    case .lightStrangeMass: .lightMass("s")
    case .lightDownMass: .lightMass("d")
    case .lightTopMass: .lightMass("t")
    case .lightCharmMass: .lightMass("c")
    case .lightUpMass: .lightMass("u")
    }
  }
}
