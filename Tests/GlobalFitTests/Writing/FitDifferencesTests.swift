import Testing

@testable import GlobalFit

@Suite("How the texts of two fits differ")
struct FitDifferencesTests {
  private static let sample = "sample: {draws: 100, sampler: ensemble}"

  private func differences(_ changes: (old: String, new: String)...) throws -> [String] {
    var text = Mistake.good
    for (old, new) in changes {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return try Fit.differences(between: fit(Mistake.good).resolved, and: fit(text).resolved)
  }

  @Test("Equal fits do not, nor do comments")
  func none() throws {
    #expect(try differences().isEmpty)
    #expect(try differences(("seed: 1", "# a comment\nseed: 1")).isEmpty)
  }

  @Test("A number, a title, a word")
  func scalars() throws {
    #expect(try differences(("draws: 100", "draws: 200")) == ["sample.draws: 100 → 200"])
    #expect(try differences(("max: 1}", "max: 3}")) == ["parameters.gPrime.max: 1 → 3"])
    #expect(try differences(("mZPrime: 50", "mZPrime: 50.5")) == ["parameters.mZPrime: 50 → 50.5"])
    #expect(try differences(("title: A fit", "title: 'A: fit'")) == ["title: A fit → \"A: fit\""])
    #expect(try differences(("seed: 1", "theory-errors: rfit")) == ["theory-errors: nuisance → rfit"])
  }

  @Test("An input exchanged")
  func lists() throws {
    #expect(
      try differences(("[neutrino-trident/ccfr-1991, a/b]", "[a/b, neutrino-trident/ccfr-1998]")) == [
        "constraints: − neutrino-trident/ccfr-1991", "constraints: + neutrino-trident/ccfr-1998",
      ])
    #expect(
      try differences(("[neutrino-trident/ccfr-1991, a/b]", "[a/b, neutrino-trident/ccfr-1991]")) == [
        "constraints: in another order"
      ])
    #expect(try differences(("[v_Phi]", "[]")) == ["predictions: − v_Phi"])
  }

  @Test("Another sampler has other keys")
  func keys() throws {
    #expect(
      try differences((Self.sample, "sample: {sampler: nuts, draws: 100, ensembles: 4}")) == [
        "sample.sampler: ensemble → nuts", "sample.walkers: − 16", "sample.stretch-fraction: − 0.25",
        "sample.target-acceptance: + 0.95", "sample.metric: + diagonal", "sample.maximum-depth: + 10",
      ])
  }

  @Test("A parameter set free, a variant gone")
  func mappings() throws {
    #expect(
      try differences(("mZPrime: 50", "mZPrime: {prior: uniform, min: 10, max: 20}")) == [
        "parameters.mZPrime: 50 → {prior: uniform, min: 10, max: 20, nuisance: false}"
      ])
    #expect(
      try differences(("variants:\n  other: {remove: [a/b]}\n", "")) == ["variants.other: − {remove: [a/b]}"])
  }

  @Test("Free parameters in another order are other coordinates")
  func order() throws {
    let one = Mistake.good.replacing("mZPrime: 50", with: "mZPrime: {prior: uniform, min: 10, max: 20}")
    let other = Mistake.good.replacing("mZPrime: 50", with: "x").replacing(
      "gPrime: {", with: "mZPrime: {prior: uniform, min: 10, max: 20}\n  gPrime: {"
    ).replacing("\n  x", with: "")
    #expect(
      try Fit.differences(between: fit(one).resolved, and: fit(other).resolved) == [
        "parameters: in another order"
      ])
  }

  @Test("What is no YAML is refused with its place")
  func refusal() {
    #expect(whatIsSaid { try Fit.differences(between: "a: [", and: "a: 1") }?.hasPrefix("old:2:") == true)
    #expect(whatIsSaid { try Fit.differences(between: "a: 1", and: "") } == "new: the file is empty")
  }
}
