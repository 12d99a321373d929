import Foundation
import Inference

/// Flat densities on a part of the prior, with nothing elsewhere.
extension KnownPosterior {
  /// L = 1 in the unit disc, 0 in the rest of [−3, 3]²: nine tenths of the prior are excluded.
  ///
  /// Z = π/36; x follows a semicircle, whose quantiles solve ½ + (x√(1 − x²) + arcsin x)/π = p, and r² is uniform.
  public static let disc = KnownPosterior(
    "disc", prior: .cube(-3...3, dimension: 2),
    truths: [
      .mean("x", 0) { $0[0] }, .mean("x²", 0.25) { $0[0] * $0[0] }, .mean("y", 0) { $0[1] },
      .mean("P(r < ½)", 0.25) { $0[0] * $0[0] + $0[1] * $0[1] < 0.25 ? 1 : 0 },
    ] + Truth.quantiles(-0.80538363652, 0, 0.80538363652, named: "x") { $0[0] }
      + Truth.quantiles(0.05, 0.5, 0.95, named: "r²") { $0[0] * $0[0] + $0[1] * $0[1] },
    logEvidence: log(.pi / 36), difficulty: .plateaus, slope: { _, _ in },
    likelihood: { x in x[0] * x[0] + x[1] * x[1] < 1 ? 0 : -.infinity })

  /// L = 1 where Σ x < ½ in the unit cube of four dimensions, 0 elsewhere: 0.26 % of the prior.
  ///
  /// Z = (½)⁴/4!, and 2x is distributed as Dirichlet's (1, 1, 1, 1; 1): P(x₀ < x) = 1 − (1 − 2x)⁴.
  public static let corner = KnownPosterior(
    "corner", prior: .cube(0...1, dimension: 4),
    truths: [
      .mean("x0", 0.1) { $0[0] }, .mean("x0²", 1 / 60.0) { $0[0] * $0[0] }, .mean("x3", 0.1) { $0[3] },
      .mean("P(Σ x < 0.4)", 0.4096) { $0[0] + $0[1] + $0[2] + $0[3] < 0.4 ? 1 : 0 },
    ] + Truth.quantiles(0.00637072754928, 0.0795517923731, 0.263564597749, named: "x0") { $0[0] }
      + Truth.quantiles(0.00637072754928, 0.0795517923731, 0.263564597749, named: "x3") { $0[3] },
    logEvidence: -log(384), difficulty: .plateaus, slope: { _, _ in },
    likelihood: { x in x[0] + x[1] + x[2] + x[3] < 0.5 ? 0 : -.infinity })

  /// Two squares in [−1, 1]², of sides 0.2 and 0.4 and with 0.3 and 0.7 of the mass, and nothing elsewhere.
  ///
  /// L is the posterior's density over that of the prior, 7.5/¼ and 4.375/¼: Z = 1.
  public static let flatBoxes = KnownPosterior(
    "two flat boxes", prior: .cube(-1...1, dimension: 2),
    truths: [
      .mean("P(x < 0)", 0.3) { $0[0] < 0 ? 1 : 0 }, .mean("x", 0.2) { $0[0] },
      .mean("x²", 0.781 / 3) { $0[0] * $0[0] }, .mean("y", 0.2) { $0[1] },
    ] + Truth.quantiles(-0.17 / 0.3, 0.29 / 0.7, 0.47 / 0.7, named: "x") { $0[0] },
    logEvidence: 0, difficulty: .separatedModes, slope: { _, _ in },
    likelihood: { x in
      if max(abs(x[0] + 0.5), abs(x[1] + 0.5)) < 0.1 { return log(30) }
      return max(abs(x[0] - 0.5), abs(x[1] - 0.5)) < 0.2 ? log(17.5) : -.infinity
    })

  /// L = e¹⁰⁰ everywhere in the unit cube.
  public static func constant(_ dimension: Int) -> KnownPosterior {
    KnownPosterior(
      "constant in \(dimension) dimensions", prior: .cube(0...1, dimension: dimension),
      truths: Set([0, dimension - 1]).sorted().flatMap { (i: Int) -> [Truth] in
        [
          .mean("x\(i)", 0.5) { $0[i] },
          .mean("(x\(i) − ½)²", 1 / 12.0) { ($0[i] - 0.5) * ($0[i] - 0.5) },
        ] + Truth.quantiles(0.05, 0.5, 0.95, named: "x\(i)") { $0[i] }
      },
      logEvidence: 100, difficulty: .plateaus, slope: { _, _ in }, likelihood: { _ in 100 })
  }
}
