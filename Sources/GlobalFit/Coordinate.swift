import Foundation

/// The scale on which a parameter is explored: x = origin + width·z, or its exponential.
struct Coordinate: Sendable, Equatable {
  enum Scale: Sendable { case linear, logarithmic }

  let scale: Scale
  let origin: Double
  let width: Double

  /// The parameter at the coordinate z.
  @inline(__always)
  func value(at z: Double) -> Double {
    let x = origin + width * z
    return scale == .linear ? x : exp(x)
  }

  /// dx/dz where the parameter is `x`.
  @inline(__always)
  func slope(at x: Double) -> Double { scale == .linear ? width : width * x }

  /// The coordinate at which the parameter is `x`.
  func position(of x: Double) -> Double {
    ((scale == .linear ? x : log(x)) - origin) / width
  }
}
