/// How a Z′ changes a rate within the cuts of an experiment, tabulated by its mass where there is no closed formula:
///
///     σ/σ_SM = 1 + a(m_Z') g′² + b(m_Z') g′⁴.
///
/// The program makes such tables from its own integration: of Z → 4μ by `mutau tabulate z-to-4mu`.
public struct RateTable: Sendable, Equatable {
  /// The coefficients at one mass, with their statistical errors.
  public struct Row: Sendable, Equatable {
    /// Mass of the Z′ in GeV.
    public let mZPrime: Double
    /// Coefficient of g′².
    public let a: Double
    /// Statistical error of `a`.
    public let aError: Double
    /// Coefficient of g′⁴.
    public let b: Double
    /// Statistical error of `b`.
    public let bError: Double

    /// The coefficients at one mass.
    public init(mZPrime: Double, a: Double, aError: Double, b: Double, bError: Double) {
      self.mZPrime = mZPrime
      self.a = a
      self.aError = aError
      self.b = b
      self.bError = bError
    }

    var isSound: Bool {
      let numbers = [mZPrime, a, aError, b, bError]
      return numbers.allSatisfy(\.isFinite) && mZPrime > 0 && aError >= 0 && bError >= 0
    }
  }

  /// What the columns of a written table are called, in the order of a row.
  public static let columns = ["mZPrime", "a", "a_error", "b", "b_error"]

  /// Never changes and is shared, so that whatever holds a table is copied cheaply.
  private final class Curves: Sendable {
    let rows: [Row]
    let a, b: MassCurve

    init(rows: [Row], a: MassCurve, b: MassCurve) {
      self.rows = rows
      self.a = a
      self.b = b
    }
  }

  private let curves: Curves

  /// What the table claims.
  public let validity: Validity

  /// The charges of the leptons that it was made with.
  public let charges: LeptonCharges

  /// The rows, lightest Z′ first.
  public var rows: [Row] { curves.rows }

  /// The table; nil unless it has at least four rows of finite numbers, with positive masses that rise from row to
  /// row and errors that are not negative.
  public init?(
    rows: [Row], validity: Validity = Validity(), charges: LeptonCharges = .muonMinusTau
  ) {
    guard rows.count >= 4, rows.allSatisfy(\.isSound) else { return nil }
    let masses = rows.map(\.mZPrime)
    guard zip(masses, masses.dropFirst()).allSatisfy(<) else { return nil }
    self.validity = validity
    self.charges = charges
    // Z′ too heavy to be produced act as a contact interaction g′²/m_Z'².
    curves = Curves(
      rows: rows, a: MassCurve(masses: masses, values: rows.map(\.a), fall: 2),
      b: MassCurve(masses: masses, values: rows.map(\.b), fall: 4))
  }

  /// Tables are equal if their rows and claims are.
  public static func == (one: RateTable, other: RateTable) -> Bool {
    one.rows == other.rows && one.validity == other.validity && one.charges == other.charges
  }

  /// The coefficients of g′² and g′⁴.
  ///
  /// Between the rows a piecewise cubic in ln m_Z' without wiggles. Above them a ∝ 1/m_Z'² and b ∝ 1/m_Z'⁴, the
  /// contact limit; below them the values of the lightest, the massless limit. Whether a table has these limits, its
  /// ``validity`` says.
  func coefficients<R: Real>(at mZPrime: R) -> (a: R, b: R) {
    (mZPrime.map { curves.a.valueAndDerivative($0) }, mZPrime.map { curves.b.valueAndDerivative($0) })
  }

  /// σ/σ_SM.
  func eventRatio<R: Real>(gPrime: R, mZPrime: R) -> R {
    let (a, b) = coefficients(at: mZPrime)
    let square = gPrime.squared
    return 1 + square * (a + b * square)
  }
}
