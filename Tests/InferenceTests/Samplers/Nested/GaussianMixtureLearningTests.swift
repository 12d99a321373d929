import Foundation
import Testing

@testable import Inference

@Suite("A mixture of normals, learned")
struct GaussianMixtureLearningTests {
  private static let count = 10_000
  private static let shares = [0.7, 0.3]
  private static let means = [[0.0, 0.0], [6, -2]]
  /// xx, xy, yy.
  private static let covariances = [[1, 0.6, 1], [0.25, 0, 2]]

  /// Draws of two unequal normals; of the first one, x and 0.6 x + 0.8 z.
  private static func draws() -> WeightedPoints {
    var random = Random(seed: 41, stream: 0)
    var points: [Double] = []
    for _ in 0..<count {
      let isFirst = random.uniform() < shares[0]
      let (a, b) = (random.normal(), random.normal())
      points += isFirst ? [a, 0.6 * a + 0.8 * b] : [6 + 0.5 * a, -2 + 2.0.squareRoot() * b]
    }
    return WeightedPoints(
      dimension: 2, points: points, weights: Array(repeating: 1 / Double(count), count: count),
      worth: Double(count))
  }

  private func learned(_ points: WeightedPoints, most: Int, threads: Int = 1) throws -> GaussianMixture {
    var random = Random(seed: 42, stream: 0)
    return try #require(
      GaussianMixture(points, mostComponents: most, threads: threads, using: &random))
  }

  /// Six deviations apart the normals hardly share a point, so that the errors are those of draws of known origin:
  /// √(p (1 − p)/N) of shares, √(C_ii/n) of means, √((C_ii C_jj + C_ij²)/n) of covariances.
  @Test("recovers two unequal normals from their draws, within the errors")
  func recovers() throws {
    let mixture = try learned(Self.draws(), most: 2)
    let found = mixture.components.sorted { $0.share > $1.share }
    try #require(found.count == 2)
    for (number, component) in found.enumerated() {
      let size = Self.shares[number] * Double(Self.count)
      #expect(abs(component.share - Self.shares[number]) < 4.5 * (0.21 / Double(Self.count)).squareRoot())
      let (truth, lower) = (Self.covariances[number], component.lower)
      for (i, variance) in [truth[0], truth[2]].enumerated() {
        #expect(abs(component.mean[i] - Self.means[number][i]) < 4.5 * (variance / size).squareRoot())
      }
      let covariance = [
        lower[0] * lower[0], lower[0] * lower[2], lower[2] * lower[2] + lower[3] * lower[3],
      ]
      let products = [truth[0] * truth[0], truth[0] * truth[2], truth[2] * truth[2]]
      for i in 0..<3 {
        let square = i == 1 ? truth[1] * truth[1] : products[i]
        let error = ((products[i] + square) / size).squareRoot()
        #expect(abs(covariance[i] - truth[i]) < 4.5 * error, "\(number): \(covariance)")
      }
    }
  }

  /// Points of the density ½ on −1 … 1 with weights ∝ e^(−2 x): the mean is 1/2 − coth 2 = −0.537315, the variance
  /// ¼ − 1/sinh² 2 = 0.173978; √(Σ w² (x − mean)²/Σ w²) is 0.783 deviations, and that of the squares 0.746 variances.
  @Test("counts points as their weights say")
  func weights() throws {
    var random = Random(seed: 43, stream: 0)
    let points = (0..<Self.count).map { _ in 2 * random.uniform() - 1 }
    let total = points.reduce(0) { $0 + exp(-2 * $1) }
    let weights = points.map { exp(-2 * $0) / total }
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    let mixture = try learned(
      WeightedPoints(dimension: 1, points: points, weights: weights, worth: 1 / squares), most: 1)
    try #require(mixture.components.count == 1)
    let (mean, variance) = (mixture.components[0].mean[0], pow(mixture.components[0].lower[0], 2))
    #expect(abs(mean + 0.537315) < 4.5 * squares.squareRoot() * 0.783 * 0.173978.squareRoot())
    #expect(abs(variance - 0.173978) < 4.5 * squares.squareRoot() * 0.746 * 0.173978)
  }

  @Test("does not depend on the number of threads")
  func threads() throws {
    let points = Self.draws()
    let (one, two) = (try learned(points, most: 12), try learned(points, most: 12, threads: 2))
    #expect(one.components.count > 1 && one.components.map(\.share) == two.components.map(\.share))
    #expect(one.components.map(\.mean) == two.components.map(\.mean))
    #expect(one.components.map(\.lower) == two.components.map(\.lower))
    for point in [[0.0, 0.0], [6, -2], [3, 30]] {
      point.withUnsafeBufferPointer { #expect(one.logDensity(at: $0) == two.logDensity(at: $0)) }
    }
  }

  @Test("has no more components than the points are worth")
  func fewPoints() throws {
    let all = Self.draws()
    // 40 points in two dimensions: two components of twice nine each.
    let few = WeightedPoints(
      dimension: 2, points: Array(all.points.prefix(80)), weights: Array(repeating: 1 / 40.0, count: 40),
      worth: 40)
    #expect(try learned(few, most: 64).components.count <= 2)
  }

  @Test("is not learned from points that coincide")
  func coinciding() {
    var random = Random(seed: 1, stream: 0)
    let points = WeightedPoints(
      dimension: 2, points: Array(repeating: 1, count: 1000),
      weights: Array(repeating: 1 / 500.0, count: 500),
      worth: 500)
    #expect(GaussianMixture(points, mostComponents: 8, threads: 1, using: &random) == nil)
  }

  /// Far from zero differences of large numbers would be all that is left of a covariance.
  @Test("is as good for points that lie close together far from zero")
  func farAway() throws {
    let draws = Self.draws()
    let moved = WeightedPoints(
      dimension: 2, points: draws.points.map { $0 / 64 + 1e9 }, weights: draws.weights, worth: draws.worth)
    let found = try learned(moved, most: 2).components.sorted { $0.share > $1.share }
    let near = try learned(draws, most: 2).components.sorted { $0.share > $1.share }
    try #require(found.count == 2)
    for (far, near) in zip(found, near) {
      // Coordinates near 10⁹ are rounded to 10⁻⁷ or 10⁻⁵ of a deviation.
      for (one, other) in zip(far.lower, near.lower) { #expect(abs(64 * one - other) < 1e-4) }
    }
  }
}
