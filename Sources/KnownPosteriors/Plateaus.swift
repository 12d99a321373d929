import Foundation
import Inference

extension KnownPosterior {
  /// 1/|x₁| down to |x₁| = 10⁻⁸, in [−1, 1]²: a spike that holds half of the mass within 10⁻⁴.
  ///
  /// Source: the pathology of dynesty's tests. With a = 10⁻⁸: Z = 1 − ln a, P(|x₁| < 10⁻⁴) = (1 − ln 10⁻⁴)/Z and
  /// ⟨ln |x₁|⟩ = (ln a − 1 − (ln a)²/2)/Z; the term 10⁻⁸ |x|² changes them by less than 10⁻⁸.
  public static let spike = KnownPosterior(
    "spike", prior: .cube(-1...1, dimension: 2),
    truths: [
      .mean("P(|x1| < 10⁻⁴)", 0.52574575045) { abs($0[0]) < 1e-4 ? 1 : 0 },
      .mean("P(|x1| < 10⁻⁸)", 0.0514915008997) { abs($0[0]) < 1e-8 ? 1 : 0 },
      .mean("ln |x1|", -9.73608612243) { log(abs($0[0])) }, .mean("P(x1 > 0)", 0.5) { $0[0] > 0 ? 1 : 0 },
      .mean("x2", 0) { $0[1] }, .mean("x2²", 1 / 3.0) { $0[1] * $0[1] },
    ],
    logEvidence: 2.96633851601, difficulty: .funnel,
    likelihood: { x in -log(max(abs(x[0]), 1e-8)) - 1e-8 * (x[0] * x[0] + x[1] * x[1]) })

  /// L = 10 in the unit disc, 1 in the rest of [−3, 3]².
  ///
  /// Source: the plateau of dynesty's tests. Z = 1 + π/4, P(disc) = 10π/(36 + 9π), ⟨x²⟩ = (108 + 9π/4)/(36 + 9π).
  public static let plateau = KnownPosterior(
    "plateau", prior: .cube(-3...3, dimension: 2),
    truths: [
      .mean("P(disc)", 0.48877871832) { $0[0] * $0[0] + $0[1] * $0[1] < 1 ? 1 : 0 }, .mean("x", 0) { $0[0] },
      .mean("x²", 1.79027267216) { $0[0] * $0[0] }, .mean("y²", 1.79027267216) { $0[1] * $0[1] },
      .mean("xy", 0) { $0[0] * $0[1] },
    ] + Truth.quantiles(-2.46438055098, 0, 2.46438055098, named: "x") { $0[0] },
    logEvidence: log(1 + .pi / 4), difficulty: .plateaus,
    likelihood: { x in x[0] * x[0] + x[1] * x[1] < 1 ? log(10) : 0 })

  /// L = 1 everywhere in [0, 1]²: one plateau, every likelihood a tie. Z = 1.
  public static let nothingLearnt = KnownPosterior(
    "prior alone", prior: .cube(0...1, dimension: 2),
    truths: [
      .mean("x", 0.5) { $0[0] }, .mean("(x − ½)²", 1 / 12.0) { ($0[0] - 0.5) * ($0[0] - 0.5) },
      .mean("y", 0.5) { $0[1] }, .mean("covariance", 0) { ($0[0] - 0.5) * ($0[1] - 0.5) },
    ] + Truth.quantiles(0.05, 0.5, 0.95, named: "x") { $0[0] },
    logEvidence: 0, difficulty: .plateaus, slope: { _, _ in }, likelihood: { _ in 0 })

  /// A cake of cubic tiers, each with the volume α of the tier below, that follows a normal of width σ.
  ///
  /// k = ⌊D ln(2 |x − ½|∞)/ln α⌋ and ln L = −α^(2k/D)/(8σ²) in the unit cube. Source: A. Fowlie, W. Handley, L. Su,
  /// arXiv:2010.13884. Z, ⟨(x − ½)²⟩, ⟨k⟩ and P(k ≥ n) are sums over the tiers, whose volumes are
  /// (1 − α) α^k; done with 30 digits over 4000 tiers.
  public static func weddingCake(_ dimension: Int) -> KnownPosterior? {
    switch dimension {
    case 2:
      weddingCake(
        2, width: 0.01, ratio: 0.5, logEvidence: -7.45754194231, variance: 0.000100003986876,
        tier: 11.1204844761, above: (11, 0.577050165171))
    case 4:
      weddingCake(
        4, width: 0.01, ratio: 0.5, logEvidence: -13.89528474, variance: 0.00017238576225,
        tier: 19.3555270327, above: (19, 0.608267537595))
    case 10:
      weddingCake(
        10, width: 0.01, ratio: 0.5, logEvidence: -31.1936366687, variance: 0.000376483145568,
        tier: 40.5742194415, above: (41, 0.478148898071))
    case 5:
      // the one of dynesty's tests
      weddingCake(
        5, width: 0.2, ratio: 0.7, logEvidence: -2.09845288862, variance: 0.0623253397957,
        tier: 4.90205568359, above: (5, 0.454285559217))
    default: nil
    }
  }

  private static func weddingCake(
    _ dimension: Int, width: Double, ratio: Double, logEvidence: Double, variance: Double, tier: Double,
    above: (tier: Double, probability: Double)
  ) -> KnownPosterior {
    let number: Function = { x in
      var largest = 0.0
      for i in x.indices { largest = max(largest, abs(x[i] - 0.5)) }
      return (Double(dimension) * log(2 * largest) / log(ratio)).rounded(.down)
    }
    return KnownPosterior(
      "wedding cake in \(dimension) dimensions", prior: .cube(0...1, dimension: dimension),
      truths: [
        .mean("x0", 0.5) { $0[0] }, .mean("(x0 − ½)²", variance) { ($0[0] - 0.5) * ($0[0] - 0.5) },
        .mean("the tier", tier, of: number),
        .mean("P(tier ≥ \(Int(above.tier)))", above.probability) { number($0) >= above.tier ? 1 : 0 },
      ],
      logEvidence: logEvidence, difficulty: .plateaus,
      likelihood: { x in -pow(ratio, 2 * number(x) / Double(dimension)) / (8 * width * width) })
  }
}
