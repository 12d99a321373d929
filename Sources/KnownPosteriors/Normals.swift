import Foundation
import Inference

/// ln √(2π).
let halfLogTwoPi = log(2 * Double.pi) / 2

extension KnownPosterior {
  /// Unit normals with correlation ρ^|i − j|, of any size, in a cube whose edges are 10 standard deviations away.
  ///
  /// Z = 20^−D but for the 10⁻²³ that is cut off.
  public static func correlatedNormal(_ dimension: Int, rho: Double = 0.95) -> KnownPosterior {
    // In many dimensions some coordinates stand for all, or the diagnostics would take longer than the run.
    let looked = dimension <= 5 ? Array(0..<dimension) : [0, 1, dimension / 2, dimension - 1]
    let rest = 1 - rho * rho
    let constant = -Double(dimension) * halfLogTwoPi - Double(dimension - 1) * log(rest) / 2
    return KnownPosterior(
      "correlated normal in \(dimension) dimensions", prior: .cube(-10...10, dimension: dimension),
      truths: looked.flatMap { (i: Int) -> [Truth] in
        [
          .mean("x\(i)", 0) { $0[i] }, .mean("x\(i)²", 1) { $0[i] * $0[i] },
          .mean("x0 x\(i)", pow(rho, Double(i))) { $0[0] * $0[i] },
        ] + Truth.normalQuantiles(named: "x\(i)") { $0[i] }
      },
      logEvidence: -Double(dimension) * log(20), difficulty: dimension >= 10 ? .manyDimensions : nil,
      start: { random in (0..<dimension).map { _ in 2 * random.normal() } },
      slope: { x, sum in
        sum[0] -= x[0]
        for i in 1..<max(1, x.count) {
          let pull = (x[i] - rho * x[i - 1]) / rest
          sum[i] -= pull
          sum[i - 1] += rho * pull
        }
      },
      likelihood: { x in
        var square = x[0] * x[0]
        for i in 1..<max(1, x.count) {
          square += (x[i] - rho * x[i - 1]) * (x[i] - rho * x[i - 1]) / rest
        }
        return constant - square / 2
      })
  }

  /// Independent normals cut off at the ends of ranges, `factor` times their product as likelihood.
  private static func independentNormals(
    _ name: String, means: [Double], widths: [Double], within ranges: [ClosedRange<Double>],
    factor: Double = 1, logEvidence: Double, truths: [Truth]
  ) -> KnownPosterior {
    let constant = log(factor) - widths.reduce(0) { $0 + log($1) + halfLogTwoPi }
    return KnownPosterior(
      name, prior: Prior(ranges.map { .uniform($0) }), truths: truths, logEvidence: logEvidence,
      difficulty: means.count >= 10 ? .manyDimensions : nil,
      slope: { x, sum in
        for i in means.indices { sum[i] -= (x[i] - means[i]) / (widths[i] * widths[i]) }
      },
      likelihood: { x in
        var square = 0.0
        for i in means.indices {
          let standard = (x[i] - means[i]) / widths[i]
          square += standard * standard
        }
        return constant - square / 2
      })
  }

  /// Independent normals of standard deviation 10⁻³ … 10³, each within ten of them: Z = 20⁻⁴.
  public static let illScaledNormal: KnownPosterior = {
    let widths = [1e-3, 1e-1, 1e1, 1e3]
    return independentNormals(
      "ill-scaled normal", means: [0, 0, 0, 0], widths: widths, within: widths.map { -10 * $0...10 * $0 },
      logEvidence: -4 * log(20),
      truths: widths.indices.flatMap { (i: Int) -> [Truth] in
        let width = widths[i]
        return [
          .mean("x\(i)/σ", 0) { x in x[i] / width },
          .mean("x\(i)²/σ²", 1) { x in (x[i] / width) * (x[i] / width) },
        ] + Truth.normalQuantiles(named: "x\(i)/σ") { x in x[i] / width }
      })
  }()

  /// Independent normals in thirty dimensions, 0.1 to 1 wide in equal ratios, in a cube of side 20: Z = 20⁻³⁰.
  public static let anisotropicNormal: KnownPosterior = {
    let widths = (0..<30).map { pow(10, Double($0) / 29 - 1) }
    return independentNormals(
      "anisotropic normal in 30 dimensions", means: Array(repeating: 0, count: 30), widths: widths,
      within: Array(repeating: -10...10, count: 30), logEvidence: -30 * log(20),
      truths: [0, 14, 29].flatMap { (i: Int) -> [Truth] in
        let width = widths[i]
        return [
          .mean("x\(i)/σ", 0) { x in x[i] / width },
          .mean("x\(i)²/σ²", 1) { x in (x[i] / width) * (x[i] / width) },
        ] + Truth.normalQuantiles(named: "x\(i)/σ") { x in x[i] / width }
      })
  }()

  /// N(½, 0.1) in each coordinate of the unit cube, whose faces are 5 standard deviations away.
  ///
  /// Z = erf(5/√2)^D and the variance that of the normal cut off there. Source: the Gaussian of PolyChord's examples,
  /// W. J. Handley, M. P. Hobson, A. N. Lasenby, arXiv:1506.00171.
  public static func unitCubeNormal(_ dimension: Int) -> KnownPosterior {
    let looked = Set([0, dimension - 1]).sorted()
    return independentNormals(
      "normal in the unit cube of \(dimension) dimensions", means: Array(repeating: 0.5, count: dimension),
      widths: Array(repeating: 0.1, count: dimension), within: Array(repeating: 0...1, count: dimension),
      logEvidence: -5.73303308097e-07 * Double(dimension),
      truths: looked.flatMap { (i: Int) -> [Truth] in
        [
          .mean("x\(i)", 0.5) { $0[i] },
          .mean("(x\(i) − ½)²", 0.00999985132796) { ($0[i] - 0.5) * ($0[i] - 0.5) },
        ] + Truth.quantiles(0.335514887447, 0.5, 0.664485112553, named: "x\(i)") { $0[i] }
      })
  }

  /// The same in 20 dimensions with the peak of the first coordinate on a face.
  ///
  /// 2 ∏ N(x; μ, 0.1): Z = erf(10/√2) erf(5/√2)¹⁹. Moments of the half-normal cut off at 10 standard deviations.
  public static let halfGaussian: KnownPosterior = independentNormals(
    "normal on a face of the unit cube", means: [0] + Array(repeating: 0.5, count: 19),
    widths: Array(repeating: 0.1, count: 20), within: Array(repeating: 0...1, count: 20), factor: 2,
    logEvidence: -1.08927628538e-05,
    truths: [
      .mean("x0", 0.0797884560803) { $0[0] }, .mean("x0²", 0.01) { $0[0] * $0[0] },
      .mean("P(x0 < 0.01)", 0.07965567455405796) { $0[0] < 0.01 ? 1 : 0 },
      .mean("x1", 0.5) { $0[1] },
      .mean("(x1 − ½)²", 0.00999985132796) { ($0[1] - 0.5) * ($0[1] - 0.5) },
    ] + Truth.quantiles(0.00627067779432, 0.0674489750196, 0.195996398454, named: "x0") { $0[0] }
      + Truth.quantiles(0.335514887447, 0.5, 0.664485112553, named: "x1") { $0[1] })

  /// A normal in three dimensions with unit variances, all correlations 0.95 and means −1, 0, 1 in a cube of side 20.
  ///
  /// Source: the first example of dynesty, J. S. Speagle, arXiv:1904.02180. Z = 20⁻³.
  public static let equicorrelatedNormal: KnownPosterior = {
    // Σ⁻¹ = (1 − ρ/(1 + 2ρ) J)/(1 − ρ), det Σ = (1 − ρ)² (1 + 2ρ), J full of ones
    let (rho, means) = (0.95, [-1.0, 0, 1])
    let constant = -3 * halfLogTwoPi - log(1 - rho) - log(1 + 2 * rho) / 2
    return KnownPosterior(
      "equicorrelated normal in 3 dimensions", prior: .cube(-10...10, dimension: 3),
      truths: (0..<3).flatMap { (i: Int) -> [Truth] in
        [
          .mean("x\(i)", means[i]) { $0[i] },
          .mean("variance of x\(i)", 1) { ($0[i] - means[i]) * ($0[i] - means[i]) },
        ] + Truth.normalQuantiles(mean: means[i], named: "x\(i)") { $0[i] }
      } + [.mean("covariance of x0, x2", rho) { ($0[0] + 1) * ($0[2] - 1) }],
      logEvidence: -3 * log(20),
      slope: { x, sum in
        let total = x[0] + x[1] + x[2]
        for i in 0..<3 { sum[i] -= (x[i] - means[i] - rho / (1 + 2 * rho) * total) / (1 - rho) }
      },
      likelihood: { x in
        var (square, total) = (0.0, 0.0)
        for i in 0..<3 {
          square += (x[i] - means[i]) * (x[i] - means[i])
          total += x[i] - means[i]
        }
        return constant - (square - rho / (1 + 2 * rho) * total * total) / (1 - rho) / 2
      })
  }()
}
