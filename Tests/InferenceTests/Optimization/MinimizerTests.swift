import Foundation
import Testing

@testable import Inference

@Suite("A minimiser finds known minima and says the truth about failures")
struct MinimizerTests {
  @Test("NIST Misra1a, certified to 11 digits, from both starts", arguments: [[500, 1e-4], [250, 5e-4]])
  func misra(start: [Double]) {
    let minimum = Minimizer().minimize(Functions.misra1a, from: start, within: everywhere(2))
    #expect(minimum.isConverged)
    #expect(deviation(minimum.point[0], from: 238.94212918) < 1e-10)
    #expect(deviation(minimum.point[1], from: 5.5015643181e-4) < 1e-10)
    #expect(deviation(minimum.value, from: 0.12455138894) < 1e-10)
  }

  @Test("Rosenbrock's valley", arguments: [2, 10])
  func rosenbrock(dimension: Int) {
    let start = (0..<dimension).map { $0.isMultiple(of: 2) ? -1.2 : 1 }
    let minimum = Minimizer().minimize(
      Functions.rosenbrock(dimension), from: start, within: everywhere(dimension))
    #expect(minimum.isConverged)
    #expect(minimum.value < 1e-20)
    #expect(minimum.point.allSatisfy { abs($0 - 1) < 1e-9 })
  }

  @Test("Beale: 0 at (3, ½)")
  func beale() {
    let minimum = Minimizer().minimize(Functions.beale, from: [1, 1], within: cube(2, -4.5...4.5))
    #expect(minimum.isConverged)
    #expect(minimum.value < 1e-20)
    #expect(abs(minimum.point[0] - 3) < 1e-9 && abs(minimum.point[1] - 0.5) < 1e-9)
  }

  @Test("Powell's singular function: 0, slowly, and its flat Hessian gives no covariance")
  func powell() {
    let bounds = everywhere(4)
    let minimum = Minimizer().minimize(Functions.powellSingular, from: [3, -1, 0, 1], within: bounds)
    #expect(minimum.isConverged)
    #expect(minimum.value < 1e-8)
    let hessian = Hessian(of: Functions.powellSingular, at: minimum, within: bounds)
    #expect(hessian.covariance == nil)
    #expect(hessian.flatDirections.count == 2)
    #expect(hessian.refusal(names: ["a", "b", "c", "d"])?.hasPrefix("flat along") == true)
  }

  @Test("A start on a saddle point is left")
  func saddle() {
    let saddle = Analytic(2) { p in
      (p[0] * p[0] - p[1] * p[1] + pow(p[1], 4), [2 * p[0], -2 * p[1] + 4 * pow(p[1], 3)])
    }
    let minimum = Minimizer().minimize(saddle, from: [0, 0], within: cube(2, -2...2))
    #expect(minimum.isConverged)
    #expect(abs(minimum.value + 0.25) < 1e-12)
  }

  @Test("A corner of the box is reached exactly and flagged")
  func corner() {
    let plane = Analytic(3) { p in
      (p[0] - 2 * p[1] + (p[2] - 0.5) * (p[2] - 0.5), [1, -2, 2 * (p[2] - 0.5)])
    }
    let minimum = Minimizer().minimize(plane, from: [0.4, 0.4, 0.1], within: cube(3, 0...1))
    #expect(minimum.isConverged)
    #expect(minimum.point[0] == 0 && minimum.point[1] == 1)
    #expect(minimum.atLowerBound == [true, false, false])
    #expect(minimum.atUpperBound == [false, true, false])
    #expect(minimum.projectedGradientNorm < 1e-10)
    let hessian = Hessian(of: plane, at: minimum, within: cube(3, 0...1))
    #expect(hessian.atBound == [0, 1] && hessian.free == [2])
    #expect(hessian.covariance?.standardError(of: 0) == nil)
    #expect(abs((hessian.covariance?.standardError(of: 2) ?? 0) - 1) < 1e-10)
  }

  @Test("A coordinate with equal bounds is held")
  func held() {
    let minimum = Minimizer().minimize(Functions.rosenbrock(2), from: [0, 0], within: [0.5...0.5, -2...2])
    #expect(minimum.isConverged)
    #expect(minimum.point[0] == 0.5 && abs(minimum.point[1] - 0.25) < 1e-12)
    let all = Minimizer().minimize(Functions.rosenbrock(2), from: [0, 0], within: [0.5...0.5, 2...2])
    #expect(all.isConverged && all.point == [0.5, 2])
  }

  @Test("A gradient of the wrong sign is found out", arguments: [[1, 1], [-1.5, 0.3], [0, -1.9]])
  func wrongSign(start: [Double]) {
    let wrong = Analytic(2) { p in
      let (value, slope) = Functions.rippledBowl.body(p)
      return (value, slope.map { -$0 })
    }
    let minimum = Minimizer().minimize(wrong, from: start, within: cube(2, -2...2))
    #expect(minimum.stopReason == .inconsistentGradient, "\(minimum)")
  }

  @Test("A region where the function is not defined is avoided and reported")
  func undefined() {
    let half = Analytic(2) { p in
      p[0] < 0 ? (.nan, [.nan, .nan]) : (pow(p[0] - 0.01, 2) + pow(p[1], 2), [2 * (p[0] - 0.01), 2 * p[1]])
    }
    let search = MultiStart(starts: 32).minimize(half, within: cube(2, -1...1))
    #expect(search.best.isConverged && search.best.value < 1e-16)
    #expect(search.undefinedEvaluations > 0)
    #expect(search.failures.contains { $0.reason == .undefinedAtStart })
    #expect(search.description.contains("not defined"))
    let nowhere = Analytic(1) { _ in (.nan, [.nan]) }
    #expect(Minimizer().minimize(nowhere, from: [0], within: cube(1, -1...1)).stopReason == .undefinedAtStart)
  }

  @Test("Running out of evaluations is not convergence")
  func limit() {
    let minimizer = Minimizer(maximumEvaluations: 5)
    let minimum = minimizer.minimize(
      Functions.rosenbrock(10), from: [Double](repeating: -1, count: 10), within: everywhere(10))
    #expect(minimum.stopReason == .evaluationLimit)
    #expect(!minimum.isConverged)
  }

  @Test("A derivative-free end without polisher is judged by the same measure")
  func unpolished() throws {
    let simplex = try #require(Algorithm(name: "LN_NELDERMEAD"))
    let loose = Minimizer(algorithm: simplex, polisher: nil, tolerances: Tolerances(value: 1e-2, point: 1e-2))
    #expect(!loose.minimize(Functions.rosenbrock(2), from: [-1.2, 1], within: cube(2, -2...2)).isConverged)
    let tight = Minimizer(
      algorithm: simplex, polisher: nil, tolerances: Tolerances(value: 1e-15, point: 1e-12))
    #expect(tight.minimize(Functions.rosenbrock(2), from: [-1.2, 1], within: cube(2, -2...2)).isConverged)
  }

  @Test("One wrong component of the gradient does not pass for a minimum", arguments: [0, 1])
  func wrongComponent(component: Int) {
    let wrong = Analytic(2) { p in
      let (value, slope) = Functions.rippledBowl.body(p)
      return (value, slope.indices.map { $0 == component ? -slope[$0] : slope[$0] })
    }
    let minimum = Minimizer().minimize(wrong, from: [1, 1], within: cube(2, -2...2))
    #expect([.inconsistentGradient, .evaluationLimit].contains(minimum.stopReason), "\(minimum)")
  }

  @Test("A gradient that claims to push against a bound, while values fall inwards, is found out")
  func wrongAtBound() {
    let wrong = Analytic(1) { p in (p[0] * p[0], [-2 * p[0]]) }
    let minimum = Minimizer().minimize(wrong, from: [1], within: cube(1, -1...1))
    #expect(minimum.stopReason == .inconsistentGradient, "\(minimum)")
  }

  @Test("A kink that nobody tells of is not a verified minimum")
  func kink() {
    let kink = Analytic(1) { p in (abs(p[0] - 0.1), [p[0] < 0.1 ? -1 : 1]) }
    #expect(!Minimizer().minimize(kink, from: [0.7], within: cube(1, -1...1)).isConverged)
  }

  @Test("A large constant does not blunt the minimum")
  func offset() {
    let shifted = Analytic(2) { p in
      let (value, slope) = Functions.rosenbrock(2).body(p)
      return (value + 1e6, slope)
    }
    let minimum = Minimizer().minimize(shifted, from: [-1.2, 1], within: everywhere(2))
    #expect(minimum.isConverged)
    #expect(abs(minimum.point[0] - 1) < 1e-8 && abs(minimum.point[1] - 1) < 1e-8)
  }

  @Test("Jumping second derivatives, as of asymmetric errors, do not disturb")
  func asymmetric() {
    let asymmetric = Analytic(2) { p in
      func half(_ x: Double) -> (Double, Double) {
        let error = x < 0 ? 0.1 : 0.3
        return (x * x / error / error, 2 * x / error / error)
      }
      let (a, b) = (half(p[0] + p[1] - 1), half(p[0] - 2 * p[1]))
      return (a.0 + b.0, [a.1 + b.1, a.1 - 2 * b.1])
    }
    let search = MultiStart().minimize(asymmetric, within: cube(2, -2...2))
    #expect(search.agreeingCount == 64, "\(search)")
    #expect(search.best.value < 1e-15)
  }

  @Test("Stop reasons are clauses")
  func words() {
    #expect("\(StopReason.evaluationLimit)" == "stopped at the limit on evaluations")
    #expect("\(StopReason.refused("why"))" == "refused: why")
    #expect(StopReason.converged.converged && !StopReason.stalled.converged)
  }
}
