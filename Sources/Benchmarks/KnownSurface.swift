import Foundation
import Inference

/// A χ² of four coordinates whose profiles are known by other means than a minimiser of four coordinates.
///
/// They are −2 ln L of the surfaces on which A. Kvellestad shows paraprof (github.com/anderkve/paraprof, 2025,
/// `src/paraprof/test_functions.py`). Each is a sum of terms that share at most one coordinate with the next, so that what is
/// not held is minimised one coordinate at a time.
struct KnownSurface: DifferentiableFunction {
  /// Which of them.
  enum Kind: String, CaseIterable {
    case rosenbrock = "Rosenbrock"
    case himmelblau = "Himmelblau"
    case levy = "Levy"
  }

  let kind: Kind
  var dimension: Int { 4 }

  /// The range of each coordinate.
  var range: ClosedRange<Double> { kind == .levy ? -10...10 : -6...6 }

  func value(at point: Span<Double>) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { buffer in
      var slope = buffer.mutableSpan
      return value(at: point, gradient: &slope)
    }
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    for i in 0..<4 { gradient[i] = 0 }
    var sum = 0.0
    switch kind {
    case .rosenbrock:
      for i in 0..<3 {
        let (x, y) = (point[i], point[i + 1])
        sum += Self.link(x, y)
        gradient[i] += -80 * x * (y - x * x) - 0.4 * (1 - x)
        gradient[i + 1] += 40 * (y - x * x)
      }
    case .himmelblau:
      for i in [0, 2] {
        let (x, y) = (point[i], point[i + 1])
        let (a, b) = (x * x + y - 11, x + y * y - 7)
        sum += Self.pair(x, y)
        gradient[i] += 0.2 * (2 * a * x + b)
        gradient[i + 1] += 0.2 * (a + 2 * b * y)
      }
    case .levy:
      for i in 0..<4 {
        sum += Self.ripple(i, point[i])
        gradient[i] = Self.rippleSlope(i, point[i])
      }
    }
    return sum
  }

  // MARK: - The terms

  /// 0.2 · (100 (y − x²)² + (1 − x)²)
  private static func link(_ x: Double, _ y: Double) -> Double {
    20 * (y - x * x) * (y - x * x) + 0.2 * (1 - x) * (1 - x)
  }

  /// 0.1 · ((x² + y − 11)² + (x + y² − 7)²)
  private static func pair(_ x: Double, _ y: Double) -> Double {
    let (a, b) = (x * x + y - 11, x + y * y - 7)
    return 0.1 * (a * a + b * b)
  }

  /// Twice the term of a coordinate, with w = 1 + (x − 1)/4: (w − 1)² (1 + 10 sin²(πw + 1)) of the first three,
  /// (w − 1)² (1 + sin² 2πw) of the last, and sin² πw of the first besides.
  private static func ripple(_ index: Int, _ x: Double) -> Double {
    let w = 1 + 0.25 * (x - 1)
    let wave = index < 3 ? sin(.pi * w + 1) : sin(2 * .pi * w)
    let first = index == 0 ? sin(.pi * w) : 0
    return 2 * (first * first + (w - 1) * (w - 1) * (1 + (index < 3 ? 10 : 1) * wave * wave))
  }

  private static func rippleSlope(_ index: Int, _ x: Double) -> Double {
    let w = 1 + 0.25 * (x - 1)
    let (height, rate, phase) = index < 3 ? (10.0, Double.pi, Double.pi * w + 1) : (1, 2 * .pi, 2 * .pi * w)
    let wave = sin(phase)
    let first = index == 0 ? Double.pi * sin(2 * .pi * w) : 0
    let slope =
      2 * (w - 1) * (1 + height * wave * wave) + (w - 1) * (w - 1) * height * rate * sin(2 * phase)
    return 0.5 * (first + slope)
  }
}

// MARK: - Exact profiles

extension KnownSurface {
  /// The lowest value where some coordinates are held: minimised over the others one by one, each on a fine scan of its range.
  func profile(holding held: [Int: Double]) -> Double {
    switch kind {
    case .himmelblau:
      [0, 2].reduce(0) { sum, i in
        sum + lowest(held[i]) { x in lowest(held[i + 1]) { Self.pair(x, $0) } }
      }
    case .levy:
      (0..<4).reduce(0) { sum, i in sum + lowest(held[i]) { Self.ripple(i, $0) } }
    case .rosenbrock:
      // once the second is known, the first and the third have nothing to do with each other
      lowest(held[1], scanned: 120) { second in
        lowest(held[0]) { Self.link($0, second) }
          + lowest(held[2]) { third in
            // the last one follows the third as far as its range goes
            let last = held[3] ?? min(max(third * third, range.lowerBound), range.upperBound)
            return Self.link(second, third) + Self.link(third, last)
          }
      }
    }
  }

  /// The lowest value of a function over the range, or at the held place: every dip of a scan is narrowed by golden sections.
  private func lowest(_ held: Double?, scanned count: Int = 480, _ function: (Double) -> Double) -> Double {
    if let held { return function(held) }
    let step = (range.upperBound - range.lowerBound) / Double(count)
    let values = (0...count).map { function(range.lowerBound + Double($0) * step) }
    let best = values.min() ?? .infinity
    var lowest = best
    for place in values.indices {
      let (before, after) = (max(place - 1, 0), min(place + 1, count))
      // a dip that might still be lower than the best of the scan
      guard values[place] <= values[before], values[place] <= values[after], values[place] < best + 8 else {
        continue
      }
      var (a, b) = (range.lowerBound + Double(before) * step, range.lowerBound + Double(after) * step)
      let golden = 0.5 * (5.0.squareRoot() - 1)
      var (c, d) = (b - golden * (b - a), a + golden * (b - a))
      var (low, high) = (function(c), function(d))
      for _ in 0..<30 {
        if low < high {
          (b, d, high) = (d, c, low)
          c = b - golden * (b - a)
          low = function(c)
        } else {
          (a, c, low) = (c, d, high)
          d = a + golden * (b - a)
          high = function(d)
        }
      }
      lowest = min(lowest, low, high)
    }
    return lowest
  }
}
