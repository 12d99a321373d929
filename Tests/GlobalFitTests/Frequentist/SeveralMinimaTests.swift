import Foundation
import Inference
import Testing

@testable import GlobalFit

/// R_K is a parabola in C₉: one value of it is met twice. What the data allow at one of the minima is not excluded because
/// the other is lower. Everything is held against scans of χ² itself.
@Suite("Limits and impacts with two minima")
struct SeveralMinimaTests {
  /// A fit of C₉ alone to some inputs.
  private static func problem(_ inputs: [String]) throws -> Problem {
    reportNumericalErrorsInResults()
    let folder = try TemporaryFolder()
    for (index, values) in inputs.enumerated() {
      try folder.write(
        "Toy \(index): {url: https://example.org, values: {\(values)}}", to: "inputs/toy/\(index).yaml")
    }
    let fit = """
      title: two minima
      parametrisation: effective
      parameters: {gPrime: 1, mZPrime: 246.22, "C9.re": {prior: uniform, min: -10, max: 3}}
      constraints: [\(inputs.indices.map { "toy/\($0)" }.joined(separator: ", "))]
      """
    return try withExtendedLifetime(folder) {
      try Problem(Fit(element(fit)), library: InputLibrary(folder: "\(folder.path)/inputs"))
    }
  }

  /// χ² as a function of C₉, from the problem's own coordinate.
  private struct Scan {
    let chiSquared: (Double) -> Double
    let lowest: Double
    let place: Double

    init(_ problem: Problem) {
      let function = ChiSquared(problem)
      let scale = problem.free[0].density.scale
      chiSquared = { function.value(at: [scale.coordinate(of: $0)].span) }
      var (lowest, place) = (Double.infinity, 0.0)
      for step in 0...13_000 {
        let here = -10 + 13 * Double(step) / 13_000
        let value = chiSquared(here)
        if value < lowest { (lowest, place) = (value, here) }
      }
      // a parabola through the lowest point and its neighbours
      let h = 1e-3
      let (below, above) = (chiSquared(place - h), chiSquared(place + h))
      let bend = below - 2 * lowest + above
      self.place = place + 0.5 * h * (below - above) / bend
      self.lowest = lowest - (below - above) * (below - above) / (8 * bend)
    }

    /// The outermost place on a side at which a function of C₉ falls below 0, from outside in.
    func outermost(_ side: Limit.Side, where excess: (Double) -> Double) -> Double? {
      let edge = side == .upper ? 3.0 : -10
      let step = side == .upper ? -1e-3 : 1e-3
      var outside = edge
      guard excess(edge) > 0 else { return nil }
      for number in 1...13_000 {
        let inside = edge + Double(number) * step
        if excess(inside) <= 0 {
          var (a, b) = (inside, outside)
          for _ in 0..<50 {
            let middle = 0.5 * (a + b)
            if excess(middle) <= 0 { a = middle } else { b = middle }
          }
          return a
        }
        outside = inside
      }
      return nil
    }
  }

  /// The minima are equally deep, or one is higher by some 1.8, 2.8 or 5.
  @Test("lie beyond every minimum that the data allow", arguments: [nil, 5.0, 4, 3])
  func outermost(width: Double?) throws {
    let problem = try Self.problem(
      ["\"R_K[1.1,6]\": 0.949 ± 0.05"] + (width.map { ["C9_bsmumu: -7.1 ± \($0)"] } ?? []))
    let scan = Scan(problem)
    let found = problem.limits(
      on: .parameter(.component(.c9, .real)), settings: LimitSettings(toys: 0, hasPosterior: false), seed: 1,
      by: Workforce(threads: 2))
    #expect(found.problems.isEmpty && found.isFinished, "\(found.problems)")
    #expect(abs(found.chiSquared - scan.lowest) < 1e-6)
    let thresholds: [(Limit.Method, Double)] = [(.twoSigma, 4), (.twoSided, 3.841459), (.oneSided, 2.705543)]
    for side in Limit.Side.allCases {
      for (method, threshold) in thresholds {
        let truth = scan.outermost(side) { scan.chiSquared($0) - scan.lowest - threshold }
        let limit = try #require(found.limits.first { $0.side == side && $0.method == method })
        #expect(
          abs(try #require(limit.value) - (truth ?? .nan)) < 1e-4,
          "\(side) \(method): \(limit), \(truth ?? .nan)")
      }
      // where the limit does not lie beyond the Standard Model there is no signal to exclude
      let end = try #require(found.limits.first { $0.side == side && $0.method == .oneSided }?.value)
      guard side == .upper ? end > 0 : end < 0 else { continue }
      // CLs by its formula, with the data that the Standard Model expects
      let generator = try ToyGenerator(problem, at: [problem.free[0].density.scale.coordinate(of: 0)])
      let expected = Scan(problem.observing(generator.expected))
      let truth = scan.outermost(side) { place in
        let isBeyond = side == .upper ? expected.place >= place : expected.place <= place
        let asimov = isBeyond ? 0 : max(0, expected.chiSquared(place) - expected.lowest)
        return 0.05
          - AsymptoticCLs(statistic: max(0, scan.chiSquared(place) - scan.lowest), expected: asimov).ratio
      }
      let limit = try #require(found.limits.first { $0.side == side && $0.method == .asymptoticCLs })
      #expect(abs(try #require(limit.value) - (truth ?? .nan)) < 2e-3, "\(side): \(limit), \(truth ?? .nan)")
    }
  }

  /// Without the measurement that prefers the minimum near zero the other one is the best fit.
  @Test("move to another minimum where a constraint held them")
  func impact() throws {
    let inputs = ["\"R_K[1.1,6]\": 0.949 ± 0.05", "C9_bsmumu: -7 ± 4", "C9_bsmumu: -0.2 ± 1.5"]
    let problem = try Self.problem(inputs)
    let impact = problem.impact(
      on: .parameter(.component(.c9, .real)), seed: 1, by: Workforce(threads: 2))
    #expect(impact.problems.isEmpty && impact.isFinished, "\(impact.problems)")
    let whole = Scan(problem)
    #expect(abs(impact.profile.bestFit - whole.place) < 1e-4)
    for (index, row) in impact.constraints.enumerated() {
      let scan = Scan(try Self.problem(inputs.indices.filter { $0 != index }.map { inputs[$0] }))
      #expect(abs(row.profile.bestFit - scan.place) < 1e-4, "\(row)")
      #expect(abs(row.shift - (scan.place - whole.place)) < 2e-4)
      #expect(abs(row.deltaChiSquared - (whole.lowest - scan.lowest)) < 1e-5)
      for side in Limit.Side.allCases {
        let truth = scan.outermost(side) { scan.chiSquared($0) - scan.lowest - 2.705543 }
        let limit = side == .lower ? row.profile.limits.lower : row.profile.limits.upper
        #expect(abs(try #require(limit) - (truth ?? .nan)) < 1e-4)
      }
    }
    #expect(impact.constraints[2].profile.bestFit < -6 && impact.profile.bestFit > -1)
  }
}
