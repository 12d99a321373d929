import Foundation

/// Re K_F(x), x = m_Z²/m_Z'²: the one-loop correction to the vertex of the Z with two massless leptons, wave
/// functions included, by exchange of a Z′, in units of Q²g′²/(4π)². A vector-like Z′ treats both chiralities
/// alike, so K_F multiplies g_V and g_A.
///
/// K_F(x) = −2x ∫₀¹ dy (1 − y)² [ln(xy) − iπ]/(1 + xy). Its closed form, Λ₂ of Hollik (Fortschr. Phys. 38 (1990)
/// 165) and F₂ of Carone and Murayama (hep-ph/9411256), cited by 1403.1269 below Eq. 32:
/// −(4 + 7x)/(2x) + (2 + 3x)/x · ln x − 2(1 + x)²/x² · J, J = ln x ln(1 + x) + Li₂(−x).
///
/// The closed form loses x⁻² of its digits at small x (heavy Z′), hence the series below x = 1/8. Error below
/// 1e-13 of max(|K_F|, 1) for all x > 0; a zero at x ≈ 13 (m_Z' ≈ 25.3 GeV), −ln²x for x → ∞ (light Z′).
@inline(__always)
func zVertexFunction(_ x: Double) -> ValueAndDerivative {
  x < ZVertexSeries.limit ? zVertexSeries(x) : zVertexClosedForm(x)
}

/// Im K_F(x) = −π [2/x + 3 − 2(1 + x)²/x² · ln(1 + x)]: the Z decays and its leptons scatter by exchange of the Z′.
/// See `zVertexFunction`.
@inline(__always)
func imaginaryZVertexFunction(_ x: Double) -> ValueAndDerivative {
  guard x >= ZVertexSeries.limit else {
    let p = polynomial(x, ZVertexSeries.logarithmic)
    return ValueAndDerivative(value: -.pi * x * p.value, derivative: -.pi * (p.value + x * p.derivative))
  }
  let growth = (1 + x) / x
  let logarithm = log1p(x)
  let value = 2 / x + 3 - 2 * growth * growth * logarithm
  let derivative = -(4 + 2 * x) / (x * x) + 4 * growth / (x * x) * logarithm
  return ValueAndDerivative(value: -.pi * value, derivative: -.pi * derivative)
}

/// The closed form; its derivative rests on dJ/dx = ln x/(1 + x).
@inline(__always)
private func zVertexClosedForm(_ x: Double) -> ValueAndDerivative {
  let inverse = 1 / x
  let growth = 1 + inverse
  let logarithm = log(x)
  let dilogarithms = logarithmAndDilogarithm(x, inverse: inverse, logarithm: logarithm)
  let value = -(2 * inverse + 3.5) + (2 * inverse + 3) * logarithm - 2 * growth * growth * dilogarithms
  let linear = (4 * inverse + 3) - (4 * inverse + 2) * logarithm
  let derivative = inverse * (linear + 4 * inverse * growth * dilogarithms)
  return ValueAndDerivative(value: value, derivative: derivative)
}

/// J = ln x ln(1 + x) + Li₂(−x), for x > 1 through Li₂(−1/x).
@inline(__always)
private func logarithmAndDilogarithm(_ x: Double, inverse: Double, logarithm: Double) -> Double {
  guard x > 1 else {
    let u = log1p(x)
    return logarithm * u + dilogarithm(logarithm: u)
  }
  let u = log1p(inverse)
  return logarithm * (logarithm / 2 + u) - .pi * .pi / 6 - dilogarithm(logarithm: u)
}

/// K_F = A(x) + P(x) ln x with the series of A and P about x = 0.
@inline(__always)
private func zVertexSeries(_ x: Double) -> ValueAndDerivative {
  let logarithm = log(x)
  let a = polynomial(x, ZVertexSeries.regular)
  let p = polynomial(x, ZVertexSeries.logarithmic)
  let reduced = a.value + p.value * logarithm
  let slope = a.derivative + p.derivative * logarithm
  return ValueAndDerivative(value: x * reduced, derivative: reduced + x * slope + p.value)
}

/// Coefficients of A/x and P/x, from the integral above with 1/(1 + xy) expanded.
private enum ZVertexSeries {
  /// Below, the series has converged to 1e-16; above, the closed form keeps 13 digits.
  static let limit = 1.0 / 8

  /// A = −2 Σ_{m≥1} (−1)^m [1/m² − 2/(m + 1)² + 1/(m + 2)²] x^m.
  static let regular: InlineArray<15, Double> = [
    11.0 / 9, -13.0 / 72, 47.0 / 900, -37.0 / 1800, 107.0 / 11025,
    -73.0 / 14112, 191.0 / 63504, -121.0 / 64800, 299.0 / 245_025, -181.0 / 217_800,
    431.0 / 736_164, -253.0 / 596_232, 587.0 / 1_863_225, -337.0 / 1_411_200, 767.0 / 4_161_600,
  ]

  /// P = Σ_{m≥1} (−1)^m 4/[m(m + 1)(m + 2)] x^m.
  static let logarithmic: InlineArray<15, Double> = [
    -2.0 / 3, 1.0 / 6, -1.0 / 15, 1.0 / 30, -2.0 / 105,
    1.0 / 84, -1.0 / 126, 1.0 / 180, -2.0 / 495, 1.0 / 330,
    -1.0 / 429, 1.0 / 546, -2.0 / 1365, 1.0 / 840, -1.0 / 1020,
  ]
}
