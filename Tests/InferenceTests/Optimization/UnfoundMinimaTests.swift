import Foundation
import Testing

@testable import Inference

@Suite("Minima that were not found")
struct UnfoundMinimaTests {
  @Test(
    "The posterior expectations are those of direct sums over the number of minima",
    arguments: [(20, 1), (20, 3), (64, 5)])
  func directSum(starts: Int, minima: Int) throws {
    // P(w seen | k minima, n starts) with flat shares is C(k, w) C(n − 1, w − 1)/C(n + k − 1, n); the prior of k is flat
    func logChoose(_ n: Int, _ k: Int) -> Double {
      lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
    }
    let weights = (minima...200_000).map { k in
      (Double(k), exp(logChoose(k, minima) - logChoose(starts + k - 1, starts)))
    }
    let sum = weights.reduce(0) { $0 + $1.1 }
    let mean = weights.reduce(0) { $0 + $1.0 * $1.1 } / sum
    // of k minima with flat shares, n starts leave those not seen the share (k − w)/(n + k) in the mean
    let share =
      weights.reduce(0) { $0 + $1.1 * ($1.0 - Double(minima)) / ($1.0 + Double(starts)) } / sum
    let unfound = UnfoundMinima(starts: starts, minima: minima)
    #expect(abs(try #require(unfound.expectedNumber) - (mean - Double(minima))) < 1e-6 * mean)
    #expect(abs(try #require(unfound.expectedShare) - share) < 1e-6 * share)
  }

  @Test("One minimum from many starts leaves little to find; as many minima as starts leave everything")
  func limits() throws {
    let many = UnfoundMinima(starts: 100_000, minima: 1)
    #expect(try #require(many.expectedNumber) < 1e-4)
    #expect(try #require(many.expectedShare) < 1e-4)
    let each = UnfoundMinima(starts: 6, minima: 6)
    #expect(each.expectedNumber == nil && each.expectedShare == 1)
    // three starts more than minima are the fewest that tell
    #expect(UnfoundMinima(starts: 4, minima: 2).expectedNumber == nil)
    #expect(UnfoundMinima(starts: 5, minima: 2).expectedNumber == 6)
    #expect(UnfoundMinima(starts: 1, minima: 1).expectedShare == nil)
  }
}
