import Testing

/// Numbers that arXiv:1403.1269 prints, each from the command that prints it.
@Suite struct PaperNumberTests {
  private static let tridents2014 =
    "neutrino-trident/charm-ii-1990,neutrino-trident/ccfr-1991,neutrino-trident/nutev-1998"
  private static let tridents2000 =
    "neutrino-trident/charm-ii-1990,neutrino-trident/ccfr-1991,neutrino-trident/nutev-2000"
  private static let lifetimes =
    "tau-lifetime/belle-2014,tau-lifetime/aleph-1997,tau-lifetime/opal-1996,tau-lifetime/l3-2000,"
    + "tau-lifetime/delphi-2004,tau-lifetime/cleo-1996"

  private func combine(_ observable: String, _ inputs: String, _ words: String...) async throws -> Combined {
    let run = try await Workshop().mutau(
      ["inputs", "--combine", observable, "--only", inputs, "--format", "json"] + words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    return try run.json()
  }

  private func text(_ words: String...) async throws -> String {
    let run = try await Workshop().mutau(words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    return run.output
  }

  /// Eq. 38: 0.83 ± 0.18.
  @Test func theThreeTridentsAverageTo083() async throws {
    let answer = try await combine("R_trident", Self.tridents2014)
    #expect(answer.combination.value.rounded(to: 2) == 0.83)
    #expect(answer.combination.upperError.rounded(to: 2) == 0.18)
    #expect(answer.combination.lowerError.rounded(to: 2) == 0.18)
    let printed = try await text("inputs", "--combine", "R_trident", "--only", Self.tridents2014)
    #expect(printed.hasPrefix("R_trident = 0.83 ± 0.18 "))
  }

  /// Eq. 39: v_Φ > 750 GeV, of which 743 GeV is what 0.83 + 2 · 0.18 gives in Eq. 34.
  @Test func theAverageExcludesScalesBelow743GeV() async throws {
    let input = "neutrino-trident/average-2014"
    let answer = try await combine("R_trident", input, "--as", "v_Phi")
    // R = 1.19: t = (√(1.19 (1 + a²) − 1) − a)/2 with a = 1 + 4 · 0.231, and v_Φ = 246.22 GeV/√t.
    let a = 1 + 4 * 0.231
    let t = ((1.19 * (1 + a * a) - 1).squareRoot() - a) / 2
    let limit = try #require(answer.limit(at: 2)?.atUpperLimit)
    #expect(limit.isClose(to: 246.22 / t.squareRoot(), within: 1e-9))
    #expect(limit.rounded() == 743)
    #expect(answer.vPhi == nil, "no v_Φ predicts less than the Standard Model")
    let printed = try await text("inputs", "--combine", "R_trident", "--only", input, "--as", "v_Phi")
    #expect(printed.contains("743.0"))
  }

  /// Section IV: about 500 GeV with the published NuTeV result in place of the preliminary one.
  @Test func thePublishedNuTeVResultWeakensTheLimitToAbout500GeV() async throws {
    let answer = try await combine("R_trident", Self.tridents2000, "--as", "v_Phi")
    let limit = try #require(answer.limit(at: 2)?.atUpperLimit)
    #expect((480...520).contains(limit), "\(limit)")
    #expect(abs(answer.combination.value - 0.95) < 0.03)
    #expect(answer.combination.upperError.rounded(to: 2) == 0.25)
    #expect(try await text("inputs", "--combine", "R_trident", "--as", "v_Phi").contains("493.6"))
  }

  /// Section IV: (g−2)_μ points to v_Φ ≈ 180 GeV, and demands at least 110 GeV.
  @Test func theMuonMagneticMomentPointsTo180GeV() async throws {
    let input = "muon-magnetic-moment/2009"
    let answer = try await combine("Delta_a_mu", input, "--as", "v_Phi")
    #expect(abs(try #require(answer.vPhi) - 180) < 2)
    let limit = try #require(answer.limit(at: 5)?.atUpperLimit)
    #expect((105...115).contains(limit), "\(limit)")
    let printed = try await text("inputs", "--combine", "Delta_a_mu", "--only", input, "--as", "v_Phi")
    #expect(printed.hasPrefix("Delta_a_mu = (2.90 ± 0.90)e-9\n"))
    #expect(printed.contains("180.3"))
  }

  @Test func aScaleFromOutsideTheFormulasValiditySaysSo() async throws {
    let words = ["inputs", "--combine", "R_trident", "--as", "v_Phi", "--mZPrime"]
    #expect(
      try await Workshop().mutau(words + ["5"]).output.contains("  note  R_trident: valid for m_Z' ≥ 10 GeV"))
    #expect(try await !Workshop().mutau(words + ["10"]).output.contains("note"))
  }

  /// The closed form for a heavy Z': Δa_μ = m_μ²/(12π² v_Φ²), Eq. 26.
  @Test func heavyTheMagneticMomentFixesTheScaleInClosedForm() async throws {
    let answer = try await combine(
      "Delta_a_mu", "muon-magnetic-moment/2009", "--as", "v_Phi", "--mZPrime", "10000")
    let scale = 0.1056583715 / (12 * Double.pi * Double.pi * 2.9e-9).squareRoot()
    #expect(try #require(answer.vPhi).isClose(to: scale, within: 1e-6))
  }

  /// Eq. 31: Δ = (7.0 ± 3.0)e-3 from the branching ratio of Eq. 29, the lifetimes and the rate of Eq. 30.
  @Test func theTauExcessIsSevenPerMille() async throws {
    let run = try await Workshop().mutau("minimize", "fits/tau-decay.yaml", "--format", "json")
    #expect(run.exitCode == 0)
    let answer: Minimized = try run.json()
    let excess = try #require(answer.profile(of: "Delta_tau_mu"))
    let (lower, upper) = (try #require(excess.intervals[0].lower), try #require(excess.intervals[0].upper))
    #expect((excess.bestFit * 1000).rounded(to: 1) == 7.0)
    #expect(
      ((upper - lower) / 2 * 1000).rounded(to: 1) == 3.0 || ((upper - lower) / 2 * 1000).rounded(to: 1) == 2.9
    )
    #expect(try await text("minimize", "fits/tau-decay.yaml").contains(/Δ_τ\s+0\.0069[5-9]/))
  }

  /// Below Eq. 30: 290.29 ± 0.53 fs.
  @Test func theSixTauLifetimesAverageTo290Point29() async throws {
    let answer = try await combine("tau_tau", Self.lifetimes)
    #expect(answer.combination.value.rounded(to: 2) == 290.29)
    #expect(answer.combination.upperError.rounded(to: 2) == 0.53)
    #expect(answer.combination.degreesOfFreedom == 5)
    let printed = try await text("inputs", "--combine", "tau_tau", "--only", Self.lifetimes)
    #expect(printed.hasPrefix("tau_tau = 290.29 ± 0.53 fs "))
  }
}

extension Double {
  /// Rounded to so many decimals.
  fileprivate func rounded(to decimals: Int) -> Double {
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    return (self * unit).rounded() / unit
  }
}
