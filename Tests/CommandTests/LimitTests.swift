import Foundation
import Testing

/// What `limit --format json` prints, as far as the tests read it.
private struct LimitsAnswer: Decodable {
  struct Limit: Decodable {
    let side, method, remark: String
    let value, error, deltaChiSquared: Double?
    let toys: Int?
    let prior: String?
  }
  let quantity, unit: String
  let level, bestFit: Double
  let edge: String?
  let standardModel: Double?
  let limits: [Limit]
  let problems: [String]

  func value(_ method: String, _ prior: String? = nil) throws -> Double {
    try #require(
      limits.first { $0.method == method && $0.value != nil && (prior == nil || $0.prior == prior) }?.value)
  }
}

@Suite struct LimitCommandTests {
  private func limit(_ words: String...) async throws -> Program.Run {
    try await Workshop().mutau(["limit", "fits/neutrino-trident.yaml"] + words)
  }

  /// t = g'² where χ² has risen by 3.841459, by root finding.
  @Test(arguments: [
    (["--variant", "no-nutev"], 0.249573), ([], 0.130669), (["--variant", "nutev-2000"], 0.244778),
  ])
  func theRiseOfChiSquaredOfTridentsIsExact(words: [String], t: Double) async throws {
    let run = try await Workshop().mutau(
      [
        "limit", "fits/neutrino-trident.yaml", "--on", "gPrime", "--toys", "0", "--no-posterior", "--format",
        "json",
      ]
        + words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    let answer: LimitsAnswer = try run.json()
    let g = try answer.value("Δχ², two-sided")
    #expect(abs(g * g - t) < 1e-6)
    #expect(answer.edge == "lower" && answer.bestFit == 0 && answer.problems.isEmpty)
  }

  @Test func onlyTheMethodsThatWereAskedForAreThereWithTheSameNumbers() async throws {
    let words = ["--on", "v_Phi", "--toys", "200", "--format", "json"]
    let all: LimitsAnswer = try await Workshop().mutau(["limit", "fits/leptonic.yaml"] + words).json()
    for (method, names) in [
      ("chi-squared", ["Δχ² = 4", "Δχ², two-sided", "Δχ², one-sided"]),
      ("cls", ["CLs, asymptotic", "CLs, toys"]), ("posterior", ["posterior"]),
    ] {
      let run = try await Workshop().mutau(["limit", "fits/leptonic.yaml", "--method", method] + words)
      #expect(run.exitCode == 0, "\(run.complaints)")
      let answer: LimitsAnswer = try run.json()
      #expect(!answer.limits.isEmpty && Set(answer.limits.map(\.method)).isSubset(of: names))
      let same = all.limits.filter { names.contains($0.method) }
      #expect(answer.limits.map(\.value) == same.map(\.value), "\(method)")
    }
  }

  /// The toys of a method are its own, whatever was asked in the same run before.
  @Test func aRunGoesOnForOtherMethods() async throws {
    let workshop = try Workshop()
    let words = [
      "limit", "fits/leptonic.yaml", "--on", "v_Phi", "--side", "lower", "--toys", "200", "--method",
    ]
    _ = try await workshop.mutau(words + ["cls"])
    _ = try await workshop.mutau(words + ["feldman-cousins", "--level", "0.9"])
    let after = try await workshop.mutau(words + ["feldman-cousins", "--format", "json"])
    let fresh = try await Workshop().mutau(words + ["feldman-cousins", "--format", "json"])
    #expect(after.exitCode == 0 && after.output == fresh.output, "\(after.output) \(fresh.output)")
  }

  /// v_Φ = 246.22 GeV/g', and t = g'² as above.
  @Test func variantsStandSideBySide() async throws {
    let workshop = try Workshop()
    let words = [
      "limit", "fits/neutrino-trident.yaml", "--on", "v_Phi", "--side", "lower", "--variants",
      "no-nutev,nutev-2000", "--method", "chi-squared,posterior",
    ]
    let run = try await workshop.mutau(words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    for (name, t) in [("as it stands", 0.130669), ("no-nutev", 0.249573), ("nutev-2000", 0.244778)] {
      let row = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("  " + name) })
      let twoSided = 246.22 / t.squareRoot()
      let numbers = row.matches(of: />\s(\d+\.?\d*)/).compactMap { Double($0.output.1) }
      #expect(numbers.contains { abs($0 - twoSided) < 0.06 }, "\(row)")
    }
    #expect(run.output.hasSuffix("neutrino-trident-nutev-2000-limit-v_Phi.\n"), "\(run.output)")
    let json: [LimitsAnswer] = try await workshop.mutau(words + ["--format", "json"]).json()
    #expect(json.count == 3)
    for folder in ["", "-no-nutev", "-nutev-2000"] {
      #expect(workshop.exists("runs/neutrino-trident\(folder)-limit-v_Phi/summary.json"))
    }
  }

  /// v_Φ = 246.22 GeV/g' here.
  @Test func everyMethodStandsBesideTheOthers() async throws {
    let run = try await limit("--on", "v_Phi", "--toys", "300", "--variant", "no-nutev", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let answer: LimitsAnswer = try run.json()
    #expect(answer.quantity == "v_Phi" && answer.unit == "GeV" && answer.edge == "upper")
    #expect(answer.bestFit == .infinity && answer.standardModel == .infinity)
    #expect(answer.limits.allSatisfy { $0.side == "lower" || $0.value == nil })
    let twoSided = try answer.value("Δχ², two-sided")
    #expect(abs(twoSided - 246.22 / 0.249573.squareRoot()) < 1e-2)
    // The 95 % quantile of t with a flat prior: 0.24614.
    let posterior = try answer.value("posterior", "power-law (exponent 1) in g'")
    #expect(abs(posterior - 246.22 / 0.496126) < 10)
    let flat = try answer.value("posterior", "uniform in g'")
    #expect(flat > posterior)
    for method in ["CLs, asymptotic", "CLs, toys", "Feldman-Cousins"] {
      let value = try answer.value(method)
      #expect((450...600).contains(value), "\(method): \(value)")
    }
    let text = try await limit("--on", "v_Phi", "--toys", "300", "--variant", "no-nutev")
    #expect(
      text.output.contains("the best fit is at the upper edge of what the priors allow"), "\(text.output)")
    #expect(text.output.contains("  no upper limit: none inside the priors"), "\(text.output)")
  }

  @Test func theNumberOfThreadsChangesNoBit() async throws {
    let words = ["--on", "R_trident", "--toys", "200", "--side", "upper", "--format", "json", "--threads"]
    let one = try await Workshop().mutau(["limit", "fits/neutrino-trident.yaml"] + words + ["1"])
    let two = try await Workshop().mutau(["limit", "fits/neutrino-trident.yaml"] + words + ["2"])
    #expect(one.exitCode == 0 && one.output == two.output)
  }

  @Test(arguments: [
    (["--on", "v_Phy"], "knows no quantity 'v_Phy'; did you mean 'v_Phi'?"),
    (["--on", "mZPrime"], "'mZPrime' is fixed in fits/neutrino-trident.yaml"),
    (["--on", "gPrime", "--level", "95"], "--level takes a confidence level between 0.5 and 1"),
    (["--on", "gPrime", "--toys", "7"], "--toys takes 0 or a number from 100"),
    (["--on", "gPrime", "--side", "left"], "--side"), ([], "--on"),
  ])
  func badOptionsAreRefused(words: [String], reason: String) async throws {
    let run = try await Workshop().mutau(["limit", "fits/neutrino-trident.yaml"] + words)
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaints.contains(reason), "\(run.complaints)")
  }
}

@Suite struct ToysCommandTests {
  private struct ToysAnswer: Decodable {
    struct Probability: Decodable { let value, error: Double }
    struct Parameter: Decodable {
      let name: String
      let fractionAtEdge: Double
    }
    struct Pull: Decodable { let pull, spread: Double }
    struct Ratio: Decodable { let deltaChiSquared, pValue: Double }
    let chiSquared: Double
    let degreesOfFreedom, toys, failedToys: Int
    let pValueOfToys: Probability
    let parameters: [Parameter]
    let pulls: [Pull]
    let standardModel: Ratio?
  }

  @Test func toysSayHowWellTheFitDescribesTheData() async throws {
    let workshop = try Workshop()
    let words = ["toys", "fits/neutrino-trident.yaml", "--toys", "400"]
    let run = try await workshop.mutau(words + ["--format", "json", "--threads", "1"])
    #expect(run.exitCode == 0, "\(run.complaints)")
    let other = try await workshop.mutau(words + ["--format", "json", "--threads", "2"])
    #expect(run.output == other.output)
    let answer: ToysAnswer = try run.json()
    #expect(answer.degreesOfFreedom == 2 && answer.toys == 400 && answer.failedToys == 0)
    #expect(answer.pulls.count == 3)
    // The best fit is the Standard Model: half of all toys are too.
    #expect(abs(answer.parameters[0].fractionAtEdge - 0.5) < 4 * (0.25 / 400).squareRoot())
    let ratio = try #require(answer.standardModel)
    #expect(abs(ratio.deltaChiSquared) < 1e-9)
    let text = try await workshop.mutau(words)
    #expect(text.output.contains("by 400 toys p = "), "\(text.output)")
    #expect(text.output.contains("its intervals are one-sided"))
  }

  @Test func badOptionsAreRefused() async throws {
    let run = try await Workshop().mutau("toys", "fits/neutrino-trident.yaml", "--toys", "5")
    #expect(run.exitCode == 2)
    #expect(run.complaints.contains("--toys takes a number from 100"), "\(run.complaints)")
  }
}
