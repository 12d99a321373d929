import Foundation
import Inference
import Testing

@testable import GlobalFit

@Suite("The volume under correlated asymmetric errors")
struct AsymmetricVolumeTests {
  private func average(upper: [Double], lower: [Double], correlation: [[Double]]) throws -> Double {
    let correlation = try #require(Correlation(SymmetricMatrix(rows: correlation)))
    return exp(
      AsymmetricVolume(upperSigmas: upper, lowerSigmas: lower, correlation: correlation).logAverage)
  }

  /// Every pair correlated by one half: the probability that n of them have one sign is 1/(n + 1) for each sign,
  /// whence ⟨sign sign⟩ = 1/3 and ⟨sign sign sign sign⟩ = 16/5 − 1 − 6/3 = 1/5.
  private func half(_ count: Int) -> [[Double]] {
    (0..<count).map { i in (0..<count).map { $0 == i ? 1 : 0.5 } }
  }

  @Test("is exact for two and three errors")
  func exact() throws {
    // Errors 1 ± r on the sides.
    #expect(
      abs(try average(upper: [1.2, 1.3], lower: [0.8, 0.7], correlation: half(2)) - (1 + 0.06 / 3)) < 1e-15)
    #expect(
      abs(
        try average(upper: [1.2, 1.3, 0.5], lower: [0.8, 0.7, 1.5], correlation: half(3))
          - (1 + (0.06 - 0.1 - 0.15) / 3)) < 1e-15)
  }

  @Test("is exact to 1e-9 for four, five and seven")
  func numerical() throws {
    let four = 1 + (0.06 - 0.1 + 0.08 - 0.15 + 0.12 - 0.2) / 3 + 0.2 * 0.3 * -0.5 * 0.4 / 5
    #expect(
      abs(
        try average(upper: [1.2, 1.3, 0.5, 1.4], lower: [0.8, 0.7, 1.5, 0.6], correlation: half(4)) / four - 1
      ) < 1e-9)
    // ⟨six signs⟩ = 64/7 − 1 − 15/3 − 15/5 = 1/7; C(n, k) subsets of k signs, each ratio ½.
    let five = 1 + 10 * 0.25 / 3 + 5 * 0.0625 / 5
    let seven = 1 + 21 * 0.25 / 3 + 35 * 0.0625 / 5 + 7 * 0.015625 / 7
    for (count, expected) in [(5, five), (7, seven)] {
      let volume = try average(
        upper: [Double](repeating: 1.5, count: count), lower: [Double](repeating: 0.5, count: count),
        correlation: half(count))
      #expect(abs(volume / expected - 1) < 1e-9)
    }
  }

  // Σ over the 16 orthants of their probability, scipy.stats.multivariate_normal.cdf(abseps=1e-8), times the widths.
  @Test("is that of another program for four errors of any correlation")
  func scipy() throws {
    let volume = try average(
      upper: [0.3, 0.2, 0.5, 0.9], lower: [0.1, 0.35, 0.2, 0.3],
      correlation: [
        [1, 0.3, -0.2, 0.1], [0.3, 1, 0.4, 0.25], [-0.2, 0.4, 1, -0.35], [0.1, 0.25, -0.35, 1],
      ])
    #expect(abs(volume / 0.009968558742745657 - 1) < 1e-7)
  }

  @Test("is the product of the widths where a symmetric error takes no part")
  func symmetric() throws {
    #expect(abs(try average(upper: [2, 3, 0.5], lower: [2, 3, 0.5], correlation: half(3)) - 3) < 1e-15)
    #expect(
      abs(try average(upper: [2, 1.2, 1.3], lower: [2, 0.8, 0.7], correlation: half(3)) - 2 * 1.02) < 1e-14)
  }
}
