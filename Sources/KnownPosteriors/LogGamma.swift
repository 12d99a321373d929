import Foundation
import Inference

extension KnownPosterior {
  /// Four peaks, half of them skew, and skew or normal tails in the other coordinates of the unit cube.
  ///
  /// x₀: ½ Λ(⅓) + ½ Λ(⅔); x₁: ½ N(⅓) + ½ N(⅔); of the rest, the first half Λ(⅔), the others N(⅔), all of width 1/30.
  /// Λ(m) is the density of m + ln(t)/30 where t is exponential: a slow tail to the left, an abrupt one to the right.
  /// Source: F. Beaujean, A. Caldwell, arXiv:1304.7808, section 4.2, as in J. Buchner, arXiv:1407.5459. Z and moments,
  /// cut off at the faces, by mpmath, quantiles by scipy.
  public static func logGamma(_ dimension: Int) -> KnownPosterior {
    let skewEnd = (dimension + 2) / 2
    let others = (2..<max(2, dimension)).flatMap { (i: Int) -> [Truth] in
      let (mean, variance) =
        i < skewEnd ? (0.64742614590643, 0.0018277035649897) : (2 / 3.0, 0.00111111111111)
      guard [2, dimension - 1].contains(i) else { return [] }
      return [.mean("x\(i)", mean) { $0[i] }, .mean("variance of x\(i)", variance) { pow($0[i] - mean, 2) }]
        + (i < skewEnd
          ? Truth.quantiles(0.567660159705, 0.654449569413, 0.703239623368, named: "x\(i)") { $0[i] }
          : Truth.normalQuantiles(mean: mean, standardDeviation: 1 / 30.0, named: "x\(i)") { $0[i] })
    }
    return KnownPosterior(
      "log-gamma in \(dimension) dimensions", prior: .cube(0...1, dimension: dimension),
      truths: [
        .mean("x0", 0.4807711482638) { $0[0] }, .mean("x0²", 0.26074102632636) { $0[0] * $0[0] },
        .mean("P(x0 < ½)", 0.5033463746903) { $0[0] < 0.5 ? 1 : 0 }, .mean("x1", 0.5) { $0[1] },
        .mean("x1²", 0.278888888889) { $0[1] * $0[1] }, .mean("P(x1 < ½)", 0.5) { $0[1] < 0.5 ? 1 : 0 },
        // the medians fall between the peaks
        .quantile(0.05, 0.258334566165, named: "x0") { $0[0] },
        .quantile(0.95, 0.6944680768, named: "x0") { $0[0] },
        .quantile(0.05, 0.290614947815, named: "x1") { $0[1] },
        .quantile(0.95, 0.709385052185, named: "x1") { $0[1] },
      ] + others,
      logEvidence: -2.2700737837244e-5 - 2.06115362244e-9 * Double(skewEnd - 2), difficulty: .separatedModes,
      slope: { x, sum in
        sum[0] += pairSlope(x[0], skewTerm)
        sum[1] += pairSlope(x[1], normalTerm)
        for i in 2..<max(2, x.count) {
          sum[i] += i < skewEnd ? skewTerm(x[i], 2 / 3.0).slope : normalTerm(x[i], 2 / 3.0).slope
        }
      },
      likelihood: { x in
        var sum = pairLogarithm(x[0], skewTerm) + pairLogarithm(x[1], normalTerm)
        for i in 2..<max(2, x.count) {
          sum += i < skewEnd ? skewTerm(x[i], 2 / 3.0).logarithm : normalTerm(x[i], 2 / 3.0).logarithm
        }
        return sum
      })
  }

  /// The logarithm of a density of width 1/30 around a centre, and its slope.
  private typealias Term = (_ x: Double, _ centre: Double) -> (logarithm: Double, slope: Double)

  private static func skewTerm(_ x: Double, _ centre: Double) -> (logarithm: Double, slope: Double) {
    let y = 30 * (x - centre)
    return (log(30) + y - exp(y), 30 * (1 - exp(y)))
  }

  private static func normalTerm(_ x: Double, _ centre: Double) -> (logarithm: Double, slope: Double) {
    let y = 30 * (x - centre)
    return (log(30) - y * y / 2 - halfLogTwoPi, -30 * y)
  }

  /// The logarithm of the mean of the densities around ⅓ and ⅔.
  private static func pairLogarithm(_ x: Double, _ term: Term) -> Double {
    let (left, right) = (term(x, 1 / 3.0).logarithm, term(x, 2 / 3.0).logarithm)
    return max(left, right) + log1p(exp(-abs(left - right))) - log(2)
  }

  private static func pairSlope(_ x: Double, _ term: Term) -> Double {
    let (left, right) = (term(x, 1 / 3.0), term(x, 2 / 3.0))
    let share = 1 / (1 + exp(right.logarithm - left.logarithm))
    // a density that has underflowed has a slope that is infinite, and no say
    return (share > 0 ? share * left.slope : 0) + (share < 1 ? (1 - share) * right.slope : 0)
  }
}
