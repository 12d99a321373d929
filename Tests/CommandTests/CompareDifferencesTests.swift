import Foundation
import Testing

/// By how much the numbers of variants differ, and whether of the same data.
@Suite struct CompareDifferencesTests {
  /// Medians, ends of intervals of either kind and limits, each as it is, in σ and in per cent, from the numbers of both fits.
  @Test func everyEndOfAnIntervalHasItsDifference() async throws {
    let answer: Compared = try await Workshop().mutau(
      "compare", "fits/leptonic.yaml", "--no-keep", "--format", "json"
    ).json()
    let base = answer.results[0]
    for (shift, result) in zip(answer.shifts, answer.results.dropFirst()) {
      #expect(try #require(shift.pValue) == (result.bestFit.pValue ?? .nan) - (base.bestFit.pValue ?? .nan))
      for moved in shift.quantities {
        let mine = try #require(base.posterior.quantity(moved.quantity))
        let theirs = try #require(result.posterior.quantity(moved.quantity))
        let isLogarithmic = mine.densityScale == "logarithmic"
        func onScale(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
        let length = onScale(mine.equalTailed[0].upper) - onScale(mine.equalTailed[0].lower)
        func check(_ end: Compared.End?, _ old: Double, _ new: Double) throws {
          let end = try #require(end)
          let change = onScale(new) - onScale(old)
          #expect(end.difference == new - old)
          #expect(try #require(end.sigmas).isClose(to: change / mine.standardDeviationOnScale, within: 1e-6))
          #expect(try #require(end.percentOfInterval).isClose(to: 100 * change / length, within: 1e-6))
        }
        #expect(moved.equalTailed.map(\.level) == mine.equalTailed.map(\.probability))
        for (ends, (old, new)) in zip(moved.equalTailed, zip(mine.equalTailed, theirs.equalTailed)) {
          try check(ends.lower, old.lower, new.lower)
          try check(ends.upper, old.upper, new.upper)
        }
        let (old, new) = (try #require(mine.limits), try #require(theirs.limits))
        #expect(moved.limits?.level == 0.95)
        try check(moved.limits?.lower, old.lower, new.lower)
        try check(moved.limits?.upper, old.upper, new.upper)
        #expect(moved.highestDensity.count == 2)
      }
      for moved in shift.profiles {
        let (mine, theirs) = (try profile(moved.quantity, base), try profile(moved.quantity, result))
        #expect(moved.intervals.map(\.level) == mine.intervals.map(\.confidence))
        for (ends, (old, new)) in zip(moved.intervals, zip(mine.intervals, theirs.intervals)) {
          #expect(ends.lower?.difference == difference(old.lower, new.lower))
          #expect(ends.upper?.difference == difference(old.upper, new.upper))
        }
        #expect(moved.limits.lower?.difference == difference(mine.limits.lower, theirs.limits.lower))
        #expect(moved.limits.upper?.difference == difference(mine.limits.upper, theirs.limits.upper))
        // two best fits at the same end of the range only say where that is
        let isPinned = mine.limit != nil && mine.limit == theirs.limit
        #expect(moved.bestFit?.difference == (isPinned ? nil : theirs.bestFit - mine.bestFit))
        // all three are explored on the scale of their logarithms; m_Z' has its best fit at the upper edge
        let from = log(try #require(mine.intervals[0].lower))
        let length = log(mine.intervals[0].upper ?? mine.bestFit) - from
        let sigma = mine.intervals[0].upper == nil ? length : length / 2
        if let new = theirs.intervals[0].lower, let lower = moved.intervals[0].lower {
          #expect(try #require(lower.sigmas).isClose(to: (log(new) - from) / sigma, within: 1e-6))
          #expect(
            try #require(lower.percentOfInterval).isClose(to: 100 * (log(new) - from) / length, within: 1e-6))
        }
      }
    }
  }

  private func profile(_ quantity: String, _ result: Fitted) throws -> ProfileAnswer {
    try #require(result.profiles.first { $0.quantity == quantity })
  }

  private func difference(_ old: Double?, _ new: Double?) -> Double? {
    old.flatMap { old in new.map { $0 - old } }
  }

  /// What is not profiled has limits from the posterior all the same.
  @Test func limitsOfThePosteriorNeedNoProfile() async throws {
    let workshop = try Workshop()
    let more = "profile: []\nvariants: {ccfr: {add: [neutrino-trident/ccfr-1991]}}"
    try workshop.write(SmallFit.text(extra: more), to: "fits/one.yaml")
    let run = try await workshop.mutau("compare", "fits/one.yaml", "--no-keep", "--full")
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(!run.output.contains("from the profile likelihood"))
    let table = try #require(
      run.output.components(separatedBy: "Limits at 95 %, each side by itself, from the posterior").last)
    #expect(table.firstMatch(of: /ccfr +> [0-9.e-]+, < [0-9.]+/) != nil, "\(table.prefix(400))")
  }

  /// A prior that is an auxiliary measurement is one of the data; that of a parameter of interest is none.
  @Test func bayesFactorsAreMarkedWhereTheDataAreTheSame() async throws {
    let workshop = try Workshop()
    try workshop.edit(
      "fits/leptonic.yaml", replacing: "variants:",
      with: """
        variants:
          wide: {set: {tauLifetime: {prior: normal, mean: 289.0, sigma: 0.3, nuisance: true}}}
          fixed: {set: {tauLifetime: 290.29}}
          heavy: {set: {mZPrime: 500}}
        """)
    let answer: Compared = try await workshop.mutau(
      "compare", "fits/leptonic.yaml", "--variants", "wide,fixed,heavy", "--no-keep", "--format", "json"
    ).json()
    #expect(answer.shifts.map(\.hasSameData) == [false, false, true])
  }
}
