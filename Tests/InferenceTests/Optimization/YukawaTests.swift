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

  @Test("EXPERIMENT", arguments: YukawaFunction.Moduli.allCases, ["LD_SLSQP", "LD_LBFGS", "LD_TNEWTON_PRECOND_RESTART", "LD_VAR2"])
  func experiment(moduli: YukawaFunction.Moduli, name: String) throws {
    let function = YukawaFunction(moduli: moduli)
    let algorithm = try #require(Algorithm(name: name))
    let clock = ContinuousClock()
    for seed: UInt64 in [1, 2, 3] {
      var search: MinimumSearch?
      let time = clock.measure {
        search = MultiStart(starts: 64, seed: seed, minimizer: Minimizer(algorithm: algorithm, maximumEvaluations: 10_000)).minimize(function, within: function.bounds, threads: 1)
      }
      print("EXP", moduli, name, seed, time, search!.best.value, "\(search!)", search!.evaluations, "basins", search!.minima.count)
    }
  }
}
