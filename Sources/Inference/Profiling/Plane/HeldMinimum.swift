/// The lowest value found of a function with two coordinates held.
struct HeldMinimum: Sendable {
  /// Where: all coordinates, the held ones included.
  var point: [Double]
  /// The value there; +∞ where the function is not defined.
  var value: Double
  /// The gradient there. Its held components are the slopes of the profile (the envelope theorem).
  var gradient: [Double]
  /// The curvature over the free coordinates as the descent knew it, row by row; empty if it never got that far.
  var curvature: [Double]
  /// Whether the second-order model promised less than the tolerance when the descent ended.
  var isConverged: Bool
}
