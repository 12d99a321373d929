import Foundation
import Inference
import Testing

@testable import GlobalFit

/// A prior N(0, 1) of C₉; a table that is flat below zero and lower by 270 in ln L above it; and a measurement 7.5 ± 0.31.
///
/// Above zero χ² is a parabola, and half of all descents lead to 7.5. There lie three fifths of the posterior, but hardly any
/// draw from the prior is as likely as what lies close below zero: runs of nested sampling do not get there.
@Suite("A peak that only the minimiser finds")
struct HiddenPeakTests {
  private static let (mean, sigma) = (7.5, 0.31)
  private static let table = (x: [-9, 0, 1e-3, 9], y: [1, 1, 3e-118, 3e-118])

  /// The third constraint is a line that falls from 2 to 1.
  private static func problem() throws -> Problem {
    func tabulated(_ x: [Double], _ y: [Double]) -> String {
      "values: {C9_bsmumu: {distribution: numerical, x: \(x), y: \(y)}}"
    }
    return try GroupTensionTests.problem(
      [
        tabulated(table.x, table.y), "values: {C9_bsmumu: \(mean) ± \(sigma)}", tabulated([-9, 9], [2, 1]),
      ], parameters: "C9.re: {prior: normal, mean: 0, sigma: 1}")
  }

  private static func line(_ x: Double) -> Double { (2 - (x + 9) / 18) / 27 }

  /// ln ∫ prior · L₀ · L₁ · `factor`, by the middles of narrow steps on each piece of the table.
  private static func logIntegral(_ factor: (Double) -> Double = { _ in 1 }) -> Double {
    let pieces = zip(zip(table.x, table.y), zip(table.x, table.y).dropFirst())
    let area = pieces.reduce(0) { $0 + ($1.1.0 - $1.0.0) * ($1.0.1 + $1.1.1) / 2 }
    let steps = 100_000
    let terms = pieces.flatMap { low, high in
      (0..<steps).map { step -> Double in
        let share = (Double(step) + 0.5) / Double(steps)
        let x = low.0 + share * (high.0 - low.0)
        let pull = (x - mean) / sigma
        return -(x * x + pull * pull) / 2 - log(2 * Double.pi * sigma)
          + log((low.1 + share * (high.1 - low.1)) / area * factor(x) * (high.0 - low.0) / Double(steps))
      }
    }
    let highest = terms.max() ?? 0
    return highest + log(terms.reduce(0) { $0 + exp($1 - highest) })
  }

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
    near(try #require(result.comparisons.first).joint.logEvidence, Self.logIntegral())
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
    // KL = ⟨ln L₂⟩ − ln Z + ln Z without it, and ln L₂ lies between ln 1/27 and ln 2/27: shifted, it is positive
    let (logEvidence, without) = (Self.logIntegral(Self.line), Self.logIntegral())
    let mean = exp(Self.logIntegral { Self.line($0) * (log(Self.line($0)) + 4) } - logEvidence) - 4
    near(found.constraints[2].information, mean - logEvidence + without)
  }
}
