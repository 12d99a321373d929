import Foundation
import Physics
import Testing

@testable import GlobalFit

@Suite("Beyond the table of Z → 4μ nothing is predicted from it")
struct FourMuonReachTests {
  private static func fit(
    gPrime: String = "{prior: uniform, min: 0, max: 1}", mZPrime: String = "50",
    _ rest: String = "constraints: [z-to-4mu/atlas-2013]"
  ) throws -> Fit {
    try Fit(
      element(
        "title: A fit\nparametrisation: leptonic\nparameters:\n  gPrime: \(gPrime)\n  mZPrime: \(mZPrime)\n\(rest)\n"
      ))
  }

  private static func problem(_ fit: Fit) throws -> Problem {
    try Problem(fit, library: InputLibrary(folder: Shipped.inputs))
  }

  @Test(
    "A prior, or a fixed value, that leaves it is refused where it stands",
    arguments: [
      ("{prior: uniform, min: 0, max: 10}", "constraints: [z-to-4mu/atlas-2013]", "reaches 10,"),
      ("{prior: log-uniform, min: 1e-3, max: 3.01}", "constraints: [z-to-4mu/atlas-2013]", "reaches 3.01,"),
      ("5", "constraints: [z-to-4mu/atlas-2013]", "reaches 5,"),
      ("{prior: half-normal, sigma: 1}", "constraints: [z-to-4mu/atlas-2013]", "reaches"),
      (
        "{prior: uniform, min: 0, max: 10}",
        "constraints: [neutrino-trident/ccfr-1991]\npredictions: ['N_4mu(Z->4mu)']", "reaches 10,"
      ),
      (
        "{prior: uniform, min: 0, max: 10}",
        "constraints: [neutrino-trident/ccfr-1991]\nprofile: ['N_4mu(Z->4mu)']", "reaches 10,"
      ),
      (
        "{prior: uniform, min: 0, max: 10}",
        "constraints: [neutrino-trident/ccfr-1991]\nlimits: ['N_4mu(Z->4mu)']", "reaches 10,"
      ),
    ])
  func refused(gPrime: String, rest: String, said: String) throws {
    let fit = try Self.fit(gPrime: gPrime, mZPrime: "{prior: log-uniform, min: 10, max: 100}", rest)
    let heard = try #require(whatIsSaid { try Self.problem(fit) })
    #expect(heard.hasPrefix("input.yaml:4:"), "\(heard)")
    #expect(heard.contains("'gPrime' \(said)") && heard.hasSuffix("goes no further than g' = 3"), "\(heard)")
  }

  @Test("A fit that does without the table may go further, and predicts no events")
  func without() throws {
    let fit = try Self.fit(
      gPrime: "{prior: uniform, min: 0, max: 10}", "constraints: [neutrino-trident/ccfr-1991]")
    let problem = try Self.problem(fit)
    #expect(!problem.predictable.contains(.fourMuonEvents))
    let evaluation = problem.evaluate(at: [5])
    #expect(evaluation.observables[.fourMuonEvents] == nil)
    #expect(
      evaluation.warnings.contains { $0.hasPrefix("N_4mu(Z->4mu) is not predicted: 'gPrime' reaches 10") })
  }

  @Test("Between where the table is exact and where it ends, a note says how far it may be off")
  func notes() throws {
    let far = try Self.problem(Self.fit(gPrime: "{prior: uniform, min: 0, max: 3}"))
    let said = "N_4mu(Z->4mu): valid for g' ≤ 1 (a parabola beyond"
    #expect(far.notes.contains { $0.hasPrefix(said) && $0.hasSuffix("and this fit looks outside") })
    #expect(far.evaluate(at: [2]).warnings.contains { $0.hasPrefix(said) && $0.hasSuffix("here g' = 2") })
    #expect(!far.evaluate(at: [0.9]).warnings.contains { $0.hasPrefix(said) })
    let near = try Self.problem(Self.fit())
    #expect(!near.notes.contains { $0.hasPrefix(said) })
  }

  @Test(
    "A Z' that couples not at all gives the events of the Standard Model, however light or heavy",
    arguments: [0.01, 1, 5, 91, 1e5])
  func vanishing(mass: Double) throws {
    let problem = try Self.problem(Self.fit(mZPrime: "\(mass)"))
    #expect(problem.evaluate(at: [0]).observables[.fourMuonEvents] == 78)
  }

  @Test(
    "A prior that ends where the table does is inside, whatever its scale",
    arguments: [
      "uniform, min: 0.1", "log-uniform, min: 1e-3", "log-uniform, min: 5e-3",
      "power-law, exponent: 2, min: 0",
    ])
  func end(prior: String) throws {
    let fit = try Self.fit(gPrime: "{prior: \(prior), max: 3}")
    #expect(whatIsSaid { try Self.problem(fit) } == nil)
  }

  @Test("A point beyond is refused, one at the end is not")
  func points() throws {
    let problem = try Self.problem(Self.fit(gPrime: "{prior: uniform, min: 0, max: 3}"))
    #expect(problem.refusal(of: .gPrime, at: 3) == nil && problem.refusal(of: .mZPrime, at: 1e6) == nil)
    #expect(problem.refusal(of: .gPrime, at: 3.5)?.contains("no further than g' = 3") == true)
  }

  @Test("A table without limit formulas ends at its first and last mass")
  func ends() throws {
    let rows = [5.0, 10, 20, 40].map {
      FourMuonTable.Row(mZPrime: $0, a: 1, aError: 0.1, b: 1, bError: 0.1)
    }
    let validity = FourMuonTable.Validity(
      exactCoupling: 1, largestCoupling: 2, hasMasslessLimit: false, hasContactLimit: false)
    let reach = FourMuonReach(table: try #require(FourMuonTable(rows: rows, validity: validity)), name: "own")
    #expect(reach.refusal(of: .mZPrime, 5...40) == nil)
    #expect(reach.refusal(of: .mZPrime, 4...40)?.hasSuffix("only from m_Z' = 5 GeV on") == true)
    #expect(reach.refusal(of: .mZPrime, 5...41)?.hasSuffix("no further than m_Z' = 40 GeV") == true)
    #expect(reach.refusal(of: .gPrime, 0...2.5)?.hasSuffix("no further than g' = 2") == true)
  }

  @Test("A plane that needs events and is drawn further is refused, one that does not need them is drawn")
  func planes() throws {
    func figure(_ observable: String) -> String {
      """
      constraints: [neutrino-trident/ccfr-1991]
      figures:
        - name: plane
          plane: [mZPrime, gPrime]
          range: {mZPrime: [5, 100], gPrime: [0.01, 10]}
          layers:
            - region: {observable: "\(observable)", above: 94}
      """
    }
    let prior = "{prior: log-uniform, min: 10, max: 100}"
    let events = try Self.fit(mZPrime: prior, figure("N_4mu(Z->4mu)"))
    let heard = whatIsSaid { try Self.problem(events) }
    #expect(heard?.contains("in the figure 'plane' 'gPrime' reaches 10") == true, "\(heard ?? "accepted")")
    let tridents = try Self.fit(mZPrime: prior, figure("R_trident"))
    let problem = try Self.problem(tridents)
    #expect(problem.notes.contains { $0.contains("R_trident") } == false)
    let notes = try #require(tridents.figures.first).validityNotes(
      of: tridents, library: InputLibrary(folder: Shipped.inputs))
    #expect(
      notes == [
        "R_trident: valid for m_Z' ≥ 10 GeV (heavy-Z' limit of Eq. 34), and this figure looks outside"
      ])
  }
}
