import Foundation
import Testing

@testable import Inference

@Suite("Credible regions of two quantities")
struct CredibleRegion2DTests {
  static let count = 100_000
  /// The radius of the circle that holds 68.3 % of a unit normal in two dimensions.
  static let radius = (-2 * log(1 - 0.683)).squareRoot()

  static func pairs(_ seed: UInt64, _ draw: (inout Random) -> (Double, Double)) -> ([Double], [Double]) {
    var random = Random(seed: seed, stream: 0)
    let pairs = (0..<count).map { _ in draw(&random) }
    return (pairs.map(\.0), pairs.map(\.1))
  }

  @Test("Of a round normal, 68.3 % lie in a circle")
  func circle() throws {
    let (x, y) = Self.pairs(1) { ($0.normal(), $0.normal()) }
    let region = try #require(JointDensity(ofX: x, y: y)).region(holding: 0.683)
    // 4 standard deviations of the mass inside, over the density at the boundary
    #expect(abs(region.area - .pi * Self.radius * Self.radius) < 0.15, "area \(region.area)")
    for angle in stride(from: 0.0, to: 6.28, by: 0.1) {
      #expect(region.contains((Self.radius - 0.1) * cos(angle), (Self.radius - 0.1) * sin(angle)))
      #expect(!region.contains((Self.radius + 0.1) * cos(angle), (Self.radius + 0.1) * sin(angle)))
    }
    #expect(!region.contains(1e9, 0))
  }

  @Test("Fresh draws fall inside as often as promised", arguments: [0.683, 0.954])
  func coverage(probability: Double) throws {
    let draw = { (random: inout Random) -> (Double, Double) in
      let first = random.normal()
      return (first, 0.95 * first + (1 - 0.95 * 0.95).squareRoot() * random.normal())
    }
    let (x, y) = Self.pairs(1, draw)
    let region = try #require(JointDensity(ofX: x, y: y)).region(holding: probability)
    let (u, v) = Self.pairs(2, draw)
    let inside = Double(zip(u, v).count { region.contains($0, $1) }) / Double(Self.count)
    let error = (2 * probability * (1 - probability) / Double(Self.count)).squareRoot()
    #expect(abs(inside - probability) < 4 * error, "\(inside)")
    let exact = -2 * log(1 - probability) * .pi * (1 - 0.95 * 0.95).squareRoot()
    #expect(abs(region.area / exact - 1) < 0.03, "area \(region.area), exact \(exact)")
  }

  @Test("At hard edges the region is not pulled away from them")
  func edges() throws {
    let (x, y) = Self.pairs(3) { (abs($0.normal()), 1 - abs($0.normal())) }
    let density = try #require(
      JointDensity(ofX: x, y: y, xSupport: 0 ... .infinity, ySupport: -(.infinity)...1))
    let region = density.region(holding: 0.683)
    #expect(density.x.lower == 0 && density.y.upper == 1)
    #expect(region.contains(0, 1))
    #expect(abs(region.area / (.pi * Self.radius * Self.radius / 4) - 1) < 0.025, "area \(region.area)")
    #expect(abs(density.density(at: 0, 1) * .pi / 2 - 1) < 0.1)
  }

  @Test("Two separate peaks make one region of two pieces")
  func twoPeaks() throws {
    let (x, y) = Self.pairs(4) { random in
      let side: Double = random.uniform() < 0.5 ? -5 : 5
      return (side + random.normal(), side + random.normal())
    }
    let region = try #require(JointDensity(ofX: x, y: y)).region(holding: 0.683)
    #expect(region.contains(5, 5) && region.contains(-5, -5))
    #expect(!region.contains(0, 0) && !region.contains(5, -5))
    #expect(abs(region.area / (2 * .pi * Self.radius * Self.radius) - 1) < 0.03, "area \(region.area)")
  }

  @Test("The density integrates to one; without draws there is none")
  func density() throws {
    let (x, y) = Self.pairs(5) { (1e-3 * $0.normal(), 1e3 * $0.uniform()) }
    let density = try #require(JointDensity(ofX: x, y: y, ySupport: 0...1000))
    #expect(abs(density.values.reduce(0, +) * density.x.step * density.y.step - 1) < 1e-9)
    #expect(JointDensity(ofX: [], y: []) == nil)
    #expect(JointDensity(ofX: [1, 2], y: [1, .nan]) == nil)
    #expect(JointDensity(ofX: [1, 1], y: [2, 2])?.region(holding: 0.9).contains(1, 2) == true)
  }
}
