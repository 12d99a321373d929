import Foundation

@testable import Inference

/// A function given by a closure that returns the value and the gradient.
struct Analytic: DifferentiableFunction {
  let dimension: Int
  let body: @Sendable ([Double]) -> (Double, [Double])

  init(_ dimension: Int, _ body: @escaping @Sendable ([Double]) -> (Double, [Double])) {
    self.dimension = dimension
    self.body = body
  }

  func value(at point: Span<Double>) -> Double { body(point.indices.map { point[$0] }).0 }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let (value, slope) = body(point.indices.map { point[$0] })
    for index in slope.indices { gradient[index] = slope[index] }
    return value
  }
}

func everywhere(_ dimension: Int) -> [ClosedRange<Double>] {
  [ClosedRange<Double>](repeating: -Double.infinity...Double.infinity, count: dimension)
}

func cube(_ dimension: Int, _ range: ClosedRange<Double>) -> [ClosedRange<Double>] {
  [ClosedRange<Double>](repeating: range, count: dimension)
}

/// The relative difference.
func deviation(_ value: Double, from truth: Double) -> Double { abs(value - truth) / abs(truth) }

enum Functions {
  static func rosenbrock(_ dimension: Int) -> Analytic {
    Analytic(dimension) { x in
      var value = 0.0
      var slope = [Double](repeating: 0, count: dimension)
      for i in 0..<(dimension - 1) {
        let bend = x[i + 1] - x[i] * x[i]
        value += 100 * bend * bend + (1 - x[i]) * (1 - x[i])
        slope[i] += -400 * bend * x[i] - 2 * (1 - x[i])
        slope[i + 1] += 200 * bend
      }
      return (value, slope)
    }
  }

  static let himmelblau = Analytic(2) { p in
    let (x, y) = (p[0], p[1])
    let (a, b) = (x * x + y - 11, x + y * y - 7)
    return (a * a + b * b, [4 * x * a + 2 * b, 2 * a + 4 * y * b])
  }

  static let beale = Analytic(2) { p in
    let (x, y) = (p[0], p[1])
    var value = 0.0
    var slope = [0.0, 0.0]
    for (power, constant) in [(1.0, 1.5), (2, 2.25), (3, 2.625)] {
      let term = constant - x + x * pow(y, power)
      value += term * term
      slope[0] += 2 * term * (pow(y, power) - 1)
      slope[1] += 2 * term * x * power * pow(y, power - 1)
    }
    return (value, slope)
  }

  static let goldsteinPrice = Analytic(2) { p in
    let (x, y) = (p[0], p[1])
    let s = x + y + 1
    let u = 19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y
    let t = 2 * x - 3 * y
    let v = 18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y
    let (a, b) = (1 + s * s * u, 30 + t * t * v)
    let (ux, uy) = (-14 + 6 * x + 6 * y, -14 + 6 * x + 6 * y)
    let (vx, vy) = (-32 + 24 * x - 36 * y, 48 - 36 * x + 54 * y)
    let (ax, ay) = (2 * s * u + s * s * ux, 2 * s * u + s * s * uy)
    let (bx, by) = (4 * t * v + t * t * vx, -6 * t * v + t * t * vy)
    return (a * b, [ax * b + a * bx, ay * b + a * by])
  }

  static func rastrigin(_ dimension: Int) -> Analytic {
    Analytic(dimension) { x in
      (
        x.reduce(10 * Double(dimension)) { $0 + $1 * $1 - 10 * cos(2 * .pi * $1) },
        x.map { 2 * $0 + 20 * .pi * sin(2 * .pi * $0) }
      )
    }
  }

  static let powellSingular = Analytic(4) { x in
    let (a, b, c, d) = (x[0] + 10 * x[1], x[2] - x[3], x[1] - 2 * x[2], x[0] - x[3])
    return (
      a * a + 5 * b * b + pow(c, 4) + 10 * pow(d, 4),
      [
        2 * a + 40 * pow(d, 3), 20 * a + 4 * pow(c, 3), 10 * b - 8 * pow(c, 3), -10 * b - 40 * pow(d, 3),
      ]
    )
  }

  /// A bowl with ripples; its lowest point near (0.3, −0.2).
  static let rippledBowl = Analytic(2) { p in
    let (x, y) = (p[0] - 0.3, p[1] + 0.2)
    return (
      x * x + 2 * y * y - 0.1 * cos(3 * x) - 0.1 * cos(3 * y),
      [2 * x + 0.3 * sin(3 * x), 4 * y + 0.3 * sin(3 * y)]
    )
  }

  /// Signal and background: 12 events seen, background measured as 5 ± 1.5.
  static let counting = Analytic(2) { p in
    let (s, b) = (p[0], p[1])
    let mean = s + b
    let pull = (b - 5) / 1.5
    let slope = 2 * (1 - 12 / mean)
    return (2 * (mean - 12 * log(mean)) + pull * pull, [slope, slope + 2 * pull / 1.5])
  }

  /// NIST StRD Misra1a: y = b₁ (1 − e^(−b₂ x)).
  static let misra1a = Analytic(2) { b in
    var value = 0.0
    var slope = [0.0, 0.0]
    for (x, y) in zip(misraX, misraY) {
      let decay = exp(-b[1] * x)
      let residual = y - b[0] * (1 - decay)
      value += residual * residual
      slope[0] -= 2 * residual * (1 - decay)
      slope[1] -= 2 * residual * b[0] * x * decay
    }
    return (value, slope)
  }

  static let misraX = [
    77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
  ]
  static let misraY = [
    10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
  ]
}
