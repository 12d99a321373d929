import Foundation
import Testing

@testable import Inference

/// Surfaces of four coordinates whose profiles are known in closed form, none of which anything was tuned on.
@Suite("Planes of surfaces with known profiles")
struct KnownSurfaceTests {
  private let count = 25

  private func axis(_ range: ClosedRange<Double>) -> [Double] {
    (0..<count).map { range.lowerBound + Double($0) / Double(count - 1) * range.turn }
  }

  private func grid(
    _ function: Analytic, over first: Int, _ second: Int, _ range: ClosedRange<Double>, threads: Int = 2
  ) -> ProfileGrid {
    let bounds = cube(4, range)
    let best = MultiStart(starts: 16).minimize(function, within: bounds).best
    let plane = ProfilePlane(of: function, over: first, second, within: bounds, minimum: best)
    return plane.grid(over: axis(range), axis(range), threads: threads)
  }

  /// Ripples on a bowl: x² + 3 sin² 2x along every coordinate, the lowest value of each 0 at 0.
  private let ripples = Analytic(4) { p in
    (
      p.reduce(0) { $0 + $1 * $1 + 3 * pow(sin(2 * $1), 2) },
      p.map { 2 * $0 + 6 * sin(4 * $0) }
    )
  }

  @Test("Ripples: hundreds of minima, and what is not held finds the lowest", arguments: [(0, 1), (1, 3)])
  func rippledBowl(first: Int, second: Int) {
    let grid = grid(ripples, over: first, second, -4...4)
    #expect(grid.unconvergedCount() == 0)
    for column in grid.x.indices {
      for row in grid.y.indices {
        let (x, y) = (grid.x[column], grid.y[row])
        let known = x * x + 3 * pow(sin(2 * x), 2) + y * y + 3 * pow(sin(2 * y), 2)
        #expect(abs(grid.value(column, row) - known) < 1e-3, "\(x) \(y)")
      }
    }
  }

  /// A valley bent like a banana in three links: 10 (x₂ − x₁²)² + (1 − x₁)² and so on.
  private let chain = Analytic(4) { p in
    var (sum, slope) = (0.0, [0.0, 0, 0, 0])
    for i in 0..<3 {
      let bend = p[i + 1] - p[i] * p[i]
      sum += 10 * bend * bend + (1 - p[i]) * (1 - p[i])
      slope[i] += -40 * p[i] * bend - 2 * (1 - p[i])
      slope[i + 1] += 20 * bend
    }
    return (sum, slope)
  }

  @Test(
    "A bent chain over its first two coordinates: the last follows the third, which is a parabola's lowest point"
  )
  func bentChain() {
    let grid = grid(chain, over: 0, 1, -2...2)
    for column in grid.x.indices {
      for row in grid.y.indices {
        let (x, y) = (grid.x[column], grid.y[row])
        // x₄ = x₃² as far as that is 2, and x₃ weighs 10 (x₃ − y²)² against (1 − x₃)²: next to its bounds by a scan
        func rest(_ third: Double) -> Double {
          let miss = min(third * third, 2) - third * third
          return 10 * pow(third - y * y, 2) + pow(1 - third, 2) + 10 * miss * miss
        }
        let scan = (0...40_000).map { rest(-2 + 1e-4 * Double($0)) }.min() ?? .nan
        let known = 10 * pow(y - x * x, 2) + pow(1 - x, 2) + pow(1 - y, 2) + scan
        #expect(abs(grid.value(column, row) - known) < 1e-3 * max(1, 1e-2 * known), "\(x) \(y)")
      }
    }
  }

  @Test("A curve that rises to 10⁸ is exact where it is read off, and right to a thousandth where not")
  func steepCurve() throws {
    // χ² = 10⁴ x² where y follows x² and z follows x y
    let function = Analytic(3) { p in
      let (u, v) = (p[1] - p[0] * p[0], p[2] - p[0] * p[1])
      return (
        1e4 * p[0] * p[0] + 5 * u * u + 3 * v * v,
        [2e4 * p[0] - 20 * p[0] * u - 6 * p[1] * v, 10 * u - 6 * p[0] * v, 6 * v]
      )
    }
    let bounds = [-100.0...100, -2e4...2e4, -2e6...2e6]
    let best = Minimizer().minimize(function, from: [0.3, 0.2, 0.1], within: bounds)
    let profile = ProfileLikelihood(of: function, over: 0, within: bounds, minimum: best)
    let curve = try #require(profile.curve(points: 41))
    for point in curve {
      let known = 1e4 * point.quantity * point.quantity
      #expect(point.isConverged && abs(point.value - known) < 1e-6 + 1e-3 * max(0, known - 100), "\(point)")
    }
    for (threshold, end) in [(1.0, 0.01), (4.0, 0.02)] {
      let interval = profile.interval(threshold: threshold)
      let (lower, upper) = (try #require(interval.lower), try #require(interval.upper))
      #expect(abs(upper - end) < 1e-9 && abs(lower + end) < 1e-9)
    }
  }

  @Test("The bits of a plane do not depend on the number of threads")
  func threads() {
    let (alone, together) = (
      grid(chain, over: 0, 2, -2...2, threads: 1), grid(chain, over: 0, 2, -2...2, threads: 3)
    )
    for column in alone.x.indices {
      for row in alone.y.indices { #expect(alone.value(column, row) == together.value(column, row)) }
    }
    #expect(alone.evaluations == together.evaluations)
  }
}

@Suite("Numbers of a grid's points")
struct PlaneLatticeTests {
  private let lattice = PlaneLattice(columns: 10, rows: 7)

  @Test("On both sides along an axis, or not at all at an edge")
  func opposites() {
    // column 4, row 2 of stride 2: columns 2 and 6, rows 0 and 4
    let inside = lattice.opposites(of: 4 * 7 + 2, 2)
    #expect(inside.map(\.axis) == [0, 1])
    #expect(inside.map(\.before) == [2 * 7 + 2, 4 * 7] && inside.map(\.after) == [6 * 7 + 2, 4 * 7 + 4])
    // column 0 has none on one side; row 4 has the last row on the other
    let edge = lattice.opposites(of: 4, 2)
    #expect(edge.map(\.axis) == [1] && edge.map(\.before) == [2] && edge.map(\.after) == [6])
  }

  @Test("Beyond a neighbour, as far as the grid goes")
  func beyond() {
    #expect(lattice.beyond(4 * 7 + 3, from: 2 * 7 + 2) == 6 * 7 + 4)
    #expect(lattice.beyond(1 * 7 + 2, from: 3 * 7 + 2) == nil)
    #expect(lattice.beyond(4 * 7 + 5, from: 4 * 7 + 3) == nil)
  }

  @Test("Beyond the parents lies what is three steps away, as far as the grid goes")
  func beyondParents() {
    // column 3 between columns 2 and 4 of stride 1
    #expect(lattice.beyondParents(of: 3 * 7 + 2, 1) == [0 * 7 + 2, 6 * 7 + 2])
    #expect(lattice.beyondParents(of: 1 * 7 + 2, 1) == nil)
    // row 3 between rows 2 and 4
    #expect(lattice.beyondParents(of: 4 * 7 + 3, 1) == [4 * 7 + 0, 4 * 7 + 6])
  }
}

@Suite("Planes of quantities that are no coordinates")
struct HeldQuantityPlaneTests {
  /// Its lowest point lies outside the box along the first and the fourth coordinate.
  private let function = Analytic(4) { p in
    let (a, b, c, d) = (p[0] + 0.3, p[1] - 0.4, p[2] - 0.7, p[3] - 1.5 - 0.5 * p[1])
    return (
      10 * a * a + 4 * b * b + 3 * c * c + 2 * d * d, [20 * a, 8 * b - 2 * d, 6 * c, 4 * d]
    )
  }
  /// x + y + z², which can be solved for z ≥ 0, and w − x y, which can be solved for w.
  private let quantities = [
    Analytic(4) { p in (p[0] + p[1] + p[2] * p[2], [1, 1, 2 * p[2], 0]) },
    Analytic(4) { p in (p[3] - p[0] * p[1], [-p[1], -p[0], 0, 1]) },
  ]

  /// The lowest value at given values of the quantities, by a scan of x and y that is made finer around its lowest point.
  private func scanned(_ first: Double, _ second: Double) -> Double {
    func value(_ x: Double, _ y: Double) -> Double {
      let (square, w) = (first - x - y, second + x * y)
      guard square >= 0, square <= 1, w >= 0, w <= 1 else { return .infinity }
      return function.body([x, y, square.squareRoot(), w]).0
    }
    var (best, at, width) = (Double.infinity, (0.5, 0.5), 0.5)
    for _ in 0..<8 {
      let centre = at
      for i in 0...80 {
        for j in 0...80 {
          let x = min(max(centre.0 + width * (Double(i) / 40 - 1), 0), 1)
          let y = min(max(centre.1 + width * (Double(j) / 40 - 1), 0), 1)
          let here = value(x, y)
          if here < best { (best, at) = (here, (x, y)) }
        }
      }
      width *= 0.25
    }
    return best
  }

  @Test("Minima on bounds, and next to them, are as low as a scan of what is left free")
  func minimaOnBounds() {
    let bounds = cube(4, 0...1)
    let best = Minimizer().minimize(function, from: [0.5, 0.5, 0.5, 0.5], within: bounds)
    let plane = ProfilePlane(
      of: function, along: HeldAxis(quantities[0]), HeldAxis(quantities[1]), within: bounds, minimum: best)
    let (x, y) = ((1...20).map { 0.11 * Double($0) }, (0...20).map { 0.047 * Double($0) })
    let grid = plane.grid(over: x, y, threads: 2)
    #expect(grid.unconvergedCount() == 0)
    for column in x.indices {
      for row in y.indices {
        let known = scanned(x[column], y[row])
        // what the scan does not meet is out of reach, or next to it
        guard known < .infinity else { continue }
        // a scan does not go below the minimum, and comes near it
        #expect(grid.value(column, row) < known + 1e-3, "\(x[column]) \(y[row]): \(known)")
        #expect(grid.value(column, row) > known - 2e-2 * max(1, known), "\(x[column]) \(y[row]): \(known)")
      }
    }
  }

  @Test("Between two ends, and amid four, what is cubic is forecast exactly")
  func forecasts() throws {
    func end(_ x: Double, _ y: Double) -> HeldMinimum {
      let value = 1 + x - 2 * y + 3 * x * x - x * y + y * y + 0.5 * x * x * x + y * y * y
      var end = HeldMinimum(point: [x, y], held: [x, y], value: value, gradient: [])
      end.slopes = [1 + 6 * x - y + 1.5 * x * x, -2 - x + 2 * y + 3 * y * y]
      return end
    }
    let function = Analytic(3) { _ in (0, [0, 0, 0]) }
    let bounds = cube(3, -4...4)
    let minimum = Minimizer().minimize(function, from: [0, 0, 0], within: bounds)
    let plane = ProfilePlane(of: function, over: 0, 1, within: bounds, minimum: minimum)
    let search = GridSearch(
      plane.task, at: [[0, 0], [0, 1], [1, 0], [1, 1]], on: PlaneLattice(columns: 2, rows: 2), threads: 1)
    let along = try #require(search.forecast(at: [0.5, 0.3], between: end(0.1, 0.7), end(1.1, -0.3)))
    #expect(abs(along - end(0.5, 0.3).value) < 1e-12)
    let corners = [end(0, 0), end(0, 2), end(1, 0), end(1, 2)]
    let middle = try #require(search.forecast(at: [0.5, 1], amid: corners))
    #expect(abs(middle - end(0.5, 1).value) < 1e-12)
    // an end without slopes says nothing
    let mute = HeldMinimum(point: [0, 0], held: [0, 0], value: 1, gradient: [])
    #expect(search.forecast(at: [0.5, 0.5], between: mute, end(1, 1)) == nil)
  }
}
