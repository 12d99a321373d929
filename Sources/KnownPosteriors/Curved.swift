import Foundation
import Inference

extension KnownPosterior {
  /// x₁ ~ N(0, 10²), x₂ = N(0, 1) − b x₁² + 100 b with b = 0.03: H. Haario et al., Comput. Stat. 14 (1999) 375.
  ///
  /// Its variance along x₂ is 19, but x₂² is as heavy-tailed as x₁⁴ and its tail is visited rarely and for long: in
  /// one run estimate and error fall together and z is far from normal. So here stand the straightened coordinate
  /// and tail probabilities. The prior is uniform and ends ten standard deviations away: Z = 1/(200 · 350). The quantiles
  /// of x₂ by Gauss-Legendre quadrature over x₁.
  public static let banana = banana("banana", dimension: 2)

  /// The same with eight unit normals beside it, which end at ±10.
  public static let bananaInTenDimensions = banana("banana in 10 dimensions", dimension: 10)

  private static func banana(_ name: String, dimension: Int) -> KnownPosterior {
    let straightened: Function = { x in x[1] + 0.03 * x[0] * x[0] - 3 }
    return KnownPosterior(
      name,
      prior: Prior(
        [.uniform(-100...100), .uniform(-325...25)]
          + Array(repeating: .uniform(-10...10), count: dimension - 2)),
      truths: [
        .mean("x1", 0) { $0[0] }, .mean("x1²", 100) { $0[0] * $0[0] }, .mean("x2", 0) { $0[1] },
        .mean("straightened x2", 0, of: straightened),
        .mean("its square", 1) { straightened($0) * straightened($0) },
        .mean("P(x1 < −10)", 0.15865525393145707) { $0[0] < -10 ? 1 : 0 },
        .mean("P(|x1| > 20)", 0.04550026389635842) { abs($0[0]) > 20 ? 1 : 0 },
      ] + Truth.normalQuantiles(standardDeviation: 10, named: "x1") { $0[0] }
        + Truth.quantiles(-8.6295874741, 1.36066410533, 3.95262604575, named: "x2") { $0[1] }
        + (dimension > 2 ? Truth.normalQuantiles(named: "the last") { $0[dimension - 1] } : []),
      logEvidence: -log(70_000) - Double(dimension - 2) * log(20), difficulty: .longMemory,
      start: { random in
        let first = 10 * random.normal()
        return [first, 3 - 0.03 * first * first + random.normal()]
          + (2..<dimension).map { _ in random.normal() }
      },
      slope: { x, sum in
        let straight = straightened(x)
        sum[0] -= x[0] / 100 + 0.06 * x[0] * straight
        sum[1] -= straight
        for i in 2..<dimension { sum[i] -= x[i] }
      },
      likelihood: { x in
        let straight = straightened(x)
        var square = x[0] * x[0] / 100 + straight * straight
        for i in 2..<dimension { square += x[i] * x[i] }
        return -square / 2 - log(10) - Double(dimension) * halfLogTwoPi
      })
  }

  /// y = x² to 0.001, with x uniform in [−1, 1] and y in [−1, 2]: Z = ⅓.
  ///
  /// x is uniform under the posterior, too. The quantiles of y solve ∫₀¹ Φ((y − x²)/0.001) dx = p, by quadrature.
  public static let thinValley = KnownPosterior(
    "thin valley", prior: Prior([.uniform(-1...1), .uniform(-1...2)]),
    truths: [
      .mean("x", 0) { $0[0] }, .mean("x²", 1 / 3.0) { $0[0] * $0[0] }, .mean("y", 1 / 3.0) { $0[1] },
      .mean("(y − x²)²/σ²", 1) { 1e6 * ($0[1] - $0[0] * $0[0]) * ($0[1] - $0[0] * $0[0]) },
    ] + Truth.quantiles(-0.9, 0, 0.9, named: "x") { $0[0] }
      + Truth.quantiles(0.00261544050079, 0.25000100001, 0.902500277009, named: "y") { $0[1] },
    logEvidence: -log(3), difficulty: .longMemory,
    slope: { x, sum in
      let pull = 1e6 * (x[1] - x[0] * x[0])
      sum[0] += 2 * x[0] * pull
      sum[1] -= pull
    },
    likelihood: { x in
      let off = 1e3 * (x[1] - x[0] * x[0])
      return -off * off / 2 - log(1e-3) - halfLogTwoPi
    })

  /// Neal's funnel: v ~ N(0, 3²) and nine xᵢ ~ N(0, e^v). R. M. Neal, Ann. Stat. 31 (2003) 705, section 8.
  ///
  /// To make it a model of known evidence, the prior of xᵢ is three times as wide, N(0, 9 e^v), and L the ratio of the
  /// two densities: Z = 1. ⟨x²⟩ = e^4.5 exists, but no run explores its tail; ⟨ln |x|⟩ = ⟨v⟩/2 − (γ + ln 2)/2 and
  /// P(|x| < 1) = ⟨erf(e^(−v/2)/√2)⟩ (quadrature over v) can be estimated.
  public static let funnel = KnownPosterior(
    "funnel",
    prior: Prior(
      bounds: Array(repeating: -.infinity ... .infinity, count: 10),
      logDensity: { x in
        var sum = -x[0] * x[0] / 18 - log(3) - halfLogTwoPi
        for i in 1..<10 { sum -= x[i] * x[i] * exp(-x[0]) / 18 + x[0] / 2 + log(3) + halfLogTwoPi }
        return sum
      },
      slope: { x, sum in
        sum[0] -= x[0] / 9
        for i in 1..<10 {
          sum[0] += x[i] * x[i] * exp(-x[0]) / 18 - 0.5
          sum[i] -= x[i] * exp(-x[0]) / 9
        }
      },
      draw: { random in
        let v = 3 * random.normal()
        return [v] + (1..<10).map { _ in 3 * exp(v / 2) * random.normal() }
      }),
    truths: funnelTruths { x, i in x[i] }, logEvidence: 0, difficulty: .funnel,
    slope: { x, sum in
      for i in 1..<10 {
        sum[0] += x[i] * x[i] * exp(-x[0]) * 4 / 9
        sum[i] -= x[i] * exp(-x[0]) * 8 / 9
      }
    },
    likelihood: { x in
      var square = 0.0
      for i in 1..<10 { square += x[i] * x[i] }
      return 9 * log(3) - square * exp(-x[0]) * 4 / 9
    })

  /// The funnel in the coordinates zᵢ = xᵢ e^(−v/2), in which it is a normal.
  public static let straightFunnel = KnownPosterior(
    "straightened funnel",
    prior: Prior(Array(repeating: .normal(mean: 0, standardDeviation: 3), count: 10)),
    truths: funnelTruths { x, i in x[i] * exp(x[0] / 2) }, logEvidence: 0,
    slope: { x, sum in
      for i in 1..<10 { sum[i] -= x[i] * 8 / 9 }
    },
    likelihood: { x in
      var square = 0.0
      for i in 1..<10 { square += x[i] * x[i] }
      return 9 * log(3) - square * 4 / 9
    })

  private static func funnelTruths(
    _ arm: @escaping @Sendable (Span<Double>, Int) -> Double
  ) -> [Truth] {
    [
      .mean("v", 0) { $0[0] }, .mean("v²", 9) { $0[0] * $0[0] },
      .mean("P(v < −3)", 0.158655253931457) { $0[0] < -3 ? 1 : 0 },
      .quantile(0.05, -4.93456088085, named: "v") { $0[0] },
      .quantile(0.95, 4.93456088085, named: "v") { $0[0] },
      .mean("ln |x1|", -0.635181422731) { log(abs(arm($0, 1))) },
      .mean("P(|x9| < 1)", 0.622315543471) { abs(arm($0, 9)) < 1 ? 1 : 0 },
      .mean("x1 e^(−v/2)", 0) { arm($0, 1) * exp(-$0[0] / 2) },
      .mean("its square", 1) { arm($0, 1) * arm($0, 1) * exp(-$0[0]) },
    ]
  }
}
