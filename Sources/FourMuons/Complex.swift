/// A complex number.
struct Complex: Sendable {
  var real: Double
  var imaginary: Double

  @inline(__always)
  init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  var conjugate: Complex { Complex(real, -imaginary) }

  @inline(__always)
  static prefix func - (a: Complex) -> Complex { Complex(-a.real, -a.imaginary) }

  @inline(__always)
  static func + (a: Complex, b: Complex) -> Complex { Complex(a.real + b.real, a.imaginary + b.imaginary) }

  @inline(__always)
  static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }

  @inline(__always)
  static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  @inline(__always)
  static func * (a: Double, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }
}

/// A four-vector with complex components (t, x, y, z).
struct ComplexVector: Sendable {
  var real: SIMD4<Double>
  var imaginary: SIMD4<Double>

  var conjugate: ComplexVector { ComplexVector(real: real, imaginary: -imaginary) }

  /// Σ w |v|² over the components, with a weight for each.
  @inline(__always)
  func squared(weights: SIMD4<Double>) -> Double {
    (weights * (real * real + imaginary * imaginary)).sum()
  }

  @inline(__always)
  static func + (a: ComplexVector, b: ComplexVector) -> ComplexVector {
    ComplexVector(real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
  }

  @inline(__always)
  static func - (a: ComplexVector, b: ComplexVector) -> ComplexVector {
    ComplexVector(real: a.real - b.real, imaginary: a.imaginary - b.imaginary)
  }

  @inline(__always)
  static func * (a: Complex, b: ComplexVector) -> ComplexVector {
    ComplexVector(
      real: a.real * b.real - a.imaginary * b.imaginary,
      imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }
}
