import Foundation
import Inference

extension KnownPosterior {
  /// N(0, 1) for x ≥ 0, with a uniform prior up to 10.
  ///
  /// The quantiles are those of the normal at (1 + p)/2; P(x < 0.1) = erf(0.1/√2).
  public static let halfNormal = KnownPosterior(
    "half-normal", prior: .cube(0...10, dimension: 1),
    truths: [
      .mean("x", 0.7978845608028654) { $0[0] }, .mean("x²", 1) { $0[0] * $0[0] },
      .mean("P(x < 0.1)", 0.07965567455405796) { $0[0] < 0.1 ? 1 : 0 },
      .quantile(0.6827, 1.00002171332) { $0[0] },
    ] + Truth.quantiles(0.0627067779432, 0.674489750196, 1.95996398454) { $0[0] },
    logEvidence: -log(10), slope: { x, sum in sum[0] -= x[0] },
    likelihood: { x in log(2 / .pi) / 2 - x[0] * x[0] / 2 })

  /// e^(−x) for x ≥ 0, steepest at its edge, with a uniform prior up to 40.
  public static let exponential = KnownPosterior(
    "exponential", prior: .cube(0...40, dimension: 1),
    truths: [
      .mean("x", 1) { $0[0] }, .mean("x²", 2) { $0[0] * $0[0] },
      .mean("P(x < 0.1)", 0.09516258196404048) { $0[0] < 0.1 ? 1 : 0 },
    ] + Truth.quantiles(0.0512932943876, 0.69314718056, 2.995732273553991) { $0[0] },
    logEvidence: -log(40), slope: { _, sum in sum[0] -= 1 }, likelihood: { x in -x[0] })

  /// ∏ e^(−xᵢ), each coordinate in [0, 20], of which 2·10⁻⁹ is cut off: many edges at once.
  public static func exponentials(_ dimension: Int) -> KnownPosterior {
    KnownPosterior(
      "exponentials in \(dimension) dimensions", prior: .cube(0...20, dimension: dimension),
      truths: Set([0, dimension - 1]).sorted().flatMap { (i: Int) -> [Truth] in
        [
          .mean("x\(i)", 1) { $0[i] }, .mean("x\(i)²", 2) { $0[i] * $0[i] },
          .mean("P(x\(i) < 0.1)", 0.09516258196404048) { $0[i] < 0.1 ? 1 : 0 },
        ] + Truth.quantiles(0.0512932943876, 0.69314718056, 2.99573227355, named: "x\(i)") { $0[i] }
      },
      logEvidence: -Double(dimension) * log(20), difficulty: .manyDimensions,
      slope: { x, sum in
        for i in x.indices { sum[i] -= 1 }
      },
      likelihood: { x in
        var sum = 0.0
        for i in x.indices { sum -= x[i] }
        return sum
      })
  }

  /// Two of three shares that add up to 1: x y² (1 − x − y)³, Dirichlet's density of α = (2, 3, 4).
  ///
  /// With a uniform prior on the unit square Z = 1! 2! 3!/8!; ⟨x⟩ = 2/9, ⟨y⟩ = 3/9, ⟨x²⟩ = 6/90, ⟨xy⟩ = 6/90. The
  /// quantiles are those of the beta densities (2, 7) and (3, 6), by scipy.
  public static let simplex = KnownPosterior(
    "simplex", prior: .cube(0...1, dimension: 2),
    truths: [
      .mean("x", 2 / 9.0) { $0[0] }, .mean("y", 3 / 9.0) { $0[1] }, .mean("x²", 6 / 90.0) { $0[0] * $0[0] },
      .mean("xy", 6 / 90.0) { $0[0] * $0[1] },
    ] + Truth.quantiles(0.0463892639796, 0.201131192605, 0.470679408601, named: "x") { $0[0] }
      + Truth.quantiles(0.111112706608, 0.320518967297, 0.599689389191, named: "y") { $0[1] },
    logEvidence: log(12 / 40320.0),
    slope: { x, sum in
      let rest = 1 - x[0] - x[1]
      sum[0] += 1 / x[0] - 3 / rest
      sum[1] += 2 / x[1] - 3 / rest
    },
    likelihood: { x in
      let rest = 1 - x[0] - x[1]
      return rest > 0 ? log(x[0]) + 2 * log(x[1]) + 3 * log(rest) : -.infinity
    })
}
