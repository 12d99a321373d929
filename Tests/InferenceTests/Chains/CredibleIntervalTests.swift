import Foundation
import Testing

@testable import Inference

/// Tolerances are four standard deviations: of the quantile, √(p(1−p)/S)/f; of an end of a smoothed density of
/// bandwidth h, √(f/(2√π S h))/|f′|.
@Suite("Credible intervals")
struct CredibleIntervalTests {
  static let count = 100_000

  static func draws(_ draw: (inout Random) -> Double) -> [Double] {
    var random = Random(seed: 8, stream: 0)
    return (0..<count).map { _ in draw(&random) }
  }

  @Test("The shortest interval is that of ArviZ", arguments: ReferenceDiagnosticsTests.names)
  func arviz(name: String) throws {
    let draws = try ReferenceDiagnosticsTests.chains(name).flatMap(\.self)
    let found = highestDensityInterval(of: draws, probability: 0.9)
    let expected = try ReferenceDiagnosticsTests.expected(name)["hdi90"] as? [Double]
    #expect([found.lower, found.upper] == expected)
  }

  @Test("Of a normal, the 68.27 % intervals are one standard deviation each way")
  func normal() {
    let draws = Self.draws { $0.normal() }
    let equal = equalTailedInterval(of: draws, probability: 0.682689492)
    #expect(abs(equal.lower + 1) < 0.02 && abs(equal.upper - 1) < 0.02)
    #expect(equal.kind == .equalTailed && equal.probability == 0.682689492)
    let region = highestDensityRegion(of: draws, probability: 0.682689492)
    #expect(region.count == 1)
    for interval in region { #expect(abs(interval.lower + 1) < 0.045 && abs(interval.upper - 1) < 0.045) }
    let wide = highestDensityRegion(of: draws, probability: 0.954499736)
    #expect(wide.count == 1)
    for interval in wide { #expect(abs(interval.lower + 2) < 0.1 && abs(interval.upper - 2) < 0.1) }
  }

  @Test("A density that is high at a hard edge keeps the edge")
  func edges() {
    let positive = 0...Double.infinity
    let half = highestDensityRegion(
      of: Self.draws { abs($0.normal()) }, probability: 0.682689492, within: positive)
    #expect(half.count == 1)
    #expect(half.first?.lower == 0)
    #expect(abs((half.first?.upper ?? 0) - 1) < 0.012)
    let falling = highestDensityRegion(
      of: Self.draws { -log($0.uniform()) }, probability: 0.683, within: positive)
    #expect(falling.count == 1)
    #expect(falling.first?.lower == 0)
    #expect(abs((falling.first?.upper ?? 0) + log(1 - 0.683)) < 0.019)
    let rising = highestDensityRegion(
      of: Self.draws { $0.uniform().squareRoot() }, probability: 0.75, within: 0...1)
    #expect(rising.count == 1)
    #expect(rising.first?.upper == 1)
    #expect(abs((rising.first?.lower ?? 0) - 0.5) < 0.01)
  }

  @Test("An edge far from the draws does not matter")
  func farEdge() {
    let draws = Self.draws { 50 + $0.normal() }
    let near = highestDensityRegion(of: draws, probability: 0.683)
    #expect(highestDensityRegion(of: draws, probability: 0.683, within: 0...1e6) == near)
  }

  @Test("Two peaks make two intervals")
  func twoPeaks() {
    let draws = Self.draws { $0.uniform() < 0.3 ? -4 + $0.normal() : 4 + $0.normal() }
    // .3 φ(a) = .7 φ(b) and .3 erf(a/√2) + .7 erf(b/√2) = .9
    var (low, high) = (1.31, 4.0)
    while high - low > 1e-12 {
      let b = (low + high) / 2
      let a = (b * b + 2 * log(0.3 / 0.7)).squareRoot()
      let mass = 0.3 * erf(a / 2.0.squareRoot()) + 0.7 * erf(b / 2.0.squareRoot())
      if mass < 0.9 { low = b } else { high = b }
    }
    let a = (low * low + 2 * log(0.3 / 0.7)).squareRoot()
    let region = highestDensityRegion(of: draws, probability: 0.9)
    let ends = region.flatMap { [$0.lower, $0.upper] }
    #expect(ends.count == 4)
    for (end, expected) in zip(ends, [-4 - a, -4 + a, 4 - low, 4 + low]) {
      #expect(abs(end - expected) < 0.08)
    }
    #expect(highestDensityInterval(of: draws, probability: 0.9).lower < -4)
  }

  @Test("The smoothed density is that of the normal, and integrates to one")
  func density() throws {
    let density = try #require(MarginalDensity(of: Self.draws { $0.normal() }))
    #expect(abs(density.values.reduce(0, +) * density.axis.step - 1) < 1e-12)
    for x in [-2, -1, 0, 0.5, 1.5] {
      let exact = exp(-x * x / 2) / (2 * .pi).squareRoot()
      #expect(abs(density.density(at: x) - exact) < 0.015, "at \(x)")
    }
    #expect(density.density(at: 100) == 0)
    // the best bandwidth for a normal is 1.06 S^(−1/5)
    #expect(density.bandwidth > 0.07 && density.bandwidth < 0.14)
  }

  @Test("Weighted draws count by their weight")
  func weights() throws {
    var random = Random(seed: 9, stream: 0)
    let draws = (0..<Self.count).map { _ in 6 * random.uniform() - 3 }
    let weighted = try #require(MarginalDensity(of: draws, weights: draws.map { exp(-$0 * $0 / 2) }))
    let region = weighted.region(holding: 0.682689492)
    #expect(region.count == 1)
    for interval in region { #expect(abs(interval.lower + 1) < 0.06 && abs(interval.upper - 1) < 0.06) }
  }

  @Test("Smoothing is no narrower and no wider than asked for")
  func bandwidths() throws {
    let draws = Self.draws { $0.normal() }
    let wide = try #require(MarginalDensity(of: draws, leastBandwidth: 1))
    #expect(abs(wide.bandwidth - 1) < 1e-12)
    // a normal of variance 1 smoothed by one of variance 1
    #expect(abs(wide.density(at: 0) - 1 / (4 * Double.pi).squareRoot()) < 0.01)
    let others = Array(draws.reversed())
    let narrow = try #require(JointDensity(ofX: draws, y: others, largestBandwidth: (0.02, .infinity)))
    #expect(narrow.bandwidth.x <= 0.02 + 1e-12 && narrow.bandwidth.y > 0.02)
    // Regions hold their part of everything: what is left out is in none of them.
    let all = try #require(JointDensity(ofX: draws, y: others))
    let half = try #require(JointDensity(ofX: draws, y: others, leftOut: 0.5))
    #expect(half.level(holding: 0.3) == all.level(holding: 0.6))
  }

  @Test("Without draws, with NaN, or with all draws equal, nothing breaks")
  func corners() {
    #expect(equalTailedInterval(of: [], probability: 0.9).lower.isNaN)
    #expect(equalTailedInterval(of: [1, .nan], probability: 0.9).upper.isNaN)
    #expect(highestDensityInterval(of: [], probability: 0.9).lower.isNaN)
    #expect(highestDensityRegion(of: [], probability: 0.9).isEmpty)
    #expect(highestDensityRegion(of: [1, .nan], probability: 0.9).isEmpty)
    #expect(highestDensityInterval(of: [2], probability: 0.9).upper == 2)
    let constant = highestDensityRegion(of: Array(repeating: 3, count: 100), probability: 0.9)
    #expect(constant.count == 1)
    for interval in constant { #expect(interval.contains(3) && interval.upper - interval.lower < 1e-5) }
  }
}
