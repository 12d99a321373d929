import Foundation
import Inference

extension KnownPosterior {
  /// Student's t with 5 degrees of freedom; beyond the prior's ends at ±1000 lie 2·10⁻¹⁴ of it.
  ///
  /// Density Γ(3)/(√(5π) Γ(5/2)) (1 + x²/5)⁻³ = 0.3796 …; quantiles and P by scipy, ⟨|x|⟩ by the gamma function.
  public static let studentT = KnownPosterior(
    "Student's t", prior: .cube(-1000...1000, dimension: 1),
    truths: [
      .mean("x", 0) { $0[0] }, .mean("|x|", 0.949016724556) { abs($0[0]) },
      .mean("P(|x| < 1)", 0.636782532351) { abs($0[0]) < 1 ? 1 : 0 },
      .quantile(0.9, 1.47588404882) { $0[0] }, .quantile(0.975, 2.57058183564) { $0[0] },
    ] + Truth.quantiles(-2.01504837333, 0, 2.01504837333) { $0[0] },
    logEvidence: -log(2000),
    slope: { x, sum in sum[0] -= 6 * x[0] / (5 + x[0] * x[0]) },
    likelihood: { x in log(0.379606689822494) - 3 * log1p(x[0] * x[0] / 5) })

  /// Cauchy's density, from a prior that is a Cauchy ten times as wide. It has no mean; its quartiles are ±1, its
  /// quantile at 0.95 is tan 0.45π.
  ///
  /// L = 10 (1 + x²/100)/(1 + x²), the ratio of the two: Z = 1.
  public static let cauchy = KnownPosterior(
    "Cauchy", prior: Prior([.cauchy(scale: 10)]),
    truths: [
      .quantile(0.25, -1) { $0[0] }, .quantile(0.75, 1) { $0[0] },
      .mean("P(|x| < 1)", 0.5) { abs($0[0]) < 1 ? 1 : 0 },
    ] + Truth.quantiles(-6.31375151468, 0, 6.31375151468) { $0[0] },
    logEvidence: 0, difficulty: .heavyTails,
    slope: { x, sum in sum[0] += 2 * x[0] * (1 / (100 + x[0] * x[0]) - 1 / (1 + x[0] * x[0])) },
    likelihood: { x in log(10) + log1p(x[0] * x[0] / 100) - log1p(x[0] * x[0]) })
}
