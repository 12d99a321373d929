/// What the quark sector depends on beside the Z′ and complex couplings.
///
/// Raw values end at 127, with their type: a case too many for the places that `QuarkSlot` has for them does not compile.
public enum QuarkParameter: Int8, CaseIterable, Sendable {
  /// Mass of the vector-like doublet Q.
  case mQ = 104
  /// Mass of the vector-like singlet D.
  case mD
  /// Mass of the vector-like singlet U.
  case mU
  /// Mass of the top.
  case mTop
  /// Mass of the b.
  case mBottom
  /// Mass of the c.
  case mCharm
  /// Mass of the s.
  case mStrange
  /// Mass of the d.
  case mDown
  /// Mass of the u.
  case mUp
  /// Wolfenstein parameter λ of the CKM matrix.
  case ckmLambda
  /// Wolfenstein parameter A of the CKM matrix.
  case ckmA
  /// Wolfenstein parameter ρ̄ of the CKM matrix.
  case ckmRhoBar
  /// Wolfenstein parameter η̄ of the CKM matrix.
  case ckmEtaBar
  /// The SU(2) gauge coupling as it enters B_s mixing.
  case g2
  /// |V_ts*V_tb| as it enters B_s mixing.
  case vtsVtb
  /// Loop function of B_s mixing in the Standard Model.
  case s0
  /// Hadronic matrix element of the left-right operator of B_s mixing over that of the left-left one.
  case lrFactor
  /// λ_bb/Λ² of left-handed quarks, which reaches up-type transitions through the CKM matrix.
  case lambdaQbb
  /// λ_ss/Λ² of left-handed quarks.
  case lambdaQss
  /// λ_dd/Λ² of left-handed quarks.
  case lambdaQdd
}

extension QuarkParameter {
  /// What the catalogue says of it: one entry a parameter.
  var entry: Parameter.Entry {
    typealias Entry = Parameter.Entry
    return switch self {
    case .mQ:
      Entry(
        "mQ", "m_Q", latex: #"m_Q"#, unit: "GeV", "mass of the vector-like doublet Q",
        default: nil, source: nil, range: 100...1e9, in: [.vectorLikeQuarks])
    case .mD:
      Entry(
        "mD", "m_D", latex: #"m_D"#, unit: "GeV", "mass of the vector-like singlet D",
        default: nil, source: nil, range: 100...1e9, in: [.vectorLikeQuarks])
    case .mU:
      Entry(
        "mU", "m_U", latex: #"m_U"#, unit: "GeV", "mass of the vector-like singlet U",
        default: 25_000, source: nil, range: 100...1e9, in: [.vectorLikeQuarks])
    case .mTop:
      Entry(
        "mTop", "m_t", latex: #"m_t"#, unit: "GeV", "mass of the top",
        default: 173.2, source: "173.2 GeV, PDG 2012", range: 1e-6...1e3, in: [.effective, .vectorLikeQuarks])
    case .mBottom:
      Entry(
        "mBottom", "m_b", latex: #"m_b"#, unit: "GeV", "mass of the b before mixing with vector-like quarks",
        default: 4.18, source: "4.18 GeV, PDG 2012", range: 1e-6...1e3, in: [.vectorLikeQuarks])
    case .mCharm:
      Entry(
        "mCharm", "m_c", latex: #"m_c"#, unit: "GeV", "mass of the c before mixing with vector-like quarks",
        default: 1.275, source: "1.275 GeV, PDG 2012", range: 1e-6...1e3, in: [.vectorLikeQuarks])
    case .mStrange:
      Entry(
        "mStrange", "m_s", latex: #"m_s"#, unit: "GeV", "mass of the s before mixing with vector-like quarks",
        default: 0.095, source: "0.095 GeV, PDG 2012", range: 1e-6...1e3, in: [.vectorLikeQuarks])
    case .mDown:
      Entry(
        "mDown", "m_d", latex: #"m_d"#, unit: "GeV", "mass of the d before mixing with vector-like quarks",
        default: 0.0048, source: "0.0048 GeV, PDG 2012", range: 1e-6...1e3, in: [.vectorLikeQuarks])
    case .mUp:
      Entry(
        "mUp", "m_u", latex: #"m_u"#, unit: "GeV", "mass of the u before mixing with vector-like quarks",
        default: 0.0023, source: "0.0023 GeV, PDG 2012", range: 1e-6...1e3, in: [.vectorLikeQuarks])
    case .ckmLambda:
      Entry(
        "ckmLambda", "λ(CKM)", latex: #"\lambda"#, unit: "", "Wolfenstein parameter lambda of the CKM matrix",
        default: 0.22535, source: "0.22535(65), PDG 2012", range: 0.01...0.99,
        in: [.effective, .vectorLikeQuarks])
    case .ckmA:
      Entry(
        "ckmA", "A(CKM)", latex: #"A"#, unit: "", "Wolfenstein parameter A of the CKM matrix",
        default: 0.811, source: "0.811(+22-12), PDG 2012", range: -1.5...1.5,
        in: [.effective, .vectorLikeQuarks])
    case .ckmRhoBar:
      Entry(
        "ckmRhoBar", "ρ̄(CKM)", latex: #"\bar\rho"#, unit: "",
        "Wolfenstein parameter rho-bar of the CKM matrix",
        default: 0.131, source: "0.131(+26-13), PDG 2012", range: -1.5...1.5,
        in: [.effective, .vectorLikeQuarks])
    case .ckmEtaBar:
      Entry(
        "ckmEtaBar", "η̄(CKM)", latex: #"\bar\eta"#, unit: "",
        "Wolfenstein parameter eta-bar of the CKM matrix",
        default: 0.345, source: "0.345(+13-14), PDG 2012", range: -1.5...1.5,
        in: [.effective, .vectorLikeQuarks])
    case .g2:
      Entry(
        "g2", "g₂", latex: #"g_2"#, unit: "", "SU(2) gauge coupling in B_s mixing",
        default: 0.653, source: "0.653, 1403.1269 Eq. 18", range: 0.01...10,
        in: [.effective, .vectorLikeQuarks])
    case .vtsVtb:
      Entry(
        "VtsVtb", "|V_ts*V_tb|", latex: #"|V_{ts}^*V_{tb}|"#, unit: "", "modulus of V_ts* V_tb in B_s mixing",
        default: 0.0405, source: "0.0405, as for 1403.1269 Eq. 18", range: 1e-4...1,
        in: [.effective, .vectorLikeQuarks])
    case .s0:
      Entry(
        "S0", "S₀", latex: #"S_0"#, unit: "", "loop function of B_s mixing in the SM",
        default: 2.3, source: "2.3, 1403.1269 Eq. 18", range: 1e-2...100, in: [.effective, .vectorLikeQuarks])
    case .lrFactor:
      Entry(
        "lrFactor", "LR factor", latex: #"r_\mathrm{LR}"#, unit: "",
        "matrix element of the LR operator of B_s mixing over that of LL",
        default: 9.7, source: "9.7, 1403.1269 Eq. 18", range: -100...100, in: [.effective, .vectorLikeQuarks])
    case .lambdaQbb:
      Entry(
        "lambdaQbb", "λQbb", latex: #"\lambda^{(q)}_{bb}/\Lambda^2"#, unit: "GeV⁻²",
        "coefficient λ/Λ² of the left-handed current b γ b, 1403.1269 Eq. 6",
        default: 0, source: nil, range: -1...1, in: [.effective])
    case .lambdaQss:
      Entry(
        "lambdaQss", "λQss", latex: #"\lambda^{(q)}_{ss}/\Lambda^2"#, unit: "GeV⁻²",
        "coefficient λ/Λ² of the left-handed current s γ s, 1403.1269 Eq. 6",
        default: 0, source: nil, range: -1...1, in: [.effective])
    case .lambdaQdd:
      Entry(
        "lambdaQdd", "λQdd", latex: #"\lambda^{(q)}_{dd}/\Lambda^2"#, unit: "GeV⁻²",
        "coefficient λ/Λ² of the left-handed current d γ d, 1403.1269 Eq. 6",
        default: 0, source: nil, range: -1...1, in: [.effective])
    }
  }
}
