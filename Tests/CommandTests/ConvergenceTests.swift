import Testing

/// What has not converged says so in its first line and in its exit code, and is kept all the same.
@Suite struct ConvergenceTests {
  private static let fewDraws = "{sampler: ensemble, warmup: 0, draws: 4, maximum-draws: 4}"
  private static let oneEvaluation = "{maximum-evaluations: 1}"

  private func run(_ command: String, _ text: String, _ words: String...) async throws -> (
    Program.Run, Workshop
  ) {
    let workshop = try Workshop()
    try workshop.write(text, to: "fits/one.yaml")
    return (try await workshop.mutau([command, "fits/one.yaml"] + words), workshop)
  }

  @Test(arguments: ["fit", "sample"]) func fewDrawsAreNotTakenForAPosterior(command: String) async throws {
    let (run, _) = try await run(command, SmallFit.text(sample: Self.fewDraws))
    #expect(run.exitCode == 1)
    #expect(run.output.hasPrefix("NOT CONVERGED: "), "\(run.output)")
    #expect(run.complaints.contains("converged"))
  }

  @Test func theReasonNamesTheQuantityAndItsDiagnostic() async throws {
    let (run, _) = try await run("sample", SmallFit.text(sample: Self.fewDraws), "--format", "json")
    #expect(run.exitCode == 1)
    let answer: Sampled = try run.json()
    #expect(!answer.posterior.isConverged)
    #expect(answer.posterior.problems.contains { $0.contains("g'") })
  }

  @Test(arguments: ["fit", "minimize"]) func anUnfinishedSearchIsNotTakenForABestFit(command: String)
    async throws
  {
    let text = SmallFit.text(minimize: Self.oneEvaluation)
    let (run, _) = try await run(command, text)
    #expect(run.exitCode == 1)
    #expect(run.output.hasPrefix("NOT CONVERGED: "), "\(run.output)")
    #expect(run.complaints.contains("converge"))
    // The reason is given once.
    let first = run.output.prefix { $0 != "\n" }.lowercased()
    #expect(first.matches(of: /not converged/).count == 1, "\(first)")
    let (again, _) = try await self.run(command, text, "--format", "json")
    #expect(again.exitCode == 1)
    #expect(again.output.contains(#""isConverged" : false"#))
  }

  @Test func aVariantThatDoesNotConvergeIsNamedInTheComparison() async throws {
    let text = SmallFit.text(
      sample: Self.fewDraws, extra: "variants: {ccfr: {add: [neutrino-trident/ccfr-1991]}}")
    let (run, _) = try await run("compare", text)
    #expect(run.exitCode == 1)
    #expect(run.output.hasPrefix("NOT CONVERGED: "))
    #expect(run.output.contains("NOT CONVERGED: ccfr\n"))
  }

  /// Every draw counts nothing then; the run that is kept can be read all the same.
  @Test func aLikelihoodThatIsZeroInTheWholePriorIsNoResultAndNoDamage() async throws {
    let workshop = try Workshop()
    try workshop.write("Range:\n  values:\n    tau_tau: '[285, 290]'\n", to: "inputs/lifetime-range.yaml")
    try workshop.write(
      """
      title: Nothing is possible
      parametrisation: leptonic
      parameters:
        gPrime: 1e-6
        mZPrime: 1000
        tauLifetime: {prior: uniform, min: 350, max: 400}
      constraints: [lifetime-range]
      """, to: "fits/one.yaml")
    let run = try await workshop.mutau("fit", "fits/one.yaml")
    #expect(run.exitCode == 1, "\(run.complaints)")
    #expect(
      run.output.contains("NOT CONVERGED: the sampler (no point of the prior has a finite posterior density)")
    )
    let report = try await workshop.mutau("report", "runs/one")
    #expect(report.exitCode == 0, "\(report.complaints)")
  }

  /// Below the reasons stands what to do: keys of the fit file with values that it takes.
  @Test(arguments: [
    (fewDraws, "{starts: 4}"),
    ("{sampler: nuts, warmup: 0, draws: 4, maximum-draws: 4, ensembles: 2}", "{starts: 4}"),
    ("{sampler: nested, maximum-calls: 1000}", "{starts: 4}"), (fewDraws, oneEvaluation),
  ])
  func whatToDoIsSaidBelowTheReasons(sample: String, minimize: String) async throws {
    let (run, workshop) = try await run("fit", SmallFit.text(sample: sample, minimize: minimize))
    #expect(run.exitCode == 1)
    let head = run.output.split(separator: "\n").prefix {
      $0.hasPrefix("NOT CONVERGED: ") || $0.hasPrefix("  ")
    }
    let advice = head.filter { $0.hasPrefix("  try ") }
    #expect(!advice.isEmpty && head.last?.hasPrefix("  try ") == true, "\(head)")
    let blocks = advice.flatMap { $0.matches(of: /(minimize|sample): (\{[^}]*\})/).map(\.output) }
    #expect(!blocks.isEmpty, "\(advice)")
    for (_, key, block) in blocks {
      let text =
        key == "sample"
        ? SmallFit.text(sample: Self.merged(sample, String(block))) : SmallFit.text(minimize: String(block))
      try workshop.write(text, to: "fits/two.yaml")
      let check = try await workshop.mutau("check", "fits/two.yaml")
      #expect(check.exitCode == 0, "\(block): \(check.complaints)")
    }
  }

  /// A block with the advice put into it; another sampler has settings of its own.
  private static func merged(_ block: String, _ advice: String) -> String {
    guard !advice.contains("sampler") else { return advice }
    let key = advice.dropFirst().prefix { $0 != ":" }
    let kept = block.dropFirst().dropLast().split(separator: ", ").filter { !$0.hasPrefix("\(key):") }
    return "{" + (kept + [advice.dropFirst().dropLast()]).joined(separator: ", ") + "}"
  }

  @Test func noNextStepIsOfferedAfterAFailure() async throws {
    let variants = "variants: {ccfr: {add: [neutrino-trident/ccfr-1991]}}"
    let (failed, _) = try await run("fit", SmallFit.text(sample: Self.fewDraws, extra: variants))
    #expect(failed.exitCode == 1 && !failed.output.contains("Next:"), "\(failed.output)")
    let (good, _) = try await run("fit", SmallFit.text(extra: variants))
    #expect(good.exitCode == 0 && good.output.contains("Next: mutau compare"), "\(good.output)")
  }

  @Test func whatHasNotConvergedIsKeptWithItsVerdict() async throws {
    let (_, workshop) = try await run("fit", SmallFit.text(sample: Self.fewDraws))
    let summary = try workshop.text(of: "runs/one/summary.json")
    #expect(summary.contains(#""isConverged" : false"#))
    #expect(summary.contains(#""problems" : ["#))
  }
}
