import Foundation
import Testing

@testable import Inference

@Suite("Profiles over a plane")
struct ProfilePlaneTests {
  private func axis(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    (0..<count).map { range.lowerBound + Double($0) / Double(count - 1) * range.turn }
  }

  private func plane(_ function: Analytic, _ bounds: [ClosedRange<Double>], from start: [Double])
    -> ProfilePlane<Analytic>
  {
    let minimum = Minimizer().minimize(function, from: start, within: bounds)
    return ProfilePlane(of: function, over: 0, 1, within: bounds, minimum: minimum)
  }

  /// χ² = x² + 2ρxy + y² over 1 − ρ², and nuisance parameters that follow x and y.
  private let ellipse = Analytic(4) { p in
    let rho = 0.6
    let norm = 1 / (1 - rho * rho)
    let (u, v) = (p[2] - 2 * p[0] - p[1], p[3] + p[0] * p[1])
    let value = norm * (p[0] * p[0] - 2 * rho * p[0] * p[1] + p[1] * p[1]) + 100 * u * u + 4 * v * v
    return (
      value,
      [
        norm * (2 * p[0] - 2 * rho * p[1]) - 400 * u + 8 * v * p[1],
        norm * (2 * p[1] - 2 * rho * p[0]) - 200 * u + 8 * v * p[0], 200 * u, 8 * v,
      ]
    )
  }

  @Test("A normal density: the profile is its quadratic form, contours are ellipses of known extent and area")
  func ellipses() throws {
    let plane = plane(ellipse, [-4...4, -4...4, -20...20, -20...20], from: [1, 1, 1, 1])
    let grid = plane.grid(over: axis(-4...4, 21), axis(-4...4, 21), threads: 2)
    #expect(grid.unconvergedCount() == 0)
    for column in 0..<21 {
      for row in 0..<21 {
        let (x, y) = (grid.x[column], grid.y[row])
        let known = (x * x - 1.2 * x * y + y * y) / 0.64
        #expect(abs(grid.value(column, row) - known) < 1e-5)
      }
    }
    for contour in plane.contours(of: grid, at: [2.2957, 6.1801, 11.8292]) {
      let line = try #require(contour.lines.first)
      #expect(contour.lines.count == 1 && line.isClosed)
      for (x, y) in zip(line.x, line.y) {
        let rise: Double = (x * x - 1.2 * x * y + y * y) / 0.64
        #expect(abs(rise - contour.rise) < 0.02 * contour.rise)
      }
      // the projection on an axis is ± √Δ, the area πΔ √(1 − ρ²)
      let greatest = try #require(line.x.max())
      #expect(abs(greatest - contour.rise.squareRoot()) < 0.01)
      var area = 0.0
      for (place, x) in line.x.enumerated() {
        let next = (place + 1) % line.x.count
        area += 0.5 * (x * line.y[next] - line.x[next] * line.y[place])
      }
      #expect(abs(abs(area) / (.pi * contour.rise * 0.8) - 1) < 0.01)
    }
  }

  @Test(
    "A region smaller than a cell of the grid still has a smooth contour where a point of the grid lies in it"
  )
  func smallRegion() throws {
    let function = Analytic(3) { p in
      let u = p[2] - p[0]
      return (
        1e4 * (p[0] * p[0] + p[1] * p[1]) + u * u, [2e4 * p[0] - 2 * u, 2e4 * p[1], 2 * u]
      )
    }
    let plane = plane(function, [-1...1, -1...1, -3...3], from: [0.5, 0.5, 1])
    let grid = plane.grid(over: axis(-1...1, 11), axis(-1...1, 11))
    let contour = plane.contours(of: grid, at: [4])[0]
    let line = try #require(contour.lines.first)
    #expect(contour.lines.count == 1 && line.isClosed && line.x.count >= 16)
    for (x, y) in zip(line.x, line.y) { #expect(abs(hypot(x, y) / 0.02 - 1) < 0.02) }
  }

  /// Two valleys along z: one is the lower for x below 0, the other above; between them stands a barrier.
  private let valleys = Analytic(3) { p in
    func valley(_ centre: Double, _ offset: Double) -> (Double, [Double]) {
      let d = p[2] - centre
      return (25 * d * d + offset, [0, 0, 50 * d])
    }
    let (left, right) = (valley(-2, max(0, 3 * p[0])), valley(2, max(0, -3 * p[0])))
    let lower = left.0 < right.0 ? left : right
    let slope = left.0 < right.0 ? (p[0] > 0 ? 3.0 : 0) : (p[0] < 0 ? -3.0 : 0)
    return (lower.0 + p[1] * p[1], [slope, 2 * p[1], lower.1[2]])
  }

  @Test("Of two valleys every point finds the lower one, whichever the best fit lies in")
  func twoValleys() {
    for start in [-2.0, 2.0] {
      let plane = plane(valleys, [-2...2, -2...2, -4...4], from: [start / 4, 0.3, start])
      let grid = plane.grid(over: axis(-2...2, 33), axis(-2...2, 17))
      for column in 0..<33 {
        for row in 0..<17 { #expect(abs(grid.value(column, row) - grid.y[row] * grid.y[row]) < 1e-6) }
      }
    }
  }

  @Test("A contour that leaves the plane is open and ends on its edge")
  func openContour() throws {
    // only the sum is known
    let function = Analytic(3) { p in
      let (u, v) = (p[0] + p[1] - 1, p[2] - p[0])
      return (u * u / 0.01 + v * v, [200 * u - 2 * v, 200 * u, 2 * v])
    }
    let plane = plane(function, [0...1, 0...1, -5...5], from: [0.3, 0.3, 0])
    let grid = plane.grid(over: axis(0...1, 31), axis(0...1, 31))
    let contour = plane.contours(of: grid, at: [4])[0]
    #expect(contour.lines.count == 2 && contour.lines.allSatisfy { !$0.isClosed })
    var offsets: [Double] = []
    for line in contour.lines {
      for (x, y) in zip(line.x, line.y) { #expect(abs(abs(x + y - 1) - 0.2) < 0.002) }
      offsets.append(line.x[0] + line.y[0] - 1)
      for end in [0, line.x.count - 1] {
        let distance = [line.x[end], 1 - line.x[end], line.y[end], 1 - line.y[end]].min()
        #expect(try #require(distance) < 1e-12)
      }
    }
    #expect(offsets.min() ?? 0 < 0 && offsets.max() ?? 0 > 0)
  }

  @Test("A double well has two closed contours")
  func doubleWell() throws {
    // (x² − 1)² + y²: at 1/4 the wells are separate, at 4 they are one
    let function = Analytic(3) { p in
      let (w, v) = (p[0] * p[0] - 1, p[2] - p[1])
      return (w * w + p[1] * p[1] + v * v, [4 * w * p[0], 2 * p[1] - 2 * v, 2 * v])
    }
    let plane = plane(function, [-3...3, -3...3, -4...4], from: [0.8, 0.1, 0])
    let grid = plane.grid(over: axis(-3...3, 41), axis(-3...3, 41))
    let contours = plane.contours(of: grid, at: [0.25, 4])
    #expect(contours.map(\.lines.count) == [2, 1])
    #expect(contours.allSatisfy { $0.lines.allSatisfy(\.isClosed) })
    let wells = contours[0].lines.sorted { $0.x[0] < $1.x[0] }
    // along y = 0 a well ends where x² = 1 ± 1/2
    let ends = wells.flatMap { [$0.x.min() ?? .nan, $0.x.max() ?? .nan] }
    for (end, known) in zip(ends, [-1.5.squareRoot(), -0.5.squareRoot(), 0.5.squareRoot(), 1.5.squareRoot()])
    {
      #expect(abs(end - known) < 0.005)
    }
    for contour in contours {
      for (x, y) in contour.lines.flatMap({ zip($0.x, $0.y) }) {
        let rise = pow(x * x - 1, 2) + y * y
        #expect(abs(rise - contour.rise) < 0.02 * contour.rise)
      }
    }
  }

  @Test("A nuisance parameter on a circle, and one that ends at its bound")
  func circleAndBound() {
    let bounds: [ClosedRange<Double>] = [-3...3, -3...3, 0...(2 * Double.pi), -1...1]
    let minimum = Minimizer().minimize(Winding(), from: [0.5, 0.5, 0.2, 0], within: bounds)
    let plane = ProfilePlane(of: Winding(), over: 0, 1, within: bounds, minimum: minimum)
    let grid = plane.grid(over: axis(-3...3, 25), axis(-3...3, 25))
    for column in 0..<25 {
      for row in 0..<25 {
        let (x, y) = (grid.x[column], grid.y[row])
        let beyond = max(0, abs(x + y) - 1)
        let known: Double = x * x + y * y + beyond * beyond
        #expect(abs(grid.value(column, row) - known) < 1e-5)
      }
    }
  }

  @Test("The bits do not depend on the number of threads")
  func threads() {
    let plane = plane(valleys, [-2...2, -2...2, -4...4], from: [-0.5, 0.3, -2])
    let grids = [1, 3].map { plane.grid(over: axis(-2...2, 21), axis(-2...2, 21), threads: $0) }
    #expect(grids[0].minima.map(\.point) == grids[1].minima.map(\.point))
    #expect(grids[0].minima.map(\.value) == grids[1].minima.map(\.value))
    #expect(grids[0].evaluations == grids[1].evaluations)
    let contours = zip(grids, [1, 3]).map { plane.contours(of: $0, at: [1], threads: $1)[0] }
    #expect(contours[0].lines == contours[1].lines)
  }
}

/// A function of x and y, an angle that would like to be 2x, and a number that would like to be x + y.
private struct Winding: DifferentiableFunction {
  let dimension = 4

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { coordinate == 2 ? 0...(2 * Double.pi) : nil }

  func value(at p: Span<Double>) -> Double {
    let w = p[3] - p[0] - p[1]
    return p[0] * p[0] + p[1] * p[1] + 10 * (1 - cos(p[2] - 2 * p[0])) + w * w
  }

  func value(at p: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let (slope, w) = (10 * sin(p[2] - 2 * p[0]), p[3] - p[0] - p[1])
    gradient[0] = 2 * p[0] - 2 * slope - 2 * w
    gradient[1] = 2 * p[1] - 2 * w
    gradient[2] = slope
    gradient[3] = 2 * w
    return value(at: p)
  }
}
