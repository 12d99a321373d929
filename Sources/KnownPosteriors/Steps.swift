import Foundation
import Inference

/// Densities that jump: from one value to another, or to nothing.
extension KnownPosterior {
  /// L = 3 for x < 0.3, 1 beyond, in [0, 1]: piecewise uniform.
  public static let step = KnownPosterior(
    "step", prior: .cube(0...1, dimension: 1),
    truths: [
      .mean("P(x < 0.3)", 0.5625) { $0[0] < 0.3 ? 1 : 0 }, .mean("x", 0.36875) { $0[0] },
      .mean("x²", 0.527 / 2.4) { $0[0] * $0[0] },
    ] + Truth.quantiles(0.08 / 3, 0.8 / 3, 0.92) { $0[0] },
    logEvidence: log(1.6), difficulty: .plateaus, slope: { _, _ in },
    likelihood: { x in x[0] < 0.3 ? log(3) : 0 })

  /// L = 5 for x + y < ½, 1 beyond, in the unit square.
  ///
  /// Z = 1.5; the density of x is (3 − 4x)/1.5 up to ½ and 1/1.5 from there, its quantiles are roots of 3x − 2x² = 1.5 p.
  public static let diagonalStep = KnownPosterior(
    "step along a diagonal", prior: .cube(0...1, dimension: 2),
    truths: [
      .mean("P(x + y < ½)", 1.25 / 3) { $0[0] + $0[1] < 0.5 ? 1 : 0 }, .mean("x", 3.5 / 9) { $0[0] },
      .mean("y", 3.5 / 9) { $0[1] },
    ] + Truth.quantiles(0.02543116269, 0.3169872981, 0.925, named: "x") { $0[0] },
    logEvidence: log(1.5), difficulty: .plateaus, slope: { _, _ in },
    likelihood: { x in x[0] + x[1] < 0.5 ? log(5) : 0 })

  /// A unit normal in five dimensions whose density is four times as high where x₀ > ½, in [−10, 10]⁵.
  ///
  /// With n = Φ(½) + 4 Φ(−½): Z = n/20⁵, ⟨x₀⟩ = 3 φ(½)/n, ⟨x₀²⟩ = 1 + 3 φ(½)/2n, quantiles by scipy.
  public static let normalWithStep = KnownPosterior(
    "normal with a step", prior: .cube(-10...10, dimension: 5),
    truths: [
      .mean("P(x0 > ½)", 0.640912998043) { $0[0] > 0.5 ? 1 : 0 }, .mean("x0", 0.548498681105) { $0[0] },
      .mean("x0²", 1.27424934055) { $0[0] * $0[0] }, .mean("x4", 0) { $0[4] },
      .mean("x4²", 1) { $0[4] * $0[4] },
    ] + Truth.quantiles(-1.30303954374, 0.704047562812, 1.97612770413, named: "x0") { $0[0] }
      + Truth.normalQuantiles(named: "x4") { $0[4] },
    logEvidence: 0.655244159282 - 5 * log(20), difficulty: .plateaus, slope: subtractPoint,
    likelihood: { x in (x[0] > 0.5 ? log(4) : 0) + unitNormal(x) })

  /// A unit normal in five dimensions, twice as high where x₀ + x₁ > 0 and nothing beyond, in [−10, 10]⁵.
  ///
  /// Z = 20⁻⁵. Along the cut x₀ is skew normal, of distribution Φ(x)²: A. Azzalini, Scand. J. Stat. 12 (1985) 171.
  public static let normalWithCut = KnownPosterior(
    "normal with a cut", prior: .cube(-10...10, dimension: 5),
    truths: [
      .mean("x0", 1 / Double.pi.squareRoot()) { $0[0] }, .mean("x0²", 1) { $0[0] * $0[0] },
      .mean("x0 x1", 0) { $0[0] * $0[1] }, .mean("P(x0 > 0)", 0.75) { $0[0] > 0 ? 1 : 0 },
      .mean("x4", 0) { $0[4] }, .mean("x4²", 1) { $0[4] * $0[4] },
    ] + Truth.quantiles(-0.760068575156, 0.544952135617, 1.95450832721, named: "x0") { $0[0] },
    logEvidence: -5 * log(20), difficulty: .plateaus, slope: subtractPoint,
    likelihood: { x in x[0] + x[1] > 0 ? log(2) + unitNormal(x) : -.infinity })

  private static func unitNormal(_ x: Span<Double>) -> Double {
    var sum = 0.0
    for i in x.indices { sum -= x[i] * x[i] / 2 + halfLogTwoPi }
    return sum
  }

  private static let subtractPoint: Slope = { x, sum in
    for i in x.indices { sum[i] -= x[i] }
  }
}
