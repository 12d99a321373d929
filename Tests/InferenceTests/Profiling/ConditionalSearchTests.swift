import Foundation
import Testing

@testable import Inference

@Suite("Conditional minima")
struct ConditionalSearchTests {
  /// A bent valley in four coordinates, with a second one beside it.
  private let valley = Analytic(4) { p in
    let (a, b) = (p[1] - p[0] * p[0], p[3] - p[2] * p[0])
    let c = p[2] - 1
    let value = 10 * a * a + 5 * b * b + c * c + pow(p[0] - 0.5, 2)
    return (
      value,
      [
        -40 * a * p[0] - 10 * b * p[2] + 2 * (p[0] - 0.5), 20 * a, -10 * b * p[0] + 2 * c, 10 * b,
      ]
    )
  }

  @Test(
    "A quantity that can be solved for a coordinate: as without derivatives from 200 random starts",
    arguments: [-1.5, -0.2, 0.4, 2.0])
  func substitution(target: Double) {
    // q = x y + w, so w = q − x y
    let quantity = Analytic(4) { p in (p[0] * p[1] + p[3], [p[1], p[0], 0, 1]) }
    let bounds = cube(4, -4...4)
    let search = ConditionalSearch(function: valley, quantity: quantity, bounds: bounds)
    let starts = lowDiscrepancyPoints(6, dimension: 4, seed: 3).map { $0.map { 8 * $0 - 4 } }
    let found = search.lowest(at: target, from: starts.map { .init(point: $0) })
    let substituted = Analytic(3) { p in
      let w = target - p[0] * p[1]
      return (w.magnitude > 4 ? 1e6 * w.magnitude : valley.body([p[0], p[1], p[2], w]).0, [0, 0, 0])
    }
    var random = Random(seed: 4, stream: 1)
    var lowest = Double.infinity
    for _ in 0..<200 {
      let start = (0..<3).map { _ in 8 * random.uniform() - 4 }
      let end = Minimizer(algorithm: .simplex, polisher: nil).minimize(
        substituted, from: start, within: cube(3, -4...4))
      lowest = min(lowest, end.value)
    }
    #expect(found.isConverged && abs(found.value - lowest) < 1e-6, "\(found) \(lowest)")
    #expect(abs(quantity.value(at: found.point) - target) < 1e-12)
    // the slope is that of the profile
    let near = [-1e-4, 1e-4].map { search.lowest(at: target + $0, from: [.init(point: found.point)]).value }
    #expect(abs((near[1] - near[0]) / 2e-4 - found.slope) < 1e-5 * max(1, found.slope.magnitude))
  }

  @Test("A minimum in a corner that the quantity leaves no way out of, and on the edge next to it")
  func corners() {
    let pull = Analytic(3) { p in
      (
        pow(p[0] - 3, 2) + pow(p[1] - 3, 2) + pow(p[2] - p[0] * p[1], 2),
        [
          2 * (p[0] - 3) - 2 * (p[2] - p[0] * p[1]) * p[1], 2 * (p[1] - 3) - 2 * (p[2] - p[0] * p[1]) * p[0],
          2 * (p[2] - p[0] * p[1]),
        ]
      )
    }
    let difference = Analytic(3) { p in (p[1] - p[0], [-1, 1, 0]) }
    let bounds = [0.0...1, 0...1.0, -5...5.0]
    let search = ConditionalSearch(function: pull, quantity: difference, bounds: bounds)
    for target in [-1.0, -0.25, 0, 0.6, 1] {
      let found = search.lowest(
        at: target, from: [.init(point: [0.3, 0.6, 0]), .init(point: [0.9, 0.1, 2])])
      // both as high as the bounds let them be
      let (x, y) = target > 0 ? (1 - target, 1.0) : (1.0, 1 + target)
      #expect(found.isConverged, "\(target): \(found)")
      #expect(abs(found.value - pow(x - 3, 2) - pow(y - 3, 2)) < 1e-8, "\(target): \(found)")
    }
    #expect(search.lowest(at: 1.1, from: [.init(point: [0.3, 0.6, 0])]).stopReason == .infeasible)
  }

  @Test("A plane of a product and a sum: the closed form where both can be had, nothing where not")
  func planeOfDerivedQuantities() {
    let function = Analytic(3) { p in
      let miss = p[2] - p[0]
      return (
        pow(p[0] - 2, 2) + 2 * pow(p[1] - 1, 2) + 4 * miss * miss,
        [2 * (p[0] - 2) - 8 * miss, 4 * (p[1] - 1), 8 * miss]
      )
    }
    let product = HeldAxis(Analytic(3) { p in (p[0] * p[1], [p[1], p[0], 0]) })
    let sum = HeldAxis(Analytic(3) { p in (p[0] + p[1], [1, 1, 0]) })
    let bounds = [-6.0...6, -6...6.0, -9...9.0]
    let best = Minimizer().minimize(function, from: [1.5, 1.2, 1], within: bounds)
    let plane = ProfilePlane(of: function, along: product, sum, within: bounds, minimum: best)
    let axis = (0..<21).map { -4 + 0.4 * Double($0) + 0.013 }
    let grid = plane.grid(over: axis, axis, threads: 2)
    for column in axis.indices {
      for row in axis.indices {
        let (p, s) = (axis[column], axis[row])
        let square = s * s / 4 - p
        if square < 0 {
          #expect(grid.value(column, row) == .infinity, "\(p) \(s)")
          continue
        }
        let known =
          [-1.0, 1].map { side in
            let (x, y) = (s / 2 + side * square.squareRoot(), s / 2 - side * square.squareRoot())
            return pow(x - 2, 2) + 2 * pow(y - 1, 2)
          }.min() ?? .nan
        #expect(abs(grid.value(column, row) - known) < 1e-5 * max(1, known), "\(p) \(s)")
      }
    }
  }
}
