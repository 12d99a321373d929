import Foundation
import Testing

/// A folder of results belongs to one fit, and is replaced only when that is wanted.
@Suite struct KeepingTests {
  private let workshop: Workshop
  private let summary = "runs/one/summary.json"

  init() throws {
    workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
  }

  private func fit(_ words: String...) async throws -> Program.Run {
    try await workshop.mutau(["fit", "fits/one.yaml"] + words)
  }

  @Test func aFitIsKeptInAFolderOfItsNameWithWhatItWasMadeFrom() async throws {
    let run = try await fit("--format", "json")
    #expect(run.exitCode == 0)
    #expect(
      workshop.files(below: "runs") == ["one", "one/report.html", "one/run.sqlite", "one/summary.json"])
    struct Summary: Decodable {
      let schemaVersion: Int
      let program: String
      let seed: UInt64
      let fit: String
      let inputs: [String: String]
      let result: Fitted
    }
    let kept = try JSONDecoder().decode(Summary.self, from: Data(workshop.text(of: summary).utf8))
    let printed: Fitted = try run.json()
    #expect(kept.result.bestFit.chiSquared == printed.bestFit.chiSquared)
    #expect(kept.result.posterior.quantities.map(\.median) == printed.posterior.quantities.map(\.median))
    #expect(kept.seed == 1 && kept.schemaVersion == 2)
    // the SHA-256 by another program
    let input = workshop.url("inputs/neutrino-trident/charm-ii-1990.yaml")
    #expect(try await kept.inputs == ["neutrino-trident/charm-ii-1990": Self.sha256sum(input)])
    // the fit with every default gives the same result
    try workshop.write(kept.fit, to: "fits/two.yaml")
    let again: Fitted = try await workshop.mutau("fit", "fits/two.yaml", "--format", "json").json()
    #expect(again.bestFit.chiSquared == printed.bestFit.chiSquared)
    #expect(again.posterior.quantities.map(\.median) == printed.posterior.quantities.map(\.median))
  }

  @Test func theSameFitAgainIsAcceptedAndGivesTheSameBytes() async throws {
    #expect(try await fit().exitCode == 0)
    let first = try workshop.text(of: summary)
    #expect(try await fit().exitCode == 0)
    #expect(try workshop.text(of: summary) == first)
  }

  @Test func theSameFitUnderAnotherPathIsTheSameFit() async throws {
    #expect(try await fit().exitCode == 0)
    let run = try await workshop.mutau(
      "fit", workshop.url("fits/one.yaml").path, "--inputs", workshop.url("inputs").path)
    #expect(run.exitCode == 0, "\(run.complaints)")
  }

  @Test func aChangedFitIsRefusedAndNamesWhatChanged() async throws {
    #expect(try await fit().exitCode == 0)
    let first = try workshop.text(of: summary)
    try workshop.edit("fits/one.yaml", replacing: "max: 1}", with: "max: 2}")
    try await expectRefusal(naming: "parameters.gPrime", first)
  }

  @Test func aChangedInputIsRefusedAndNamesWhatChanged() async throws {
    #expect(try await fit().exitCode == 0)
    let first = try workshop.text(of: summary)
    try workshop.edit("inputs/neutrino-trident/charm-ii-1990.yaml", replacing: "0.57", with: "0.58")
    try await expectRefusal(naming: "input neutrino-trident/charm-ii-1990: ", first)
  }

  @Test func anotherSeedIsRefusedAndNamed() async throws {
    #expect(try await fit().exitCode == 0)
    try await expectRefusal("--seed", "2", naming: "seed: 1 → 2", try workshop.text(of: summary))
  }

  private func expectRefusal(_ words: String..., naming change: String, _ first: String) async throws {
    let run = try await workshop.mutau(["fit", "fits/one.yaml"] + words)
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaints.contains("  \(change)"), "\(run.complaints)")
    #expect(run.complaints.contains("--overwrite"))
    #expect(try workshop.text(of: summary) == first)
    let forced = try await workshop.mutau(["fit", "fits/one.yaml", "--overwrite"] + words)
    #expect(forced.exitCode == 0)
    #expect(try workshop.text(of: summary) != first)
  }

  @Test(arguments: ["", "not JSON", "{}", #"{"madeFrom": {}}"#])
  func somethingElseInItsPlaceIsLeftAloneUnlessOverwritten(text: String) async throws {
    try workshop.write(text, to: summary)
    let refused = try await fit()
    #expect(refused.exitCode == 2)
    #expect(refused.output.isEmpty)
    #expect(refused.complaints.contains("--overwrite"))
    #expect(try workshop.text(of: summary) == text)
    #expect(try await fit("--overwrite").exitCode == 0)
    #expect(try workshop.text(of: summary) != text)
  }

  @Test func everyVariantHasAFolderOfItsOwn() async throws {
    try workshop.write(
      SmallFit.text(extra: "variants: {ccfr: {add: [neutrino-trident/ccfr-1991]}}"), to: "fits/one.yaml")
    #expect(try await fit().exitCode == 0)
    #expect(try await fit("--variant", "ccfr").exitCode == 0)
    #expect(workshop.exists(summary))
    #expect(workshop.exists("runs/one-ccfr/summary.json"))
  }

  @Test func theFolderCanBeNamed() async throws {
    #expect(try await fit("--output", "elsewhere/deep").exitCode == 0)
    #expect(workshop.files(below: "elsewhere/deep") == ["report.html", "run.sqlite", "summary.json"])
    #expect(!workshop.exists("runs"))
  }

  @Test func draftsOfAKilledRunDisturbNothing() async throws {
    try workshop.write("half a resu", to: "runs/one/summary.json.4711.part")
    #expect(try await fit().exitCode == 0)
    #expect(try await fit().exitCode == 0)
  }

  private static func sha256sum(_ file: URL) async throws -> String {
    let run = try await Program.run(
      [file.path], program: URL(fileURLWithPath: "/usr/bin/sha256sum"), in: file.deletingLastPathComponent())
    return String(run.output.prefix(64))
  }
}
