import Foundation
import Inference
import Testing

@testable import GlobalFit

/// Below −1 the likelihood is flat, and 0 is the top of a spike that holds three fifths of it within 10⁻⁸, at the end of slopes
/// that fill half of the prior: every descent from there leads to it, but so little of the prior is as likely as the flat part
/// that draws from the prior never do.
@Suite("A peak that only the minimiser finds")
struct HiddenPeakTests {
  /// A density, linear between its points.
  private struct Table {
    let x: [Double]
    let y: [Double]

    var area: Double { integral { _, density in density } }
    var yaml: String { "{distribution: numerical, x: \(x), y: \(y)}" }

    /// The integral of a function of the place and of the density there, by Simpson's rule.
    func integral(_ function: (Double, Double) -> Double) -> Double {
      let parts = 200
      return zip(zip(x, y), zip(x, y).dropFirst()).reduce(0) { sum, ends in
        let (low, high) = ends
        let values = (0...parts).map { part in
          let share = Double(part) / Double(parts)
          return function(low.0 + share * (high.0 - low.0), low.1 + share * (high.1 - low.1))
        }
        let weighted = values.enumerated().reduce(0) { sum, value in
          let isEnd = value.offset == 0 || value.offset == parts
          return sum + (isEnd ? 1 : value.offset % 2 == 1 ? 4 : 2) * value.element
        }
        return sum + weighted * (high.0 - low.0) / Double(3 * parts)
      }
    }
  }

  /// The slopes rise from 10⁻²¹ at a distance of one by a thousand for each tenth of the distance.
  private static let spike: Table = {
    let slope = (0...8).map { (distance: pow(10, -Double($0)), density: pow(10, 3 * Double($0) - 21)) }
    return Table(
      x: [-4, -1.5] + slope.map { -$0.distance } + [0] + slope.reversed().map(\.distance),
      y: [1, 1] + slope.map(\.density) + [4e8] + slope.reversed().map(\.density))
  }()
  private static let slant = Table(x: [-4, 1], y: [2, 1])

  /// The prior is 1/5.
  private static func problem() throws -> Problem {
    try GroupTensionTests.problem(
      [spike, slant].map { "values: {C9_bsmumu: \($0.yaml)}" },
      parameters: "C9.re: {prior: uniform, min: -4, max: 1}")
  }

  /// The density of the second constraint at a place.
  private static func slanted(_ x: Double) -> Double { (2 - (x + 4) / 5) / slant.area }

  /// The evidence of both constraints together.
  private static let jointEvidence = spike.integral { $1 * slanted($0) } / spike.area / 5

  private func near(_ estimate: Estimate, _ truth: Double) {
    #expect(
      abs(estimate.value - truth) < 4 * estimate.error && estimate.error < 0.05,
      "\(estimate.value) ± \(estimate.error), not \(truth)")
  }

  @Test("is part of the posteriors whose tension is asked for")
  func tension() throws {
    let result = try Self.problem().tension(
      between: [(ConstraintGroup([0]), ConstraintGroup([1]))], seed: 3, by: Workforce(threads: 2))
    #expect(result.problems.isEmpty)
    let found = try #require(result.comparisons.first)
    near(found.first.logEvidence, -log(5))
    near(found.joint.logEvidence, log(Self.jointEvidence))
  }

  @Test("is part of the posterior without a constraint")
  func sensitivity() throws {
    let problem = try Self.problem()
    let posterior = problem.posterior(seed: 5, by: Workforce(threads: 2))
    let found = problem.sensitivity(
      of: posterior.sample,
      logEvidence: posterior.nested.map { Estimate($0.logEvidence, error: $0.logEvidenceError) }, seed: 5,
      by: Workforce(threads: 2))
    #expect(posterior.problems.isEmpty && found.problems.isEmpty)
    // KL of t₀t₁/Z₀₁ from t₀/Z₀, where Z₀ = 1/5
    let information =
      Self.spike.integral { x, density in
        let rise = Self.slanted(x) / 5 / Self.jointEvidence
        return density * rise * log(rise)
      } / Self.spike.area
    near(found.constraints[1].information, information)
  }
}
