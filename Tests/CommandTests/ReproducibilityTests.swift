import Testing

@Suite struct ReproducibilityTests {
  private func output(_ command: String, _ words: String...) async throws -> String {
    let run = try await Workshop().mutau([command, "fits/leptonic.yaml", "--format", "json"] + words)
    #expect(run.exitCode == 0, "\(run.complaints)")
    return run.output
  }

  @Test(arguments: ["fit", "sample", "minimize"])
  func theNumberOfThreadsChangesNoBit(command: String) async throws {
    let one = try await output(command, "--threads", "1")
    #expect(try await output(command, "--threads", "2") == one)
    #expect(try await output(command, "--threads", "3") == one)
  }

  @Test(arguments: ["fit", "sample"]) func theSameSeedGivesTheSameBytes(command: String) async throws {
    let first = try await output(command, "--seed", "7")
    #expect(try await output(command, "--seed", "7") == first)
  }

  @Test func anotherSeedGivesOtherDrawsOfTheSamePosterior() async throws {
    func posterior(_ seed: String) async throws -> PosteriorAnswer {
      let run = try await Workshop().mutau("sample", "fits/leptonic.yaml", "--format", "json", "--seed", seed)
      return try run.json(as: Sampled.self).posterior
    }
    let (one, two) = (try await posterior("1"), try await posterior("2"))
    for (mine, theirs) in zip(one.quantities, two.quantities) {
      #expect(mine.median != theirs.median)
      // The median of an observable that spans decades has a skewed error: compared where it is symmetric.
      guard mine.quantity == "tauLifetime" else { continue }
      let error =
        (mine.monteCarloErrorOfMedian * mine.monteCarloErrorOfMedian
        + theirs.monteCarloErrorOfMedian * theirs.monteCarloErrorOfMedian).squareRoot()
      #expect(abs(mine.median - theirs.median) < 4 * error)
    }
  }

  /// JSON holds every number to its last bit: what it says is what was computed, wherever it is read.
  @Test func whateverTheLanguageOfTheMachineNumbersHaveDecimalPoints() async throws {
    let plain = try await Workshop().mutau("minimize", "fits/neutrino-trident.yaml")
    let german = try await Workshop().mutau(
      "minimize", "fits/neutrino-trident.yaml", environment: ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"])
    #expect(german.output == plain.output)
  }
}
