/// A complex number over any of the program's numbers.
struct Complex<R: Real>: Sendable {
  var real: R
  var imaginary: R

  @inline(__always)
  init(_ real: R, _ imaginary: R) {
    self.real = real
    self.imaginary = imaginary
  }

  /// modulus · e^(i phase).
  @inline(__always)
  init(modulus: R, phase: R) {
    let (sine, cosine) = phase.sineAndCosine()
    self.init(modulus * cosine, modulus * sine)
  }

  static var zero: Complex { Complex(R(0), R(0)) }

  @inline(__always)
  var conjugate: Complex { Complex(real, -imaginary) }

  @inline(__always)
  var squared: Complex {
    Complex((real - imaginary) * (real + imaginary), 2 * (real * imaginary))
  }

  /// |z|².
  @inline(__always)
  var squaredMagnitude: R { real.squared + imaginary.squared }

  /// |z|; without slope at zero.
  @inline(__always)
  var magnitude: R { squaredMagnitude.squareRoot() }

  /// The argument between −π and π; 0 at zero.
  @inline(__always)
  var argument: R { R.arcTangent(imaginary, over: real) }

  @inline(__always)
  static prefix func - (a: Complex) -> Complex { Complex(-a.real, -a.imaginary) }

  @inline(__always)
  static func + (a: Complex, b: Complex) -> Complex { Complex(a.real + b.real, a.imaginary + b.imaginary) }

  @inline(__always)
  static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }

  @inline(__always)
  static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  @inline(__always)
  static func * (a: R, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }

  @inline(__always)
  static func * (a: Double, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }

  @inline(__always)
  static func + (a: R, b: Complex) -> Complex { Complex(a + b.real, b.imaginary) }

  @inline(__always)
  static func + (a: Double, b: Complex) -> Complex { Complex(a + b.real, b.imaginary) }
}
