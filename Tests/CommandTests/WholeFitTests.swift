import Foundation
import Testing

/// A fit file can ask for everything that has a command of its own.
@Suite struct WholeFitTests {
  private struct Whole: Decodable {
    struct Line: Decodable, Equatable {
      let x, y: [Double]
      let isClosed: Bool
    }
    struct Contour: Decodable, Equatable {
      let confidence: Double
      let lines: [Line]
    }
    struct Plane: Decodable {
      let deltaChiSquared: [[Double]]
      let contours: [Contour]
    }
    struct Limit: Decodable, Equatable {
      let side, method: String
      let value: Double?
      let error: Double?
    }
    struct Limits: Decodable {
      let quantity: String
      let limits: [Limit]
    }
    struct Probability: Decodable, Equatable {
      let hits, toys: Int
    }
    struct Goodness: Decodable {
      let pValueOfToys: Probability
      let meanChiSquared: Double
    }
    let planes: [Plane]
    let limits: [Limits]
    let goodnessOfFit: Goodness?
  }
  private struct PlaneAlone: Decodable { let plane: Whole.Plane }

  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func write(_ keys: String) throws {
    let text = try workshop.text(of: "fits/leptonic.yaml")
    try workshop.write(text + "\n" + keys + "\n", to: "fits/one.yaml")
  }

  @Test func planesLimitsAndToysOfAFitFileAreThoseOfTheirCommands() async throws {
    try write("planes: [[mZPrime, gPrime]]\nlimits: [v_Phi]\ntoys: 200")
    let run = try await workshop.mutau("fit", "fits/one.yaml", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let whole = try run.json(as: Whole.self)
    let plane = try await workshop.mutau(
      "profile", "fits/leptonic.yaml", "--over", "mZPrime,gPrime", "--format", "json"
    ).json(as: PlaneAlone.self).plane
    #expect(whole.planes.count == 1 && whole.planes.first?.contours == plane.contours)
    #expect(whole.planes.first?.deltaChiSquared == plane.deltaChiSquared)
    let limits = try await workshop.mutau(
      "limit", "fits/leptonic.yaml", "--on", "v_Phi", "--toys", "200", "--format", "json"
    ).json(as: Whole.Limits.self)
    #expect(whole.limits.map(\.quantity) == ["v_Phi"] && whole.limits.first?.limits == limits.limits)
    let toys = try await workshop.mutau(
      "toys", "fits/leptonic.yaml", "--toys", "200", "--format", "json"
    ).json(as: Whole.Goodness.self)
    #expect(whole.goodnessOfFit?.pValueOfToys == toys.pValueOfToys)
    #expect(whole.goodnessOfFit?.meanChiSquared == toys.meanChiSquared)
    let again = try await workshop.mutau("fit", "fits/one.yaml", "--format", "json")
    let isSame = again.output == run.output
    #expect(isSame, "remembered, it is the same")
  }

  @Test func withoutThemThereIsNothing() async throws {
    try write("")
    let run = try await workshop.mutau("fit", "fits/one.yaml", "--format", "json")
    let whole = try run.json(as: Whole.self)
    #expect(whole.planes.isEmpty && whole.limits.isEmpty && whole.goodnessOfFit == nil)
  }

  @Test(arguments: [
    ("planes: [mZPrime]", "expected a pair of quantities"),
    ("planes: [[mZPrime, v_Phii]]", "did you mean 'v_Phi'?"),
    ("planes: [[mZPrime, mZPrime]]", "'mZPrime' is listed twice"),
    ("planes: [[mZPrime]]", "two different quantities; found 1"),
    ("planes: [[mZPrime, mQ]]", "'mQ' is fixed in this fit"),
    ("planes: [[mZPrime, gPrime], [mZPrime, gPrime]]", "listed twice"),
    ("limits: [v_Phii]", "did you mean 'v_Phi'?"), ("limits: v_Phi", "'limits', parameters and observables"),
    ("toys: 50", "'toys' takes 0 or a number from 100"), ("toys: many", "toys"),
  ])
  func whatMakesNoSenseIsRefusedWithItsPlace(keys: String, message: String) async throws {
    try write(keys)
    let run = try await workshop.mutau("check", "fits/one.yaml")
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(
      run.complaints.hasPrefix("error: fits/one.yaml:") && run.complaints.contains(message),
      "\(run.complaints)")
  }
}
