/// Whether a symmetric matrix is positive definite, judged free of its units: by the eigenvalues of the
/// matrix scaled to a unit diagonal.
///
/// For a matrix of correlations this is the matrix itself.
public enum Definiteness: Sendable, Equatable, CustomStringConvertible {
  /// Every eigenvalue is above the tolerance; the smallest is given.
  case positive(smallest: Double)
  /// The smallest eigenvalue vanishes within the tolerance: a flat or fully correlated combination of the
  /// rows.
  case singular(eigenvalue: Double, direction: [Double])
  /// The smallest eigenvalue is negative.
  case indefinite(eigenvalue: Double, direction: [Double])
  /// A diagonal element is zero, negative or not finite, or another element is not finite.
  case undefined(row: Int)

  /// Whether the matrix is positive definite.
  public var isPositive: Bool { if case .positive = self { true } else { false } }

  /// The finding as a clause with its eigenvalue.
  public var description: String {
    switch self {
    case .positive(let smallest): "positive definite (smallest eigenvalue \(smallest))"
    case .singular(let eigenvalue, _): "singular (eigenvalue \(eigenvalue))"
    case .indefinite(let eigenvalue, _): "not positive definite (eigenvalue \(eigenvalue))"
    case .undefined(let row):
      "not positive definite (row \(row + 1): its diagonal is not positive or an element not finite)"
    }
  }
}

extension SymmetricMatrix {
  /// Whether the matrix is positive definite, up to `tolerance` in the eigenvalues of the unit-diagonal
  /// matrix.
  ///
  /// Directions are given in the scaled rows: component i belongs to row i divided by √(element i, i).
  public func definiteness(tolerance: Double = 1e-12) -> Definiteness {
    for row in 0..<order {
      let elements = (0..<order).map { self[row, $0] }
      if !(self[row, row] > 0) || !elements.allSatisfy(\.isFinite) { return .undefined(row: row) }
    }
    guard let scaled = unitDiagonal else { return .positive(smallest: .infinity) }
    let spectrum = scaled.spectrum
    guard let smallest = spectrum.eigenvalues.first, let direction = spectrum.eigenvectors.first else {
      return .positive(smallest: .infinity)
    }
    if smallest > tolerance { return .positive(smallest: smallest) }
    if smallest < -tolerance { return .indefinite(eigenvalue: smallest, direction: direction) }
    return .singular(eigenvalue: smallest, direction: direction)
  }
}
