import Foundation
import Inference

extension KnownPosterior {
  /// Neutrino tridents and a Z' of one coordinate: t = v² g'²/m_Z'², uniform in [0, 1].
  ///
  /// R(t) = [1 + (1 + 4s² + 2t)²]/[1 + (1 + 4s²)²] with s² = 0.2312 is the cross section over that of the standard
  /// model, eq. (34) of arXiv:1403.1269, t = v²/v_φ², measured by CHARM-II, 1.58 ± 0.57, and CCFR, 0.82 ± 0.28. Their mean is below
  /// 1 and R ≥ 1, so the peak lies on the edge t = 0. Numbers by mpmath.
  public static let tridents = tridents(
    "tridents", third: nil, logEvidence: -2.574430030819, five: 0.00791274096444, median: 0.0863262999418,
    mean: 0.101249647884, variance: 0.00569361857189,
    ninety: 0.208175939885, ninetyFive: 0.246141251078, nearEdge: 0.304942124441)

  /// The same with NuTeV as 0.67 ± 0.27.
  public static let tridentsWithNuTeV = tridents(
    "tridents with NuTeV", third: (0.67, 0.27, 0.27), logEvidence: -3.70856795298, five: 0.00367817154797,
    median: 0.0444321317573, mean: 0.0557522457411,
    variance: 0.00210649954496, ninety: 0.120487958229, ninetyFive: 0.146542724218, nearEdge: 0.547023681701)

  /// The same with NuTeV as 0.72 +1.73 −0.72, a density of two half-normals that meet.
  public static let tridentsWithWideNuTeV = tridents(
    "tridents with asymmetric NuTeV", third: (0.72, 1.73, 0.72), logEvidence: -3.734541603645,
    five: 0.00772018345647, median: 0.0845640128449, mean: 0.0993973096039, variance: 0.0055247402604,
    ninety: 0.204736787321, ninetyFive: 0.242288148871,
    nearEdge: 0.31139208192)

  private static func tridents(
    _ name: String, third: (value: Double, up: Double, down: Double)?, logEvidence: Double, five: Double,
    median: Double, mean: Double, variance: Double, ninety: Double, ninetyFive: Double, nearEdge: Double
  ) -> KnownPosterior {
    let measurements = [(value: 1.58, up: 0.57, down: 0.57), (0.82, 0.28, 0.28)] + (third.map { [$0] } ?? [])
    let standard = 1 + 4 * 0.2312
    let whole = 1 + standard * standard
    return KnownPosterior(
      name, prior: .cube(0...1, dimension: 1),
      truths: [
        .mean("t", mean) { $0[0] }, .mean("variance of t", variance) { ($0[0] - mean) * ($0[0] - mean) },
        .quantile(0.9, ninety) { $0[0] },
        .mean("P(t < 0.05)", nearEdge) { $0[0] < 0.05 ? 1 : 0 },
      ] + Truth.quantiles(five, median, ninetyFive) { $0[0] },
      logEvidence: logEvidence,
      slope: { t, sum in
        let coupling = standard + 2 * t[0]
        let ratio = (1 + coupling * coupling) / whole
        for (value, up, down) in measurements {
          let error = ratio > value ? up : down
          sum[0] -= (ratio - value) / (error * error) * 4 * coupling / whole
        }
      },
      likelihood: { t in
        let coupling = standard + 2 * t[0]
        let ratio = (1 + coupling * coupling) / whole
        var sum = 0.0
        for (value, up, down) in measurements {
          let pull = (ratio - value) / (ratio > value ? up : down)
          sum -= pull * pull / 2 + halfLogTwoPi + log((up + down) / 2)
        }
        return sum
      })
  }
}
