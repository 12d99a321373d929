/// What the Z′ and its leptons depend on: the model, and the inputs of the Standard Model that a fit can vary.
///
/// Its number is its place wherever numbers stand by parameter.
public enum LeptonParameter: Int, CaseIterable, Sendable {
  /// Coupling of the Z′.
  case gPrime
  /// Mass of the Z′.
  case mZPrime
  /// Lifetime of the τ in femtoseconds.
  case tauLifetime
  /// Partial width of τ → μνν in the Standard Model, per second.
  case tauToMuNuNuRate
  /// Coupling of the Z to neutrinos in the Standard Model.
  case gNuSM
  /// Axial coupling of the Z to charged leptons in the Standard Model.
  case gASM
  /// Vector coupling of the Z to charged leptons in the Standard Model.
  case gVSM
  /// sin²θ_W as it enters trident production.
  case sinThetaW2
  /// Mass of the W.
  case mW
  /// Mass of the Z.
  case mZ
  /// Mass of the muon.
  case mMu
  /// Mass of the τ.
  case mTau
}

extension LeptonParameter {
  /// What the catalogue says of it: one entry a parameter.
  var entry: Parameter.Entry {
    typealias Entry = Parameter.Entry
    return switch self {
    case .gPrime:
      Entry(
        "gPrime", "g'", latex: #"g'"#, unit: "", "coupling of the Z' to the L_mu - L_tau current",
        default: nil, source: nil, range: 0...100, in: Parametrisation.allCases)
    case .mZPrime:
      Entry(
        "mZPrime", "m_Z'", latex: #"m_{Z'}"#, unit: "GeV", "mass of the Z'",
        default: nil, source: nil, range: 1e-6...1e9, in: Parametrisation.allCases)
    case .tauLifetime:
      Entry(
        "tauLifetime", "τ_τ", latex: #"\tau_\tau"#, unit: "fs", "lifetime of the tau",
        default: 290.29, source: "290.29(53) fs, 1403.1269 below Eq. 30", range: 1...1e6,
        in: Parametrisation.allCases)
    case .tauToMuNuNuRate:
      Entry(
        "tauToMuNuNuRate", "Γ_SM(τ→μνν)", latex: #"\Gamma_\mathrm{SM}(\tau\to\mu\nu\bar\nu)"#, unit: "1/s",
        "rate of tau -> mu nu nu in the Standard Model",
        default: 5.956e11, source: "5.956(2)e11/s, 1403.1269 Eq. 30", range: 1e6...1e15,
        in: Parametrisation.allCases)
    case .gNuSM:
      Entry(
        "gNuSM", "g_ν(SM)", latex: #"g_\nu^\mathrm{SM}"#, unit: "",
        "coupling of the Z to neutrinos in the SM",
        default: 0.50199, source: "0.50199, recomputed from hep-ex/0509008", range: -10...10,
        in: Parametrisation.allCases)
    case .gASM:
      Entry(
        "gASM", "g_A(SM)", latex: #"g_A^\mathrm{SM}"#, unit: "",
        "axial coupling of the Z to leptons in the SM",
        default: -0.50127, source: "−0.50127, recomputed from hep-ex/0509008", range: -10...10,
        in: Parametrisation.allCases)
    case .gVSM:
      Entry(
        "gVSM", "g_V(SM)", latex: #"g_V^\mathrm{SM}"#, unit: "",
        "vector coupling of the Z to leptons in the SM",
        default: -0.03712, source: "−0.03712, recomputed from hep-ex/0509008", range: -10...10,
        in: Parametrisation.allCases)
    case .sinThetaW2:
      Entry(
        "sinThetaW2", "sin²θ_W", latex: #"\sin^2\theta_W"#, unit: "",
        "weak mixing angle in trident production",
        default: 0.231, source: "0.231, as for 1403.1269 Eq. 34", range: 0...1, in: Parametrisation.allCases)
    case .mW:
      Entry(
        "mW", "m_W", latex: #"m_W"#, unit: "GeV", "mass of the W",
        default: 80.385, source: "80.385 GeV, PDG 2012", range: 1...1e4, in: Parametrisation.allCases)
    case .mZ:
      Entry(
        "mZ", "m_Z", latex: #"m_Z"#, unit: "GeV", "mass of the Z",
        default: 91.1876, source: "91.1876 GeV, PDG 2012", range: 1...1e4, in: Parametrisation.allCases)
    case .mMu:
      Entry(
        "mMu", "m_μ", latex: #"m_\mu"#, unit: "GeV", "mass of the muon",
        default: 0.1056583715, source: "0.1056583715 GeV, PDG 2012", range: 1e-6...1e3,
        in: Parametrisation.allCases)
    case .mTau:
      Entry(
        "mTau", "m_τ", latex: #"m_\tau"#, unit: "GeV", "mass of the tau",
        default: 1.77682, source: "1.77682 GeV, PDG 2012", range: 1e-6...1e3, in: Parametrisation.allCases)
    }
  }
}
