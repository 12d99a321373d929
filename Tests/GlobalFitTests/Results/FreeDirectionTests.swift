import Foundation
import Physics
import Testing

@testable import GlobalFit
@testable import Inference

@Suite("What the data do not constrain")
struct FreeDirectionTests {
  private func bestFit(_ text: String) throws -> BestFit {
    try Problem(
      Fit(Document.parse(Array(text.utf8), file: "fit.yaml")), library: InputLibrary(folder: Shipped.inputs)
    ).bestFit(seed: 1, by: Workforce(threads: 2))
  }

  /// The shipped lepton fit with one more parameter.
  private func leptonic(adding parameter: String) throws -> String {
    let path = try #require(Shipped.fits.first { $0.hasSuffix("/leptonic.yaml") })
    return try String(contentsOfFile: path, encoding: .utf8)
      .replacingOccurrences(of: "  tauLifetime:", with: "  \(parameter)\n  tauLifetime:")
  }

  @Test("One trident fixes m_Z'/g' alone: a direction by its shares, one class of minima, no errors")
  func valley() throws {
    let best = try bestFit(
      """
      title: one trident
      parametrisation: leptonic
      parameters:
        gPrime: {prior: log-uniform, min: 1e-3, max: 3}
        mZPrime: {prior: log-uniform, min: 10, max: 1000}
      constraints: [neutrino-trident/charm-ii-1990]
      """)
    #expect(best.isConverged && best.hessianProblem == nil)
    let direction = try #require(best.unconstrained.first)
    #expect(best.unconstrained.count == 1)
    #expect(direction.parameters.map(\.parameter) == [.mZPrime, .gPrime])
    // While m_Z' covers its two decades, g' rises by as much, of its ln 3000.
    #expect(direction.parameters[0].share == 1)
    #expect(abs(direction.parameters[1].share - log(100) / log(3000)) < 1e-3)
    for parameter in best.parameters {
      #expect(parameter.error == nil && parameter.limit == nil)
      #expect(parameter.noError == "not constrained by the data")
    }
    let members = try #require(best.minima.first)
    #expect(best.minima.count == 1 && members.starts == 64)
    #expect(members.varying.map(\.parameter) == [.gPrime, .mZPrime])
    for spread in members.varying { #expect(spread.upper > 10 * spread.lower && spread.values == nil) }
  }

  @Test("A parameter that nothing depends on is named, and costs the others nothing")
  func idleParameter() throws {
    let plain = try bestFit(leptonic(adding: ""))
    let best = try bestFit(leptonic(adding: "mTau: {prior: uniform, min: 1.7, max: 1.8}"))
    #expect(best.isConverged && best.hessianProblem == nil)
    #expect(best.unconstrained.map { $0.parameters.map(\.parameter) } == [[.lepton(.mTau)]])
    #expect(plain.unconstrained.isEmpty)
    #expect(abs(best.chiSquared - plain.chiSquared) < 1e-7)
    for own in plain.parameters {
      let same = try #require(best.parameters.first { $0.parameter == own.parameter })
      #expect(same.limit == own.limit)
      #expect((same.error == nil) == (own.error == nil))
      if let error = own.error { #expect(abs((same.error ?? 0) / error - 1) < 1e-4) }
    }
    #expect(best.minima.map { $0.varying.map(\.parameter) } == [[.lepton(.mTau)]])
  }

  @Test("A single minimum is one class without spread, and its parameter has an error")
  func single() throws {
    let best = try bestFit(
      """
      title: one coupling
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 246.22}
      constraints: [neutrino-trident/charm-ii-1990]
      """)
    #expect(best.minima.count == 1)
    #expect(best.minima[0].varying.isEmpty && best.unconstrained.isEmpty)
    #expect(best.parameters[0].error != nil && best.parameters[0].noError == nil)
  }

  @Test("Minima of different predictions are classes of their own, those of equal ones are not")
  func classes() throws {
    let text = """
      title: classes
      parametrisation: leptonic
      parameters:
        gPrime: {prior: uniform, min: 0, max: 1}
        mZPrime: {prior: uniform, min: 100, max: 300}
      constraints: [neutrino-trident/charm-ii-1990]
      """
    let problem = try Problem(
      Fit(Document.parse(Array(text.utf8), file: "fit.yaml")), library: InputLibrary(folder: Shipped.inputs))
    // Points (g', m_Z') as parts of their ranges; the trident sees g'/m_Z' alone.
    func minimum(_ coupling: Double, _ mass: Double, value: Double = 0.5) -> Minimum {
      let point = [coupling, (mass - 100) / 200]
      return Minimum(
        point: point, value: value, gradient: [0, 0], stopReason: .converged, evaluations: 1,
        undefinedEvaluations: 0, atLowerBound: [false, false], atUpperBound: [false, false],
        estimatedDecrease: 0)
    }
    let valley = [minimum(0.4, 100), minimum(0.8, 200), minimum(1.0, 250)]
    let elsewhere = minimum(0.2, 100)
    let higher = minimum(0.4, 100, value: 3)
    let classes = problem.classes(of: valley + [elsewhere, higher])
    #expect(classes.map(\.starts) == [3, 1, 1])
    #expect(classes[0].varying.map(\.parameter) == [.gPrime, .mZPrime])
    #expect(classes[0].varying.map(\.lower) == [0.4, 100] && classes[0].varying.map(\.upper) == [1, 250])
    // Two places, three starts at each: a discrete symmetry is listed by its values.
    let pairs = problem.classes(of: (0..<6).map { $0 % 2 == 0 ? minimum(0.4, 100) : minimum(0.8, 200) })
    #expect(pairs.count == 1 && pairs[0].varying.map(\.values) == [[0.4, 0.8], [100, 200]])
  }
}
