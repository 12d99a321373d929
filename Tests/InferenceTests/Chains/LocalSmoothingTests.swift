import Foundation
import Inference
import Testing

/// Smoothing that is wider where the density is flat.
@Suite struct LocalSmoothingTests {
  private func uniform(_ count: Int, seed: UInt64) -> [Double] {
    var random = Random(seed: seed, stream: 0)
    return (0..<count).map { _ in random.uniform() }
  }

  /// The largest distance of a density from one, over the cells.
  private func unevenness(_ values: [Double]) -> Double { values.map { abs($0 - 1) }.max() ?? .infinity }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5]) func aFlatPlaneIsFlat(seed: UInt64) throws {
    let (x, y) = (uniform(4000, seed: seed), uniform(4000, seed: seed + 100))
    let density = try #require(
      JointDensity(ofX: x, y: y, xSupport: 0...1, ySupport: 0...1, isLocal: true, cells: 64))
    // With a width of a third, 4000 draws leave an error of 1.4 % inside and twice that at corners.
    #expect(unevenness(density.values) < 0.12)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5]) func aFlatLineIsFlat(seed: UInt64) throws {
    let density = try #require(MarginalDensity(of: uniform(4000, seed: seed), within: 0...1, isLocal: true))
    #expect(unevenness(density.values) < 0.12)
  }

  /// A plateau that ends at a diagonal has no valleys, and ends where it ends.
  @Test(arguments: [UInt64(1), 2, 3]) func aPlateauEndsAtItsEdge(seed: UInt64) throws {
    let (a, b) = (uniform(12_000, seed: seed), uniform(12_000, seed: seed + 100))
    let (x, y) = (zip(a, b).map { max($0, $1) }, zip(a, b).map { min($0, $1) })
    func density(isLocal: Bool) throws -> JointDensity {
      try #require(
        JointDensity(ofX: x, y: y, xSupport: 0...1, ySupport: 0...1, isLocal: isLocal, cells: 64))
    }
    func farthest(_ density: JointDensity) -> (plateau: Double, beyond: Double) {
      var (plateau, beyond) = (0.0, 0.0)
      for x in density.x.centers {
        for y in density.y.centers {
          if x - y > 0.15 { plateau = max(plateau, abs(density.density(at: x, y) - 2)) }
          if y - x > 0.15 { beyond = max(beyond, density.density(at: x, y)) }
        }
      }
      return (plateau, beyond)
    }
    let local = farthest(try density(isLocal: true))
    #expect(local.plateau < 0.35 && local.beyond < 0.1, "\(local)")
    #expect(local.plateau < 0.6 * farthest(try density(isLocal: false)).plateau)
  }

  /// The smallest region that holds a part P of a normal distribution of two quantities is an ellipse of area
  /// −2 ln(1 − P) π √(1 − ρ²).
  @Test(arguments: [0.683, 0.954]) func regionsOfANormalDistributionAreAsLargeAsTheyAre(probability: Double)
    throws
  {
    var random = Random(seed: 7, stream: 0)
    let correlation = 0.8
    let draws = (0..<20_000).map { _ in (random.normal(), random.normal()) }
    let x = draws.map(\.0)
    let y = draws.map { correlation * $0.0 + (1 - correlation * correlation).squareRoot() * $0.1 }
    let density = try #require(JointDensity(ofX: x, y: y, isLocal: true, cells: 64))
    let level = density.level(holding: probability)
    let cell = density.x.step * density.y.step
    let area = Double(density.values.count { $0 >= level }) * cell
    let expected = -2 * log(1 - probability) * .pi * (1 - correlation * correlation).squareRoot()
    #expect(abs(area / expected - 1) < 0.05, "\(area), exactly \(expected)")
    #expect(abs(density.values.reduce(0, +) * cell - 1) < 1e-9)
  }

  /// Draws from a flat distribution that are weighted to be of one that rises.
  @Test func weightsCount() throws {
    let draws = uniform(20_000, seed: 3)
    let density = try #require(MarginalDensity(of: draws, weights: draws, within: 0...1, isLocal: true))
    for place in stride(from: 0.1, through: 0.9, by: 0.05) {
      #expect(abs(density.density(at: place) - 2 * place) < 0.12)
    }
  }

  /// Ten draws that are worth one are one.
  @Test func repeatedDrawsAreWorthOne() throws {
    let (x, y) = (uniform(500, seed: 1), uniform(500, seed: 2))
    let once = try #require(
      JointDensity(ofX: x, y: y, xSupport: 0...1, ySupport: 0...1, isLocal: true, cells: 64))
    let often = try #require(
      JointDensity(
        ofX: x.flatMap { Array(repeating: $0, count: 10) }, y: y.flatMap { Array(repeating: $0, count: 10) },
        xSupport: 0...1, ySupport: 0...1, effectiveSampleSize: 500, isLocal: true, cells: 64))
    for (one, other) in zip(once.values, often.values) { #expect(abs(one - other) < 1e-6) }
  }
}
