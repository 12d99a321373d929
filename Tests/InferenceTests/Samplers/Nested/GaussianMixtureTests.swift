import Foundation
import KnownPosteriors
import Testing

@testable import Inference

@Suite("A mixture of normals with wider copies")
struct GaussianMixtureTests {
  /// A normal in two dimensions.
  struct Normal {
    let share: Double
    let mean: (x: Double, y: Double)
    let (xx, xy, yy): (Double, Double, Double)

    init(_ share: Double, mean: (Double, Double), covariance: (xx: Double, xy: Double, yy: Double)) {
      (self.share, self.mean) = (share, mean)
      (xx, xy, yy) = covariance
    }

    /// Its density at a point if it is some times as wide.
    func density(_ x: Double, _ y: Double, width: Double) -> Double {
      let determinant = xx * yy - xy * xy
      let (u, v) = (x - mean.x, y - mean.y)
      let chiSquare = (yy * u * u - 2 * xy * u * v + xx * v * v) / determinant
      return exp(-chiSquare / (2 * width * width)) / (2 * .pi * width * width * determinant.squareRoot())
    }

    /// The same as a component; of a thousand million points nothing is dropped or widened.
    func component() throws -> GaussianMixture.Component {
      let covariance = SymmetricMatrix(rows: [[xx, xy], [xy, yy]])
      return GaussianMixture.Component(
        share: share, mean: [mean.x, mean.y],
        covariance: try #require(SparseRegression(covariance, size: 1e9)))
    }
  }

  /// In two dimensions 0.7 of a component, 0.2 of one 1 + 1/√2 times as wide, and 0.1 of one 1 + 2/√2 times.
  private static let copies = [(0.7, 1), (0.2, 1 + 0.5.squareRoot()), (0.1, 1 + 2.0.squareRoot())]
  /// Shares that add up to 4.
  private static let pair = [
    Normal(3, mean: (0, 0), covariance: (2, 0.9, 1)), Normal(1, mean: (3, -1), covariance: (0.5, -0.2, 0.8)),
  ]

  private func mixture(_ normals: [Normal]) throws -> GaussianMixture {
    GaussianMixture(try normals.map { try $0.component() }, dimension: 2)
  }

  private func density(_ mixture: GaussianMixture, _ point: [Double]) -> Double {
    exp(point.withUnsafeBufferPointer { mixture.logDensity(at: $0) })
  }

  @Test("has the density of the closed form, of one normal and of two", arguments: [1, 2])
  func closedForm(count: Int) throws {
    let normals = Array(Self.pair.prefix(count))
    let mixture = try mixture(normals)
    let total = normals.reduce(0) { $0 + $1.share }
    for (x, y) in [(0.0, 0.0), (3, -1), (1, 2), (-2, 0.5), (12, -9), (-30, 40)] {
      var expected = 0.0
      for normal in normals {
        for (share, width) in Self.copies {
          expected += normal.share / total * share * normal.density(x, y, width: width)
        }
      }
      #expect(abs(density(mixture, [x, y]) / expected - 1) < 1e-6, "\(x), \(y)")
    }
  }

  /// In one dimension the copies are two and three times as wide. Eleven are more than one group of lanes.
  @Test("has the density of the closed form of eleven components too")
  func manyComponents() throws {
    let components = try (0..<11).map { number in
      let covariance = try #require(SparseRegression(SymmetricMatrix(diagonal: [0.25]), size: 1e12))
      return GaussianMixture.Component(
        share: Double(number + 1), mean: [2 * Double(number)], covariance: covariance)
    }
    let mixture = GaussianMixture(components, dimension: 1)
    for x in [-3, 0, 7.3, 20, 26] {
      var expected = 0.0
      for number in 0..<11 {
        for (share, deviation) in [(0.7, 0.5), (0.2, 1), (0.1, 1.5)] {
          let way = (x - 2 * Double(number)) / deviation
          expected +=
            Double(number + 1) / 66 * share * exp(-way * way / 2) / (deviation * (2 * .pi).squareRoot())
        }
      }
      #expect(abs(density(mixture, [x]) / expected - 1) < 1e-9, "\(x)")
    }
  }

  /// The narrowest deviation is 0.6, and sums over a grid of 0.3 are exact to e^(−2 π² 0.6²/0.3²); the widest is 3.6.
  @Test("is normalised")
  func normalised() throws {
    let mixture = try mixture(Self.pair)
    var sum = 0.0
    for x in stride(from: -30.0, through: 30, by: 0.3) {
      for y in stride(from: -30.0, through: 30, by: 0.3) { sum += density(mixture, [x, y]) }
    }
    #expect(abs(sum * 0.09 - 1) < 1e-9)
  }

  /// Kolmogorov's distance of three projections; 2.2252/√n is exceeded with a probability of 10⁻⁴.
  @Test("is drawn from", arguments: [(1.0, 0.0), (0, 1), (1, 1)])
  func draws(direction: (x: Double, y: Double)) throws {
    let mixture = try mixture(Self.pair)
    let (a, b) = direction
    func distribution(_ value: Double) -> Double {
      var sum = 0.0
      for normal in Self.pair {
        let variance = a * a * normal.xx + 2 * a * b * normal.xy + b * b * normal.yy
        for (share, width) in Self.copies {
          let way = (value - a * normal.mean.x - b * normal.mean.y) / (width * variance.squareRoot())
          sum += normal.share / 4 * share * 0.5 * erfc(-way / 2.0.squareRoot())
        }
      }
      return sum
    }
    var random = Random(seed: 31, stream: 0)
    var (point, counts) = ([0.0, 0.0], EvenCounts())
    for _ in 0..<400_000 {
      point.withUnsafeMutableBufferPointer { mixture.draw(into: $0, using: &random) }
      counts.count(distribution(a * point[0] + b * point[1]))
    }
    #expect(counts.distance < 2.2252 / 400_000.0.squareRoot(), "\(counts.distance)")
  }
}
