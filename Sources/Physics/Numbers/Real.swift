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
}
