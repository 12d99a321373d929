import Foundation
import Inference

/// A normalised density that can be drawn from.
public struct Prior: Sendable {
  /// ln of the density; −∞ outside its support.
  public let logDensity: KnownPosterior.Function
  /// Adds the slope of ln density; nil to have differences taken.
  public let slope: KnownPosterior.Slope?
  /// Where each coordinate ends.
  public let bounds: [ClosedRange<Double>]
  /// Once around for the coordinates that are angles.
  public let cycles: [ClosedRange<Double>?]
  /// Draws a point.
  public let draw: @Sendable (inout Random) -> [Double]

  /// A prior whose coordinates may depend on one another.
  public init(
    bounds: [ClosedRange<Double>], logDensity: @escaping KnownPosterior.Function,
    slope: KnownPosterior.Slope? = nil, draw: @escaping @Sendable (inout Random) -> [Double]
  ) {
    self.bounds = bounds
    self.logDensity = logDensity
    self.slope = slope
    self.draw = draw
    cycles = bounds.map { _ in nil }
  }

  /// A prior of independent coordinates.
  public init(_ marginals: [Marginal]) {
    bounds = marginals.map(\.bounds)
    cycles = marginals.map(\.cycle)
    logDensity = { point in
      var sum = 0.0
      for index in marginals.indices { sum += marginals[index].logDensity(at: point[index]) }
      return sum
    }
    slope = { point, sum in
      for index in marginals.indices { sum[index] += marginals[index].slope(at: point[index]) }
    }
    draw = { random in marginals.map { $0.draw(using: &random) } }
  }

  /// Equal density in a cube.
  public static func cube(_ side: ClosedRange<Double>, dimension: Int) -> Prior {
    Prior(Array(repeating: .uniform(side), count: dimension))
  }
}

/// The prior of one coordinate by itself.
public enum Marginal: Sendable {
  /// Equal density in a range.
  case uniform(ClosedRange<Double>)
  /// Equal density on a circle.
  case circle(ClosedRange<Double>)
  /// A normal.
  case normal(mean: Double, standardDeviation: Double)
  /// The positive half of a normal of mean 0.
  case halfNormal(standardDeviation: Double)
  /// Cauchy's density with its peak at 0.
  case cauchy(scale: Double)
  /// The positive half of Cauchy's density.
  case halfCauchy(scale: Double)
  /// Erlang's density rate^shape x^(shape − 1) exp(−rate x)/(shape − 1)!, a gamma of whole shape.
  case erlang(shape: Int, rate: Double)

  /// Where it ends.
  var bounds: ClosedRange<Double> {
    switch self {
    case .uniform(let range), .circle(let range): range
    case .normal, .cauchy: -.infinity ... .infinity
    case .halfNormal, .halfCauchy, .erlang: 0 ... .infinity
    }
  }

  /// Once around, if it is an angle.
  var cycle: ClosedRange<Double>? {
    if case .circle(let range) = self { range } else { nil }
  }

  /// ln of the density.
  func logDensity(at x: Double) -> Double {
    switch self {
    case .uniform(let range), .circle(let range):
      return range.contains(x) ? -log(range.turn) : -.infinity
    case .normal(let mean, let width):
      return -((x - mean) / width) * ((x - mean) / width) / 2 - log(width) - log(2 * .pi) / 2
    case .halfNormal(let width):
      return x < 0 ? -.infinity : -(x / width) * (x / width) / 2 - log(width) - log(.pi / 2) / 2
    case .cauchy(let scale):
      return -log(.pi * scale * (1 + x * x / (scale * scale)))
    case .halfCauchy(let scale):
      return x < 0 ? -.infinity : -log(.pi / 2 * scale * (1 + x * x / (scale * scale)))
    case .erlang(let shape, let rate):
      guard x > 0 else { return -.infinity }
      return Double(shape) * log(rate) + Double(shape - 1) * log(x) - rate * x - lgamma(Double(shape))
    }
  }

  /// The slope of ln density inside the support.
  func slope(at x: Double) -> Double {
    switch self {
    case .uniform, .circle: 0
    case .normal(let mean, let width): -(x - mean) / (width * width)
    case .halfNormal(let width): -x / (width * width)
    case .cauchy(let scale), .halfCauchy(let scale): -2 * x / (scale * scale + x * x)
    case .erlang(let shape, let rate): Double(shape - 1) / x - rate
    }
  }

  /// A draw.
  func draw(using random: inout Random) -> Double {
    switch self {
    case .uniform(let range), .circle(let range):
      return range.lowerBound + range.turn * random.uniform()
    case .normal(let mean, let width): return mean + width * random.normal()
    case .halfNormal(let width): return width * abs(random.normal())
    case .cauchy(let scale): return scale * tan(.pi * (random.uniform() - 0.5))
    case .halfCauchy(let scale): return scale * tan(.pi / 2 * random.uniform())
    case .erlang(let shape, let rate):
      var sum = 0.0
      for _ in 0..<shape { sum -= log(random.uniform()) }
      return sum / rate
    }
  }
}
