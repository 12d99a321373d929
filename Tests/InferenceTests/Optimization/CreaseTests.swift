import Foundation
import Testing

@testable import Inference

/// A function whose lowest point is known because zero was put into its subdifferential there.
private struct KnownMinimum {
  let function: Creased
  let place: [Double]
  let value: Double
  let bounds: [ClosedRange<Double>]

  /// ½ Σ d (x − p)² + g · x + Σ w |q| with q = n · (x − p) + ½ b |x − p|², w ≥ 0 and g = −Σ μ n, |μ| < w: convex where b = 0,
  /// and then lowest at p.
  init(seed: UInt64, dimension: Int, creases: Int, bend: Double = 0) {
    var random = Random(seed: seed, stream: 7)
    func number(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + random.uniform() * (range.upperBound - range.lowerBound)
    }
    let place = (0..<dimension).map { _ in number(-0.5...0.5) }
    let curvatures = (0..<dimension).map { _ in number(0.1...10) }
    let normals = (0..<creases).map { _ in (0..<dimension).map { _ in number(-1...1) } }
    let weights = (0..<creases).map { _ in number(0.5...3) }
    let multipliers = weights.map { $0 * number(-0.9...0.9) }
    let slope = (0..<dimension).map { index in
      -zip(multipliers, normals).reduce(0) { $0 + $1.0 * $1.1[index] }
    }
    let smooth = Analytic(dimension) { p in
      let away = zip(p, place).map { $0 - $1 }
      let value = away.indices.reduce(0.0) {
        $0 + 0.5 * curvatures[$1] * away[$1] * away[$1] + slope[$1] * away[$1]
      }
      return (value, away.indices.map { curvatures[$0] * away[$0] + slope[$0] })
    }
    let terms = zip(normals, weights).map { normal, weight in
      CreasedTerm(
        of: Analytic(dimension) { p in
          let away = zip(p, place).map { $0 - $1 }
          let square = away.reduce(0) { $0 + $1 * $1 }
          return (
            zip(normal, away).reduce(0.5 * bend * square) { $0 + $1.0 * $1.1 },
            zip(normal, away).map { $0 + bend * $1 }
          )
        }, edges: [-.infinity, 0, .infinity]
      ) { piece, quantity in
        piece == 0 ? (-weight * quantity, -weight) : (weight * quantity, weight)
      }
    }
    function = Creased(parts: CreasedFunction(smooth: smooth, terms: terms))
    (self.place, value, bounds) = (place, 0, cube(dimension, -3...3))
  }
}

@Suite("Minima on creases")
struct CreaseTests {
  @Test("|x − 0.1|, told where its corner is, has a verified minimum there", arguments: [-0.9, 0.1, 0.7])
  func corner(start: Double) {
    let function = Creased(
      parts: CreasedFunction(
        smooth: Analytic(1) { _ in (0, [0]) },
        terms: [
          CreasedTerm(of: Coordinate(0, dimension: 1), edges: [-.infinity, 0.1, .infinity]) { piece, x in
            piece == 0 ? (0.1 - x, -1) : (x - 0.1, 1)
          }
        ]))
    let minimum = Minimizer().minimize(function, from: [start], within: cube(1, -1...1))
    #expect(
      minimum.isConverged && abs(minimum.point[0] - 0.1) < 1e-15 && minimum.creases.count == 1, "\(minimum)")
  }

  @Test(
    "Convex functions with corners: the lowest point is where zero lies in the subdifferential",
    arguments: [(1, 1), (2, 1), (2, 2), (3, 2), (5, 1), (5, 3), (5, 5), (2, 4), (3, 7), (8, 4)])
  func convex(dimension: Int, creases: Int) {
    for seed in 0..<8 as Range<UInt64> {
      let known = KnownMinimum(seed: seed, dimension: dimension, creases: creases)
      for start in lowDiscrepancyPoints(6, dimension: dimension, seed: seed) {
        let minimum = Minimizer().minimize(
          known.function, from: start.map { 6 * $0 - 3 }, within: known.bounds)
        #expect(minimum.isConverged, "seed \(seed): \(minimum)")
        #expect(abs(minimum.value - known.value) < 1e-8, "seed \(seed): \(minimum)")
        for (own, exact) in zip(minimum.point, known.place) {
          // |q| ≥ 0.05 |x − p| or so fixes the place; along the creases only the curvature does
          #expect(abs(own - exact) < 1e-3, "seed \(seed): \(minimum)")
        }
      }
    }
  }

  @Test(
    "Bent creases: what is verified is no higher than the point known to be stationary", arguments: [2, 3, 5])
  func bent(dimension: Int) {
    for seed in 0..<10 as Range<UInt64> {
      let known = KnownMinimum(seed: seed, dimension: dimension, creases: dimension - 1, bend: 0.2)
      let minimum = MultiStart(starts: 12, seed: seed).minimize(known.function, within: known.bounds).best
      #expect(minimum.isConverged && minimum.value < known.value + 1e-8, "seed \(seed): \(minimum)")
      // brute force around it: no value is lower
      for (number, cube) in lowDiscrepancyPoints(400, dimension: dimension, seed: seed).enumerated() {
        let reach = pow(10, -Double(number % 6))
        let there = zip(minimum.point, cube).map { min(max($0 + reach * ($1 - 0.5), -3), 3) }
        #expect(known.function.value(at: there) >= minimum.value - 1e-8)
      }
    }
  }

  @Test(
    "Every algorithm that needs no gradient ends at the corner too", arguments: ["LN_SBPLX", "GN_DIRECT_L"])
  func algorithms(name: String) throws {
    let minimizer = Minimizer(algorithm: try #require(Algorithm(name: name)), maximumEvaluations: 3000)
    for seed in 0..<4 as Range<UInt64> {
      let known = KnownMinimum(seed: seed, dimension: 2, creases: 2)
      let minimum = minimizer.minimize(known.function, from: [2, 2], within: known.bounds)
      #expect(minimum.isConverged && abs(minimum.value - known.value) < 1e-8, "\(minimum)")
    }
  }

  @Test("The end of a support is a bound: where x y ≤ ½ the lowest place lies on the hyperbola")
  func end() {
    let product = Analytic(2) { p in (p[0] * p[1], [p[1], p[0]]) }
    let smooth = Analytic(2) { p in
      let away = (p[0] - 2, p[1] - 1)
      return (away.0 * away.0 + 4 * away.1 * away.1, [2 * away.0, 8 * away.1])
    }
    let function = Creased(
      parts: CreasedFunction(
        smooth: smooth, terms: [CreasedTerm(of: product, edges: [0, 0.5]) { _, _ in (0, 0) }]))
    let search = MultiStart(starts: 16).minimize(function, within: cube(2, 0...3))
    // on the hyperbola y = 1/(2x) the function has one variable: brute force
    let lowest =
      (1...300_000).map { number -> Double in
        let x = Double(number) * 1e-5
        return smooth.value(at: [x, 0.5 / x])
      }.min() ?? .nan
    #expect(search.best.isConverged && search.agreeingCount > 0, "\(search)")
    #expect(abs(search.best.value - lowest) < 1e-8, "\(search.best)")
    #expect(search.best.point[0] * search.best.point[1] <= 0.5)
    #expect(search.undefinedEvaluations == 0)
  }

  @Test("Every point of a plateau is a minimum, and starts outside are led there")
  func plateau() {
    let function = Creased(
      parts: CreasedFunction(
        smooth: Analytic(1) { _ in (0, [0]) },
        terms: [CreasedTerm(of: Coordinate(0, dimension: 1), edges: [285, 290]) { _, _ in (0, 0) }]))
    let search = MultiStart(starts: 32).minimize(function, within: [280...300])
    #expect(search.agreeingCount == 32 && search.failedCount == 0, "\(search)")
    #expect(search.ends.allSatisfy { (285...290).contains($0.point[0]) })
  }

  @Test("Where supports do not overlap the search says that nothing is feasible")
  func infeasible() {
    let function = Creased(
      parts: CreasedFunction(
        smooth: Analytic(1) { _ in (0, [0]) },
        terms: [
          CreasedTerm(of: Coordinate(0, dimension: 1), edges: [0, 1]) { _, _ in (0, 0) },
          CreasedTerm(
            of: Analytic(1) { p in (2 * p[0], [2]) }, edges: [3, 4]
          ) { _, _ in (0, 0) },
        ]))
    let search = MultiStart(starts: 4).minimize(function, within: [-5...5])
    #expect(!search.best.isConverged && search.failures.map(\.reason) == [.infeasible], "\(search)")
  }

  @Test("A ridge is no minimum: a corner that points up is passed")
  func ridge() {
    let function = Creased(
      parts: CreasedFunction(
        smooth: Analytic(1) { p in (p[0] * p[0], [2 * p[0]]) },
        terms: [
          CreasedTerm(of: Coordinate(0, dimension: 1), edges: [-.infinity, 0.2, .infinity]) { piece, x in
            piece == 0 ? (3 * (x - 0.2), 3) : (3 * (0.2 - x), -3)
          }
        ]))
    // x² − 3|x − 0.2| is lowest at ±1.5
    let search = MultiStart(starts: 16).minimize(function, within: [-4...4])
    #expect(search.failedCount == 0 && abs(search.best.point[0] + 1.5) < 1e-6, "\(search.best)")
    #expect(search.minima.count == 2 && abs((search.minima.last?.minimum.point[0] ?? 0) - 1.5) < 1e-6)
  }

  @Test("Errors along a crease are those of the curvature there; across it there are none")
  func errors() throws {
    // x is held at 1 by a corner; y is normal with σ = 0.5
    let function = Creased(
      parts: CreasedFunction(
        smooth: Analytic(2) { p in (4 * (p[1] - 2) * (p[1] - 2), [0, 8 * (p[1] - 2)]) },
        terms: [
          CreasedTerm(of: Coordinate(0, dimension: 2), edges: [-.infinity, 1, .infinity]) { piece, x in
            piece == 0 ? (30 * (1 - x), -30) : (10 * (x - 1), 10)
          }
        ]))
    let minimum = Minimizer().minimize(function, from: [0, 0], within: cube(2, -5...5))
    #expect(minimum.isConverged && abs(minimum.point[0] - 1) < 1e-15)
    let shape = MinimumShape(of: function, at: minimum, within: cube(2, -5...5))
    let covariance = try #require(shape.covariance)
    #expect(covariance.free == [1])
    #expect(abs(covariance.standardErrors[0] - 0.5) < 1e-6)
  }

  /// −4·10⁻⁷ x y cos φ, with φ on a circle.
  private struct Corner: DifferentiableFunction {
    let dimension = 3

    func cycle(of coordinate: Int) -> ClosedRange<Double>? { coordinate == 2 ? -Double.pi...Double.pi : nil }

    func value(at point: Span<Double>) -> Double { -4e-7 * point[0] * point[1] * cos(point[2]) }

    func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
      gradient[0] = -4e-7 * point[1] * cos(point[2])
      gradient[1] = -4e-7 * point[0] * cos(point[2])
      gradient[2] = 4e-7 * point[0] * point[1] * sin(point[2])
      return value(at: point)
    }
  }

  @Test(
    "A corner that is not worth leaving is told with its own creases, not with those of where the way out led"
  )
  func cornerNotLeft() {
    // beyond x = ½ a wall: the way out of x = y = 0 ends on it, 2·10⁻⁷ lower
    let function = Creased(
      parts: CreasedFunction(
        smooth: Corner(),
        terms: [
          CreasedTerm(of: Coordinate(0, dimension: 3), edges: [-.infinity, 0.5, .infinity]) { piece, x in
            piece == 0 ? (0, 0) : (x - 0.5, 1)
          }
        ]))
    let bounds = [0...1, 0...1, -Double.pi...Double.pi]
    let minimum = Minimizer().polish(function, from: [0, 0, 1], within: bounds)
    #expect(minimum.isConverged && minimum.point == [0, 0, 1], "\(minimum)")
    #expect(minimum.creases.isEmpty && minimum.gradient == [0, 0, 0], "\(minimum)")
  }
}
