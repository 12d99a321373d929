import Foundation
import Testing

@Suite struct CompareTests {
  /// Every variant of the lepton fit, computed once for all tests.
  private static let everything = Task {
    let run = try await Workshop().mutau("compare", "fits/leptonic.yaml", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    return try run.json(as: Compared.self)
  }

  @Test func theFitAsItStandsComesFirstAndVariantsFollowInFileOrder() async throws {
    let answer = try await Self.everything.value
    #expect(answer.results.map(\.variant) == [nil, "nutev-2000", "no-nutev", "g-2-2023", "g-2-2025"])
    #expect(answer.shifts.map(\.variant) == ["nutev-2000", "no-nutev", "g-2-2023", "g-2-2025"])
    #expect(answer.shifts[0].what == "neutrino-trident/nutev-1998 → neutrino-trident/nutev-2000")
    #expect(answer.shifts[1].what == "without neutrino-trident/nutev-1998")
  }

  @Test func everyShiftIsTheDifferenceOfTwoMediansInStandardDeviations() async throws {
    let answer = try await Self.everything.value
    let base = answer.results[0]
    for (shift, result) in zip(answer.shifts, answer.results.dropFirst()) {
      #expect(shift.variant == result.variant)
      #expect(shift.quantities.map(\.quantity) == base.posterior.quantities.map(\.quantity))
      for moved in shift.quantities {
        let mine = try #require(base.posterior.quantity(moved.quantity))
        let theirs = try #require(result.posterior.quantity(moved.quantity))
        #expect(moved.median == theirs.median - mine.median)
        // A logarithmic quantity moves by a factor: by the difference of its logarithms.
        let isLogarithmic = mine.densityScale == "logarithmic"
        let change = isLogarithmic ? log(theirs.median) - log(mine.median) : moved.median
        #expect(moved.sigmas.isClose(to: change / mine.standardDeviationOnScale, within: 1e-9))
        let errors = [mine, theirs].map { $0.monteCarloErrorOfMedian / (isLogarithmic ? $0.median : 1) }
        let error = (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot()
        let errorOfSigmas = error / mine.standardDeviationOnScale
        #expect(moved.monteCarloErrorOfSigmas.isClose(to: errorOfSigmas, within: 1e-9))
        #expect(isLogarithmic || mine.standardDeviationOnScale == mine.standardDeviation)
        #expect(moved.bestFit == bestFit(moved.quantity, result) - bestFit(moved.quantity, base))
      }
    }
  }

  private func bestFit(_ quantity: String, _ result: Fitted) -> Double {
    result.bestFit.parameters.first { $0.name == quantity }?.value ?? result.bestFit.predictions[quantity]
      ?? .nan
  }

  @Test func aResultInAComparisonIsThatOfItsVariantAlone() async throws {
    let workshop = try Workshop()
    let together = try await Self.everything.value.results.first { $0.variant == "no-nutev" }
    let alone: Fitted = try await workshop.mutau(
      "fit", "fits/leptonic.yaml", "--variant", "no-nutev", "--format", "json"
    ).json()
    #expect(together?.bestFit.chiSquared == alone.bestFit.chiSquared)
    #expect(together?.posterior.quantities.map(\.mean) == alone.posterior.quantities.map(\.mean))
  }

  /// A NuTeV result that says less excludes less: 0.72 +1.73 −0.72 against 0.67 ± 0.27, and nothing at all.
  @Test func weakerTridentsLeaveAWeakerLimitOnTheScale() async throws {
    let answer = try await Self.everything.value
    let limits = try answer.results.map { result in
      try #require(result.profiles.first { $0.quantity == "v_Phi" }?.limits.lower)
    }
    #expect(limits[0] > 1.2 * limits[1], "1998 against 2000: \(limits)")
    #expect(limits[1] > limits[2], "2000 against none: \(limits)")
  }

  @Test func chiSquaredCanOnlyFallWhenAMeasurementIsTakenAway() async throws {
    let answer = try await Self.everything.value
    let (all, fewer) = (answer.results[0].bestFit, answer.results[2].bestFit)
    #expect(fewer.chiSquared < all.chiSquared)
    #expect(fewer.degreesOfFreedom == all.degreesOfFreedom - 1)
  }

  @Test func theTableShowsEveryVariantAndWhatItChanges() async throws {
    let run = try await Workshop().mutau("compare", "fits/leptonic.yaml", "--variants", "nutev-2000")
    #expect(run.output.hasPrefix("Lepton sector of L_mu - L_tau: 1 variant\n"))
    #expect(run.output.components(separatedBy: "\n  nutev-2000 ").count == 5, "in each of four tables")
    #expect(run.output.contains("neutrino-trident/nutev-1998 → neutrino-trident/nutev-2000"))
    #expect(!run.output.contains("no-nutev"))
  }

  @Test func aFitWithoutVariantsHasNothingToCompare() async throws {
    let workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    let run = try await workshop.mutau("compare", "fits/one.yaml")
    #expect(run.exitCode == 2)
    #expect(run.complaints.contains("fits/one.yaml has no variants to compare"))
  }
}
