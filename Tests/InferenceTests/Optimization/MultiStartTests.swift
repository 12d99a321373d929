import Foundation
import Testing

@testable import Inference

@Suite("Many starts")
struct MultiStartTests {
  @Test("Himmelblau's four minima are all found")
  func himmelblau() {
    let search = MultiStart(starts: 64).minimize(Functions.himmelblau, within: cube(2, -5...5))
    #expect(search.minima.count == 4)
    #expect(search.agreeingCount == 64 && search.failedCount == 0)
    #expect("\(search)" == "64 of 64 starts agree; 4 distinct minima")
    let truth = [
      (3.0, 2.0), (-2.805118086953, 3.131312518251), (-3.779310253378, -3.283185991286),
      (3.584428340330, -1.848126526964),
    ]
    for (x, y) in truth {
      #expect(
        search.minima.contains { abs($0.minimum.point[0] - x) < 1e-9 && abs($0.minimum.point[1] - y) < 1e-9 })
    }
    #expect(search.minima.reduce(0) { $0 + $1.starts } == 64)
  }

  @Test("Goldstein-Price: 3 at (0, −1)")
  func goldsteinPrice() {
    let search = MultiStart(starts: 64).minimize(Functions.goldsteinPrice, within: cube(2, -2...2))
    #expect(abs(search.best.value - 3) < 1e-11)
    #expect(abs(search.best.point[0]) < 1e-9 && abs(search.best.point[1] + 1) < 1e-9)
  }

  @Test(
    "Rastrigin in 5 dimensions: a global algorithm and its polisher reach 0",
    arguments: [("GN_DIRECT", 0), ("GN_CRS2_LM", 2000), ("GN_ESCH", 0)])
  func rastrigin(name: String, population: Int) throws {
    let algorithm = try #require(Algorithm(name: name))
    let minimizer = Minimizer(algorithm: algorithm, maximumEvaluations: 200_000, population: population)
    let minimum = minimizer.minimize(
      Functions.rastrigin(5), from: [3, 3, 3, 3, 3], within: cube(5, -5.12...5.0))
    #expect(minimum.isConverged && minimum.value < 1e-12, "\(name): \(minimum)")
  }

  @Test("Rosenbrock in 10 dimensions has two minima, and starts tell them apart")
  func rosenbrock() {
    let search = MultiStart(starts: 64).minimize(Functions.rosenbrock(10), within: cube(10, -2...2))
    #expect(search.best.value < 1e-18)
    #expect(search.minima.count == 2)
    #expect(abs((search.minima.last?.minimum.value ?? 0) - 3.986579112347139) < 1e-9)
  }

  @Test("The number of threads changes no bit", arguments: ["LD_SLSQP", "GN_ISRES", "GN_CRS2_LM"])
  func threads(name: String) throws {
    let algorithm = try #require(Algorithm(name: name))
    let search = MultiStart(
      starts: 12, seed: 5, minimizer: Minimizer(algorithm: algorithm, maximumEvaluations: 2000))
    let results = [1, 2, 3].map {
      search.minimize(Functions.rastrigin(3), within: cube(3, -5...5), by: Workforce(threads: $0))
    }
    for other in results.dropFirst() {
      #expect(other.best == results[0].best)
      #expect(other.minima.map(\.minimum) == results[0].minima.map(\.minimum))
      #expect(other.evaluations == results[0].evaluations && other.agreeingCount == results[0].agreeingCount)
    }
  }

  @Test("Another seed is another search")
  func seeds() {
    let first = lowDiscrepancyPoints(8, dimension: 3, seed: 1)
    #expect(first == lowDiscrepancyPoints(8, dimension: 3, seed: 1))
    #expect(first != lowDiscrepancyPoints(8, dimension: 3, seed: 2))
  }

  @Test("A flat valley is one minimum, and every start agrees on its value")
  func valley() {
    // only the ratio of the coordinates matters, as g'/m does for a heavy Z'
    let valley = Analytic(2) { p in
      let pull = (p[0] - p[1] - 0.7) / 0.1
      return (pull * pull, [20 * pull, -20 * pull])
    }
    let search = MultiStart(starts: 64).minimize(valley, within: cube(2, -3...3))
    #expect(search.agreeingCount == 64 && search.minima.count == 1)
    let hessian = Hessian(of: valley, at: search.best, within: cube(2, -3...3))
    #expect(hessian.covariance == nil)
    #expect(hessian.refusal(names: ["log g'", "log m"]) == "flat along log g' +log m")
  }

  @Test("Low-discrepancy points lie in the open cube and are even", arguments: [1, 2, 5, 20, 40, 41, 60])
  func evenness(dimension: Int) {
    let points = lowDiscrepancyPoints(1024, dimension: dimension, seed: 42)
    #expect(points.count == 1024 && points.allSatisfy { $0.count == dimension })
    #expect(points.allSatisfy { $0.allSatisfy { $0 > 0 && $0 < 1 } })
    for coordinate in 0..<dimension {
      let mean = points.reduce(0) { $0 + $1[coordinate] } / 1024
      // random numbers miss by 0.009
      #expect(abs(mean - 0.5) < (coordinate < 40 ? 0.002 : 0.04), "coordinate \(coordinate): \(mean)")
    }
  }

  @Test("Given starts come first, and infinite ranges are covered")
  func givenStarts() {
    let search = MultiStart(starts: 3).minimize(
      Functions.rosenbrock(2), within: [-Double.infinity...Double.infinity, -1...Double.infinity],
      starts: [[1, 1]])
    #expect(search.startCount == 3)
    #expect(search.best.value < 1e-18)
  }
}
