import Testing

@testable import GlobalFit

@Suite("A fit as resolved, key by key")
struct ResolvedKeysTests {
  @Test("has every key of a fit file", arguments: Fit.keys)
  func everyKey(key: String) throws {
    #expect(try "\n\(fit(Mistake.good).resolved)".contains("\n\(key):"))
  }

  @Test("has every setting of the sampler, and no other", arguments: SampleSettings.Sampler.allCases)
  func settingsOfSampler(sampler: SampleSettings.Sampler) throws {
    let text = Mistake.good.replacing(
      "{draws: 100, sampler: ensemble}", with: "{sampler: \(sampler.rawValue)}")
    let written = Set(try keys(of: "sample", in: fit(text).resolved))
    for key in SampleSettings.keys {
      // Whether a key belongs to this sampler is asked of the reader: it refuses those of others.
      let value =
        key == "metric" ? "dense" : key == "learn" ? "false" : key == "stretch-fraction" ? "1" : "1000"
      let said = whatIsSaid {
        try fit(
          text.replacing(
            "sampler: \(sampler.rawValue)}", with: "sampler: \(sampler.rawValue), \(key): \(value)}"))
      }
      let isOwn = key == "sampler" || !(said ?? "").contains("is a setting of")
      #expect(written.contains(key) == isOwn, "\(key): \(said ?? "accepted")")
    }
  }

  @Test("has every setting of the minimiser")
  func settingsOfMinimiser() throws {
    #expect(try Set(keys(of: "minimize", in: fit(Mistake.good).resolved)) == Set(MinimizeSettings.keys))
  }

  private func keys(of block: String, in text: String) throws -> [String] {
    let record = try element(text).record("a fit", keys: Fit.keys)
    return try record.required(block).entries(block).map(\.name)
  }

  @Test(
    "keeps settings that are no defaults",
    arguments: [
      "{sampler: nested, r-hat: 1.02, effective-sample-size: 123.5, evidence-error: 0.1, runs: 7, live-points: 77, "
        + "learn: false, maximum-calls: 12345}",
      "{sampler: ensemble, ensembles: 3, walkers: 20, warmup: 0, draws: 5, maximum-draws: 6, stretch-fraction: 0.125}",
      "{sampler: nuts, ensembles: 5, warmup: 7, draws: 8, maximum-draws: 9, target-acceptance: 0.8, metric: dense, "
        + "maximum-depth: 3}",
    ])
  func settings(sample: String) throws {
    let original = try fit(
      Mistake.good.replacing("{draws: 100, sampler: ensemble}", with: sample).replacing(
        "{starts: 3}",
        with: "{algorithm: GN_CRS2_LM, polisher: LN_COBYLA, starts: 3, maximum-evaluations: 17}"
      ).replacing("seed: 1", with: "seed: 9223372036854775807"))
    let copy = try fit(original.resolved)
    #expect(copy.meaning == original.meaning)
    #expect(copy.resolved == original.resolved)
    #expect(copy.minimize.algorithm.name == "GN_CRS2_LM")
    #expect(copy.minimize.polisher?.name == "LN_COBYLA")
  }

  @Test(
    "keeps every prior to the bit",
    arguments: [
      ("uniform", "min: -0.30000000000000004, max: 0.1"),
      ("log-uniform", "min: 1e-17, max: 0.7000000000000001"),
      ("power-law", "exponent: -0, min: 0, max: 3"),
      ("power-law", "exponent: -2.2250738585072014e-308, min: 1, max: 3"),
      ("normal", "mean: -0.0, sigma: 1e-3"),
      ("normal", "mean: 1.0000000000000002, sigma: 0.1, nuisance: true"),
      ("normal", "mean: 1, sigma: 0.1, nuisance: true, theory: true"),
      ("truncated-normal", "mean: 0.1, sigma: 0.2, min: -0.30000000000000004, max: 1"),
      ("half-normal", "sigma: 0.3333333333333333"),
      ("log-normal", "median: 5e-5, factor: 1.0000000000000002"),
    ])
  func priors(prior: String, numbers: String) throws {
    let original = try fit(
      """
      title: x
      parametrisation: effective
      parameters:
        gPrime: 1
        mZPrime: 100
        C9: {prior: \(prior), \(numbers)}
      constraints: [a/b]
      """)
    let copy = try fit(original.resolved)
    #expect(copy.meaning == original.meaning)
    #expect(copy.resolved == original.resolved)
    #expect(original.resolved.contains("\n  C9.re: {prior: \(prior), "))
    for key in try #require(ParameterReader.priors[prior]) {
      #expect(original.resolved.contains(", \(key): "))
    }
  }

  @Test("writes a complex coupling in the form in which it is given, its other half with it")
  func complexCouplings() throws {
    let original = try fit(
      """
      title: x
      parametrisation: vector-like-quarks
      diagonalisation: exact
      vertex-correction: complex
      formulas: [24, 15]
      parameters:
        gPrime: 1
        mZPrime: 100
        mQ: 1000
        mD: 1000
        YQs.phase: {prior: uniform, min: 0, max: 6.283185307179586, periodic: true}
        YDb.im: 0.5
        YQd.phase: {prior: uniform, min: 0, max: 1}
      constraints: [a/b]
      """)
    let text = original.resolved
    #expect(text.contains("\nformulas: [15, 24]\ndiagonalisation: exact\nvertex-correction: complex\n"))
    for line in [
      "YQs.phase: {prior: uniform, min: 0, max: 6.283185307179586, nuisance: false, periodic: true}",
      "YQs.modulus: 0", "YDb.re: 0", "YDb.im: 0.5", "YQb.modulus: 0", "YQb.phase: 0",
      "YQd.phase: {prior: uniform, min: 0, max: 1, nuisance: false, periodic: false}",
    ] {
      #expect(text.contains("\n  \(line)\n"), "\(line)")
    }
    #expect(!text.contains("YDb.modulus") && !text.contains("YQb.re"))
    #expect(try fit(text).meaning == original.meaning)
    #expect(try fit(text).resolved == text)
  }
}
