import Foundation
import Inference

extension KnownPosterior {
  /// A straight line through 62 summers' mean temperatures at Kilpisjärvi, 1952 to 2013, with error σ to be found.
  /// Coordinates (intercept, slope, σ); intercept and slope are correlated to −0.99999.
  ///
  /// `kilpisjarvi_mod-kilpisjarvi` of posteriordb, which counts years from −2000: intercept ~ N(9.3129, 100), slope
  /// ~ N(0, 0.0333); σ, with no prior there, is uniform up to 10. Temperatures are those of A. Vehtari's course
  /// (`BDA_R_demos`). Given σ all else is normal and done by hand; σ by Gauss-Legendre quadrature of 40 × 64 points.
  /// The 10 000 reference draws of posteriordb agree: −60.7 ± 0.3, 0.01758 ± 0.00008, 1.1317 ± 0.0011.
  public static let kilpisjarvi: KnownPosterior = {
    let temperatures = [
      8.3, 10.9, 9.4, 8.1, 8.1, 7.7, 8.6, 9.1, 11, 10.1, 7.6, 8.8, 8.3, 7.2, 9.3, 8.8, 7.6, 10.5, 11, 8.9,
      11.3,
      10, 10.1, 6.4, 8.2, 8.4, 9.5, 9.9, 10.6, 7.6, 7.7, 8.1, 8.4, 9.7, 9.5, 7.3, 10.3, 9.6, 10.3, 9.8, 9,
      9.1,
      9.5, 8.7, 9.9, 10.5, 9.4, 9, 9, 9.7, 11.4, 10.7, 10.1, 10.8, 10.4, 10.3, 8.8, 9.8, 8.8, 10.8, 8.6, 11.1,
    ]
    let (intercept, rise, noise) = (-61.012798771, 0.017658718849, 1.131683692)
    return KnownPosterior(
      "Kilpisjärvi",
      prior: Prior([
        .normal(mean: 9.3129, standardDeviation: 100), .normal(mean: 0, standardDeviation: 0.0333),
        .uniform(0...10),
      ]),
      truths: [
        .mean("intercept", intercept) { $0[0] },
        .mean("variance of intercept", 887.81078724) { ($0[0] - intercept) * ($0[0] - intercept) },
        .mean("slope", rise) { $0[1] },
        .mean("variance of slope · 10⁴", 0.55975820893) { 1e4 * ($0[1] - rise) * ($0[1] - rise) },
        .mean("σ", noise) { $0[2] },
        .mean("variance of σ", 0.011273448981) { ($0[2] - noise) * ($0[2] - noise) },
      ],
      logEvidence: -105.5280843, difficulty: .longMemory,
      slope: { p, sum in
        let inverse = 1 / (p[2] * p[2])
        for (index, y) in temperatures.enumerated() {
          let off = y - p[0] - p[1] * Double(3952 + index)
          sum[0] += off * inverse
          sum[1] += off * inverse * Double(3952 + index)
          sum[2] += (off * off * inverse - 1) / p[2]
        }
      },
      likelihood: { p in
        guard p[2] > 0 else { return -.infinity }
        var square = 0.0
        for (index, y) in temperatures.enumerated() {
          let off = y - p[0] - p[1] * Double(3952 + index)
          square += off * off
        }
        return -square / (2 * p[2] * p[2]) - Double(temperatures.count) * (log(p[2]) + halfLogTwoPi)
      })
  }()
}
