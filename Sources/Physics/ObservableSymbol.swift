extension Observable {
  /// The symbol in plain text, for tables.
  public var symbol: String {
    switch self {
    case .trident: "σ/σ_SM(trident)"
    case .muonMagneticMoment: "Δa_μ"
    case .tauToMuNuNuExcess: "Δ_τ"
    case .tauToMuNuNu: "BR(τ→μνν)"
    case .tauMuonElectronRatio: "R_μ(τ)"
    case .zCouplingVectorNeutrino: "g_Vν"
    case .zCouplingAxialElectron: "g_Ae"
    case .zCouplingAxialMuon: "g_Aμ"
    case .zCouplingAxialTau: "g_Aτ"
    case .zCouplingVectorElectron: "g_Ve"
    case .zCouplingVectorMuon: "g_Vμ"
    case .zCouplingVectorTau: "g_Vτ"
    case .symmetryBreakingScale: "v_Φ"
    case .zPrimeWidth: "Γ_Z'"
    case .zPrimeToMuMu: "BR(Z'→μμ)"
    case .fourMuonEvents: "N(Z→4μ)"
    case .wilsonC9: "Re C₉"
    case .wilsonC9Imaginary: "Im C₉"
    case .wilsonC9Prime: "Re C₉'"
    case .wilsonC9PrimeImaginary: "Im C₉'"
    case .bsMassDifference: "ΔM_s/SM"
    case .bsMixingPhase: "φ_s − SM"
    case .kaonLeftLeftReal: "Re c_LL(sd)"
    case .kaonLeftLeftImaginary: "Im c_LL(sd)"
    case .kaonRightRightReal: "Re c_RR(sd)"
    case .kaonRightRightImaginary: "Im c_RR(sd)"
    case .kaonLeftRightReal: "Re c_LR(sd)"
    case .kaonLeftRightImaginary: "Im c_LR(sd)"
    case .charmLeftLeftReal: "Re c_LL(cu)"
    case .charmLeftLeftImaginary: "Im c_LL(cu)"
    case .charmRightRightReal: "Re c_RR(cu)"
    case .charmRightRightImaginary: "Im c_RR(cu)"
    case .charmLeftRightReal: "Re c_LR(cu)"
    case .charmLeftRightImaginary: "Im c_LR(cu)"
    case .bdMesonLeftLeftReal: "Re c_LL(bd)"
    case .bdMesonLeftLeftImaginary: "Im c_LL(bd)"
    case .bdMesonRightRightReal: "Re c_RR(bd)"
    case .bdMesonRightRightImaginary: "Im c_RR(bd)"
    case .bdMesonLeftRightReal: "Re c_LR(bd)"
    case .bdMesonLeftRightImaginary: "Im c_LR(bd)"
    case .topToZPrimeCharm: "BR(t→Z'c)"
    case .kineticMixing: "ε"
    case .leptonicKineticMixing: "ε(μ,τ)"
    case .inclusiveMuonsLow: "R(B→X_sμμ)"
    case .inclusiveMuonsHigh: "R(B→X_sμμ)[14.4]"
    case .inclusiveTaus: "R(B→X_sττ)"
    case .inclusiveTausMassive: "R(B→X_sττ)[m_τ]"
    case .inclusiveElectronsLow: "R(B→X_see)"
    case .inclusiveNeutrinos: "R(B→X_sνν)"
    case .kaonNeutrinos: "R(B→Kνν)"
    case .excitedKaonNeutrinos: "R(B→K*νν)"
    case .chargedKaonToPionNeutrinos: "R(K⁺→π⁺νν)"
    case .neutralKaonToPionNeutrinos: "R(K_L→π⁰νν)"
    case .universalityKaonCentral: "R_K[1.1,6]"
    case .universalityKaonLow: "R_K[0.1,1.1]"
    case .universalityExcitedKaonCentral: "R_K*[1.1,6]"
    case .universalityExcitedKaonLow: "R_K*[0.1,1.1]"
    case .largestPerturbativeCoupling: "g'_max(Planck)"
    case .couplingOverLargest: "g'/g'_max(Planck)"
    case .lightBottomMass: "m_b(light)"
    case .lightStrangeMass: "m_s(light)"
    case .lightDownMass: "m_d(light)"
    case .lightTopMass: "m_t(light)"
    case .lightCharmMass: "m_c(light)"
    case .lightUpMass: "m_u(light)"
    case .tauLifetime: Parameter.tauLifetime.symbol
    case .tauToMuNuNuRate: Parameter.tauToMuNuNuRate.symbol
    case .zCouplingNeutrinoSM: Parameter.gNuSM.symbol
    case .zCouplingAxialSM: Parameter.gASM.symbol
    case .zCouplingVectorSM: Parameter.gVSM.symbol
    }
  }

  /// The symbol in LaTeX, for figures.
  public var latex: String {
    switch self {
    case .trident: #"\sigma/\sigma_\mathrm{SM}(\nu_\mu N\to\nu_\mu\mu^+\mu^-N)"#
    case .muonMagneticMoment: #"\Delta a_\mu"#
    case .tauToMuNuNuExcess: #"\Delta_\tau"#
    case .tauToMuNuNu: #"\mathrm{BR}(\tau\to\mu\nu\bar\nu)"#
    case .tauMuonElectronRatio: #"R_\mu(\tau)"#
    case .zCouplingVectorNeutrino: #"g_{V\nu}"#
    case .zCouplingAxialElectron: #"g_{Ae}"#
    case .zCouplingAxialMuon: #"g_{A\mu}"#
    case .zCouplingAxialTau: #"g_{A\tau}"#
    case .zCouplingVectorElectron: #"g_{Ve}"#
    case .zCouplingVectorMuon: #"g_{V\mu}"#
    case .zCouplingVectorTau: #"g_{V\tau}"#
    case .symmetryBreakingScale: #"v_\Phi"#
    case .zPrimeWidth: #"\Gamma_{Z'}"#
    case .zPrimeToMuMu: #"\mathrm{BR}(Z'\to\mu^+\mu^-)"#
    case .fourMuonEvents: #"N(Z\to 4\mu)"#
    case .wilsonC9: #"\mathrm{Re}\,C_9"#
    case .wilsonC9Imaginary: #"\mathrm{Im}\,C_9"#
    case .wilsonC9Prime: #"\mathrm{Re}\,C_9'"#
    case .wilsonC9PrimeImaginary: #"\mathrm{Im}\,C_9'"#
    case .bsMassDifference: #"\Delta M_s/\Delta M_s^\mathrm{SM}"#
    case .bsMixingPhase: #"\phi_s-\phi_s^\mathrm{SM}"#
    case .kaonLeftLeftReal: #"\mathrm{Re}\,c_\mathrm{LL}^{sd}"#
    case .kaonLeftLeftImaginary: #"\mathrm{Im}\,c_\mathrm{LL}^{sd}"#
    case .kaonRightRightReal: #"\mathrm{Re}\,c_\mathrm{RR}^{sd}"#
    case .kaonRightRightImaginary: #"\mathrm{Im}\,c_\mathrm{RR}^{sd}"#
    case .kaonLeftRightReal: #"\mathrm{Re}\,c_\mathrm{LR}^{sd}"#
    case .kaonLeftRightImaginary: #"\mathrm{Im}\,c_\mathrm{LR}^{sd}"#
    case .charmLeftLeftReal: #"\mathrm{Re}\,c_\mathrm{LL}^{cu}"#
    case .charmLeftLeftImaginary: #"\mathrm{Im}\,c_\mathrm{LL}^{cu}"#
    case .charmRightRightReal: #"\mathrm{Re}\,c_\mathrm{RR}^{cu}"#
    case .charmRightRightImaginary: #"\mathrm{Im}\,c_\mathrm{RR}^{cu}"#
    case .charmLeftRightReal: #"\mathrm{Re}\,c_\mathrm{LR}^{cu}"#
    case .charmLeftRightImaginary: #"\mathrm{Im}\,c_\mathrm{LR}^{cu}"#
    case .bdMesonLeftLeftReal: #"\mathrm{Re}\,c_\mathrm{LL}^{bd}"#
    case .bdMesonLeftLeftImaginary: #"\mathrm{Im}\,c_\mathrm{LL}^{bd}"#
    case .bdMesonRightRightReal: #"\mathrm{Re}\,c_\mathrm{RR}^{bd}"#
    case .bdMesonRightRightImaginary: #"\mathrm{Im}\,c_\mathrm{RR}^{bd}"#
    case .bdMesonLeftRightReal: #"\mathrm{Re}\,c_\mathrm{LR}^{bd}"#
    case .bdMesonLeftRightImaginary: #"\mathrm{Im}\,c_\mathrm{LR}^{bd}"#
    case .topToZPrimeCharm: #"\mathrm{BR}(t\to Z'c)"#
    case .kineticMixing: #"\epsilon"#
    case .leptonicKineticMixing: #"\epsilon_{\mu\tau}"#
    case .inclusiveMuonsLow: #"R(B\to X_s\mu\mu)"#
    case .inclusiveMuonsHigh: #"R(B\to X_s\mu\mu)_{q^2>14.4}"#
    case .inclusiveTaus: #"R(B\to X_s\tau\tau)"#
    case .inclusiveTausMassive: #"R(B\to X_s\tau\tau)_{m_\tau}"#
    case .inclusiveElectronsLow: #"R(B\to X_see)"#
    case .inclusiveNeutrinos: #"R(B\to X_s\nu\nu)"#
    case .kaonNeutrinos: #"R(B\to K\nu\nu)"#
    case .excitedKaonNeutrinos: #"R(B\to K^*\nu\nu)"#
    case .chargedKaonToPionNeutrinos: #"R(K^+\to\pi^+\nu\nu)"#
    case .neutralKaonToPionNeutrinos: #"R(K_L\to\pi^0\nu\nu)"#
    case .universalityKaonCentral: #"R_K^{[1.1,6]}"#
    case .universalityKaonLow: #"R_K^{[0.1,1.1]}"#
    case .universalityExcitedKaonCentral: #"R_{K^*}^{[1.1,6]}"#
    case .universalityExcitedKaonLow: #"R_{K^*}^{[0.1,1.1]}"#
    case .largestPerturbativeCoupling: #"g'_\mathrm{max}(M_\mathrm{Pl})"#
    case .couplingOverLargest: #"g'/g'_\mathrm{max}(M_\mathrm{Pl})"#
    case .lightBottomMass: #"m_b^\mathrm{light}"#
    case .lightStrangeMass: #"m_s^\mathrm{light}"#
    case .lightDownMass: #"m_d^\mathrm{light}"#
    case .lightTopMass: #"m_t^\mathrm{light}"#
    case .lightCharmMass: #"m_c^\mathrm{light}"#
    case .lightUpMass: #"m_u^\mathrm{light}"#
    case .tauLifetime: Parameter.tauLifetime.latex
    case .tauToMuNuNuRate: Parameter.tauToMuNuNuRate.latex
    case .zCouplingNeutrinoSM: Parameter.gNuSM.latex
    case .zCouplingAxialSM: Parameter.gASM.latex
    case .zCouplingVectorSM: Parameter.gVSM.latex
    }
  }
}
