import Foundation
import Inference

extension KnownPosterior {
  /// What no sampler finds but by luck, and behind each the same for a sampler that is told where to look.
  public static let hiddenMasses: [KnownPosterior] = [
    (hiddenPeak(5, width: 0.02), Array(repeating: -5.0, count: 5)),
    (hiddenPeak(8, width: 0.05), Array(repeating: -5.0, count: 8)),
    (spikeOnFloor([0.37], volume: 1e-4), [0.37]), (spikeOnFloor([0.3, 0.8], volume: 1e-6), [0.3, 0.8]),
    (boxOnFloor, boxCentre),
  ].flatMap { (posterior: KnownPosterior, peak: [Double]) in [posterior, posterior.knowing([peak])] }

  /// 0.7 N(2, 1) and 0.3 of a narrow normal at −5 in every coordinate of [−10, 10]^D.
  ///
  /// The narrow one stands out of the tail of the broad one near its centre only, in 10⁻⁸ of the prior or less.
  public static func hiddenPeak(_ dimension: Int, width: Double) -> KnownPosterior {
    twins(
      "hidden peak in \(dimension) dimensions", NormalPair(share: 0.3, left: (-5, width), right: (2, 1)),
      dimension: dimension, difficulty: .hiddenMass)
  }

  /// ½ + ½ N(x; c, σ) in the unit interval or square: a floor, and a spike that is σ√(2π) or 2πσ² = `volume` large.
  ///
  /// Z = 1, ⟨x⟩ = ¼ + c/2, ⟨x²⟩ = ⅙ + (c² + σ²)/2; within 8σ of c lies ½ + 8σ or ½ + 16 · volume. The quantiles
  /// solve ½ x + ½ Φ((x − c)/σ) = p, by scipy.
  public static func spikeOnFloor(_ centre: [Double], volume: Double) -> KnownPosterior {
    let dimension = centre.count
    let width = pow(volume, 1 / Double(dimension)) / (2 * .pi).squareRoot()
    let deviation: Function = { x in
      var square = 0.0
      for i in x.indices { square += (x[i] - centre[i]) * (x[i] - centre[i]) }
      return square / (width * width)
    }
    let medians = [0.37: 0.370013237634, 0.3: 0.300208965807, 0.8: 0.799664719236]
    return KnownPosterior(
      "spike of \(volume) on a floor", prior: .cube(0...1, dimension: dimension),
      truths: [
        .mean("P(spike)", dimension == 1 ? 0.5 + 8 * width : 0.5 + 16 * volume) { deviation($0) < 64 ? 1 : 0 }
      ]
        + centre.indices.flatMap { (i: Int) -> [Truth] in
          let place = centre[i]
          return [
            .mean("x\(i)", 0.25 + place / 2) { $0[i] },
            .mean("x\(i)²", 1 / 6.0 + (place * place + width * width) / 2) { $0[i] * $0[i] },
          ] + Truth.quantiles(0.1, medians[place] ?? .nan, 0.9, named: "x\(i)") { $0[i] }
        },
      logEvidence: 0, difficulty: .hiddenMass,
      slope: { x, sum in
        let height = exp(-deviation(x) / 2) / volume
        for i in x.indices { sum[i] -= height / (1 + height) * (x[i] - centre[i]) / (width * width) }
      },
      likelihood: { x in log(0.5) + log1p(exp(-deviation(x) / 2) / volume) })
  }

  private static let boxCentre = [0.7, 0.4, 0.55, 0.3, 0.62]

  /// ½ in the unit cube of five dimensions, and in a box of volume V = 5·10⁻⁵ another ½/V: two plateaus.
  ///
  /// Z = 1, P(box) = ½ + V/2, ⟨x⟩ = ¼ + c/2 and ⟨x²⟩ = ⅙ + (c² + s²/12)/2 with the side s = V^⅕; the median of x₀ solves
  /// x + (x − c + s/2)/s = 1.
  public static let boxOnFloor: KnownPosterior = {
    let (volume, side, centre) = (5e-5, 0.137972966146, boxCentre)
    let isInside: @Sendable (Span<Double>) -> Bool = { x in
      for i in x.indices where abs(x[i] - centre[i]) > side / 2 { return false }
      return true
    }
    return KnownPosterior(
      "box of 5e-05 on a floor", prior: .cube(0...1, dimension: 5),
      truths: [
        .mean("P(box)", 0.500025) { isInside($0) ? 1 : 0 }, .mean("x0", 0.6) { $0[0] },
        .mean("x0²", 1 / 6.0 + (0.49 + side * side / 12) / 2) { $0[0] * $0[0] },
        .mean("x1", 0.45) { $0[1] },
      ] + Truth.quantiles(0.1, 0.675751099499, 0.9, named: "x0") { $0[0] },
      logEvidence: 0, difficulty: .hiddenMass,
      likelihood: { x in isInside(x) ? log(0.5 + 0.5 / volume) : log(0.5) })
  }()
}
