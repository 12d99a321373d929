import Testing

@Suite("'sampler: nuts' samples a fit, and the report says how it fared")
struct NoUTurnTests {
  private func sample(_ settings: String, _ words: String...) async throws -> Program.Run {
    let workshop = try Workshop()
    try workshop.write(SmallFit.text(sample: settings), to: "fits/one.yaml")
    return try await workshop.mutau(["sample", "fits/one.yaml"] + words)
  }

  @Test("It finds the quantiles that the ensemble finds, and says what it took")
  func samples() async throws {
    let rest = "warmup: 300, draws: 4000, effective-sample-size: 1000, r-hat: 1.02}"
    let chains = try await sample("{sampler: nuts, target-acceptance: 0.95, \(rest)", "--format", "json")
    let ensemble = try await sample("{sampler: ensemble, \(rest)", "--format", "json")
    #expect(chains.exitCode == 0 && ensemble.exitCode == 0, "\(chains.complaints)")
    let (own, other): (Sampled, Sampled) = (try chains.json(), try ensemble.json())
    for (mine, theirs) in zip(own.posterior.quantities, other.posterior.quantities) {
      let error =
        (mine.monteCarloErrorOfMean * mine.monteCarloErrorOfMean
        + theirs.monteCarloErrorOfMean * theirs.monteCarloErrorOfMean).squareRoot()
      #expect(abs(mine.mean - theirs.mean) < 4 * error)
    }
    #expect(chains.output.contains(#""gradientEvaluations""#) && !ensemble.output.contains("trajectories"))
  }

  @Test("The text has a line on the trajectories")
  func text() async throws {
    let run = try await sample(
      "{sampler: nuts, warmup: 200, draws: 1000, r-hat: 1.05, effective-sample-size: 200}", "--full")
    #expect(run.output.contains("Posterior   12 chains, "))
    #expect(
      run.output.contains(/trajectories: \d+ divergences, .* gradient evaluations \(\d+ in the warmup\)/))
  }
}
