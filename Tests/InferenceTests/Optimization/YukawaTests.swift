import Foundation
import Testing

@testable import Inference

@Suite("Twenty parameters of Yukawa couplings")
struct YukawaTests {
  @Test("The gradient is that of the values", arguments: YukawaFunction.Moduli.allCases)
  func gradient(moduli: YukawaFunction.Moduli) {
    let function = YukawaFunction(moduli: moduli)
    for point in lowDiscrepancyPoints(3, dimension: 20, seed: 3) {
      let moderate = point.enumerated().map { $0 < 4 ? 0.4 + 0.4 * $1 : $1 }
      let (value, gradient) = function.valueAndGradient(at: moderate)
      for index in 0..<20 {
        let rises = [1e-5, -1e-5].map { step in
          var moved = moderate
          moved[index] += step
          return function.value(at: moved)
        }
        let slope = (rises[0] - rises[1]) / 2e-5
        #expect(abs(slope - gradient[index]) < 1e-4 * max(abs(slope), 1e-3 * value), "\(index)")
      }
    }
  }

  @Test("Most starts find the lowest minimum along its curved valleys", arguments: [1, 2, 3] as [UInt64])
  func search(seed: UInt64) {
    let function = YukawaFunction(moduli: .logarithmic)
    let search = MultiStart(starts: 64, seed: seed).minimize(
      function, within: function.bounds, by: Workforce(threads: 2))
    // found by every algorithm tried, from several hundred starts
    #expect(abs(search.best.value - 1.8878966204) < 1e-8)
    #expect(search.agreeingCount >= 40 && search.failedCount <= 12, "\(search)")
  }

  @Test(
    "Moduli that can be zero make traps, and a third of the starts still get there",
    arguments: [1, 2, 3] as [UInt64])
  func zeros(seed: UInt64) {
    let function = YukawaFunction(moduli: .uniform)
    let search = MultiStart(starts: 64, seed: seed).minimize(
      function, within: function.bounds, by: Workforce(threads: 2))
    #expect(abs(search.best.value - 1.8878966204) < 1e-8)
    #expect(search.agreeingCount >= 20, "\(search)")
  }
}
