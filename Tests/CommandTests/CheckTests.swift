import Foundation
import Testing

@Suite struct CheckTests {
  private func check(_ words: String...) async throws -> String {
    let run = try await Workshop().mutau(["check", "fits/leptonic.yaml"] + words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    return run.output
  }

  @Test func everyParameterIsPrintedWithItsRoleValueAndUnit() async throws {
    let rows = try await check().split(separator: "\n").map(Self.cells)
    for row in [
      ["gPrime", "free", "log-uniform [0.001, 3]"], ["mZPrime", "free", "log-uniform [10, 1000]", "GeV"],
      ["tauLifetime", "nuisance", "normal 290.29 ± 0.53", "fs"],
      ["tauToMuNuNuRate", "default", "5.956e11", "1/s"], ["gNuSM", "default", "0.50199"],
      ["gASM", "default", "−0.50127"], ["gVSM", "default", "−0.03712"], ["sinThetaW2", "default", "0.231"],
      ["mW", "default", "80.385", "GeV"], ["mZ", "default", "91.1876", "GeV"],
      ["mMu", "default", "0.1056583715", "GeV"], ["mTau", "default", "1.77682", "GeV"],
    ] {
      #expect(rows.contains { $0.starts(with: row) }, "\(row)")
    }
  }

  /// The cells of a line of a table, which stand at least two spaces apart.
  private static func cells(_ line: Substring) -> [String] {
    line.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  @Test func everySettingIsPrintedWithItsDefault() async throws {
    let text = try await check()
    for setting in [
      "minimize.algorithm", "minimize.polisher", "minimize.starts", "minimize.maximum-evaluations",
      "sample.sampler",
      "sample.runs", "sample.live-points", "sample.learn", "sample.evidence-error", "sample.maximum-calls",
      "sample.r-hat", "sample.effective-sample-size", "seed", "vertex-correction", "profile",
      "predictions",
    ] {
      #expect(text.contains("  \(setting) "), "\(setting)")
    }
  }

  @Test func everyConstraintIsPrintedAsItIsUsed() async throws {
    let text = try await check("--variant", "nutev-2000")
    #expect(text.contains(/neutrino-trident\/nutev-2000 +R_trident +0\.72 \+ 1\.73 − 0\.72/))
    #expect(!text.contains(/nutev-1998 +R_trident/))
    #expect(
      text.contains(
        "12 measured numbers and 1 informative prior, 3 free parameters, 10 dof. No mistakes found."))
  }

  @Test(arguments: [
    "nutev-2000: {replace: {neutrino-trident/nutev-1998: neutrino-trident/nutev-2001}}",
    "nutev-2000: {add: [neutrino-trident/nutev-2000]}",
    "nutev-2000: {remove: [neutrino-trident/nutev-1999]}",
    "nutev-2000: {replace: {neutrino-trident/nutev-1999: neutrino-trident/nutev-2000}}",
    "nutev-2000: {exchange: {neutrino-trident/nutev-1998: neutrino-trident/nutev-2000}}",
  ])
  func aMistakeInAnyVariantIsFoundAtItsPlace(variant: String) async throws {
    let workshop = try Workshop()
    try workshop.edit(
      "fits/leptonic.yaml",
      replacing: "nutev-2000: {replace: {neutrino-trident/nutev-1998: neutrino-trident/nutev-2000}}",
      with: variant)
    // Another variant is asked for, and the mistake is found all the same.
    for words in [[], ["--variant", "no-nutev"]] {
      let run = try await workshop.mutau(["check", "fits/leptonic.yaml"] + words)
      #expect(run.exitCode == 2)
      #expect(run.output.isEmpty)
      #expect(run.complaints.contains("fits/leptonic.yaml:17:"), "\(run.complaints)")
    }
  }

  static let shipped = ((try? Workshop().files(below: "fits")) ?? []).filter { $0.hasSuffix(".yaml") }

  @Test(arguments: shipped) func everyShippedFitIsFreeOfMistakes(name: String) async throws {
    let run = try await Workshop().mutau("check", "fits/\(name)")
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(run.output.contains("No mistakes found."))
  }

  @Test func someFitsAreShipped() { #expect(Self.shipped.count >= 4) }

  @Test func aFitAsResolvedIsTheSameFit() async throws {
    let workshop = try Workshop()
    let point = ["--format", "json", "--set", "gPrime=0.3", "--set", "mZPrime=123.4"]
    for variant in [[], ["--variant", "nutev-2000"]] {
      let resolved = try await workshop.mutau(
        ["check", "fits/leptonic.yaml", "--resolved", "--seed", "18"] + variant)
      #expect(resolved.exitCode == 0, "\(resolved.complaints)")
      #expect(resolved.output.hasSuffix("\nseed: 18\n"))
      #expect(resolved.output.contains("\nvariants: {}\n") == !variant.isEmpty)
      try workshop.write(resolved.output, to: "fits/resolved.yaml")
      #expect(try await workshop.mutau("check", "fits/resolved.yaml", "--resolved").output == resolved.output)
      let original: Evaluated = try await workshop.mutau(
        ["evaluate", "fits/leptonic.yaml"] + variant + point
      ).json()
      let copy: Evaluated = try await workshop.mutau(["evaluate", "fits/resolved.yaml"] + point).json()
      #expect(copy.chiSquared == original.chiSquared)
      #expect(copy.logPosterior == original.logPosterior)
      #expect(copy.observables == original.observables)
      #expect(copy.constraints.map(\.name) == original.constraints.map(\.name))
    }
  }

  @Test func aFitAsResolvedIsOfSmallSeedsAndNoJSON() async throws {
    for (words, reason) in [
      (["--format", "json"], "--resolved prints a fit file"),
      (["--seed", "9223372036854775808"], "seeds up to"),
    ] {
      let run = try await Workshop().mutau(["check", "fits/leptonic.yaml", "--resolved"] + words)
      #expect(run.exitCode == 2)
      #expect(run.output.isEmpty)
      #expect(run.complaints.contains(reason), "\(run.complaints)")
    }
  }
}
