import Foundation
import Testing

/// Variants that are compared by weights, beside the same drawn by themselves.
@Suite struct CompareWeightsTests {
  /// Every variant of the lepton fit, each drawn by itself.
  private static let refitted = Task {
    let run = try await Workshop().mutau(
      "compare", "fits/leptonic.yaml", "--refit", "--no-keep", "--seed", "2", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    return try run.json(as: Compared.self)
  }

  @Test func weightsAgreeWithFitsOfTheirOwnWithinErrors() async throws {
    let (weighted, refitted) = (try await CompareTests.everything.value, try await Self.refitted.value)
    // (g − 2) of 2025 agrees with the draws, and two others leave enough of them in the tails
    #expect(
      weighted.origins.map(\.way) == ["sampled", "sampled", "sampled", "weights", "weights", "weights"])
    for origin in weighted.origins.dropFirst() where origin.way == "sampled" {
      #expect(origin.remark?.contains("draws in a tail of") == true, "\(origin.remark ?? "")")
    }
    #expect(refitted.origins.allSatisfy { $0.way == "sampled" && $0.folder == nil })
    try requireAgreement(of: weighted, with: refitted)
  }

  /// The other shipped fits of which weights answer for some variant, and which take seconds; those of `global.yaml` and its study
  /// take a minute or two.
  @Test(arguments: ["study-g-2", "study-symmetrisation"])
  func weightsAgreeWithFitsOfTheirOwnInEveryShippedFit(_ name: String) async throws {
    let words = ["compare", "fits/\(name).yaml", "--no-keep", "--format", "json"]
    let weighted: Compared = try await Workshop().mutau(words).json()
    let names = zip(weighted.results, weighted.origins).filter { $0.1.way == "weights" }.map {
      $0.0.variant ?? ""
    }
    try #require(!names.isEmpty)
    let refitted: Compared = try await Workshop().mutau(
      words + ["--refit", "--seed", "2", "--variants", names.joined(separator: ",")]
    ).json()
    try requireAgreement(of: weighted, with: refitted)
  }

  private func requireAgreement(of weighted: Compared, with refitted: Compared) throws {
    for other in refitted.results.dropFirst() {
      let own = try #require(weighted.results.first { $0.variant == other.variant })
      guard own.posterior.weighting != nil else { continue }
      let weights = try #require(own.posterior.weighting)
      #expect(weights.paretoShape < 0.7 && weights.effectiveSampleSize >= 1000)
      // where a phase that may be anything is cut open is chance
      let pairs = zip(own.posterior.quantities, other.posterior.quantities).filter {
        $0.cutAt == nil && $1.cutAt == nil
      }
      for (mine, theirs) in pairs {
        #expect(mine.quantity == theirs.quantity)
        let errors = [mine, theirs].map(\.monteCarloErrorOfMedian)
        let error = (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot()
        #expect(abs(mine.median - theirs.median) < 5 * error, "\(own.variant ?? ""): \(mine.quantity)")
        for (end, expected) in zip(mine.equalTailed, theirs.equalTailed) {
          let error = hypot(end.monteCarloErrorOfUpper, expected.monteCarloErrorOfUpper)
          #expect(abs(end.upper - expected.upper) < 5 * error, "\(own.variant ?? ""): \(mine.quantity)")
          let lowerError = hypot(end.monteCarloErrorOfLower, expected.monteCarloErrorOfLower)
          #expect(
            abs(end.lower - expected.lower) < 5 * lowerError, "\(own.variant ?? ""): \(mine.quantity)")
        }
      }
      let nested = try #require(other.posterior.nested)
      let value = try #require(weights.logEvidence)
      let error = hypot(try #require(weights.logEvidenceError), nested.logEvidenceError)
      #expect(abs(value - nested.logEvidence) < 5 * error, "\(own.variant ?? ""): \(value), \(nested)")
    }
  }
}
