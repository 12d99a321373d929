/// A complex coupling of the quark sector, given by two real parameters: modulus and phase, or real and imaginary
/// part.
///
/// Raw values end at 127, with their type: a case too many for the places that `QuarkSlot` has for them does not compile.
public enum ComplexParameter: Int8, CaseIterable, Sendable {
  /// Yukawa couplings of the doublet Q to left-handed down-type quarks (1403.1269 Eq. 11). Those to up-type
  /// quarks follow by SU(2).
  case yQb = 111
  case yQs
  case yQd
  /// Yukawa couplings of the singlet D to right-handed down-type quarks.
  case yDb
  case yDs
  case yDd
  /// Yukawa couplings of the singlet U to right-handed up-type quarks.
  case yUt
  case yUc
  case yUu
  /// Coefficients of (s̄γP_L b)(μ̄γμ) and (s̄γP_R b)(μ̄γμ) in the standard normalisation.
  case c9
  case c9Prime
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
  public var isYukawa: Bool { entry.parametrisation == .vectorLikeQuarks }

  /// The name in fit files and output, before that of a component; by itself it means the real part.
  public var name: String { entry.name }
}
