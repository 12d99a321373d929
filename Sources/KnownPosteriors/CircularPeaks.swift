import Foundation
import Inference

/// More shapes in periodic coordinates, all across the ends of their ranges.
extension KnownPosterior {
  /// A ridge round a circle in two phases: the distance r from (π, π), the corner of the range, is about 2 ± 0.1.
  ///
  /// The distance is taken the short way round, so that the ring lies across all four ends. The density of r is
  /// r exp(−(r − 2)²/2w²): Z = 2/2π, ⟨r⟩ = (4 + w²)/2, and quantiles by Gauss-Legendre quadrature of 4000 points; the
  /// distribution of one coordinate is an arccosine given r.
  public static let ring: KnownPosterior = {
    let offset: @Sendable (Double) -> Double = { ($0 - .pi).remainder(dividingBy: 2 * .pi) }
    let radius: Function = { x in hypot(offset(x[0]), offset(x[1])) }
    return KnownPosterior(
      "ring of phases", prior: Prior([.circle(-.pi ... .pi), .circle(-.pi ... .pi)]),
      truths: [
        .mean("r", 2.005, of: radius), .mean("cos of the angle", 0) { offset($0[0]) / radius($0) },
        .mean("sin of the angle", 0) { offset($0[1]) / radius($0) },
        .mean("way²", 2.015) { offset($0[0]) * offset($0[0]) },
        .quantile(0.05, -2.82873366337, named: "φ1") { $0[0] },
        .quantile(0.95, 2.82873366337, named: "φ1") { $0[0] },
      ] + Truth.quantiles(1.84072738192, 2.00499584164, 2.16928679232, named: "r", of: radius)
        + Truth.quantiles(-1.98381710027, 0, 1.98381710027, named: "way") { offset($0[0]) },
      logEvidence: -log(.pi), difficulty: .longMemory,
      slope: { x, sum in
        let r = radius(x)
        for i in 0..<2 { sum[i] -= 100 * (r - 2) / r * offset(x[i]) }
      },
      likelihood: { x in
        let r = radius(x)
        return -50 * (r - 2) * (r - 2) - log(0.1) - halfLogTwoPi
      })
  }()

  /// 0.3 of von Mises' density of κ = 20 around 3, across the ends of the range, and 0.7 of that of κ = 5 around ½, in
  /// each of some angles: 2^D peaks.
  ///
  /// I₀(20) = e²⁰ · 0.0897803118848, I₀(5) = 27.2398718236; moments from I₁/I₀, quantiles by quadrature, with scipy.
  public static func circularPeaks(_ dimension: Int) -> KnownPosterior {
    let terms: @Sendable (Double) -> (narrow: Double, wide: Double) = { x in
      let narrow = log(0.3) + 20 * (cos(x - 3) - 1) - log(0.0897803118848)
      return (narrow, log(0.7) + 5 * cos(x - 0.5) - log(27.2398718236))
    }
    return KnownPosterior(
      "peaks on \(dimension) circles",
      prior: Prior(Array(repeating: .circle(-.pi ... .pi), count: dimension)),
      truths: Set([0, dimension - 1]).sorted().flatMap { (i: Int) -> [Truth] in
        [
          .mean("cos φ\(i)", 0.259337276669) { cos($0[i]) },
          .mean("sin φ\(i)", 0.341081137139) { sin($0[i]) },
          .mean("P(φ\(i) within 1.2 of 3)", 0.303217003709) { cos($0[i] - 3) > cos(1.2) ? 1 : 0 },
        ] + Truth.quantiles(-2.99133166899, 0.617558551954, 3.03886982149, named: "φ\(i)") { $0[i] }
      },
      logEvidence: 0, difficulty: .separatedModes,
      slope: { x, sum in
        for i in x.indices {
          let (narrow, wide) = terms(x[i])
          let share = 1 / (1 + exp(wide - narrow))
          sum[i] -= share * 20 * sin(x[i] - 3) + (1 - share) * 5 * sin(x[i] - 0.5)
        }
      },
      likelihood: { x in
        var sum = 0.0
        for i in x.indices {
          let (narrow, wide) = terms(x[i])
          sum += max(narrow, wide) + log1p(exp(-abs(narrow - wide)))
        }
        return sum
      })
  }
}
