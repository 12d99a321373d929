import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

struct CombinationTests {
  private func constraint(_ name: String, _ value: String) throws -> Problem.Constraint {
    Problem.Constraint(name: name, measurements: try measurements("\(name): {values: {R_trident: \(value)}}"))
  }

  @Test("Normal errors combine to the weighted average")
  func normalErrorsGiveTheWeightedAverage() throws {
    let combination = try Combination(
      .trident,
      of: [constraint("a", "1.58 ± 0.57"), constraint("b", "0.82 ± 0.28"), constraint("c", "0.67 ± 0.27")])
    let weights = [0.57, 0.28, 0.27].map { 1 / ($0 * $0) }
    let sum = weights.reduce(0, +)
    let average = (1.58 * weights[0] + 0.82 * weights[1] + 0.67 * weights[2]) / sum
    #expect(abs(combination.value - average) < 1e-8)
    #expect(abs(combination.upperError - 1 / sum.squareRoot()) < 1e-8)
    #expect(abs(combination.lowerError - 1 / sum.squareRoot()) < 1e-8)
    #expect(combination.degreesOfFreedom == 2)
  }

  @Test("An asymmetric error stays asymmetric")
  func asymmetricErrorsStayAsymmetric() throws {
    let combination = try Combination(
      .trident,
      of: [
        constraint("a", "1.58 ± 0.57"), constraint("b", "0.82 ± 0.28"), constraint("c", "0.72 + 1.73 - 0.72"),
      ])
    // Above 0.72 the average of weights 1/0.57², 1/0.28², 1/1.73² (closed form); the ends by scipy's brentq on the
    // sum of the three χ².
    #expect(abs(combination.value - 0.9626210892640) < 1e-6)
    let two = try #require(combination.intervals.first { $0.standardDeviations == 2 })
    #expect(abs(try #require(two.upper) - 1.460030484084304) < 1e-6)
    #expect(abs(try #require(two.lower) - 0.471379478621855) < 1e-6)
  }

  @Test("Measurements of something else, and correlated ones, are refused by name")
  func whatCannotBeCombinedIsRefused() throws {
    let other = Problem.Constraint(
      name: "d", measurements: try measurements("d: {values: {tau_tau: 290 ± 1}}"))
    #expect(throws: Combination.Refusal.self) {
      try Combination(.trident, of: [constraint("a", "1 ± 1"), other])
    }
    let block = "e: {values: {gA_e: -0.5 ± 0.1, gA_mu: -0.5 ± 0.1}, correlation: 0.5}"
    let correlated = Problem.Constraint(name: "e", measurements: try measurements(block))
    #expect(throws: Combination.Refusal.self) { try Combination(.zCouplingAxialMuon, of: [correlated]) }
  }

  @Test("A trident ratio translates into v_Φ by Eq. 34", arguments: [1.01, 1.19, 1.5, 3.0])
  func tridentTranslatesByItsFormula(ratio: Double) throws {
    let translation = try #require(Translation(.trident, mass: 100))
    // Eq. 34 solved for v_Φ, with sin²θ_W = 0.231 and v = 246.22 GeV.
    let vector = 1 + 4 * 0.231
    let t = ((ratio * (1 + vector * vector) - 1).squareRoot() - vector) / 2
    let scale = try #require(translation.scale(at: ratio))
    #expect(abs(scale - 246.22 / t.squareRoot()) < 1e-7 * scale)
  }

  @Test("A ratio below one is never reached")
  func aRatioBelowOneIsNeverReached() throws {
    let translation = try #require(Translation(.trident, mass: 100))
    #expect(translation.scale(at: 0.83) == nil)
  }
}
