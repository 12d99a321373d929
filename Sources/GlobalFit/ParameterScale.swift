import Foundation

/// The scale on which a parameter is explored: x = origin + width·z, or the exponential of that.
///
/// Samplers and minimisers see the coordinate z, on which every prior has a width of about one.
struct ParameterScale: Sendable, Equatable {
  enum Kind: Sendable { case linear, logarithmic }

  let kind: Kind
  let origin: Double
  let width: Double

  /// The parameter at the coordinate z.
  @inline(__always)
  func value(at z: Double) -> Double {
    let x = origin + width * z
    return kind == .linear ? x : exp(x)
  }

  /// dx/dz where the parameter is `x`.
  @inline(__always)
  func slope(at x: Double) -> Double { kind == .linear ? width : width * x }

  /// The coordinate at which the parameter is `x`.
  func coordinate(of x: Double) -> Double {
    ((kind == .linear ? x : log(x)) - origin) / width
  }
}
