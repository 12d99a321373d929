/// The lowest value found of a function where some quantities, or none, are held.
struct HeldMinimum: Sendable {
  /// Where: all coordinates, the held ones included.
  var point: [Double]
  /// What the quantities are held at.
  var held: [Double]
  /// The value there; +∞ where the function is not defined, or no point was found where the quantities have these values.
  var value: Double
  /// The gradient of the function there.
  var gradient: [Double]
  /// The gradients of held quantities that are no coordinates, one after the other.
  var normals: [Double] = []
  /// The slopes of the profile along the held quantities (the envelope theorem).
  var slopes: [Double] = []
  /// The curvature over the free coordinates as the descent knew it, row by row; empty if it never got that far.
  var curvature: [Double] = []
  /// Whether it is a place where the quantities have these values, defined there or not.
  var isReached = true
  /// Whether the second-order model promised less than the tolerance when the descent ended.
  var isConverged = false
}
