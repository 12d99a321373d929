/// Where a profile over two quantities rises by a given amount above the minimum.
public struct ProfileContour: Sendable {
  /// The rise: Δχ².
  public let rise: Double
  /// The pieces, each a line of its own.
  public let lines: [ContourLine]
  /// How often the function was evaluated to draw them.
  public let evaluations: Int
}
