import Foundation
import Inference
import Testing

@testable import GlobalFit

/// Φ(z).
private func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

struct LimitCoverageTests {
  /// x ~ N(μ, 1) with μ ≥ 0: the probability of data that a method takes to allow μ.
  private static func probability(_ mu: Double, _ isAllowed: (_ x: Double) -> Bool) -> Double {
    let step = 1e-3
    return stride(from: mu - 8, to: mu + 8, by: step).reduce(0) { sum, x in
      isAllowed(x) ? sum + cumulative(x + step - mu) - cumulative(x - mu) : sum
    }
  }

  /// Δχ² of μ.
  private static func rise(_ x: Double, _ mu: Double) -> Double {
    (x - mu) * (x - mu) - (x - max(0, x)) * (x - max(0, x))
  }

  @Test("Upper limits on a normal number hold as often as sums over its density say", arguments: [0.5, 3.0])
  func normal(mu: Double) throws {
    let problem = try LinearFit().coefficient("0 ± 1")
    let found = try problem.limitCoverage(
      of: .parameter(.component(.c9, .real)), .upper, at: [.component(.c9, .real): mu],
      settings: LimitSettings(sides: [.upper], toys: 2000, hasPosterior: false), experiments: 2000, seed: 3,
      by: Workforce(threads: 2))
    #expect(abs(found.truth - mu) < 1e-12)
    func byRise(_ threshold: Double) -> Double {
      Self.probability(mu) { $0 >= mu || Self.rise($0, mu) <= threshold }
    }
    let confidenceRatio = Self.probability(mu) { cumulative($0 - mu) / cumulative($0) >= 0.05 }
    let expected: [(Limit.Method, Double)] = [
      (.twoSigma, byRise(4)), (.twoSided, byRise(3.841459)), (.oneSided, byRise(2.705543)),
      (.asymptoticCLs, confidenceRatio), (.toyCLs, confidenceRatio), (.feldmanCousins, 0.95),
    ]
    #expect(found.rows.map(\.method) == expected.map(\.0))
    for (row, (method, truth)) in zip(found.rows, expected) {
      #expect(row.covered.toys == 2000)
      // the belt has errors of its own
      let belt = method == .toyCLs || method == .feldmanCousins ? (0.05 * 0.95 / 2000).squareRoot() : 0
      let error = hypot((truth * (1 - truth) / 2000).squareRoot(), belt)
      #expect(
        abs(row.covered.value - truth) <= 4 * error + 1e-3, "\(method): \(row.covered.value), not \(truth)")
    }
  }
}
