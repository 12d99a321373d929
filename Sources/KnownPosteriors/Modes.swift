import Foundation
import Inference

extension KnownPosterior {
  /// .3 N(−4, 1) + .7 N(4, 1) between −12 and 12.
  ///
  /// P(x < 0) = 0.3 Φ(4) + 0.7 Φ(−4); quantiles by scipy.
  public static let bimodal = KnownPosterior(
    "two peaks", prior: .cube(-12...12, dimension: 1),
    truths: [
      .mean("x", 1.6) { $0[0] }, .mean("(x − 1.6)²", 14.44) { ($0[0] - 1.6) * ($0[0] - 1.6) },
      .mean("P(x < 0)", 0.3000126685) { $0[0] < 0 ? 1 : 0 },
    ] + Truth.quantiles(-4.9674215661, 3.43405117807, 5.46523379269) { $0[0] },
    logEvidence: -log(24), difficulty: .separatedModes,
    slope: { x, sum in
      // share of the left peak; its logarithm is −8x + ln(3/7) against the right one
      let left = 1 / (1 + 7 / 3.0 * exp(8 * x[0]))
      sum[0] -= left * (x[0] + 4) + (1 - left) * (x[0] - 4)
    },
    likelihood: { x in
      let left = log(0.3) - (x[0] + 4) * (x[0] + 4) / 2
      let right = log(0.7) - (x[0] - 4) * (x[0] - 4) / 2
      return max(left, right) + log1p(exp(-abs(left - right))) - halfLogTwoPi
    })

  /// Two thin spherical shells: radius 2, width 0.1, centres ±3.5 on the first axis, in [−6, 6]^D.
  ///
  /// Source: F. Feroz, M. P. Hobson, M. Bridges, arXiv:0809.3437. The shells do not overlap and the faces are
  /// 5 widths away, so Z and the moments of the distance r from the nearer centre follow from one quadrature over
  /// r^(D−1) exp(−(r − 2)²/2w²) (Gauss-Legendre, 40 × 64 points).
  public static func shells(_ dimension: Int) -> KnownPosterior? {
    guard let known = shellMoments.first(where: { $0.dimension == dimension }) else { return nil }
    let distance: Function = { x in
      var square = (abs(x[0]) - 3.5) * (abs(x[0]) - 3.5)
      for i in 1..<x.count { square += x[i] * x[i] }
      return square.squareRoot()
    }
    let acrossSquare = known.radiusSquare / Double(dimension)
    // Both shells, as seen from one point; the farther one matters only where the density vanishes.
    let offsets: @Sendable (Span<Double>) -> (left: Double, right: Double, across: Double) = { x in
      var across = 0.0
      for i in 1..<x.count { across += x[i] * x[i] }
      let left = ((x[0] + 3.5) * (x[0] + 3.5) + across).squareRoot()
      return (left, ((x[0] - 3.5) * (x[0] - 3.5) + across).squareRoot(), across)
    }
    return KnownPosterior(
      "shells in \(dimension) dimensions", prior: .cube(-6...6, dimension: dimension),
      truths: [
        .mean("P(x0 > 0)", 0.5) { $0[0] > 0 ? 1 : 0 }, .mean("r", known.radius, of: distance),
        .mean("variance of r", known.radiusSquare - known.radius * known.radius) { x in
          (distance(x) - known.radius) * (distance(x) - known.radius)
        },
        .mean("|x0| − 3.5", 0) { abs($0[0]) - 3.5 },
        .mean("its square", acrossSquare) { (abs($0[0]) - 3.5) * (abs($0[0]) - 3.5) },
        .mean("x1", 0) { $0[1] }, .mean("x1²", acrossSquare) { $0[1] * $0[1] },
      ] + Truth.quantiles(known.quantiles.0, known.quantiles.1, known.quantiles.2, named: "r", of: distance),
      logEvidence: known.logEvidence, difficulty: .separatedModes,
      slope: { x, sum in
        let (left, right, _) = offsets(x)
        let leftShare = 1 / (1 + exp(50 * ((left - 2) * (left - 2) - (right - 2) * (right - 2))))
        let pullLeft = -100 * (left - 2) / left * leftShare
        let pullRight = -100 * (right - 2) / right * (1 - leftShare)
        sum[0] += pullLeft * (x[0] + 3.5) + pullRight * (x[0] - 3.5)
        for i in 1..<x.count { sum[i] += (pullLeft + pullRight) * x[i] }
      },
      likelihood: { x in
        let (left, right, _) = offsets(x)
        let a = -50 * (left - 2) * (left - 2)
        let b = -50 * (right - 2) * (right - 2)
        return max(a, b) + log1p(exp(-abs(a - b))) - halfLogTwoPi - log(0.1)
      })
  }

  private static let shellMoments:
    [(
      dimension: Int, logEvidence: Double, radius: Double, radiusSquare: Double,
      quantiles: (Double, Double, Double)
    )] = [
      (2, -1.74564187205, 2.005, 4.03, (1.84072738192, 2.00499584165, 2.16928679232)),
      (3, -2.84175728052, 2.00997506234, 4.04995012469, (1.84591219586, 2.00996684875, 2.17406592613)),
      (5, -5.6736012362, 2.01985185003, 4.08970370005, (1.85619979077, 2.01983582202, 2.1835585443)),
      (10, -14.5904910744, 2.04413231644, 4.18826463287, (1.8814596126, 2.04409833832, 2.20692084747)),
      (20, -36.0865476408, 2.09106324761, 4.38212649523, (1.93016917224, 2.09099908862, 2.25217604984)),
      (30, -60.1277673414, 2.13604620073, 4.57209240147, (1.97672930638, 2.13595784582, 2.29566432781)),
      (50, -112.41512356, 2.22102738196, 4.94205476392, (2.06439631124, 2.22090324398, 2.37808172199)),
    ]

  /// The egg box (2 + cos(x/2) cos(y/2))⁵ in [0, 10π]²: 18 peaks, some on the edges.
  ///
  /// Source: arXiv:0809.3437. Numbers by Gauss-Legendre quadrature of 40 × 32 points on each axis.
  public static let eggBox = eggBox(
    "egg box", from: 0, logEvidence: 235.855940332, variance: 88.3361622618, covariance: 0.375028310193,
    middle: 0.2)

  /// The egg box in [−5π, 5π]²: 13 peaks, none on an edge.
  public static let centredEggBox = eggBox(
    "centred egg box", from: -5 * .pi, logEvidence: 235.895161045, variance: 85.0404053094, covariance: 0,
    middle: 3 / 13.0)

  private static func eggBox(
    _ name: String, from low: Double, logEvidence: Double, variance: Double, covariance: Double,
    middle: Double
  ) -> KnownPosterior {
    let centre = low + 5 * .pi
    return KnownPosterior(
      name, prior: .cube(low...(low + 10 * .pi), dimension: 2),
      truths: [
        .mean("x", centre) { $0[0] },
        .mean("variance of x", variance) { ($0[0] - centre) * ($0[0] - centre) },
        .mean("covariance", covariance) { ($0[0] - centre) * ($0[1] - centre) },
        .mean("P(x in the middle fifth)", middle) { abs($0[0] - centre) < .pi ? 1 : 0 },
        .mean("cos(x/2) cos(y/2)", 0.997511269714) { cos($0[0] / 2) * cos($0[1] / 2) },
      ],
      logEvidence: logEvidence, difficulty: .separatedModes,
      slope: { x, sum in
        let steep = -2.5 * pow(2 + cos(x[0] / 2) * cos(x[1] / 2), 4)
        sum[0] += steep * sin(x[0] / 2) * cos(x[1] / 2)
        sum[1] += steep * cos(x[0] / 2) * sin(x[1] / 2)
      },
      likelihood: { x in pow(2 + cos(x[0] / 2) * cos(x[1] / 2), 5) })
  }

  /// Himmelblau's function, with four peaks of different weight: L = exp(−(x² + y − 11)² − (x + y² − 7)²) in [−5, 5]².
  ///
  /// The weights are the masses of the four quadrants. All by Gauss-Legendre quadrature of 20 × 64 points on each axis.
  public static let himmelblau = KnownPosterior(
    "Himmelblau", prior: .cube(-5...5, dimension: 2),
    truths: [
      .mean("P(x > 0, y > 0)", 0.340812703808) { $0[0] > 0 && $0[1] > 0 ? 1 : 0 },
      .mean("P(x < 0, y > 0)", 0.214558402812) { $0[0] < 0 && $0[1] > 0 ? 1 : 0 },
      .mean("P(x < 0, y < 0)", 0.159187371164) { $0[0] < 0 && $0[1] < 0 ? 1 : 0 },
      .mean("P(x > 0, y < 0)", 0.285441522215) { $0[0] > 0 && $0[1] < 0 ? 1 : 0 },
      .mean("x", 0.842155732439) { $0[0] }, .mean("y", 0.302836180974) { $0[1] },
      .mean("x²", 10.6777152655) { $0[0] * $0[0] }, .mean("y²", 6.10518157076) { $0[1] * $0[1] },
    ] + Truth.quantiles(-3.82217053139, 2.95856610619, 3.67027446727, named: "x") { $0[0] }
      + Truth.quantiles(-3.3317416683, 1.78677888918, 3.20737986768, named: "y") { $0[1] },
    logEvidence: -5.50384939826, difficulty: .separatedModes,
    slope: { x, sum in
      let a = x[0] * x[0] + x[1] - 11
      let b = x[0] + x[1] * x[1] - 7
      sum[0] -= 4 * a * x[0] + 2 * b
      sum[1] -= 2 * a + 4 * b * x[1]
    },
    likelihood: { x in
      let a = x[0] * x[0] + x[1] - 11
      let b = x[0] + x[1] * x[1] - 7
      return -a * a - b * b
    })

  /// ½ N(0, 0.02²) + ½ N(0, 1) in each direction of [−10, 10]^D: a spike inside a slab, of equal mass.
  ///
  /// Z = 20^−D. The spike fills 0.02^D of the slab's volume: the likelihood's volume shrinks in two separate bursts.
  /// P(r < 0.2) by the incomplete gamma function.
  public static func spikeInSlab(_ dimension: Int) -> KnownPosterior? {
    guard let inside = [2: 0.509900663347, 5: 0.500008390127][dimension] else { return nil }
    let logVolume = Double(dimension) * log(50)
    let shares: @Sendable (Double) -> (spike: Double, slab: Double) = { square in
      (logVolume - 1250 * square, -square / 2)
    }
    return KnownPosterior(
      "spike in a slab of \(dimension) dimensions", prior: .cube(-10...10, dimension: dimension),
      truths: [
        .mean("P(r < 0.2)", inside) { squaredLength($0) < 0.04 ? 1 : 0 }, .mean("x0", 0) { $0[0] },
        .mean("x0²", 0.5002) { $0[0] * $0[0] }, .mean("x1²", 0.5002) { $0[1] * $0[1] },
        .mean("x0 x1", 0) { $0[0] * $0[1] },
      ] + Truth.quantiles(-1.28155156554, 0, 1.28155156554, named: "x0") { $0[0] },
      logEvidence: -Double(dimension) * log(20), difficulty: dimension > 2 ? .hiddenMass : .separatedModes,
      slope: { x, sum in
        let (spike, slab) = shares(squaredLength(x))
        let share = 1 / (1 + exp(slab - spike))
        for i in x.indices { sum[i] -= (2500 * share + 1 - share) * x[i] }
      },
      likelihood: { x in
        let (spike, slab) = shares(squaredLength(x))
        let sum = max(spike, slab) + log1p(exp(-abs(spike - slab)))
        return sum - log(2) - Double(x.count) * halfLogTwoPi
      })
  }

  private static func squaredLength(_ x: Span<Double>) -> Double {
    var square = 0.0
    for i in x.indices { square += x[i] * x[i] }
    return square
  }

  /// Rastrigin's function in [−5.12, 5.12]^D: ln L = −Σ (10 + x² − 10 cos 2πx), 11 peaks on each axis.
  ///
  /// One axis by Gauss-Legendre quadrature of 64 × 64 points.
  public static func rastrigin(_ dimension: Int) -> KnownPosterior {
    KnownPosterior(
      "Rastrigin in \(dimension) dimensions", prior: .cube(-5.12...5.12, dimension: dimension),
      truths: Set([0, dimension - 1]).sorted().flatMap { (i: Int) -> [Truth] in
        [
          .mean("x\(i)", 0) { $0[i] }, .mean("x\(i)²", 0.499031598536) { $0[i] * $0[i] },
          .mean("P(|x\(i)| < ½)", 0.562630736826) { abs($0[i]) < 0.5 ? 1 : 0 },
          .mean("P(|x\(i)| < 1½)", 0.9788006215) { abs($0[i]) < 1.5 ? 1 : 0 },
        ] + Truth.quantiles(-1.03964544932, 0, 1.03964544932, named: "x\(i)") { $0[i] }
      },
      logEvidence: -3.81086646917 * Double(dimension), difficulty: .separatedModes,
      slope: { x, sum in
        for i in x.indices { sum[i] -= 2 * x[i] + 20 * .pi * sin(2 * .pi * x[i]) }
      },
      likelihood: { x in
        var sum = 0.0
        for i in x.indices { sum += 10 + x[i] * x[i] - 10 * cos(2 * .pi * x[i]) }
        return -sum
      })
  }
}
