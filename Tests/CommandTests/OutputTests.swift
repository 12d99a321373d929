import Foundation
import Testing

/// What holds for the output of every command, as text and as JSON.
@Suite struct OutputTests {
  static let commands: [[String]] = [
    ["fit", "fits/one.yaml"],
    ["evaluate", "fits/leptonic.yaml", "--set", "gPrime=0.1", "--set", "mZPrime=50"],
    ["minimize", "fits/leptonic.yaml"],
    ["sample", "fits/one.yaml"],
    ["compare", "fits/one.yaml"],
    ["check", "fits/leptonic.yaml"],
    ["inputs"],
    ["inputs", "neutrino-trident/nutev-2000"],
    ["inputs", "z-couplings/lep-slc-2006"],
    ["inputs", "--combine", "R_trident", "--as", "v_Phi"],
    ["observables"],
  ]

  private func run(_ words: [String]) async throws -> Program.Run {
    let workshop = try Workshop()
    let variants = "variants: {ccfr: {add: [neutrino-trident/ccfr-1991]}}"
    try workshop.write(SmallFit.text(extra: variants), to: "fits/one.yaml")
    return try await workshop.mutau(words)
  }

  @Test(arguments: commands) func textIsTidy(words: [String]) async throws {
    let run = try await run(words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(run.complaints.isEmpty)
    #expect(run.output.hasSuffix("\n") && !run.output.hasSuffix("\n\n"))
    for line in run.output.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.last?.isWhitespace != true, "trailing space: “\(line)”")
      #expect(!line.lowercased().contains(/\bnan\b|\boptional\(/), "\(line)")
      let isClean = !line.contains { $0.isControl }
      #expect(isClean, "control character: \(line)")
    }
  }

  @Test(arguments: commands) func textHasOneKindOfMinusSign(words: [String]) async throws {
    let output = try await run(words).output
    #expect(output.firstMatch(of: /[ \[]-\d/) == nil, "hyphen for a minus in \(words)")
    #expect(output.firstMatch(of: /e[-+]0\d/) == nil, "an exponent of two digits in \(words)")
  }

  @Test(arguments: commands) func jsonIsOneObject(words: [String]) async throws {
    let run = try await run(words + ["--format", "json"])
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(run.complaints.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect(object is [String: Any])
    #expect(run.output.hasSuffix("}\n"))
    #expect(!run.output.contains(#""nan""#))
  }

  /// A density that the data leave flat has a region of many pieces, which are nobody's interest.
  @Test func noLineIsLongerThanAWideTerminal() async throws {
    let workshop = try Workshop()
    try workshop.write(
      SmallFit.text().replacingOccurrences(of: "max: 1}", with: "max: 1e-3}"), to: "fits/flat.yaml")
    let run = try await workshop.mutau("fit", "fits/flat.yaml")
    #expect(run.exitCode == 0, "\(run.complaints)")
    for line in run.output.split(separator: "\n") { #expect(line.count <= 150, "\(line)") }
  }

  /// Quantities with a dimension carry it wherever their numbers are printed.
  @Test(arguments: [
    (["fit", "fits/leptonic.yaml"], ["m_Z' [GeV]", "v_Φ [GeV]", "τ_τ [fs]"]),
    (
      ["compare", "fits/leptonic.yaml", "--variants", "no-nutev", "--full"],
      ["m_Z' [GeV]", "v_Φ [GeV]", "τ_τ [fs]"]
    ),
    (["inputs"], ["tau_tau [fs]", "Gamma_SM(tau->mununu) [1/s]"]),
    (["inputs", "tau-lifetime/belle-2014"], [" fs"]),
    (["check", "fits/tau-decay.yaml"], ["tau_tau [fs]", "Gamma_SM(tau->mununu) [1/s]"]),
    (
      [
        "evaluate", "fits/tau-decay.yaml", "--set", "gPrime=1", "--set", "tauLifetime=290",
        "--set", "tauToMuNuNuRate=5.956e11",
      ], ["tau_tau [fs]"]
    ),
    (["inputs", "--combine", "R_trident", "--as", "v_Phi"], ["v_Φ [GeV]", "100 GeV"]),
  ])
  func unitsStandByTheirNumbers(words: [String], units: [String]) async throws {
    let run = try await run(words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    for unit in units { #expect(run.output.contains(unit), "no “\(unit)” in\n\(run.output)") }
  }
}

extension Character {
  fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
