import Foundation
import KnownPosteriors
import Testing

@testable import Inference

/// A density with its slope and bounds, for samplers that use them.
struct SmoothTarget: LogDensity, CustomTestStringConvertible {
  let name: String
  let dimension: Int
  var bounds = -Double.infinity ... .infinity
  var cycle: ClosedRange<Double>?
  /// ln p, and its slope written into the second argument.
  let function: @Sendable (Span<Double>, inout MutableSpan<Double>) -> Double
  let start: @Sendable (inout Random) -> [Double]
  let truths: [Truth]

  var testDescription: String { name }

  func logDensity(at point: Span<Double>) -> Double {
    var unused = [Double](repeating: 0, count: dimension)
    var span = unused.mutableSpan
    return function(point, &span)
  }

  func logDensity(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    function(point, &gradient)
  }

  func bounds(of coordinate: Int) -> ClosedRange<Double> { cycle ?? bounds }
  func cycle(of coordinate: Int) -> ClosedRange<Double>? { cycle }
}

extension SmoothTarget {
  static func normal(_ dimension: Int) -> SmoothTarget {
    SmoothTarget(
      name: "standard normal in \(dimension) dimensions", dimension: dimension,
      function: { x, slope in
        var sum = 0.0
        for i in x.indices {
          sum -= x[i] * x[i] / 2
          slope[i] = -x[i]
        }
        return sum
      },
      start: { random in (0..<dimension).map { _ in 2 * random.normal() } },
      truths: [0, dimension - 1].flatMap { i in
        [.mean("x\(i)", 0) { $0[i] }, .mean("x\(i)²", 1) { $0[i] * $0[i] }]
      } + [.mean("x0 x1", 0) { $0[0] * $0[1] }])
  }

  /// Two unit normals with correlation 0.9.
  static let correlated = SmoothTarget(
    name: "normal with correlation 0.9", dimension: 2,
    function: { x, slope in
      slope[0] = -(x[0] - 0.9 * x[1]) / 0.19
      slope[1] = -(x[1] - 0.9 * x[0]) / 0.19
      return (slope[0] * x[0] + slope[1] * x[1]) / 2
    },
    start: { random in [2 * random.normal(), 2 * random.normal()] },
    truths: [
      .mean("x", 0) { $0[0] }, .mean("y²", 1) { $0[1] * $0[1] }, .mean("x y", 0.9) { $0[0] * $0[1] },
    ])

  /// Independent normals of standard deviation 10⁻³ … 10³.
  static let illScaled = SmoothTarget(
    name: "ill-scaled normal", dimension: 4,
    function: { x, slope in
      var sum = 0.0
      for i in x.indices {
        slope[i] = -x[i] / pow(10, Double(4 * i) - 6)
        sum += slope[i] * x[i] / 2
      }
      return sum
    },
    start: { random in (0..<4).map { i in pow(10, Double(2 * i) - 3) * random.normal() } },
    truths: (0..<4).flatMap { (i: Int) -> [Truth] in
      let scale = pow(10, Double(2 * i) - 3)
      return [
        .mean("x\(i)/σ", 0) { x in x[i] / scale }, .mean("x\(i)²/σ²", 1) { x in pow(x[i] / scale, 2) },
      ]
    })

  /// v ~ N(0, 1), x ~ N(0, e^v): a mild funnel, E x² = √e.
  static let funnel = SmoothTarget(
    name: "mild funnel", dimension: 2,
    function: { x, slope in
      let squares = x[1] * x[1] * exp(-x[0])
      slope[0] = (squares / 2 - x[0]) - 0.5
      slope[1] = -x[1] * exp(-x[0])
      return -(x[0] * x[0] + x[0] + squares) / 2
    },
    start: { random in [random.normal(), random.normal()] },
    truths: [
      .mean("v", 0) { $0[0] }, .mean("v²", 1) { $0[0] * $0[0] },
      .mean("P(v < −1)", 0.15865525393145707) { $0[0] < -1 ? 1 : 0 },
      .mean("P(|x| < e^(v/2))", 0.6826894921370859) { abs($0[1]) < exp($0[0] / 2) ? 1 : 0 },
    ])

  /// e^(−x) for x ≥ 0.
  static let exponential = SmoothTarget(
    name: "exponential", dimension: 1, bounds: 0 ... .infinity,
    function: { x, slope in
      slope[0] = -1
      return x[0] < 0 ? -.infinity : -x[0]
    },
    start: { random in [2 * random.uniform()] },
    truths: [
      .mean("x", 1) { $0[0] }, .mean("x²", 2) { $0[0] * $0[0] },
      .mean("P(x < 0.1)", 0.09516258196404048) { $0[0] < 0.1 ? 1 : 0 },
      .quantile(0.95, 2.995732274) { $0[0] },
    ])

  /// e^(x − 3) for x ≤ 3.
  static let mirroredExponential = SmoothTarget(
    name: "exponential below 3", dimension: 1, bounds: -.infinity...3,
    function: { x, slope in
      slope[0] = 1
      return x[0] > 3 ? -.infinity : x[0] - 3
    },
    start: { random in [3 - random.uniform()] },
    truths: [
      .mean("x", 2) { $0[0] }, .mean("x²", 5) { $0[0] * $0[0] },
      .mean("P(x > 2.9)", 0.09516258196404048) { $0[0] > 2.9 ? 1 : 0 },
    ])

  /// Constant on [−1, 3].
  static let uniform = SmoothTarget(
    name: "uniform", dimension: 2, bounds: -1...3,
    function: { x, slope in
      for i in x.indices { slope[i] = 0 }
      return x.indices.allSatisfy { x[$0] >= -1 && x[$0] <= 3 } ? 0 : -.infinity
    },
    start: { random in [4 * random.uniform() - 1, 4 * random.uniform() - 1] },
    truths: [
      .mean("x", 1) { $0[0] }, .mean("(y − 1)²", 4.0 / 3) { ($0[1] - 1) * ($0[1] - 1) },
      .mean("P(x < −0.96)", 0.01) { $0[0] < -0.96 ? 1 : 0 },
    ])

  /// x² (1 − x)⁰·⁵ on [0, 1]: a beta distribution of 3 and 1.5.
  static let beta = SmoothTarget(
    name: "beta", dimension: 1, bounds: 0...1,
    function: { x, slope in
      slope[0] = 2 / x[0] - 0.5 / (1 - x[0])
      return 2 * log(x[0]) + 0.5 * log(1 - x[0])
    },
    start: { random in [random.uniform()] },
    truths: [
      .mean("x", 3 / 4.5) { $0[0] }, .mean("x²", 3 * 4 / (4.5 * 5.5)) { $0[0] * $0[0] },
      .mean("x³", 3.0 * 4 * 5 / (4.5 * 5.5 * 6.5)) { pow($0[0], 3) },
    ])

  /// e^(2 cos(φ − 3)) on the circle [−π, π], with its peak near the cut; E cos = I₁(2)/I₀(2).
  static let vonMises = SmoothTarget(
    name: "von Mises", dimension: 1, cycle: -Double.pi...Double.pi,
    function: { x, slope in
      slope[0] = -2 * sin(x[0] - 3)
      return abs(x[0]) <= .pi ? 2 * cos(x[0] - 3) : .nan
    },
    start: { random in [2 * .pi * random.uniform() - .pi] },
    truths: [
      .mean("cos", 0.697774657964008) { cos($0[0] - 3) }, .mean("sin", 0) { sin($0[0] - 3) },
      .mean("cos²", 1 - 0.697774657964008 / 2) { pow(cos($0[0] - 3), 2) },
    ])

  /// Constant on the circles [0, 1] × [0, 1].
  static let flatTorus = SmoothTarget(
    name: "flat torus", dimension: 2, cycle: 0...1,
    function: { x, slope in
      for i in x.indices { slope[i] = 0 }
      return 0
    },
    start: { random in [random.uniform(), random.uniform()] },
    truths: [
      .mean("x", 0.5) { $0[0] }, .mean("y²", 1.0 / 3) { $0[1] * $0[1] },
      .mean("cos 2πx", 0) { cos(2 * .pi * $0[0]) },
    ])

  static let all: [SmoothTarget] = [
    .normal(2), .normal(10), .normal(50), .correlated, .illScaled, .funnel, .exponential,
    .mirroredExponential,
    .uniform, .beta, .vonMises, .flatTorus,
  ]
}
