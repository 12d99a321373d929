extension Parameter {
  /// Whether it is a phase in radians: values 2π apart are the same.
  public var isPhase: Bool {
    switch self {
    default: false
    }
  }

  /// The unit, empty for a pure number.
  public var unit: String {
    switch self {
    case .gPrime, .gNuSM, .gASM, .gVSM, .sinThetaW2: ""
    case .mZPrime, .mW, .mZ, .mMu, .mTau: "GeV"
    case .tauLifetime: "fs"
    case .tauToMuNuNuRate: "1/s"
    }
  }

  /// The symbol in plain text, for tables.
  public var symbol: String {
    switch self {
    case .gPrime: "g'"
    case .mZPrime: "m_Z'"
    case .tauLifetime: "τ_τ"
    case .tauToMuNuNuRate: "Γ_SM(τ→μνν)"
    case .gNuSM: "g_ν(SM)"
    case .gASM: "g_A(SM)"
    case .gVSM: "g_V(SM)"
    case .sinThetaW2: "sin²θ_W"
    case .mW: "m_W"
    case .mZ: "m_Z"
    case .mMu: "m_μ"
    case .mTau: "m_τ"
    }
  }

  /// The symbol in LaTeX, for figures.
  public var latex: String {
    switch self {
    case .gPrime: #"g'"#
    case .mZPrime: #"m_{Z'}"#
    case .tauLifetime: #"\tau_\tau"#
    case .tauToMuNuNuRate: #"\Gamma_\mathrm{SM}(\tau\to\mu\nu\bar\nu)"#
    case .gNuSM: #"g_\nu^\mathrm{SM}"#
    case .gASM: #"g_A^\mathrm{SM}"#
    case .gVSM: #"g_V^\mathrm{SM}"#
    case .sinThetaW2: #"\sin^2\theta_W"#
    case .mW: #"m_W"#
    case .mZ: #"m_Z"#
    case .mMu: #"m_\mu"#
    case .mTau: #"m_\tau"#
    }
  }

  /// What it is, in one line, with the source of the default.
  public var meaning: String {
    switch self {
    case .gPrime: "coupling of the Z' to the L_mu - L_tau current"
    case .mZPrime: "mass of the Z'"
    case .tauLifetime: "lifetime of the tau; 290.29(53) fs, 1403.1269 below Eq. 30"
    case .tauToMuNuNuRate: "rate of tau -> mu nu nu in the Standard Model; 5.956(2)e11/s, 1403.1269 Eq. 30"
    case .gNuSM: "coupling of the Z to neutrinos in the SM; recalled and recomputed, to be confirmed"
    case .gASM: "axial coupling of the Z to leptons in the SM; recalled and recomputed, to be confirmed"
    case .gVSM: "vector coupling of the Z to leptons in the SM; recalled and recomputed, to be confirmed"
    case .sinThetaW2: "weak mixing angle in trident production; 0.231, as for 1403.1269 Eq. 34"
    case .mW: "mass of the W; 80.385 GeV, PDG 2012"
    case .mZ: "mass of the Z; 91.1876 GeV, PDG 2012"
    case .mMu: "mass of the muon; 0.1056583715 GeV, PDG 2012"
    case .mTau: "mass of the tau; 1.77682 GeV, PDG 2012"
    }
  }
}
