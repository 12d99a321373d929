import Foundation
import Inference

extension KnownPosterior {
  /// A straight line through six points of error ½, intercept and slope ~ N(0, √10): normal, with
  /// Z = N(y; 0, ¼ + 10 X Xᵀ).
  public static let linearRegression: KnownPosterior = {
    let y = [1.1, 2.9, 5.2, 6.8, 9.1, 11.2]
    let (intercept, rise) = (0.99419740555, 2.0206640421)
    return KnownPosterior(
      "linear regression",
      prior: Prior(Array(repeating: .normal(mean: 0, standardDeviation: 10.0.squareRoot()), count: 2)),
      truths: [
        .mean("intercept", intercept) { $0[0] }, .mean("slope", rise) { $0[1] },
        .mean("variance of intercept", 0.12913559531) { ($0[0] - intercept) * ($0[0] - intercept) },
        .mean("covariance", -0.035202797449) { ($0[0] - intercept) * ($0[1] - rise) },
        .mean("variance of slope", 0.014139790309) { ($0[1] - rise) * ($0[1] - rise) },
      ] + Truth.quantiles(0.403111993301, intercept, 1.58528281781, named: "intercept") { $0[0] }
        + Truth.quantiles(1.82507309877, rise, 2.21625498543, named: "slope") { $0[1] },
      logEvidence: -7.8876172918,
      slope: { p, sum in
        for (x, y) in y.enumerated() {
          let pull = 4 * (y - p[0] - p[1] * Double(x))
          sum[0] += pull
          sum[1] += pull * Double(x)
        }
      },
      likelihood: { p in
        var square = 0.0
        for (x, y) in y.enumerated() {
          let standard = 2 * (y - p[0] - p[1] * Double(x))
          square += standard * standard
        }
        return -square / 2 - 6 * (halfLogTwoPi - log(2))
      })
  }()

  /// A Gaussian process through eleven points: covariance α² exp(−d²/2ρ²) + σ δ, with ρ ~ gamma(25, 4), α ~ N⁺(0, 2),
  /// σ ~ N⁺(0, 1). Coordinates (ρ, α, σ).
  ///
  /// Model and data are `gp_pois_regr-gp_regr` of posteriordb, where σ is a variance. Moments and Z by Gauss-Legendre
  /// quadrature over all three, of 288 × 192 × 240 points.
  public static let gaussianProcess: KnownPosterior = {
    let y = [
      4.75906, 1.59423, 2.99548, 5.27501, 1.66472, 2.24347, 2.8914, 4.08681, 4.60588, 0.802364, 3.92136,
    ]
    let (range, height, noise) = (6.8934285707, 2.4380965748, 1.8316853395)
    return KnownPosterior(
      "Gaussian process",
      prior: Prior([
        .erlang(shape: 25, rate: 4), .halfNormal(standardDeviation: 2), .halfNormal(standardDeviation: 1),
      ]),
      truths: [
        .mean("ρ", range) { $0[0] },
        .mean("variance of ρ", 1.6633213062) { ($0[0] - range) * ($0[0] - range) },
        .mean("α", height) { $0[1] },
        .mean("variance of α", 0.62420337229) { ($0[1] - height) * ($0[1] - height) },
        .mean("σ", noise) { $0[2] },
        .mean("variance of σ", 0.25017977799) { ($0[2] - noise) * ($0[2] - noise) },
      ],
      logEvidence: -27.555455593,
      likelihood: { p in
        var covariance = SymmetricMatrix(order: y.count)
        for row in y.indices {
          for column in 0...row {
            let distance = 2 * Double(row - column) / p[0]
            covariance[row, column] = p[1] * p[1] * exp(-distance * distance / 2) + (row == column ? p[2] : 0)
          }
        }
        guard let factor = Cholesky(covariance) else { return -.infinity }
        return -(factor.quadraticForm(y) + factor.logDeterminant) / 2 - Double(y.count) * halfLogTwoPi
      })
  }()
}
