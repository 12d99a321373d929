import Foundation
import Testing

@testable import GlobalFit
@testable import Inference

/// Fits whose best fit lies on a corner or at the end of a density, against χ² on dense grids.
@Suite("Best fits on corners and ends of densities")
struct CornerFitTests {
  /// A fit to data of its own: one input for each measurement.
  private struct Case: CustomTestStringConvertible {
    let testDescription: String
    let parameters: String
    let values: [String]
    var minimize = ""

    func problem() throws -> Problem {
      let folder = try TemporaryFolder()
      for (number, value) in values.enumerated() {
        try folder.write("M\(number):\n  values: {\(value)}\n", to: "a/\(number).yaml")
      }
      let names = values.indices.map { "a/\($0)" }.joined(separator: ", ")
      return try Problem(
        fit(
          """
          title: corners
          parametrisation: leptonic
          parameters: {\(parameters)}
          constraints: [\(names)]
          \(minimize)
          """), library: InputLibrary(folder: folder.path))
    }
  }

  private static let lifetime =
    "gPrime: 1e-6, mZPrime: 1000, tauLifetime: {prior: uniform, min: 280, max: 300}"
  private static let boson =
    "gPrime: {prior: log-uniform, min: 1e-3, max: 3}, mZPrime: {prior: log-uniform, min: 10, max: 10000}"
  private static let table =
    "tau_tau: {distribution: numerical, x: [289, 290, 291, 293], y: [0.1, 1, 0.5, 0.05]}"
  private static let trident =
    "R_trident: {distribution: numerical, x: [0.9, 1, 1.05, 1.1, 1.3], y: [0.1, 0.8, 1, 0.9, 0.05]}"
  private static let moment =
    "Delta_a_mu: {distribution: numerical, x: [0, 1.0e-10, 5.0e-10, 2.0e-9], y: [0.1, 1, 0.5, 0.01]}"

  private static let oneParameter = [
    Case(testDescription: "a table", parameters: lifetime, values: [table]),
    Case(
      testDescription: "a table and a normal value", parameters: lifetime,
      values: [table, "tau_tau: 292 ± 0.5"]),
    Case(
      testDescription: "a normal value that the table's mode holds", parameters: lifetime,
      values: [table, "tau_tau: 290.3 ± 0.8"]),
    Case(
      testDescription: "a range and a normal value outside", parameters: lifetime,
      values: ["tau_tau: '[285, 290]'", "tau_tau: 292 ± 0.5"]),
    Case(testDescription: "a plateau", parameters: lifetime, values: ["tau_tau: '[285, 290]'"]),
    Case(
      testDescription: "two ranges that overlap a little", parameters: lifetime,
      values: ["tau_tau: '[285, 290]'", "tau_tau: '[289.99, 295]'", "tau_tau: 280 ± 3"]),
    Case(testDescription: "asymmetric errors", parameters: lifetime, values: ["tau_tau: 290.7 + 1.5 - 0.1"]),
    Case(
      testDescription: "a half-normal limit from the wrong side", parameters: lifetime,
      values: [
        "tau_tau: {distribution: half_normal, central_value: 290, standard_deviation: 2}", "tau_tau: 288 ± 1",
      ]),
    Case(
      testDescription: "an exponential end", parameters: lifetime,
      values: ["tau_tau: {distribution: gamma, a: 1, loc: 290, scale: 2}"]),
    Case(
      testDescription: "a gamma density pulled towards its start", parameters: lifetime,
      values: ["tau_tau: {distribution: gamma, a: 2.5, loc: 290, scale: 2}", "tau_tau: 285 ± 0.3"]),
    Case(
      testDescription: "two tables", parameters: lifetime,
      values: [table, "tau_tau: {distribution: numerical, x: [288, 290.4, 292], y: [0.2, 1, 0.2]}"]),
    Case(
      testDescription: "a table, without gradients", parameters: lifetime,
      values: [table, "tau_tau: 290.3 ± 0.8"],
      minimize: "minimize: {algorithm: LN_NELDERMEAD}"),
    Case(
      testDescription: "a table, by subplexes", parameters: lifetime, values: [table],
      minimize: "minimize: {algorithm: LN_SBPLX}"),
    Case(
      testDescription: "a table, by dividing rectangles", parameters: lifetime, values: [table],
      minimize: "minimize: {algorithm: GN_DIRECT_L, starts: 4}"),
  ]

  @Test("In one parameter", arguments: oneParameter)
  private func inOneParameter(own: Case) throws {
    let problem = try own.problem()
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    let chiSquared = ChiSquared(problem)
    // steps of 2·10⁻⁵ of the range, on which the corners lie: slopes are below 20 in χ² per fs
    let lowest = (0...50_000).map { chiSquared.value(at: [Double($0) / 50_000].span) }.min() ?? .nan
    #expect(best.isConverged, "\(best.search)")
    #expect(best.chiSquared <= lowest + 1e-8)
    #expect(lowest - best.chiSquared < 1e-2)
    #expect(!best.search.contains("not defined"))
  }

  private static let twoParameters = [
    Case(testDescription: "two tables that meet", parameters: boson, values: [trident, moment]),
    Case(
      testDescription: "a table and a normal value", parameters: boson,
      values: [trident, "Delta_a_mu: (3.0 ± 0.5) e-10"]),
    Case(
      testDescription: "a range on a derived quantity, normal data outside", parameters: boson,
      values: ["v_Phi: '[900, 1100]'", "R_trident: 1.4 ± 0.05"]),
    Case(
      testDescription: "a range on a derived quantity and tables", parameters: boson,
      values: ["v_Phi: '[900, 1100]'", trident, moment]),
  ]

  @Test("In two parameters", arguments: twoParameters)
  private func inTwoParameters(own: Case) throws {
    let problem = try own.problem()
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    #expect(best.isConverged, "\(best.search)")
    let chiSquared = ChiSquared(problem)
    var lowest = Double.infinity
    for first in 0...600 {
      for second in 0...600 {
        lowest = min(lowest, chiSquared.value(at: [Double(first) / 600, Double(second) / 600].span))
      }
    }
    #expect(best.chiSquared <= lowest + 1e-8, "\(best.search)")
    #expect(lowest - best.chiSquared < 0.2, "\(best.chiSquared), by the grid \(lowest)")
  }

  @Test("With five parameters three of which the corners hold")
  func inFiveParameters() throws {
    let own = Case(
      testDescription: "five",
      parameters: Self.boson + ", tauLifetime: {prior: uniform, min: 280, max: 300}, "
        + "gNuSM: {prior: normal, mean: 0.50192, sigma: 0.0002, nuisance: true}, "
        + "gASM: {prior: normal, mean: -0.50125, sigma: 0.0002, nuisance: true}",
      values: [Self.trident, Self.moment, Self.table, "gA_tau: -0.5020 ± 0.0003"])
    let problem = try own.problem()
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    #expect(best.isConverged, "\(best.search)")
    let chiSquared = ChiSquared(problem)
    // Nelder and Mead from 200 starts
    let simplex = try #require(Algorithm(name: "LN_NELDERMEAD"))
    let brute =
      lowDiscrepancyPoints(200, dimension: 5, seed: 9).map { cube -> Double in
        let start = problem.coordinates(atPriorQuantiles: cube)
        return Minimizer(algorithm: simplex, polisher: nil, maximumEvaluations: 3000).minimize(
          chiSquared, from: start, within: problem.bounds
        ).value
      }.filter(\.isFinite).min() ?? .nan
    #expect(best.chiSquared <= brute + 1e-8, "\(best.chiSquared), by simplices \(brute)")
    #expect(brute - best.chiSquared < 0.1, "\(best.chiSquared), by simplices \(brute)")
  }

  @Test("Ranges that exclude each other are said to, by name")
  func infeasible() throws {
    let own = Case(
      testDescription: "none", parameters: Self.lifetime,
      values: ["tau_tau: '[285, 290]'", "tau_tau: '[291, 293]'"])
    let best = try own.problem().bestFit(seed: 1, by: Workforce(threads: 2))
    #expect(!best.isConverged && best.pValue == nil)
    #expect(best.search.contains("no point within the priors"))
    #expect(
      best.search.contains("(tau_tau: uniform in [28") || best.search.contains("(tau_tau: uniform in [29"))
  }

  @Test("χ² taken apart is χ²", arguments: twoParameters + oneParameter)
  private func parts(own: Case) throws {
    let problem = try own.problem()
    let chiSquared = ChiSquared(problem)
    guard let parts = chiSquared.creased else {
      #expect(own.testDescription == "asymmetric errors", "nothing is creased")
      return
    }
    for cube in lowDiscrepancyPoints(50, dimension: problem.free.count, seed: 3) {
      let point = problem.coordinates(atPriorQuantiles: cube)
      let sum = parts.terms.reduce(parts.smooth.value(at: point.span)) { sum, term in
        let quantity = term.quantity.value(at: point.span)
        let piece = term.piece(holding: quantity)
        return sum + (piece.map { term.value(of: quantity, on: $0).value } ?? .infinity)
      }
      let whole = chiSquared.value(at: point.span)
      #expect(sum == whole || abs(sum - whole) < 1e-9 * max(1, abs(whole)), "\(sum) \(whole)")
    }
  }
}
