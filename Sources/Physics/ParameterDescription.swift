extension Parameter {
  /// The unit, empty for a pure number.
  public var unit: String {
    switch self {
    case .gPrime, .gNuSM, .gASM, .gVSM, .sinThetaW2: ""
    case .mZPrime, .mW, .mZ, .mMu, .mTau: "GeV"
    case .mQ, .mD, .mU, .mTop, .mBottom, .mCharm, .mStrange, .mDown, .mUp: "GeV"
    case .ckmLambda, .ckmA, .ckmRhoBar, .ckmEtaBar, .g2, .vtsVtb, .s0, .lrFactor: ""
    case .lambdaQbb, .lambdaQss, .lambdaQdd: "GeV⁻²"
    case .component(_, .phase): "rad"
    case .component(let coupling, _): coupling.unit
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
    case .mQ: "m_Q"
    case .mD: "m_D"
    case .mU: "m_U"
    case .mTop: "m_t"
    case .mBottom: "m_b"
    case .mCharm: "m_c"
    case .mStrange: "m_s"
    case .mDown: "m_d"
    case .mUp: "m_u"
    case .ckmLambda: "λ(CKM)"
    case .ckmA: "A(CKM)"
    case .ckmRhoBar: "ρ̄(CKM)"
    case .ckmEtaBar: "η̄(CKM)"
    case .g2: "g₂"
    case .vtsVtb: "|V_ts*V_tb|"
    case .s0: "S₀"
    case .lrFactor: "LR factor"
    case .lambdaQbb: "λQbb"
    case .lambdaQss: "λQss"
    case .lambdaQdd: "λQdd"
    case .component(let coupling, .modulus): "|\(coupling.symbol)|"
    case .component(let coupling, .phase): "arg \(coupling.symbol)"
    case .component(let coupling, .real): "Re \(coupling.symbol)"
    case .component(let coupling, .imaginary): "Im \(coupling.symbol)"
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
    case .mQ: #"m_Q"#
    case .mD: #"m_D"#
    case .mU: #"m_U"#
    case .mTop: #"m_t"#
    case .mBottom: #"m_b"#
    case .mCharm: #"m_c"#
    case .mStrange: #"m_s"#
    case .mDown: #"m_d"#
    case .mUp: #"m_u"#
    case .ckmLambda: #"\lambda"#
    case .ckmA: #"A"#
    case .ckmRhoBar: #"\bar\rho"#
    case .ckmEtaBar: #"\bar\eta"#
    case .g2: #"g_2"#
    case .vtsVtb: #"|V_{ts}^*V_{tb}|"#
    case .s0: #"S_0"#
    case .lrFactor: #"r_\mathrm{LR}"#
    case .lambdaQbb: #"\lambda^{(q)}_{bb}/\Lambda^2"#
    case .lambdaQss: #"\lambda^{(q)}_{ss}/\Lambda^2"#
    case .lambdaQdd: #"\lambda^{(q)}_{dd}/\Lambda^2"#
    case .component(let coupling, .modulus): "|\(coupling.latex)|"
    case .component(let coupling, .phase): #"\arg \#(coupling.latex)"#
    case .component(let coupling, .real): #"\mathrm{Re}\,\#(coupling.latex)"#
    case .component(let coupling, .imaginary): #"\mathrm{Im}\,\#(coupling.latex)"#
    }
  }

  /// What it is, in one line.
  public var meaning: String {
    switch self {
    case .gPrime: "coupling of the Z' to the L_mu - L_tau current"
    case .mZPrime: "mass of the Z'"
    case .tauLifetime: "lifetime of the tau"
    case .tauToMuNuNuRate: "rate of tau -> mu nu nu in the Standard Model"
    case .gNuSM: "coupling of the Z to neutrinos in the SM"
    case .gASM: "axial coupling of the Z to leptons in the SM"
    case .gVSM: "vector coupling of the Z to leptons in the SM"
    case .sinThetaW2: "weak mixing angle in trident production"
    case .mW: "mass of the W"
    case .mZ: "mass of the Z"
    case .mMu: "mass of the muon"
    case .mTau: "mass of the tau"
    case .mQ: "mass of the vector-like doublet Q"
    case .mD: "mass of the vector-like singlet D"
    case .mU: "mass of the vector-like singlet U"
    case .mTop: "mass of the top"
    case .mBottom: "mass of the b before mixing with vector-like quarks"
    case .mCharm: "mass of the c before mixing with vector-like quarks"
    case .mStrange: "mass of the s before mixing with vector-like quarks"
    case .mDown: "mass of the d before mixing with vector-like quarks"
    case .mUp: "mass of the u before mixing with vector-like quarks"
    case .ckmLambda: "Wolfenstein parameter lambda of the CKM matrix"
    case .ckmA: "Wolfenstein parameter A of the CKM matrix"
    case .ckmRhoBar: "Wolfenstein parameter rho-bar of the CKM matrix"
    case .ckmEtaBar: "Wolfenstein parameter eta-bar of the CKM matrix"
    case .g2: "SU(2) gauge coupling in B_s mixing"
    case .vtsVtb: "modulus of V_ts* V_tb in B_s mixing"
    case .s0: "loop function of B_s mixing in the SM"
    case .lrFactor: "matrix element of the LR operator of B_s mixing over that of LL"
    case .lambdaQbb: "coefficient λ/Λ² of the left-handed current b γ b, 1403.1269 Eq. 6"
    case .lambdaQss: "coefficient λ/Λ² of the left-handed current s γ s, 1403.1269 Eq. 6"
    case .lambdaQdd: "coefficient λ/Λ² of the left-handed current d γ d, 1403.1269 Eq. 6"
    case .component(let coupling, .modulus): "modulus of the \(coupling.meaning)"
    case .component(let coupling, .phase): "phase of the \(coupling.meaning)"
    case .component(let coupling, .real): "real part of the \(coupling.meaning)"
    case .component(let coupling, .imaginary): "imaginary part of the \(coupling.meaning)"
    }
  }
}
