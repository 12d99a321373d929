import Foundation
import Inference

extension KnownPosterior {
  /// Von Mises' density exp(κ cos φ)/(2π I₀) with κ = 2, its peak on the ends of the range; L is that over the prior.
  ///
  /// I₁/I₀, I₂/I₀ the mass within 1 of the peak and quantiles, by mpmath and scipy; I₀(2) = 2.2795853023360673.
  public static let vonMises = KnownPosterior(
    "von Mises", prior: Prior([.circle(-.pi ... .pi)]),
    truths: [
      .mean("cos", 0.697774657964007982) { cos($0[0] - .pi) },
      .mean("cos 2φ", 0.302225342035992018) { cos(2 * ($0[0] - .pi)) }, .mean("sin", 0) { sin($0[0]) },
      .mean("P(φ > 0)", 0.5) { $0[0] > 0 ? 1 : 0 },
      .mean("P(within 1 of the peak)", 0.77915547391007306909) { cos($0[0] - .pi) > cos(1) ? 1 : 0 },
    ] + Truth.quantiles(-3.04436655963, 0, 3.04436655963) { $0[0] },
    logEvidence: 0, slope: { x, sum in sum[0] -= 2 * sin(x[0] - .pi) },
    likelihood: { x in 2 * cos(x[0] - .pi) - log(2.2795853023360673) })

  /// Two phases whose difference is held, and a length that follows one: φ₁ uniform, φ₂ − φ₁ − 2 von Mises of κ = 2,
  /// x ~ N(2 cos φ₁, 1) within ±12; its quantiles by quadrature over φ₁.
  public static let phases = KnownPosterior(
    "phases", prior: Prior([.circle(-.pi ... .pi), .circle(-.pi ... .pi), .uniform(-12...12)]),
    truths: [
      .mean("cos φ1", 0) { cos($0[0]) }, .mean("sin φ1", 0) { sin($0[0]) }, .mean("sin φ2", 0) { sin($0[1]) },
      .mean("cos(φ2 − φ1 − 2)", 0.697774657964007982) { cos($0[1] - $0[0] - 2) },
      .mean("sin(φ2 − φ1 − 2)", 0) { sin($0[1] - $0[0] - 2) }, .mean("x", 0) { $0[2] },
      .mean("x²", 3) { $0[2] * $0[2] }, .mean("x cos φ1", 1) { $0[2] * cos($0[0]) },
    ] + Truth.quantiles(-0.9 * .pi, 0, 0.9 * .pi, named: "φ1") { $0[0] }
      + Truth.quantiles(-2.77259320292, 0, 2.77259320292, named: "x") { $0[2] },
    logEvidence: -log(2 * .pi) - log(24),
    slope: { x, sum in
      let pull = x[2] - 2 * cos(x[0])
      let turn = 2 * sin(x[1] - x[0] - 2)
      sum[0] += turn - 2 * sin(x[0]) * pull
      sum[1] -= turn
      sum[2] -= pull
    },
    likelihood: { x in
      let pull = x[2] - 2 * cos(x[0])
      let logBessel = log(2.2795853023360673)
      return 2 * cos(x[1] - x[0] - 2) - logBessel - log(2 * .pi) - pull * pull / 2 - halfLogTwoPi
    })

  /// A flat circle beside a normal, [−100, 100]². Source: the periodic example of dynesty's tests.
  ///
  /// Z = √(2π)/200.
  public static let flatCircle = KnownPosterior(
    "flat circle", prior: Prior([.circle(-100...100), .uniform(-100...100)]),
    truths: [
      .mean("cos", 0) { cos(.pi * $0[0] / 100) }, .mean("sin", 0) { sin(.pi * $0[0] / 100) },
      .mean("P(x1 > 0)", 0.5) { $0[0] > 0 ? 1 : 0 }, .mean("x2", 0) { $0[1] },
      .mean("x2²", 1) { $0[1] * $0[1] },
    ] + Truth.quantiles(-90, 0, 90, named: "x1") { $0[0] } + Truth.normalQuantiles(named: "x2") { $0[1] },
    logEvidence: halfLogTwoPi - log(200), slope: { x, sum in sum[1] -= x[1] },
    likelihood: { x in -x[1] * x[1] / 2 })
}
