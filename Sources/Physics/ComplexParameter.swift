/// A complex coupling of the quark sector, given by two real parameters: modulus and phase, or real and imaginary
/// part.
public enum ComplexParameter: String, CaseIterable, Sendable {
  /// Yukawa couplings of the doublet Q to left-handed down-type quarks (1403.1269 Eq. 11). Those to up-type
  /// quarks follow by SU(2).
  case yQb = "YQb"
  case yQs = "YQs"
  case yQd = "YQd"
  /// Yukawa couplings of the singlet D to right-handed down-type quarks.
  case yDb = "YDb"
  case yDs = "YDs"
  case yDd = "YDd"
  /// Yukawa couplings of the singlet U to right-handed up-type quarks.
  case yUt = "YUt"
  case yUc = "YUc"
  case yUu = "YUu"
  /// Coefficients of (s̄γP_L b)(μ̄γμ) and (s̄γP_R b)(μ̄γμ) in the standard normalisation.
  case c9 = "C9"
  case c9Prime = "C9prime"
  /// λ_ij/Λ² of 1403.1269 Eq. 6 in GeV⁻², the coefficient of q̄_iγq_j: q for left-handed doublets, d and u for
  /// right-handed singlets.
  case lambdaQbd
  case lambdaQsd
  case lambdaDbd
  case lambdaDsd
  case lambdaUcu
  case lambdaUtc

  /// One of the two real numbers that make a complex one.
  public enum Component: String, CaseIterable, Sendable {
    /// |z|, in the same unit as z.
    case modulus
    /// arg z in radians.
    case phase
    /// Re z.
    case real = "re"
    /// Im z.
    case imaginary = "im"

    /// The way of giving a complex number that has this component.
    public var form: Form {
      switch self {
      case .modulus, .phase: .polar
      case .real, .imaginary: .cartesian
      }
    }
  }

  /// How a complex number is given.
  public enum Form: Sendable {
    /// By modulus and phase.
    case polar
    /// By real and imaginary part.
    case cartesian

    /// The two components, in order.
    public var components: [Component] {
      switch self {
      case .polar: [.modulus, .phase]
      case .cartesian: [.real, .imaginary]
      }
    }
  }

  /// How the coupling is given where a fit names none of its components.
  public var defaultForm: Form { isYukawa ? .polar : .cartesian }

  /// Whether it is a Yukawa coupling of a vector-like quark, and not a coefficient of an operator.
  public var isYukawa: Bool {
    switch self {
    case .yQb, .yQs, .yQd, .yDb, .yDs, .yDd, .yUt, .yUc, .yUu: true
    case .c9, .c9Prime, .lambdaQbd, .lambdaQsd, .lambdaDbd, .lambdaDsd, .lambdaUcu, .lambdaUtc: false
    }
  }

  /// The unit, empty for a pure number.
  var unit: String {
    switch self {
    case .lambdaQbd, .lambdaQsd, .lambdaDbd, .lambdaDsd, .lambdaUcu, .lambdaUtc: "GeV⁻²"
    case .yQb, .yQs, .yQd, .yDb, .yDs, .yDd, .yUt, .yUc, .yUu, .c9, .c9Prime: ""
    }
  }

  /// The symbol in plain text.
  var symbol: String {
    switch self {
    case .c9: "C₉"
    case .c9Prime: "C₉'"
    case .lambdaQbd, .lambdaQsd, .lambdaDbd, .lambdaDsd, .lambdaUcu, .lambdaUtc: "λ\(suffix)"
    case .yQb, .yQs, .yQd, .yDb, .yDs, .yDd, .yUt, .yUc, .yUu: "Y_\(suffix)"
    }
  }

  /// The symbol in LaTeX.
  var latex: String {
    switch self {
    case .c9: "C_9"
    case .c9Prime: "C_9'"
    case .lambdaQbd, .lambdaQsd, .lambdaDbd, .lambdaDsd, .lambdaUcu, .lambdaUtc:
      #"\lambda^{(\#(suffix.prefix(1).lowercased()))}_{\#(suffix.dropFirst())}/\Lambda^2"#
    case .yQb, .yQs, .yQd, .yDb, .yDs, .yDd, .yUt, .yUc, .yUu: "Y_{\(suffix)}"
    }
  }

  /// What it is, in one line.
  var meaning: String {
    switch self {
    case .c9: "coefficient of (s γ P_L b)(μ γ μ); a unit is 8.31e-10/GeV²"
    case .c9Prime: "coefficient of (s γ P_R b)(μ γ μ); a unit is 8.31e-10/GeV²"
    case .lambdaQbd, .lambdaQsd, .lambdaDbd, .lambdaDsd, .lambdaUcu, .lambdaUtc:
      "coefficient λ/Λ² of the \(suffix.hasPrefix("Q") ? "left" : "right")-handed current \(suffix.dropFirst().first ?? " ") γ \(suffix.last ?? " "), 1403.1269 Eq. 6"
    case .yQb, .yQs, .yQd, .yDb, .yDs, .yDd, .yUt, .yUc, .yUu:
      "Yukawa coupling of the vector-like quark \(suffix.prefix(1)) to \(suffix.dropFirst()), 1403.1269 Eq. 11"
    }
  }

  /// `Qs` of `YQs` and of `lambdaQsd` `Qsd`.
  private var suffix: Substring {
    let name = rawValue[...]
    return name.hasPrefix("lambda") ? name.dropFirst("lambda".count) : name.dropFirst()
  }
}
