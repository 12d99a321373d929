import Foundation
import Inference

extension KnownPosterior {
  /// Fourteen parameters in the shape of a global fit: coordinates (u, v, φ, t, n₁ … n₈, f₁, f₂).
  ///
  /// Two measurements, C = 30 · 10^(v − 2u) cos φ + Σ aᵢ nᵢ = 1 ± 0.15 and t + Σ bᵢ nᵢ = 0.4 ± 0.1, share eight nuisance
  /// parameters nᵢ ~ N(0, 1); nothing is known of f₁ and f₂. Integrated by hand, the nuisances add Σ aᵢ², Σ aᵢ bᵢ and
  /// Σ bᵢ² to the covariance of the measurements, and given C and t each is normal. What remains is quadrature over
  /// ln |C|, as in ``cosineProducts``, and over t, of 64 points on each of 8 pieces.
  public static let fitShaped: KnownPosterior = {
    let first = [0.12, -0.08, 0.05, 0.1, 0.03, -0.04, 0, 0.06]
    let second = [0.06, 0.05, -0.08, 0.04, 0, 0.03, 0.1, 0.02]
    let deviations: @Sendable (Span<Double>) -> (first: Double, second: Double) = { x in
      var (one, two) = (30 * pow(10, x[1] - 2 * x[0]) * cos(x[2]) - 1, x[3] - 0.4)
      for i in 0..<8 {
        one += first[i] * x[4 + i]
        two += second[i] * x[4 + i]
      }
      return (one / 0.15, two / 0.1)
    }
    let nuisance = Marginal.normal(mean: 0, standardDeviation: 1)
    return KnownPosterior(
      "shape of a fit",
      prior: Prior(
        [.uniform(0...2), .uniform(-1...1), .circle(0...(2 * .pi)), .uniform(0...1)]
          + Array(repeating: nuisance, count: 8) + [.uniform(0...1), .uniform(-50...50)]),
      truths: Truth.quantiles(0.157822047137, 0.646222968766, 1.16442361463, named: "u") { $0[0] }
        + Truth.quantiles(-0.884225529196, 0.0343699685368, 0.903839237146, named: "v") { $0[1] }
        + Truth.quantiles(0.113509837338, 0.399858569631, 0.705883470891, named: "t") { $0[3] }
        + Truth.quantiles(-1.51760075981, 0.140027730919, 1.81207458013, named: "n1") { $0[4] }
        + Truth.quantiles(-1.54825021966, 0.0808344860075, 1.72157469807, named: "n3") { $0[6] }
        + Truth.quantiles(0.05, 0.5, 0.95, named: "f1") { $0[12] }
        + Truth.quantiles(-45, 0, 45, named: "f2") { $0[13] } + [
          .mean("u", 0.65504337472) { $0[0] }, .mean("v", 0.0253149454741) { $0[1] },
          .mean("P(u < its 0.005 quantile)", 0.005) { $0[0] < 0.0228493311224 ? 1 : 0 }.atEdge,
          .mean("t", 0.403767650964) { $0[3] }, .mean("n1", 0.142703038475) { $0[4] },
          .mean("n1²", 1.04523969008) { $0[4] * $0[4] }, .mean("n3", 0.0829853940096) { $0[6] },
          .mean("n3²", 0.994680616772) { $0[6] * $0[6] }, .mean("cos φ", 0.659133923684) { cos($0[2]) },
          .mean("sin φ", 0) { sin($0[2]) }, .quantile(0.05, 0.150681620625, named: "φ") { $0[2] },
          .quantile(0.95, 2 * .pi - 0.150681620625, named: "φ") { $0[2] },
        ],
      logEvidence: -2.89505568061, difficulty: .manyDimensions,
      slope: { x, sum in
        let (one, two) = deviations(x)
        let (pull, secondPull) = (-one / 0.15, -two / 0.1)
        let size = 30 * pow(10, x[1] - 2 * x[0])
        sum[0] -= 2 * log(10) * size * cos(x[2]) * pull
        sum[1] += log(10) * size * cos(x[2]) * pull
        sum[2] -= size * sin(x[2]) * pull
        sum[3] += secondPull
        for i in 0..<8 { sum[4 + i] += first[i] * pull + second[i] * secondPull }
      },
      likelihood: { x in
        let (one, two) = deviations(x)
        return -(one * one + two * two) / 2 - log(0.15) - log(0.1) - 2 * halfLogTwoPi
      })
  }()
}
