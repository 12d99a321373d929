import Foundation
import Inference

/// Wilson coefficients are products of couplings over masses squared, with a phase: posteriors on curved sheets that end
/// at the edges of the prior.
extension KnownPosterior {
  /// Three of C = k 10^(v − 2u) cos φ: u is log₁₀ of a mass, v of a coupling, φ any phase, and C is measured.
  ///
  /// Light masses and small couplings go with phases near ±π/2 only, a narrow end of the sheet. The density of C given
  /// u, or v, is a difference of two arccosines, and given φ a trapezoid in ln C: what remains is one integral
  /// over ln C, and Z from all three agrees to 10⁻¹¹. By Gauss-Legendre quadrature of 64 points on each of 40 pieces
  /// and more; the quantiles of u also by adaptive Gauss-Kronrod quadrature.
  public static let cosineProducts = [
    cosineProduct(
      "product with a cosine", factor: 30, mass: 0...2, coupling: -1...1, measured: (1, 0.2),
      CosineAnswers(
        logEvidence: -2.91313187739, massMean: 0.641012051625, couplingMean: 0.026971345013,
        mass: (0.154432357638, 0.633452421001, 1.14314839955), massTail: 0.022103680782,
        coupling: (-0.88330955222, 0.036664085562, 0.904169017509), phase: 0.15018832332,
        cosine: 0.661919838234)),
    cosineProduct(
      "wide product with a cosine", factor: 2000, mass: 0...2.5, coupling: -2...0.5, measured: (1.2, 0.3),
      CosineAnswers(
        logEvidence: -3.2435359577, massMean: 1.12439552019, couplingMean: -0.746144470792,
        mass: (0.476567454171, 1.12328038635, 1.76281084017), massTail: 0.129324272885,
        coupling: (-1.87220804662, -0.744963173656, 0.37540293724), phase: 0.156428315983,
        cosine: 0.638382767368)),
    cosineProduct(
      "precise product with a cosine", factor: 30, mass: 0...2, coupling: -3...1, measured: (1, 0.1),
      CosineAnswers(
        logEvidence: -3.50846733172, massMean: 0.563375749823, couplingMean: -0.126751499646,
        mass: (0.0547241530558, 0.551253931097, 1.11632126198), massTail: 0.00547098017092,
        coupling: (-1.23264252396, -0.102507862194, 0.890551693888), phase: 0.138177132623,
        cosine: 0.685262476542)),
  ]

  private struct CosineAnswers: Sendable {
    typealias Quantiles = (low: Double, middle: Double, high: Double)

    let logEvidence: Double
    let massMean: Double
    let couplingMean: Double
    let mass: Quantiles
    /// The quantile at 0.005.
    let massTail: Double
    let coupling: Quantiles
    /// The quantile at 0.05; that at 0.95 is its mirror image, and between them is a gap.
    let phase: Double
    let cosine: Double
  }

  private static func cosineProduct(
    _ name: String, factor: Double, mass: ClosedRange<Double>, coupling: ClosedRange<Double>,
    measured: (value: Double, error: Double), _ answers: CosineAnswers
  ) -> KnownPosterior {
    let coefficient: Function = { x in factor * pow(10, x[1] - 2 * x[0]) * cos(x[2]) }
    let deviation: Function = { x in (coefficient(x) - measured.value) / measured.error }
    return KnownPosterior(
      name, prior: Prior([.uniform(mass), .uniform(coupling), .circle(0...(2 * .pi))]),
      truths: Truth.quantiles(answers.mass.low, answers.mass.middle, answers.mass.high, named: "u") { $0[0] }
        + Truth.quantiles(
          answers.coupling.low, answers.coupling.middle, answers.coupling.high, named: "v"
        ) { $0[1] } + [
          .mean("u", answers.massMean) { $0[0] }, .mean("v", answers.couplingMean) { $0[1] },
          .mean("P(u < its 0.005 quantile)", 0.005) { $0[0] < answers.massTail ? 1 : 0 }.atEdge,
          .mean("cos φ", answers.cosine) { cos($0[2]) }, .mean("sin φ", 0) { sin($0[2]) },
          .quantile(0.05, answers.phase, named: "φ") { $0[2] },
          .quantile(0.95, 2 * .pi - answers.phase, named: "φ") { $0[2] },
        ],
      logEvidence: answers.logEvidence, difficulty: .longMemory,
      slope: { x, sum in
        let pull = -deviation(x) / measured.error
        let size = factor * pow(10, x[1] - 2 * x[0])
        sum[0] -= 2 * log(10) * size * cos(x[2]) * pull
        sum[1] += log(10) * size * cos(x[2]) * pull
        sum[2] -= size * sin(x[2]) * pull
      },
      likelihood: { x in -deviation(x) * deviation(x) / 2 - log(measured.error) - halfLogTwoPi })
  }

  /// y z/x² = 1 ± 0.1 with x in [0.05, 2] and both couplings y, z in [0, 1].
  ///
  /// The density of P = y z is −ln P; x and y by Gauss-Legendre quadrature of 64 points on each of 40 × 13 pieces.
  public static let inversePowerProduct = inversePowerProduct("inverse square product", sign: 0)

  /// The same with couplings in [−1, 1]: two sheets that all but touch where x is small.
  public static let signedPowerProduct = inversePowerProduct("signed inverse square product", sign: -1)

  private static func inversePowerProduct(_ name: String, sign lowest: Double) -> KnownPosterior {
    let deviation: Function = { x in (x[1] * x[2] / (x[0] * x[0]) - 1) / 0.1 }
    return KnownPosterior(
      name, prior: Prior([.uniform(0.05...2), .uniform(lowest...1), .uniform(lowest...1)]),
      truths: Truth.quantiles(0.209147719802, 0.576948459753, 0.904706100153, named: "x") { $0[0] }
        + Truth.quantiles(0.137162564912, 0.630403814967, 0.966419820858, named: "|y|") { abs($0[1]) }
        + Truth.quantiles(0.137162564912, 0.630403814967, 0.966419820858, named: "|z|") { abs($0[2]) } + [
          .mean("x", 0.569817963726) { $0[0] }, .mean("x²", 0.370044101789) { $0[0] * $0[0] },
          .mean("|y|", 0.60055229257) { abs($0[1]) },
        ] + (lowest < 0 ? [.mean("P(y > 0)", 0.5) { $0[1] > 0 ? 1 : 0 }] : []),
      // half of the signed prior has y z < 0 and nothing in it
      logEvidence: -2.15378513964 + (lowest < 0 ? log(0.5) : 0),
      difficulty: lowest < 0 ? .separatedModes : .longMemory,
      slope: { x, sum in
        let pull = -deviation(x) / 0.1 / (x[0] * x[0])
        sum[0] -= 2 * x[1] * x[2] / x[0] * pull
        sum[1] += x[2] * pull
        sum[2] += x[1] * pull
      },
      likelihood: { x in -deviation(x) * deviation(x) / 2 - log(0.1) - halfLogTwoPi })
  }
}
