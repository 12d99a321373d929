/// A piece of a contour.
public struct ContourLine: Sendable, Equatable {
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
