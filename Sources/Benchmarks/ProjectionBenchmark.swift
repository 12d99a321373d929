import Foundation
import Inference

/// Profiles of surfaces whose profiles are known, as often as paraprof asks for a value and as well as it can be said.
///
/// The projections are those that paraprof (github.com/anderkve/paraprof, `examples/run_showcase_scan.py`) shows: a curve of
/// 240 points and two planes of 120 × 120, its grids of 120 and 60 × 60 with the steps halved. It works out the points within
/// Δχ² = 10, or 20 of Rosenbrock's, with gradients by differences; here all are worked out, with exact gradients. Every value
/// below Δχ² = 6 is compared with the exact one.
struct ProjectionBenchmark {
  private struct Case {
    let kind: KnownSurface.Kind
    let planes: [(Int, Int)]
    /// How often paraprof asked for a value, by its README.
    let published: Int
  }

  private let cases = [
    Case(kind: .rosenbrock, planes: [(0, 1), (1, 3)], published: 63_904),
    Case(kind: .himmelblau, planes: [(0, 1), (0, 2)], published: 264_617),
    Case(kind: .levy, planes: [(0, 1), (0, 3)], published: 117_757),
  ]
  private let threads = ProcessInfo.processInfo.activeProcessorCount

  func report() {
    for example in cases { report(example) }
  }

  private func report(_ example: Case) {
    let surface = KnownSurface(kind: example.kind)
    let function = CountedFunction(surface)
    let bounds = Array(repeating: surface.range, count: 4)
    let found = MultiStart(starts: 16).minimize(function, within: bounds, by: Workforce(threads: threads))
    var counts = [function.count]
    var (cells, worst, missed) = (0, 0.0, 0)
    func check(_ value: Double, holding held: [Int: Double]) {
      let exact = surface.profile(holding: held)
      guard exact < 6 else { return }
      cells += 1
      let excess = (value - found.best.value - exact).magnitude
      worst = max(worst, excess)
      if !(excess < 0.01) { missed += 1 }
    }
    var curve = ProfileLikelihood(of: function, over: 0, within: bounds, minimum: found.best)
    curve.start(from: found.ends.map(\.point))
    for point in curve.curve(points: 240, threads: threads) ?? [] {
      check(point.value, holding: [0: point.quantity])
    }
    counts.append(function.count)
    let axis = (0..<120).map { surface.range.lowerBound + Double($0) / 119 * surface.range.length }
    for (first, second) in example.planes {
      let plane = ProfilePlane(of: function, over: first, second, within: bounds, minimum: found.best)
      let grid = plane.grid(over: axis, axis, threads: threads)
      for column in axis.indices {
        for row in axis.indices {
          check(grid.value(column, row), holding: [first: axis[column], second: axis[row]])
        }
      }
      counts.append(function.count)
    }
    let parts = zip(counts, [0] + counts).map { $0 - $1 }
    print(
      "\(example.kind.rawValue): \(function.count) evaluations, \(function.gradientCount) of them with gradient "
        + "(best fit \(parts[0]), curve \(parts[1]), planes \(parts[2]) and \(parts[3])), "
        + "paraprof \(example.published): \((Double(example.published) / Double(function.count)).rounded(to: 1)) × as many; "
        + "\(cells - missed) of \(cells) values below Δχ² = 6 within 0.01, the worst \(worst.rounded(to: 5)) away"
    )
  }
}

extension ClosedRange<Double> {
  fileprivate var length: Double { upperBound - lowerBound }
}
