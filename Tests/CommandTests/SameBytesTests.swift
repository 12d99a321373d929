import Foundation
import Testing

/// The same run says the same, wherever it is called from and whatever was done before.
@Suite struct SameBytesTests {
  private let workshop: Workshop
  private let files = ["summary.json", "report.html"]

  init() throws {
    workshop = try Workshop()
    // an input that another one replaces, so that there is a note
    try workshop.write(
      SmallFit.text(
        extra: "variants: {ccfr: {add: [neutrino-trident/ccfr-1991]}, heavy: {set: {mZPrime: 500}}}"
      )
      .replacing("charm-ii-1990]", with: "charm-ii-1990, neutrino-trident/nutev-1998]"), to: "fits/one.yaml")
  }

  private func texts(_ folder: String) throws -> [String] {
    try files.map { try workshop.text(of: "\(folder)/\($0)") }
  }

  @Test func whereverItIsCalledFrom() async throws {
    try workshop.write("", to: "far/away/nothing")
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
    let here = try texts("runs/one")
    #expect(here[0].contains("is superseded by neutrino-trident/nutev-2000"))
    for (fit, inputs) in [
      ("../../fits/one.yaml", "../../inputs"),
      (workshop.url("fits/one.yaml").path, workshop.url("far/../inputs").path),
    ] {
      let run = try await workshop.mutau(["fit", fit, "--inputs", inputs], in: "far/away")
      #expect(run.exitCode == 0, "\(run.complaints)")
      #expect(try texts("far/away/runs/one") == here)
    }
    #expect(try await workshop.mutau(["report", "."], in: "runs/one").exitCode == 0)
    #expect(try texts("runs/one") == here)
  }

  @Test func howeverOftenItIsComparedAndWhereverTheVariantsComeFrom() async throws {
    #expect(try await workshop.mutau("compare", "fits/one.yaml").exitCode == 0)
    let first = try (texts("runs/one"), texts("runs/one-heavy"))
    #expect(try await workshop.mutau("compare", "fits/one.yaml").exitCode == 0)
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
    #expect(try texts("runs/one") == first.0)
    #expect(try texts("runs/one-heavy") == first.1)
  }

  /// What is left where a process is killed after a variant's result was kept, and before its files were there.
  @Test(arguments: [["summary.json"], ["report.html", "summary.json"]])
  func filesThatNeverCameComeWithTheNextComparison(missing: [String]) async throws {
    #expect(try await workshop.mutau("compare", "fits/one.yaml").exitCode == 0)
    let whole = try (texts("runs/one"), texts("runs/one-heavy"))
    for folder in ["runs/one", "runs/one-heavy"] {
      for file in missing { try FileManager.default.removeItem(at: workshop.url("\(folder)/\(file)")) }
    }
    #expect(try await workshop.mutau("compare", "fits/one.yaml").exitCode == 0)
    #expect(try texts("runs/one") == whole.0)
    #expect(try texts("runs/one-heavy") == whole.1)
  }
}
