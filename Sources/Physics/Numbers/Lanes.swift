/// Eight points of parameter space at once.
extension SIMD8: Real where Scalar == Double {
  @inline(__always)
  init(_ value: Double) { self.init(repeating: value) }

  var magnitude: Self { replacing(with: -self, where: self .< 0) }

  @inline(__always)
  func map(_ function: (Double) -> ValueAndDerivative) -> Self {
    var result = self
    for lane in 0..<8 { result[lane] = function(self[lane]).value }
    return result
  }

  @inline(__always)
  func sineAndCosine() -> (sine: Self, cosine: Self) {
    var (sine, cosine) = (self, self)
    for lane in 0..<8 { (sine[lane], cosine[lane]) = self[lane].sineAndCosine() }
    return (sine, cosine)
  }

  @inline(__always)
  static func arcTangent(_ y: Self, over x: Self) -> Self {
    var result = y
    for lane in 0..<8 { result[lane] = Double.arcTangent(y[lane], over: x[lane]) }
    return result
  }
}
