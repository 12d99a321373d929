import Foundation
import Inference

extension KnownPosterior {
  /// Eight schools, centred: coordinates (μ, τ, θ₁ … θ₈), μ ~ N(0, 5), τ ~ half-Cauchy(5), θᵢ ~ N(μ, τ), yᵢ ~ N(θᵢ, σᵢ).
  ///
  /// Data of D. B. Rubin, J. Educ. Stat. 6 (1981) 377, table 1; priors of posteriordb. A funnel: the density of θ grows
  /// without bound as τ → 0.
  public static let centredEightSchools = KnownPosterior(
    "eight schools, centred",
    prior: Prior(
      bounds: [-.infinity ... .infinity, 0 ... .infinity]
        + Array(repeating: -.infinity ... .infinity, count: 8),
      logDensity: { x in
        guard x[1] > 0 else { return -.infinity }
        var sum = schoolsMean.logDensity(at: x[0]) + schoolsSpread.logDensity(at: x[1])
        for i in 2..<10 {
          let standard = (x[i] - x[0]) / x[1]
          sum -= standard * standard / 2 + log(x[1]) + halfLogTwoPi
        }
        return sum
      },
      slope: { x, sum in
        sum[0] += schoolsMean.slope(at: x[0])
        sum[1] += schoolsSpread.slope(at: x[1])
        for i in 2..<10 {
          let standard = (x[i] - x[0]) / x[1]
          sum[0] += standard / x[1]
          sum[1] += (standard * standard - 1) / x[1]
          sum[i] -= standard / x[1]
        }
      },
      draw: { random in
        let (mean, spread) = (schoolsMean.draw(using: &random), schoolsSpread.draw(using: &random))
        return [mean, spread] + (0..<8).map { _ in mean + spread * random.normal() }
      }),
    truths: schoolsTruths { x, i in x[2 + i] }, logEvidence: -31.311347352, difficulty: .funnel,
    slope: { x, sum in
      for i in 0..<8 { sum[2 + i] += (schools[i].y - x[2 + i]) / (schools[i].error * schools[i].error) }
    },
    likelihood: { x in
      var sum = 0.0
      for i in 0..<8 { sum += schools[i].logLikelihood(x[2 + i]) }
      return sum
    })

  /// Eight schools in the coordinates (μ, τ, η₁ … η₈), θᵢ = μ + τ ηᵢ, ηᵢ ~ N(0, 1): no funnel.
  public static let eightSchools = KnownPosterior(
    "eight schools",
    prior: Prior(
      [schoolsMean, schoolsSpread] + Array(repeating: .normal(mean: 0, standardDeviation: 1), count: 8)),
    truths: schoolsTruths { x, i in x[0] + x[1] * x[2 + i] }, logEvidence: -31.311347352,
    slope: { x, sum in
      for i in 0..<8 {
        let pull = (schools[i].y - x[0] - x[1] * x[2 + i]) / (schools[i].error * schools[i].error)
        sum[0] += pull
        sum[1] += pull * x[2 + i]
        sum[2 + i] += pull * x[1]
      }
    },
    likelihood: { x in
      var sum = 0.0
      for i in 0..<8 { sum += schools[i].logLikelihood(x[0] + x[1] * x[2 + i]) }
      return sum
    })

  private static let schoolsMean = Marginal.normal(mean: 0, standardDeviation: 5)
  private static let schoolsSpread = Marginal.halfCauchy(scale: 5)

  private struct School: Sendable {
    let y: Double
    let error: Double
    let mean: Double
    let variance: Double

    func logLikelihood(_ effect: Double) -> Double {
      let standard = (y - effect) / error
      return -standard * standard / 2 - log(error) - halfLogTwoPi
    }
  }

  /// Data, and mean and variance of θ under the posterior.
  ///
  /// Given τ all else is normal and done by hand; τ = 5 tan(πu/2) by Gauss-Legendre quadrature of 60 × 64 points over u.
  private static let schools = [
    School(y: 28, error: 15, mean: 6.2118842041, variance: 31.283060637),
    School(y: 8, error: 10, mean: 4.9401784195, variance: 21.848785656),
    School(y: -3, error: 16, mean: 3.9270044025, variance: 27.695117749),
    School(y: 7, error: 11, mean: 4.7570982913, variance: 22.851242628),
    School(y: -1, error: 9, mean: 3.6154770154, variance: 21.691864589),
    School(y: 1, error: 11, mean: 4.0426126358, variance: 23.298631439),
    School(y: 18, error: 10, mean: 6.2967241276, variance: 25.784547992),
    School(y: 12, error: 18, mean: 4.8542533199, variance: 27.992575905),
  ]

  private static func schoolsTruths(
    _ effect: @escaping @Sendable (Span<Double>, Int) -> Double
  ) -> [Truth] {
    [
      .mean("μ", 4.3968207138) { $0[0] },
      .mean("variance of μ", 11.007162905) { ($0[0] - 4.3968207138) * ($0[0] - 4.3968207138) },
      .quantile(0.05, -1.0831385751, named: "μ") { $0[0] },
      .quantile(0.95, 9.8172476871, named: "μ") { $0[0] },
      .mean("τ", 3.5977054841) { $0[1] },
      .mean("variance of τ", 10.368132192) { ($0[1] - 3.5977054841) * ($0[1] - 3.5977054841) },
      .quantile(0.05, 0.24639144145, named: "τ") { $0[1] },
      .quantile(0.5, 2.7487310762, named: "τ") { $0[1] },
      .quantile(0.95, 9.8419494255, named: "τ") { $0[1] },
    ]
      + schools.indices.flatMap { (i: Int) -> [Truth] in
        let school = schools[i]
        return [
          .mean("θ\(i + 1)", school.mean) { x in effect(x, i) },
          .mean("variance of θ\(i + 1)", school.variance) { x in
            (effect(x, i) - school.mean) * (effect(x, i) - school.mean)
          },
        ]
      }
  }
}
