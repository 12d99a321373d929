import Foundation

extension Observable {
  /// The unit, empty for a pure number.
  public var unit: String {
    switch self {
    case .symmetryBreakingScale, .zPrimeWidth: "GeV"
    case .tauLifetime: Parameter.tauLifetime.unit
    case .tauToMuNuNuRate: Parameter.tauToMuNuNuRate.unit
    default: ""
    }
  }

  /// The symbol in plain text, for tables.
  public var symbol: String {
    switch self {
    case .trident: "σ/σ_SM(trident)"
    case .muonMagneticMoment: "Δa_μ"
    case .tauToMuNuNuExcess: "Δ_τ"
    case .tauToMuNuNu: "BR(τ→μνν)"
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
    case .tauLifetime: Parameter.tauLifetime.latex
    case .tauToMuNuNuRate: Parameter.tauToMuNuNuRate.latex
    case .zCouplingNeutrinoSM: Parameter.gNuSM.latex
    case .zCouplingAxialSM: Parameter.gASM.latex
    case .zCouplingVectorSM: Parameter.gVSM.latex
    }
  }

  /// What it is, in one line.
  public var meaning: String {
    switch self {
    case .trident: "cross section of neutrino trident production of muon pairs over its Standard Model value"
    case .muonMagneticMoment: "shift of the anomalous magnetic moment of the muon, (g-2)/2"
    case .tauToMuNuNuExcess: "relative excess of tau -> mu nu nu over the Standard Model"
    case .tauToMuNuNu: "branching ratio of tau -> mu nu nu"
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
    case .zCouplingVectorNeutrino: "1403.1269 Eq. 33"
    case .zCouplingAxialElectron, .zCouplingVectorElectron: "1403.1269 Eq. 32a"
    case .zCouplingAxialMuon, .zCouplingVectorMuon: "1403.1269 Eq. 32b"
    case .zCouplingAxialTau, .zCouplingVectorTau: "1403.1269 Eq. 32c"
    case .symmetryBreakingScale: "1403.1269, m_Z' = g' v_Φ"
    case .zPrimeWidth, .zPrimeToMuMu: "tree level, from the current of 1403.1269 Eq. 5"
    case .tauLifetime, .tauToMuNuNuRate, .zCouplingNeutrinoSM, .zCouplingAxialSM, .zCouplingVectorSM: ""
    }
  }

  /// Where the formula holds, in words; empty when everywhere.
  public var validity: String {
    guard let domain else { return "" }
    let bound = String(format: "%g", domain.range.lowerBound)
    return "\(domain.parameter.symbol) ≥ \(bound) \(domain.parameter.unit): \(domain.reason)"
  }
}
