import Foundation

/// F(r) = ∫₀¹ dz 2z(1 − z)²/[(1 − z)² + rz], the loop function of Δa_μ; F(0) = 1, F → 2/(3r).
///
/// Its textbook form, 1 − 2r + r(r − 2) ln r − ½r(r² − 4r + 2) S, loses r³ of its digits and turns from arctan to
/// log at r = 4; we use it below r = 5 only, with an S that is smooth there. Relative error below 1e-13 for all
/// r > 0, of the derivative below 1e-12.
@inline(__always)
func muonLoopFunction(_ r: Double) -> ValueAndDerivative {
  r < 5 ? muonLoopFunctionLight(r) : muonLoopFunctionHeavy(r)
}

// MARK: - Heavy Z′

/// F for r > 4 through t = e^(−u), 2 cosh u = r − 2: F = A(t) + 2t²(1 + t)/(1 − t) · ln t.
///
/// With r = (1 + t)²/t every large term of the textbook form is proportional to ln(1 + t) or rational; taking three
/// terms off that logarithm, ln(1 + t) = t − t²/2 + t³/3 − t⁴E, they cancel identically and leave
/// A = ⅔t(1 + t)²(1 + t²)(1 − 3tE) + 2t² − t⁴.
@inline(__always)
private func muonLoopFunctionHeavy(_ r: Double) -> ValueAndDerivative {
  let t = 2 / (r - 2 + (r * (r - 4)).squareRoot())
  let logarithm = log(t)
  let tail = logarithmTail(t)
  let sum = 1 + t
  let difference = 1 - t
  let square = t * t

  let product = sum * sum * (1 + square)
  let reduced = 1 - 3 * t * tail
  let cross = 2 * square * sum / difference
  let value = 2 * t / 3 * product * reduced + square * (2 - square) + cross * logarithm

  let productSlope = 2 * sum * (1 + t + 2 * square)
  let tailSlope = 1 / sum - 4 * tail
  let crossSlope = 4 * t * (sum - square) / (difference * difference)
  let regularSlope = (2.0 / 3) * (product + t * productSlope) * reduced - 2 * t * product * (tail + tailSlope)
  let slope = regularSlope + 4 * t * (1 - square) + crossSlope * logarithm + cross / t
  return ValueAndDerivative(value: value, derivative: -slope * square / (sum * difference))
}

/// E(t) = [t − t²/2 + t³/3 − ln(1 + t)]/t⁴ = Σ (−t)^k/(k + 4), with t dE/dt = 1/(1 + t) − 4E.
@inline(__always)
private func logarithmTail(_ t: Double) -> Double {
  if t < 1.0 / 1024 { return alternatingTail(t, from: 4, terms: 5) }
  if t < 1.0 / 16 { return alternatingTail(t, from: 4, terms: 14) }
  let square = t * t
  return (t - square / 2 + t * square / 3 - log1p(t)) / (square * square)
}

// MARK: - Light Z′

/// F for r of order one and below: 1 − 2r + r(r − 2) ln r − ½r(r² − 4r + 2) S(q), q = r/4 − 1.
@inline(__always)
private func muonLoopFunctionLight(_ r: Double) -> ValueAndDerivative {
  guard r > 0 else { return ValueAndDerivative(value: 1, derivative: -.infinity) }
  let logarithm = log(r)
  let s = arcsineFunction(r / 4)
  let weight = r * (r * (r - 4) + 2) / 2
  let value = 1 - 2 * r + r * (r - 2) * logarithm - weight * s.value

  let weightSlope = r * (3 * r - 8) / 2 + 1
  let logarithmSlope = 2 * (r - 1) * logarithm + r - 4
  return ValueAndDerivative(
    value: value, derivative: logarithmSlope - weightSlope * s.value - weight * s.derivative / 4)
}

/// S as a function of p = r/4 = 1 + q: arsinh(√q)/√(q(1 + q)), which for q < 0 is arccos(√p)/√(−qp).
///
/// Near q = 0 it is Σ (−1)^n (2n)!!/(2n + 1)!! q^n, elsewhere 2q(1 + q)S′ = 1 − (1 + 2q)S.
@inline(__always)
private func arcsineFunction(_ p: Double) -> ValueAndDerivative {
  let q = p - 1
  if q.magnitude < 1.0 / 16 { return polynomial(q, arcsineSeries) }
  let product = q * p
  let angle = q > 0 ? asinh(q.squareRoot()) : acos(p.squareRoot())
  let value = angle / product.magnitude.squareRoot()
  return ValueAndDerivative(value: value, derivative: (1 - (p + q) * value) / (2 * product))
}

/// (−1)^n (2n)!!/(2n + 1)!!
private let arcsineSeries: InlineArray<14, Double> = [
  1, -2.0 / 3, 8.0 / 15, -16.0 / 35, 128.0 / 315,
  -256.0 / 693, 1024.0 / 3003, -2048.0 / 6435, 32768.0 / 109_395, -65536.0 / 230_945,
  262_144.0 / 969_969, -524_288.0 / 2_028_117, 4_194_304.0 / 16_900_975, -8_388_608.0 / 35_102_025,
]
