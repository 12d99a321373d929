import Foundation

/// What an expression can be evaluated in.
protocol PolynomialNumber {
  init(_ value: Double)
  static prefix func - (a: Self) -> Self
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  func squareRoot() -> Self
  func raised(to exponent: Double) -> Self
}

extension Double: PolynomialNumber {
  func raised(to exponent: Double) -> Double { pow(self, exponent) }
}

extension SIMD8: PolynomialNumber where Scalar == Double {
  init(_ value: Double) { self.init(repeating: value) }

  func raised(to exponent: Double) -> Self {
    var result = self
    for lane in 0..<8 { result[lane] = pow(self[lane], exponent) }
    return result
  }
}

/// A number with its derivatives by four polynomials.
struct Slopes: PolynomialNumber {
  let value: Double
  let slopes: SIMD4<Double>

  init(_ value: Double) { self.init(value, .zero) }

  init(_ value: Double, _ slopes: SIMD4<Double>) {
    self.value = value
    self.slopes = slopes
  }

  static prefix func - (a: Slopes) -> Slopes { Slopes(-a.value, -a.slopes) }
  static func + (a: Slopes, b: Slopes) -> Slopes { Slopes(a.value + b.value, a.slopes + b.slopes) }
  static func - (a: Slopes, b: Slopes) -> Slopes { Slopes(a.value - b.value, a.slopes - b.slopes) }

  static func * (a: Slopes, b: Slopes) -> Slopes {
    Slopes(a.value * b.value, a.slopes * b.value + b.slopes * a.value)
  }

  static func / (a: Slopes, b: Slopes) -> Slopes {
    let quotient = a.value / b.value
    return Slopes(quotient, (a.slopes - b.slopes * quotient) * (1 / b.value))
  }

  func squareRoot() -> Slopes {
    let root = value.squareRoot()
    return Slopes(root, slopes * (0.5 / root))
  }

  func raised(to exponent: Double) -> Slopes {
    Slopes(pow(value, exponent), slopes * (exponent * pow(value, exponent - 1)))
  }
}
