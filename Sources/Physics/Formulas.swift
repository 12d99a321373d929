/// Readings of a printed formula between which a fit can choose.
public struct Formulas: Sendable, Equatable {
  /// How the one-loop vertex function K_F, which is complex above threshold, enters the couplings of the Z.
  public enum VertexCorrection: String, CaseIterable, Sendable, Codable {
    /// |1 + a Re K_F|: strictly one loop, since Im K_F does not interfere with the real tree coupling.
    case real
    /// |1 + a K_F|: keeps the second-order term a²(Im K_F)², which alone makes a spurious second minimum of χ²
    /// near m_Z' = 20 GeV.
    case complex
  }

  /// How the couplings of the Z′ to quarks follow from those of the vector-like quarks.
  public enum Diagonalisation: String, CaseIterable, Sendable, Codable {
    /// 1403.1269 Eq. 13: first order in v_Φ²/m_Q².
    case leadingOrder = "leading-order"
    /// The mass matrices of Eq. 12, diagonalised exactly; masses of light quarks shift.
    case exact
  }

  /// Equations of 1403.1269 that a direct calculation does not confirm, to be taken as printed. Each formula's
  /// documentation gives the derivation.
  public struct PrintedEquations: OptionSet, Sendable {
    /// One bit an equation.
    public let rawValue: UInt8

    /// The set with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Eq. 15, kinetic mixing: 2/9 instead of 4/3.
    public static let kineticMixing = PrintedEquations(rawValue: 1)
    /// Eq. 19c, the scalar box of the left-right operator in B_s mixing: − instead of +.
    public static let bsMixingLeftRight = PrintedEquations(rawValue: 2)
    /// Eq. 24, t → Z′c: 2 instead of ½.
    public static let topDecay = PrintedEquations(rawValue: 4)

    /// Every one, by its number in the paper.
    public static let byNumber: [(number: String, equation: PrintedEquations)] = [
      ("15", .kineticMixing), ("19c", .bsMixingLeftRight), ("24", .topDecay),
    ]

    /// All of them: the formulas of the paper's figures.
    public static let all: PrintedEquations = [.kineticMixing, .bsMixingLeftRight, .topDecay]
  }

  /// The reading of Eqs. 32 and 33.
  public var vertexCorrection: VertexCorrection

  /// How couplings to quarks are computed.
  public var diagonalisation: Diagonalisation

  /// The equations to take as printed; the others are corrected.
  public var asPrinted: PrintedEquations

  /// The readings of a fit; what is left out is strictly one loop, leading order and corrected.
  public init(
    vertexCorrection: VertexCorrection = .real, diagonalisation: Diagonalisation = .leadingOrder,
    asPrinted: PrintedEquations = []
  ) {
    self.vertexCorrection = vertexCorrection
    self.diagonalisation = diagonalisation
    self.asPrinted = asPrinted
  }
}
