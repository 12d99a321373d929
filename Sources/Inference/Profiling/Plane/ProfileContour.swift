/// Where a profile over two coordinates rises by a given amount above the minimum.
public struct ProfileContour: Sendable {
  /// The rise: Δχ².
  public let rise: Double
  /// The pieces, each a line of its own.
  public let lines: [Line]
  /// How often the function was evaluated to draw them.
  public let evaluations: Int

  /// A piece of a contour.
  public struct Line: Sendable, Equatable {
    /// The first coordinate of its points, in order.
    public let x: [Double]
    /// The second coordinate of its points.
    public let y: [Double]
    /// Whether the last point is followed by the first; an open line ends at the edges of the plane.
    public let isClosed: Bool

    /// A line through these points.
    public init(x: [Double], y: [Double], isClosed: Bool) {
      self.x = x
      self.y = y
      self.isClosed = isClosed
    }
  }
}
