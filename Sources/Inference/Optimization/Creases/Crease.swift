/// A crease on which a minimum lies.
public struct Crease: Sendable, Equatable, Codable {
  /// Which term of the function has it.
  public let term: Int
  /// Which edge of the term.
  public let edge: Int
  /// The slope of the term, between those on both sides, that balances all others: the Lagrange multiplier.
  public let slope: Double
}
