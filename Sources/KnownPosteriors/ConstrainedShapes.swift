import Foundation
import Inference

extension ConstrainedShape {
  /// All that there are.
  package static let all = [cusp, ball, cosine, twins, circle, cutCorner]

  /// Σ √|xᵢ| < 1 in five dimensions, thin along the axes.
  ///
  /// √|x| is distributed as Dirichlet's (2, 2, 2, 2, 2; 1), one of them as beta (2, 9).
  static let cusp = ConstrainedShape(
    name: "cusp", prior: .cube(-1...1, dimension: 5),
    likelihood: { x in
      var sum = 0.0
      for i in x.indices { sum -= abs(x[i]).squareRoot() }
      return sum
    }, contour: -1, outside: [0.5, 0.5, 0.5, 0.5, 0.5],
    draw: { random in
      var point = (0..<5).map { _ in -log(random.uniform() * random.uniform()) }
      let sum = point.reduce(0, +) - log(random.uniform())
      for i in 0..<5 { point[i] = (point[i] / sum) * (point[i] / sum) * (random.uniform() < 0.5 ? -1 : 1) }
      return point
    },
    marginals: [0, 4].map { (i: Int) -> Marginal in
      .coordinate(i) { x in
        let root = abs(x).squareRoot()
        let inside = 1 - pow(1 - root, 9) * (1 + 9 * root)
        return 0.5 + (x < 0 ? -0.5 : 0.5) * inside
      }
    } + [
      Marginal(
        name: "√|x0| + √|x1|", function: { abs($0[0]).squareRoot() + abs($0[1]).squareRoot() },
        // beta (4, 7): at least 4 of 10
        distribution: { y in binomialTail(atLeast: 4, of: 10, chance: y) })
    ])

  /// The unit ball in five dimensions: (1 + x)/2 is distributed as beta (3, 3), the fifth power of r uniformly.
  static let ball = ConstrainedShape(
    name: "ball", prior: .cube(-1...1, dimension: 5),
    likelihood: { x in
      var sum = 0.0
      for i in x.indices { sum -= x[i] * x[i] }
      return sum
    }, contour: -1, outside: [0.9, 0.9, 0.9, 0.9, 0.9],
    draw: { random in
      var point = (0..<5).map { _ in random.normal() }
      let length = (point.reduce(0) { $0 + $1 * $1 } - 2 * log(random.uniform())).squareRoot()
      for i in 0..<5 { point[i] /= length }
      return point
    },
    marginals: [0, 4].map { (i: Int) -> Marginal in
      .coordinate(i) { x in 0.5 + 15 / 16.0 * (x - 2 * x * x * x / 3 + pow(x, 5) / 5) }
    } + [
      Marginal(
        name: "r",
        function: { x in
          var sum = 0.0
          for i in x.indices { sum += x[i] * x[i] }
          return sum.squareRoot()
        }, distribution: { pow($0, 5) })
    ])

  /// Two discs of radius 0.02 and 0.06 at ∓½, with a tenth and nine tenths of the area: semicircles on both axes.
  static let twins = ConstrainedShape(
    name: "twins", prior: .cube(-1...1, dimension: 2),
    likelihood: { x in
      let light = ((x[0] + 0.5) * (x[0] + 0.5) + x[1] * x[1]) / (0.02 * 0.02)
      return -min(light, ((x[0] - 0.5) * (x[0] - 0.5) + x[1] * x[1]) / (0.06 * 0.06))
    }, contour: -1, outside: [0, 0],
    draw: { random in
      let isLight = random.uniform() < 0.1
      let radius = (isLight ? 0.02 : 0.06) * random.uniform().squareRoot()
      let angle = 2 * .pi * random.uniform()
      return [(isLight ? -0.5 : 0.5) + radius * cos(angle), radius * sin(angle)]
    },
    marginals: [
      .coordinate(0) { 0.1 * semicircle(($0 + 0.5) / 0.02) + 0.9 * semicircle(($0 - 0.5) / 0.06) },
      .coordinate(1) { 0.1 * semicircle($0 / 0.02) + 0.9 * semicircle($0 / 0.06) },
    ])

  /// 0 < y < cos(φ − 3) on a circle, whose cut lies within: sin(φ − 3) is uniform, and P(y < z) is
  /// z arccos z − √(1 − z²) + 1.
  static let circle: ConstrainedShape = {
    let prior = Prior([.circle(-.pi ... .pi), .uniform(0...1)])
    let offset: KnownPosterior.Function = { ($0[0] - 3).remainder(dividingBy: 2 * .pi) }
    return ConstrainedShape(
      name: "circle", prior: prior, likelihood: { x in cos(x[0] - 3) - x[1] }, contour: 0, outside: [0, 0.5],
      draw: { random in
        let offset = asin(2 * random.uniform() - 1)
        return [3 + offset > .pi ? 3 + offset - 2 * .pi : 3 + offset, random.uniform() * cos(offset)]
      },
      marginals: [
        Marginal(name: "φ − 3", function: offset, distribution: { (1 + sin($0)) / 2 }),
        .coordinate(1) { $0 * acos(min(1, $0)) - max(0, 1 - $0 * $0).squareRoot() + 1 },
      ])
  }()

  /// x + y + z < 2 in the unit cube: P(x < t) = (t − t³/6) · 6/5.
  static let cutCorner: ConstrainedShape = {
    let prior = Prior.cube(0...1, dimension: 3)
    let room: KnownPosterior.Function = { x in 2 - x[0] - x[1] - x[2] }
    return ConstrainedShape(
      name: "cut corner", prior: prior, likelihood: room, contour: 0, outside: [0.9, 0.9, 0.9],
      draw: rejection(prior, room, above: 0),
      marginals: (0..<3).map { (i: Int) -> Marginal in .coordinate(i) { ($0 - $0 * $0 * $0 / 6) * 1.2 } })
  }()

  /// |30 · 10^(v − 2u) cos φ − 1| < 0.4 with u in [0, 2], v in [−1, 1]: a curved sheet with narrow ends.
  ///
  /// Given K = 30 · 10^(v − 2u), φ has 2 (arccos 0.6/K − arccos 1.4/K) to go; given φ, ln K lies between two ends. Both
  /// are added up over ln K with the density that u and v give it.
  static let cosine: ConstrainedShape = {
    let prior = Prior([.uniform(0...2), .uniform(-1...1), .circle(0...(2 * .pi))])
    let room: KnownPosterior.Function = { x in 0.4 - abs(30 * pow(10, x[1] - 2 * x[0]) * cos(x[2]) - 1) }
    let base = log10(30.0)
    // over log₁₀ K, which begins to matter at log₁₀ 0.6
    let arcs = TabulatedDistribution(
      { place in acos(min(1, 0.6 / pow(10, place))) - acos(min(1, 1.4 / pow(10, place))) },
      over: (log10(0.6)...(base + 1)), cells: 1_000_000)
    let mass = TabulatedDistribution(
      { u in arcs.integral(to: base + 1 - 2 * u) - arcs.integral(to: base - 1 - 2 * u) }, over: 0...2)
    let coupling = TabulatedDistribution(
      { v in arcs.integral(to: base + v) - arcs.integral(to: base + v - 4) }, over: -1...1)
    // v − 2u rises from −5 to −3, stays, and falls from −1 to 1
    let factors = TabulatedDistribution(
      { place in min(1, (place - base + 5) / 2, (1 - place + base) / 2) }, over: (base - 5)...(base + 1))
    let phase = TabulatedDistribution(
      { phi in
        guard cos(phi) > 0 else { return 0 }
        return factors.integral(to: log10(1.4 / cos(phi))) - factors.integral(to: log10(0.6 / cos(phi)))
      }, over: -.pi ... .pi)
    return ConstrainedShape(
      name: "cosine", prior: prior, likelihood: room, contour: 0, outside: [0, 0, .pi],
      draw: rejection(prior, room, above: 0),
      marginals: [
        .coordinate(0) { mass.share(to: $0) }, .coordinate(1) { coupling.share(to: $0) },
        Marginal(
          name: "φ", function: { $0[2].remainder(dividingBy: 2 * .pi) }, distribution: { phase.share(to: $0) }
        ),
      ])
  }()

  /// P(x < t) in the unit disc.
  private static func semicircle(_ t: Double) -> Double {
    guard abs(t) < 1 else { return t < 0 ? 0 : 1 }
    return 0.5 + (t * (1 - t * t).squareRoot() + asin(t)) / .pi
  }

  /// The chance of `least` hits or more in `count` trials.
  private static func binomialTail(atLeast least: Int, of count: Int, chance: Double) -> Double {
    var sum = 0.0
    for hits in least...count {
      var ways = 1.0
      for factor in 0..<hits { ways *= Double(count - factor) / Double(factor + 1) }
      sum += ways * pow(chance, Double(hits)) * pow(1 - chance, Double(count - hits))
    }
    return sum
  }
}
