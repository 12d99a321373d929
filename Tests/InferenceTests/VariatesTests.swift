import Foundation
import Testing

@testable import Inference

@Suite("Random numbers of counting experiments")
struct VariatesTests {
  // Mean and variance of both distributions are their parameter; fourth central moments μ + 3μ² and 3a² + 6a.
  @Test("have Poisson's mean and variance", arguments: [0.1, 2.5, 77, 4e4, 1e9])
  func poissonMoments(mean: Double) {
    var random = Random(seed: 1, stream: 0)
    let count = mean < 1e6 ? 20_000 : 2000
    let deviations = (0..<count).map { _ in random.poisson(mean: mean) - mean }
    #expect(abs(deviations.mean) < 4 * (mean / Double(count)).squareRoot())
    let squares = deviations.map { $0 * $0 }
    #expect(abs(squares.mean - mean) < 4 * ((mean + 2 * mean * mean) / Double(count)).squareRoot())
  }

  // scipy.stats.poisson.cdf([0, 3, 8], 2.5)
  @Test("have Poisson's distribution")
  func poisson() {
    var random = Random(seed: 2, stream: 0)
    let draws = (0..<40_000).map { _ in random.poisson(mean: 2.5) }
    for (last, expected) in [(0.0, 0.0820849986), (3, 0.7575761331), (8, 0.9988597473)] {
      let error = (expected * (1 - expected) / 40_000).squareRoot()
      #expect(abs(Double(draws.count { $0 <= last }) / 40_000 - expected) < 4 * error)
    }
    #expect((0..<100).allSatisfy { _ in random.poisson(mean: 0) == 0 })
  }

  @Test("have the moments of the gamma distribution", arguments: [1, 1.5, 8, 300])
  func gamma(shape: Double) {
    var random = Random(seed: 3, stream: 0)
    let deviations = (0..<20_000).map { _ in random.gamma(shape: shape) - shape }
    #expect(abs(deviations.mean) < 4 * (shape / 20_000).squareRoot())
    let squares = deviations.map { $0 * $0 }
    #expect(abs(squares.mean - shape) < 4 * ((2 * shape * shape + 6 * shape) / 20_000).squareRoot())
  }
}
