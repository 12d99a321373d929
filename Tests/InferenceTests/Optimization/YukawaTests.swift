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

  @Test("EXPERIMENT", arguments: YukawaFunction.Moduli.allCases, [1, 2, 3] as [UInt64])
  func experiment(moduli: YukawaFunction.Moduli, seed: UInt64) throws {
    let function = YukawaFunction(moduli: moduli)
    let points = lowDiscrepancyPoints(64, dimension: 20, seed: seed)
    let clock = ContinuousClock()
    var ends: [Minimum] = []
    let time = clock.measure { ends = points.map { Minimizer(maximumEvaluations: 10_000).minimize(function, from: $0, within: function.bounds) } }
    let search = MinimumSearch(ends, of: function, within: function.bounds, window: 9)
    print("EXP", moduli, seed, time, search.best.value, "\(search)", search.evaluations, "VALUES", search.ends.map { String(format: "%.4f", $0.value) }.joined(separator: " "))
    for (i, end) in ends.enumerated() where !end.isConverged {
      print("FAIL", moduli, seed, i, end.value, end.stopReason, end.estimatedDecrease, end.evaluations, "bounds", end.atBound.count { $0 })
    }
  }
}
