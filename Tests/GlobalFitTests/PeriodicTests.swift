import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

@Suite("A periodic parameter")
struct PeriodicTests {
  @Test(
    "has a uniform prior over one whole turn",
    arguments: [-Double.pi...Double.pi, 0...2 * Double.pi, -3.1415926536...3.1415926536])
  func wholeTurn(range: ClosedRange<Double>) throws {
    try ParameterReader.requireTurn(.uniform(range), named: "uniform", at: element("true"))
  }

  @Test("is refused over anything else, with what was found")
  func refusals() throws {
    let place = try element("true")
    func refusal(_ prior: Prior, _ name: String) -> String {
      do {
        try ParameterReader.requireTurn(prior, named: name, at: place)
        return ""
      } catch { return "\(error)" }
    }
    let short = refusal(.uniform(-3.14...3.14), "uniform")
    #expect(short.contains("6.283185307179586") && short.contains("6.28;"), "\(short)")
    #expect(refusal(.uniform(0...360), "uniform").contains("360"))
    #expect(refusal(.normal(mean: 0, sigma: 1), "normal").contains("not 'normal'"))
  }

  /// A problem with a phase that nothing measures.
  private func problem() throws -> Problem {
    let text = """
      title: a circle
      parametrisation: effective
      parameters:
        gPrime: {prior: uniform, min: 0, max: 1}
        mZPrime: 246.22
        C9.modulus: 1
        C9.phase: {prior: uniform, min: -3.141592653589793, max: 3.141592653589793, periodic: true}
      constraints: [neutrino-trident/charm-ii-1990]
      profile: [C9.phase]
      """
    return try Problem(
      Fit(Document.parse(Array(text.utf8), file: "fit.yaml")), library: InputLibrary(folder: Shipped.inputs))
  }

  @Test("that nothing measures is unconstrained, at no edge, and everything of it is allowed")
  func unconstrained() throws {
    let problem = try problem()
    let best = problem.bestFit(seed: 1, by: Workforce(threads: 2))
    #expect(best.isConverged)
    #expect(best.unconstrained.map { $0.parameters.map(\.parameter) } == [[.component(.c9, .phase)]])
    #expect(best.parameters[1].limit == nil && abs(best.parameters[1].value) <= .pi)
    let profile = problem.profile(of: .parameter(.component(.c9, .phase)), from: best, seed: 1)
    #expect(profile.problem == nil && profile.limit == nil)
    #expect(profile.intervals.allSatisfy { $0.lower == nil && $0.upper == nil })
    #expect(profile.limits.lower == nil && profile.limits.upper == nil)
  }

  @Test("has intervals across the ends of its range where its draws lie there", arguments: [3.0, -3.1, 0.4])
  func summary(centre: Double) throws {
    let problem = try problem()
    let circle = -Double.pi...Double.pi
    var random = Random(seed: 8, stream: 0)
    let (sigma, count) = (0.3, 4000)
    let values = (0..<count).flatMap { _ in
      [random.uniform(), (circle.wrapping(centre + sigma * random.normal()) + .pi) / (2 * .pi)]
    }
    let chains = Chains(
      values: values, logDensities: Array(repeating: 0, count: count), chainCount: 8, ensembleCount: 8,
      dimension: 2, outcome: .converged)
    let phases = chains.values(of: 1).map { problem.free[1].density.scale.value(at: $0) }
    let summary = problem.summarize(.parameter(.component(.c9, .phase)), phases, chains)
    let resolution = 5 * sigma / Double(count).squareRoot()
    func isNear(_ value: Double, _ truth: Double) -> Bool {
      circle.contains(value) && abs(circle.way(from: value, to: truth)) < resolution
    }
    #expect(isNear(summary.mean, centre) && isNear(summary.median, centre))
    #expect(abs(summary.standardDeviation - sigma) < resolution)
    let one = summary.equalTailed[0]
    #expect(isNear(one.lower, centre - sigma) && isNear(one.upper, centre + sigma))
    #expect((one.lower > one.upper) == (abs(centre) > .pi - sigma))
    let densest = try #require(summary.highestDensity[0].pieces.first)
    #expect(summary.highestDensity[0].pieces.count == 1)
    let width = circle.way(from: densest.lower, to: densest.upper)
    #expect(width > 1.8 * sigma && width < 2.2 * sigma)
    #expect(summary.limits == nil && summary.cutAt != nil)
  }

  @Test("is drawn around its circle evenly where nothing measures it")
  func posterior() throws {
    let problem = try problem()
    let posterior = problem.posterior(seed: 1, by: Workforce(threads: 2))
    let phase = try #require(posterior.quantities.first { $0.quantity.name == "C9.phase" })
    // uniform over a turn, wherever it is cut
    #expect(posterior.invalidDensities == 0)
    #expect(abs(phase.standardDeviation - 2 * .pi / 12.0.squareRoot()) < 0.1)
  }
}
