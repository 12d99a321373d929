import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// Profiles of v_Φ where the prior of g′ reaches zero, and with it v_Φ infinity.
struct ProfileTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private func problem() throws -> Problem {
    // With m_Z' = v the trident ratio is a function of g' alone, and v_Φ = 246.22 GeV / g'.
    let text = """
      title: tridents
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 246.22, sinThetaW2: 0.2312}
      constraints: [neutrino-trident/charm-ii-1990, neutrino-trident/ccfr-1991, neutrino-trident/nutev-1998]
      predictions: [v_Phi]
      """
    return try Problem(
      Fit(Document.parse(Array(text.utf8), file: "fit.yaml")),
      library: InputLibrary(folder: "\(Self.root)/inputs"))
  }

  @Test("The limit on v_Φ is the limit on g', turned over")
  func theLimitIsThatOfTheCoupling() throws {
    let problem = try problem()
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 1))
    #expect(best.parameters[0].limit == .lower)
    let coupling = problem.profile(of: .parameter(.gPrime), from: best, seed: 1)
    let scale = problem.profile(of: .observable(.symmetryBreakingScale), from: best, seed: 1)
    #expect(scale.problem == nil)
    #expect(scale.limit == .upper)
    #expect(scale.limits.upper == nil)
    let (g, v) = (try #require(coupling.limits.upper), try #require(scale.limits.lower))
    #expect(abs(v - 246.22 / g) < 1e-6 * v)
  }

  @Test("Δχ² rises by 2.706 at the one-sided limit, by hand")
  func theLimitIsWhereChiSquaredHasRisen() throws {
    let problem = try problem()
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 1))
    let g = try #require(problem.profile(of: .parameter(.gPrime), from: best, seed: 1).limits.upper)
    func chiSquared(_ g: Double) -> Double {
      let vector = 1 + 4 * 0.2312
      let shifted = vector + 2 * g * g
      let ratio = (1 + shifted * shifted) / (1 + vector * vector)
      return [(1.58, 0.57), (0.82, 0.28), (0.67, 0.27)].reduce(0) { $0 + pow(($1.0 - ratio) / $1.1, 2) }
    }
    // 2.705543…: the 90 % quantile of χ² with one degree of freedom.
    #expect(abs(chiSquared(g) - chiSquared(0) - 2.7055434540954146) < 1e-6)
  }

  @Test("A quantity that nothing changes spans no plane, and that is said, along either axis")
  func aConstantSpansNoPlane() throws {
    let problem = try problem()
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 1))
    let (coupling, constant) = (Quantity.parameter(.gPrime), Quantity.observable(.zCouplingAxialElectron))
    for (first, second) in [(coupling, constant), (constant, coupling)] {
      let plane = problem.profilePlane(over: first, second, points: 5, from: best, seed: 1, threads: 1)
      #expect(plane.problem?.contains("gA_e is found to have no range of values") == true)
      #expect([plane.x, plane.y].map(\.quantity) == [first, second])
      #expect(plane.x.values.isEmpty && plane.y.values.isEmpty && plane.deltaChiSquared.isEmpty)
      #expect(plane.contours.isEmpty)
    }
  }

  @Test("The gradient of −1/v_Φ is its slope")
  func theInverseScaleHasItsSlope() throws {
    let function = InverseScaleFunction(try problem())
    for z in [0.0, 0.3, 1.0] {
      var gradient = [0.0]
      var span = gradient.mutableSpan
      let value = function.value(at: [z].span, gradient: &span)
      #expect(abs(value + z / 246.22) < 1e-15)
      #expect(abs(gradient[0] + 1 / 246.22) < 1e-15)
    }
  }
}
