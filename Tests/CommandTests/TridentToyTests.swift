import Foundation
import Testing

/// The tridents alone, whose posterior is known exactly: with m_Z' = v, t = g'² is flat on [0, 1] before the data.
@Suite struct TridentToyTests {
  /// A set of measurements: its name in the reference, and the words that choose it.
  struct Inputs: Sendable, CustomTestStringConvertible {
    let name: String
    let words: [String]
    var testDescription: String { name }

    static let all = [
      Inputs(name: "two", words: ["--variant", "no-nutev"]),
      Inputs(name: "nutev-1998", words: []),
      Inputs(name: "nutev-2000", words: ["--variant", "nutev-2000"]),
    ]
  }

  private func run(_ command: String, _ inputs: Inputs, _ words: String...) async throws -> Program.Run {
    let run = try await Workshop().mutau([command, "fits/neutrino-trident.yaml"] + inputs.words + words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    return run
  }

  @Test(arguments: Inputs.all, ["nested", "ensemble", "nuts"])
  func everySamplerFindsTheExactMomentsAndQuantiles(inputs: Inputs, sampler: String) async throws {
    let workshop = try Workshop()
    let fit = try workshop.text(of: "fits/neutrino-trident.yaml")
    try workshop.write(
      fit + "sample: {sampler: \(sampler), effective-sample-size: 10000}\n",
      to: "fits/neutrino-trident.yaml")
    let run = try await workshop.mutau(
      ["sample", "fits/neutrino-trident.yaml", "--format", "json"] + inputs.words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    let answer: Sampled = try run.json()
    for name in ["gPrime", "R_trident"] {
      let posterior = try #require(answer.posterior.quantity(name))
      let exact = try TridentToy.values(inputs.name, name)
      func check(_ value: Double, _ what: String, _ error: Double) throws {
        let truth = try #require(exact[what])
        #expect(
          error > 0 && abs(value - truth) < 4 * error,
          "\(what) of \(name): \(value) ± \(error), exactly \(truth)")
      }
      try check(posterior.mean, "mean", posterior.monteCarloErrorOfMean)
      try check(posterior.median, "q50", posterior.monteCarloErrorOfMedian)
      let limits = try #require(posterior.limits)
      try check(limits.lower, "q5", limits.monteCarloErrorOfLower)
      try check(limits.upper, "q95", limits.monteCarloErrorOfUpper)
      // The errors have to be small enough to see a mistake.
      let deviation = try #require(exact["sd"])
      #expect(posterior.monteCarloErrorOfMean < 0.02 * deviation)
      // Of n effective draws the standard deviation is known to about 1/√(2n) for a normal one; these are no wider.
      let relative = 1 / (2 * posterior.bulkEffectiveSampleSize).squareRoot()
      #expect(abs(posterior.standardDeviation / deviation - 1) < 5 * relative)
    }
    guard sampler == "nested" else { return }
    let evidence = try #require(answer.posterior.nested)
    let exact = try #require(try TridentToy.values(inputs.name, "all")["lnZ"])
    #expect(evidence.logEvidenceError < 0.05)
    #expect(abs(evidence.logEvidence - exact) < 4 * evidence.logEvidenceError)
  }

  @Test(arguments: Inputs.all) func theBestFitIsTheLowerEdgeAndSaysSo(inputs: Inputs) async throws {
    let answer: Minimized = try await run("minimize", inputs, "--format", "json").json()
    let coupling = answer.bestFit.parameters[0]
    #expect(coupling.name == "gPrime")
    #expect(coupling.value < 1e-6)
    #expect(coupling.limit == "lower")
    #expect(coupling.error == nil, "second derivatives mean nothing at an edge")
    let exact = try #require(try TridentToy.values(inputs.name, "all")["chiSquared"])
    #expect(answer.bestFit.chiSquared.isClose(to: exact, within: 1e-9))
    let text = try await run("minimize", inputs, "--full").output
    #expect(text.contains("at the lower edge of its range: its intervals are one-sided"))
  }

  @Test(arguments: Inputs.all) func profileIntervalsEndWhereChiSquaredHasRisen(inputs: Inputs) async throws {
    let answer: Minimized = try await run("minimize", inputs, "--format", "json").json()
    for name in ["gPrime", "R_trident"] {
      let profile = try #require(answer.profile(of: name))
      let exact = try TridentToy.values(inputs.name, name)
      #expect(profile.limit == "lower")
      #expect(profile.problem == nil)
      for (interval, what) in zip(profile.intervals + [profile.limits], ["rise1", "rise4", "rise2.7055"]) {
        #expect(interval.lower == nil, "\(name) has no lower end at an edge")
        let upper = try #require(interval.upper)
        #expect(upper.isClose(to: try #require(exact[what]), within: 1e-6), "\(what) of \(name): \(upper)")
      }
    }
  }

  /// At g' = 1/2 the prior density 2g' is 1.
  @Test(arguments: Inputs.all) func oneLikelihoodIsTheProductOfNormalisedDensities(inputs: Inputs)
    async throws
  {
    let run = try await run("evaluate", inputs, "--set", "gPrime=0.5", "--format", "json")
    let point: Evaluated = try run.json()
    let exact = try TridentToy.values(inputs.name, "all")
    #expect(point.logLikelihood.isClose(to: try #require(exact["logLikelihoodAtHalf"]), within: 1e-12))
    #expect(point.chiSquared.isClose(to: try #require(exact["chiSquaredAtHalf"]), within: 1e-12))
    #expect(point.logPrior.magnitude < 1e-14)
  }

  /// The 95 % upper limit of t = g'² falls by 0.0996 when the NuTeV result of 1998 joins the other two.
  @Test func compareShowsHowFarTheLimitMoves() async throws {
    let run = try await Workshop().mutau("compare", "fits/neutrino-trident.yaml", "--format", "json")
    let answer: Compared = try run.json()
    func limit(_ variant: String?) throws -> (value: Double, error: Double) {
      let result = try #require(answer.results.first { $0.variant == variant })
      let limits = try #require(result.posterior.quantity("gPrime")?.limits)
      return (limits.upper * limits.upper, 2 * limits.upper * limits.monteCarloErrorOfUpper)
    }
    let (two, three) = (try limit("no-nutev"), try limit(nil))
    let error = (two.error * two.error + three.error * three.error).squareRoot()
    #expect(abs(three.value - two.value + 0.0996) < 4 * error)
  }
}

/// The exact values of `Fixtures/trident_toy.txt`, made by `Fixtures/trident_toy.py` from quadrature.
enum TridentToy {
  static func values(_ set: String, _ quantity: String) throws -> [String: Double] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/trident_toy.txt")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: " ")
    }
    var values: [String: Double] = [:]
    for row in rows where row[0] == set && row[1] == quantity { values[String(row[2])] = Double(row[3]) }
    return values
  }
}
