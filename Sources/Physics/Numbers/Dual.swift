/// A number with its partial derivatives by four parameters: forward-mode automatic differentiation.
///
/// Four is the width that costs least; more parameters take more passes (see `Predictor`). Two passes of four
/// beat one of eight on x86-64, and nothing is ever allocated.
struct Dual: Real {
  var value: Double
  var gradient: SIMD4<Double>

  @inline(__always)
  init(_ value: Double) {
    self.value = value
    gradient = .zero
  }

  @inline(__always)
  init(_ value: Double, gradient: SIMD4<Double>) {
    self.value = value
    self.gradient = gradient
  }

  @inline(__always)
  var magnitude: Dual { value < 0 ? -self : self }

  /// The derivative at zero is taken as zero: what vanishes at a threshold has no slope below it.
  @inline(__always)
  func squareRoot() -> Dual {
    let root = value.squareRoot()
    return Dual(root, gradient: root > 0 ? gradient * (0.5 / root) : .zero)
  }

  @inline(__always)
  func map(_ function: (Double) -> ValueAndDerivative) -> Dual {
    let result = function(value)
    return Dual(result.value, gradient: gradient * result.derivative)
  }
}

extension Dual {
  @inline(__always)
  func sineAndCosine() -> (sine: Dual, cosine: Dual) {
    let (sine, cosine) = value.sineAndCosine()
    return (Dual(sine, gradient: gradient * cosine), Dual(cosine, gradient: gradient * -sine))
  }

  @inline(__always)
  static func arcTangent(_ y: Dual, over x: Dual) -> Dual {
    let square = x.value * x.value + y.value * y.value
    let scale = square > 0 ? 1 / square : 0
    return Dual(
      Double.arcTangent(y.value, over: x.value),
      gradient: (y.gradient * x.value - x.gradient * y.value) * scale)
  }
}

// MARK: - Arithmetic

extension Dual {
  @inline(__always)
  static prefix func - (a: Dual) -> Dual { Dual(-a.value, gradient: -a.gradient) }

  @inline(__always)
  static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, gradient: a.gradient + b.gradient) }

  @inline(__always)
  static func - (a: Dual, b: Dual) -> Dual { Dual(a.value - b.value, gradient: a.gradient - b.gradient) }

  @inline(__always)
  static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, gradient: a.gradient * b.value + b.gradient * a.value)
  }

  @inline(__always)
  static func / (a: Dual, b: Dual) -> Dual {
    let quotient = a.value / b.value
    return Dual(quotient, gradient: (a.gradient - b.gradient * quotient) * (1 / b.value))
  }

  @inline(__always)
  static func + (a: Double, b: Dual) -> Dual { Dual(a + b.value, gradient: b.gradient) }

  @inline(__always)
  static func - (a: Double, b: Dual) -> Dual { Dual(a - b.value, gradient: -b.gradient) }

  @inline(__always)
  static func * (a: Double, b: Dual) -> Dual { Dual(a * b.value, gradient: b.gradient * a) }
}
