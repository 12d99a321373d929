/// c₀ + c₁x + c₂x² + … and its derivative, by Horner's rule.
@inline(__always)
func polynomial<let count: Int>(
  _ x: Double, _ coefficients: InlineArray<count, Double>
) -> ValueAndDerivative {
  var value = 0.0
  var derivative = 0.0
  for index in coefficients.indices.reversed() {
    derivative = value + x * derivative
    value = coefficients[index] + x * value
  }
  return ValueAndDerivative(value: value, derivative: derivative)
}
