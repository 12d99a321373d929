import Foundation
import Testing

@testable import Inference

@Suite("Profiles and their intervals")
struct ProfileLikelihoodTests {
  private func counting() -> (Minimum, [ClosedRange<Double>]) {
    let bounds = [-20.0...60.0, 0.5...30.0]
    return (Minimizer().minimize(Functions.counting, from: [3, 3], within: bounds), bounds)
  }

  @Test("Signal over background: Hessian errors and correlation")
  func hessian() throws {
    let (minimum, bounds) = counting()
    #expect(abs(minimum.point[0] - 7) < 1e-9 && abs(minimum.point[1] - 5) < 1e-9)
    let covariance = try #require(Hessian(of: Functions.counting, at: minimum, within: bounds).covariance)
    #expect(abs(covariance.standardErrors[0] - 3.774917218) < 1e-9)
    #expect(abs(covariance.standardErrors[1] - 1.5) < 1e-9)
    #expect(abs(covariance.correlations[0, 1] + 0.397359707) < 1e-9)
  }

  @Test(
    "Signal over background: the intervals of MINOS",
    arguments: [(1.0, -3.508849811, 4.068980548), (4, -6.548045100, 8.774210820)])
  func minos(threshold: Double, lower: Double, upper: Double) throws {
    let (minimum, bounds) = counting()
    let profile = ProfileLikelihood(of: Functions.counting, over: 0, within: bounds, minimum: minimum)
    let interval = profile.interval(threshold: threshold)
    #expect(interval.isConverged, "\(interval)")
    #expect(abs(try #require(interval.lower) - 7 - lower) < 2e-9)
    #expect(abs(try #require(interval.upper) - 7 - upper) < 2e-9)
    if threshold == 1 {
      #expect(abs(interval.lowerEnd.point[1] - 5.690611994) < 2e-9)
      #expect(abs(interval.upperEnd.point[1] - 4.485800690) < 2e-9)
    }
  }

  @Test("A best fit on its bound has a one-sided interval")
  func boundary() throws {
    let parabola = Analytic(1) { p in ((p[0] + 1) * (p[0] + 1), [2 * (p[0] + 1)]) }
    let bounds = [0.0...10.0]
    let minimum = Minimizer().minimize(parabola, from: [5], within: bounds)
    #expect(minimum.point == [0] && minimum.atLowerBound == [true])
    let interval = ProfileLikelihood(of: parabola, over: 0, within: bounds, minimum: minimum).interval(
      threshold: 1)
    #expect(interval.isConverged && interval.isBestFitAtLowerEdge && !interval.isBestFitAtUpperEdge)
    #expect(interval.lower == nil && interval.lowerEnd.kind == .edge)
    #expect(abs(try #require(interval.upper) - (2.0.squareRoot() - 1)) < 1e-12)
  }
}
