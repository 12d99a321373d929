import Foundation
import Testing

@Suite struct CompareTests {
  /// Every variant of the lepton fit, computed once for all tests.
  static let everything = Task {
    let run = try await Workshop().mutau("compare", "fits/leptonic.yaml", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    return try run.json(as: Compared.self)
  }

  @Test func theFitAsItStandsComesFirstAndVariantsFollowInFileOrder() async throws {
    let answer = try await Self.everything.value
    let names = ["nutev-2000", "no-nutev", "g-2-2023", "g-2-2025", "lep-corrected"]
    #expect(answer.results.map(\.variant) == [nil] + names)
    #expect(answer.shifts.map(\.variant) == names)
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
        func length(_ quantity: PosteriorAnswer.Quantity) -> Double {
          let interval = quantity.equalTailed[0]
          return isLogarithmic ? log(interval.upper / interval.lower) : interval.upper - interval.lower
        }
        #expect(moved.percentOfInterval.isClose(to: 100 * change / length(mine), within: 1e-9))
        #expect(moved.intervalRatio.isClose(to: length(theirs) / length(mine), within: 1e-9))
      }
      #expect(shift.chiSquared == result.bestFit.chiSquared - base.bestFit.chiSquared)
      #expect(shift.degreesOfFreedom == result.bestFit.degreesOfFreedom - base.bestFit.degreesOfFreedom)
      let limits = [base, result].map { $0.profiles.first { $0.quantity == "v_Phi" }?.limits.lower ?? .nan }
      let moved = try #require(shift.profiles.first { $0.quantity == "v_Phi" })
      #expect(moved.lowerLimit == limits[1] - limits[0])
      #expect(moved.percentOfLowerLimit?.isClose(to: 100 * (limits[1] / limits[0] - 1), within: 1e-9) == true)
    }
  }

  private func bestFit(_ quantity: String, _ result: Fitted) -> Double {
    result.bestFit.parameters.first { $0.name == quantity }?.value ?? result.bestFit.predictions[quantity]
      ?? .nan
  }

  @Test func aResultInAComparisonIsThatOfItsVariantAlone() async throws {
    let workshop = try Workshop()
    let together = try await workshop.mutau(
      "compare", "fits/leptonic.yaml", "--variants", "no-nutev", "--refit", "--format", "json"
    ).json(as: Compared.self)
    let kept = try workshop.text(of: "runs/leptonic-no-nutev/summary.json")
    let alone: Fitted = try await workshop.mutau(
      "fit", "fits/leptonic.yaml", "--variant", "no-nutev", "--output", "runs/alone", "--format", "json"
    ).json()
    #expect(together.results[1].bestFit.chiSquared == alone.bestFit.chiSquared)
    #expect(together.results[1].posterior.quantities.map(\.mean) == alone.posterior.quantities.map(\.mean))
    #expect(try workshop.text(of: "runs/alone/summary.json") == kept)
    // Profiles and the best fit are the same by weights, only the posterior is another.
    let weighted = try await Self.everything.value.results.first { $0.variant == "no-nutev" }
    #expect(weighted?.bestFit.chiSquared == alone.bestFit.chiSquared)
    #expect(weighted?.profiles.map(\.limits.lower) == alone.profiles.map(\.limits.lower))
  }

  @Test func theVariantThatMovesAQuantityMostIsNamed() async throws {
    let answer = try await Self.everything.value
    #expect(answer.drivers.count == answer.results[0].posterior.quantities.count)
    for driver in answer.drivers {
      let all = answer.shifts.compactMap { shift in
        shift.quantities.first { $0.quantity == driver.quantity }.map { (shift.variant, $0) }
      }
      let most = try #require(all.max { abs($0.1.sigmas) < abs($1.1.sigmas) })
      #expect(driver.variant == most.0 && driver.sigmas == most.1.sigmas)
      #expect(driver.percentOfInterval == most.1.percentOfInterval)
    }
    let sizes = answer.drivers.map { abs($0.sigmas) }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test func finishedRunsAreUsedAndMissingOnesAreMadeOnce() async throws {
    let workshop = try Workshop()
    let variants = "variants: {heavy: {set: {mZPrime: 500}}, ccfr: {add: [neutrino-trident/ccfr-1991]}}"
    try workshop.write(SmallFit.text(extra: variants), to: "fits/one.yaml")
    func compared(_ words: String...) async throws -> Compared {
      try await workshop.mutau(["compare", "fits/one.yaml", "--format", "json"] + words).json()
    }
    let first = try await compared()
    #expect(first.origins.map(\.way) == ["sampled", "sampled", "weights"])
    #expect(first.origins.map(\.folder) == ["runs/one", "runs/one-heavy", nil])
    #expect(first.origins[1].remark == "more than constraints changes")
    // what weights say of a variant is kept, but it is no run of its own
    #expect(!workshop.exists("runs/one-ccfr/summary.json"))
    #expect(first.shifts[0].hasSameData && !first.shifts[1].hasSameData)
    let second = try await compared()
    #expect(second.origins.map(\.way) == ["kept", "kept", "weights"])
    for (one, other) in zip(first.results, second.results) {
      #expect(one.posterior.quantities.map(\.mean) == other.posterior.quantities.map(\.mean))
      #expect(one.bestFit.chiSquared == other.bestFit.chiSquared)
    }
    #expect(
      second.results[2].posterior.weighting?.logEvidence == first.results[2].posterior.weighting?.logEvidence)
    // the run of a variant that was fitted by itself answers for it
    #expect(try await workshop.mutau("fit", "fits/one.yaml", "--variant", "ccfr").exitCode == 0)
    #expect(try await compared().origins.map(\.way) == ["kept", "kept", "kept"])
    // another seed is another run
    let other = try await workshop.mutau("compare", "fits/one.yaml", "--seed", "5")
    #expect(other.exitCode == 2 && other.complaints.contains("runs/one holds a run of something else"))
    #expect(other.complaints.contains("--overwrite it, or compare with --no-keep"), "\(other.complaints)")
    let before = workshop.files(below: "runs")
    #expect(try await compared("--seed", "5", "--no-keep").origins.allSatisfy { $0.folder == nil })
    #expect(workshop.files(below: "runs") == before)
  }

  @Test func aComparisonIsKeptInTheRunAndDrawnAndReported() async throws {
    let workshop = try Workshop()
    let variants = "variants: {heavy: {set: {mZPrime: 500}}, ccfr: {add: [neutrino-trident/ccfr-1991]}}"
    try workshop.write(SmallFit.text(extra: variants), to: "fits/one.yaml")
    #expect(try await workshop.mutau("fit", "fits/one.yaml").exitCode == 0)
    #expect(try !workshop.text(of: "runs/one/report.html").contains("id=\"variants\""))
    let early = try await workshop.mutau("draw", "runs/one", "variants")
    #expect(early.exitCode == 2 && early.complaints.contains("mutau compare has not compared"))
    #expect(try await workshop.mutau("compare", "fits/one.yaml").exitCode == 0)
    let page = try workshop.text(of: "runs/one/report.html")
    #expect(page.contains("id=\"variants\"") && page.contains(">heavy</th>") && page.contains("What moved"))
    if DrawTests.hasGnuplot {
      let drawn = try await workshop.mutau("compare", "fits/one.yaml", "--draw")
      #expect(drawn.exitCode == 0 && drawn.complaints.isEmpty, "\(drawn.complaints)")
      let words = try workshop.text(of: "runs/one/figures/variants.txt")
      #expect(
        words.contains("heavy (mZPrime: 500)") && words.contains("\nccfr, posterior at 68.3 %: g' between"))
      #expect(try workshop.text(of: "runs/one/report.html").contains("<figcaption>"))
    }
    #expect(workshop.files(below: "runs/one").allSatisfy { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") })
    // another list of variants changes nothing of the fit as it stands, whose run stays
    try workshop.write(
      SmallFit.text(extra: "variants: {light: {set: {mZPrime: 100}}}"), to: "fits/one.yaml")
    let other = try await workshop.mutau("compare", "fits/one.yaml")
    #expect(other.exitCode == 0, "\(other.complaints)")
    #expect(try workshop.text(of: "runs/one/report.html").contains(">light</th>"))
    #expect(try !workshop.text(of: "runs/one/report.html").contains(">heavy</th>"))
    let nowhere = try await workshop.mutau("compare", "fits/one.yaml", "--no-keep", "--draw")
    #expect(nowhere.exitCode == 2 && nowhere.complaints.contains("--no-keep or --draw"))
  }

  @Test func combinationsAreComparedAndHaveRunsOfTheirOwn() async throws {
    let workshop = try Workshop()
    let variants = """
      variants:
        heavy: {set: {mZPrime: 500}}
        light: as-it-stands
        ccfr: {add: [neutrino-trident/ccfr-1991]}
        alone: as-it-stands
        product: [[light, heavy], [alone, ccfr]]
      """
    try workshop.write(SmallFit.text(extra: variants), to: "fits/one.yaml")
    let answer: Compared = try await workshop.mutau("compare", "fits/one.yaml", "--format", "json").json()
    #expect(answer.results.map(\.variant) == [nil, "heavy", "ccfr", "heavy+ccfr"])
    #expect(answer.origins.map(\.way) == ["sampled", "sampled", "weights", "sampled"])
    #expect(answer.origins[3].folder == "runs/one-heavy+ccfr")
    let fitted = try await workshop.mutau("fit", "fits/one.yaml", "--variant", "heavy+ccfr")
    #expect(fitted.exitCode == 0 && fitted.output.contains("Written to runs/one-heavy+ccfr."))
    let unknown = try await workshop.mutau("fit", "fits/one.yaml", "--variant", "ccfr+heavy")
    #expect(unknown.exitCode == 2)
    #expect(unknown.complaints.contains("has no variant 'ccfr+heavy'; did you mean 'heavy+ccfr'?"))
    let standing = try await workshop.mutau("fit", "fits/one.yaml", "--variant", "light")
    #expect(standing.exitCode == 2 && standing.complaints.contains("that is the fit as it stands"))
  }

  /// A parameter that a variant fixes or frees has no counterpart to be compared with.
  @Test func variantsOfOtherParametersAreComparedInWhatTheyShare() async throws {
    let workshop = try Workshop()
    let variants = "variants: {free: {set: {mZPrime: {prior: uniform, min: 200, max: 300}}}}"
    try workshop.write(SmallFit.text(extra: variants), to: "fits/one.yaml")
    let run = try await workshop.mutau("compare", "fits/one.yaml", "--full")
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(run.output.contains("246.22 fixed"))
    let answer: Compared = try await workshop.mutau("compare", "fits/one.yaml", "--format", "json").json()
    #expect(answer.shifts[0].quantities.map(\.quantity) == ["gPrime", "R_trident"])
    #expect(answer.results[1].posterior.quantities.map(\.quantity) == ["gPrime", "mZPrime", "R_trident"])
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
    let run = try await Workshop().mutau(
      "compare", "fits/leptonic.yaml", "--variants", "nutev-2000", "--full")
    #expect(run.output.hasPrefix("Lepton sector of L_mu - L_tau: 1 variant\n"))
    // best fits, intervals at two levels and limits, twice, evidence and what moved; the differences have a part for each variant
    #expect(run.output.components(separatedBy: "\n  as it stands ").count >= 9, "in each of eight tables")
    #expect(run.output.components(separatedBy: "\n  nutev-2000 ").count >= 10, "in these and in what moved")
    #expect(run.output.contains("\nnutev-2000   neutrino-trident/nutev-1998 → neutrino-trident/nutev-2000\n"))
    #expect(run.output.contains("Intervals at 95.4 % from the profile likelihood (Δχ² = 4)"))
    #expect(run.output.contains("Posterior   95.4 % equal-tailed interval"))
    #expect(!run.output.contains("no-nutev"))
    for line in run.output.split(separator: "\n") { #expect(line.count <= 120, "\(line)") }
  }

  @Test func aFitWithoutVariantsHasNothingToCompare() async throws {
    let workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    let run = try await workshop.mutau("compare", "fits/one.yaml")
    #expect(run.exitCode == 2)
    #expect(run.complaints.contains("fits/one.yaml has no variants to compare"))
  }
}
