import Foundation
import GlobalFit
import Inference
import Physics

/// What the profile of a fit over m_Z' and g' on 100 × 100 points costs, and whether it is the global one: a hundred of its
/// points, drawn at random, are searched again from 200 starts each.
struct PlaneBenchmark {
  private let chiSquared: ChiSquared
  private let bounds: [ClosedRange<Double>]
  private let axes: (x: Int, y: Int)
  private let points = 100
  private let checks = 100
  private let restarts = 200
  private let threads = ProcessInfo.processInfo.activeProcessorCount

  init?(_ problem: Problem) {
    let names = problem.free.map(\.parameter)
    guard let x = names.firstIndex(of: .mZPrime), let y = names.firstIndex(of: .gPrime) else { return nil }
    axes = (x, y)
    chiSquared = ChiSquared(problem)
    bounds = problem.bounds
  }

  func report() {
    let best = MultiStart(starts: 64).minimize(chiSquared, within: bounds, by: Workforce(threads: threads))
      .best
    let plane = ProfilePlane(of: chiSquared, over: axes.x, axes.y, within: bounds, minimum: best)
    let (x, y) = (values(bounds[axes.x]), values(bounds[axes.y]))
    let clock = ContinuousClock()
    var grid = plane.grid(over: x, y, threads: threads)
    let times = (0..<3).map { _ in clock.measure { grid = plane.grid(over: x, y, threads: threads) } }
      .sorted()
    let evaluations = Double(grid.evaluations) / Double(points * points)
    print(
      "profile over m_Z' and g', \(points) × \(points) points: \((times[1] / .seconds(1)).rounded(to: 2)) s on "
        + "\(threads) threads (median of 3), \(evaluations.rounded(to: 0)) evaluations a point, "
        + "\(grid.unconvergedCount()) not converged")
    check(grid)
  }

  /// How far the grid lies above the best of many independent searches.
  private func check(_ grid: ProfileGrid) {
    var random = Random(seed: 5, stream: 1)
    let picks = (0..<checks).map { _ in (random.index(below: points), random.index(below: points)) }
    let excesses = parallelMap(checks, threads: threads) { number in
      let (column, row) = picks[number]
      var held = bounds
      held[axes.x] = grid.x[column]...grid.x[column]
      held[axes.y] = grid.y[row]...grid.y[row]
      let search = MultiStart(starts: restarts, seed: UInt64(1000 + number))
      return grid.value(column, row) - search.minimize(chiSquared, within: held).best.value
    }
    let within = excesses.count { $0 < 0.01 }
    print(
      "  \(within) of \(checks) random points within 0.01 of the best of \(restarts) starts; "
        + "the worst \((excesses.max() ?? 0).rounded(to: 4)) above, the luckiest \((excesses.min() ?? 0).rounded(to: 4))"
    )
  }

  private func values(_ range: ClosedRange<Double>) -> [Double] {
    (0..<points).map { place in
      let share = Double(place) / Double(points - 1)
      return (1 - share) * range.lowerBound + share * range.upperBound
    }
  }
}
