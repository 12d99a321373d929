/// What differences of a function are measured by while conditional minima of it are sought.
struct DifferenceScale: Sendable {
  /// The lowest value of the function.
  var minimum = 0.0
  /// How far above it a difference counts as it is; beyond, what lies between counts as one.
  var exactRise = Double.infinity

  /// Whether a value lies so high that nobody reads off a number there.
  func isBeyond(_ value: Double) -> Bool { value - minimum > exactRise }

  /// The size that absolute differences are measured by.
  func size(of value: Double) -> Double {
    let size = Tolerances.size(of: value)
    guard exactRise < .infinity, value < .infinity else { return size }
    return max(size, value - minimum - exactRise)
  }
}
