import CMath
import Foundation

/// A number in which a formula can be evaluated: `Double`, eight points at once (`SIMD8<Double>`), or a `Dual`
/// that carries derivatives along.
///
/// Constants of a formula stay `Double`, hence the mixed operators: a literal conformance would cost the
/// compiler far more time than it saves the reader.
protocol Real: Sendable {
  init(_ value: Double)

  static prefix func - (a: Self) -> Self
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self

  static func + (a: Double, b: Self) -> Self
  static func - (a: Double, b: Self) -> Self
  static func * (a: Double, b: Self) -> Self

  /// The absolute value; its derivative at zero is that of the positive side.
  var magnitude: Self { get }

  func squareRoot() -> Self

  /// sin and cos of this number of radians; one call, for they share their work.
  func sineAndCosine() -> (sine: Self, cosine: Self)

  /// The angle between −π and π whose tangent is y/x, in the quadrant of (x, y); 0 without slope at the origin.
  static func arcTangent(_ y: Self, over x: Self) -> Self

  /// `function` of this number, by the chain rule where derivatives are carried.
  func map(_ function: (Double) -> ValueAndDerivative) -> Self
}

/// A function of one variable at one point. Value and derivative come together so that they can share their
/// logarithms; where only the value is wanted, the compiler drops the rest.
struct ValueAndDerivative {
  let value: Double
  let derivative: Double
}

extension Real {
  var squared: Self { self * self }
}

extension Double: Real {
  @inline(__always)
  func map(_ function: (Double) -> ValueAndDerivative) -> Double { function(self).value }

  @inline(__always)
  func sineAndCosine() -> (sine: Double, cosine: Double) {
    var (sine, cosine) = (0.0, 0.0)
    mutau_sine_and_cosine(self, &sine, &cosine)
    return (sine, cosine)
  }

  @inline(__always)
  static func arcTangent(_ y: Double, over x: Double) -> Double { atan2(y, x) }
}
