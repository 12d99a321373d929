import Foundation
import KnownPosteriors
import Testing

@testable import Inference

@Suite("A learned density")
struct LearnedDensityTests {
  /// Draws of a correlated pair: x exponential (an edge at 0), y normal around x.
  private func draws(_ count: Int) -> WeightedDraws {
    var random = Random(seed: 3, stream: 0)
    var values: [Double] = []
    for _ in 0..<count {
      let x = -log(random.uniform())
      values += [x, x + random.normal()]
    }
    return WeightedDraws(
      values: values, logDensities: [Double](repeating: 0, count: count),
      weights: [Double](repeating: 1, count: count), runs: [Int32](repeating: 0, count: count), runCount: 1,
      lives: nil)
  }

  private func learned(isWhitened: Bool, threads: Int = 1) throws -> LearnedDensity {
    let draws = draws(8000)
    var random = Random(seed: 5, stream: 0)
    return try #require(
      LearnedDensity(
        draws, bounds: [0 ... .infinity, -.infinity ... .infinity],
        whitening: isWhitened ? Whitening(draws, onCircle: [false, false], threads: threads) : nil,
        threads: threads,
        using: &random))
  }

  @Test("is normalised, and is the density that its draws have", arguments: [false, true])
  func normalised(isWhitened: Bool) throws {
    let density = try learned(isWhitened: isWhitened)
    var random = Random(seed: 6, stream: 0)
    // E_q[f/q] = ∫ f for any f that q covers: the normalised target, and the mean of x under it, 1.
    var point = [0.0, 0.0]
    var (ones, means) = ([Double](), [Double]())
    for _ in 0..<20_000 {
      let logDensity = density.draw(into: &point, using: &random)
      #expect(abs(logDensity - density.logDensity(at: point)) < 1e-9 * max(1, abs(logDensity)))
      guard point[0] > 0 else {
        ones.append(0)
        means.append(0)
        continue
      }
      let way = point[1] - point[0]
      let target = exp(-point[0] - way * way / 2) / (2 * Double.pi).squareRoot()
      ones.append(target / exp(logDensity))
      means.append(point[0] * target / exp(logDensity))
    }
    #expect(abs(ones.mean - 1) < 4.5 * (ones.variance / 20_000).squareRoot())
    #expect(abs(means.mean - 1) < 4.5 * (means.variance / 20_000).squareRoot())
    // It is close to what it was learned from, or it would be of no use.
    #expect(ones.variance < 1)
  }

  @Test("keeps to the edges that are known")
  func edges() throws {
    let density = try learned(isWhitened: false)
    var random = Random(seed: 7, stream: 0)
    var point = [0.0, 0.0]
    for _ in 0..<20_000 {
      _ = density.draw(into: &point, using: &random)
      #expect(point[0] >= 0)
    }
  }

  @Test("does not depend on the number of threads")
  func threads() throws {
    let (one, two) = (try learned(isWhitened: true), try learned(isWhitened: true, threads: 2))
    #expect(one.logDensity(at: [0.3, 0.2]) == two.logDensity(at: [0.3, 0.2]))
  }

  @Test("is not learned from draws that coincide")
  func coinciding() {
    var random = Random(seed: 1, stream: 0)
    let same = WeightedDraws(
      values: [Double](repeating: 1, count: 500), logDensities: [Double](repeating: 0, count: 500),
      weights: [Double](repeating: 1, count: 500), runs: [Int32](repeating: 0, count: 500), runCount: 1,
      lives: nil)
    #expect(
      LearnedDensity(same, bounds: [0...2], whitening: nil, threads: 1, using: &random) == nil)
  }

  @Test("The tail of weights with Pareto shape k is recognised", arguments: [0.2, 0.5, 0.9])
  func pareto(k: Double) {
    // (1 − u)^(−k) has a Pareto tail of shape k; of 3000 exceedances k is known to about (1 + k)/√3000.
    var random = Random(seed: 11, stream: 0)
    let total = 1_000_000
    let weights = (0..<total).map { _ in -k * log(random.uniform()) }
    let largest = Array(weights.sorted().suffix(4000))
    let found = paretoShape(ofLargest: largest, of: total)
    #expect(abs(found - k) < 4.5 * (1 + k) / 3000.0.squareRoot() + 0.005, "\(found)")
  }

  @Test("Even ranks are told from uneven ones")
  func ranks() {
    var random = Random(seed: 13, stream: 0)
    let even = (0..<20_000).map { _ in Float(random.uniform()) }
    #expect(uniformityProbability(even) > 1e-3)
    #expect(uniformityProbability(even.map { $0 * $0.squareRoot() }) < 1e-6)
  }
}
