import Foundation
import Testing

@Suite struct EvaluateTests {
  private func evaluate(_ settings: String...) async throws -> Evaluated {
    let run = try await Workshop().mutau(
      ["evaluate", "fits/leptonic.yaml", "--format", "json"] + settings.flatMap { ["--set", $0] })
    #expect(run.exitCode == 0, "\(run.complaints)")
    return try run.json()
  }

  @Test func theSumsAreTheSumsOfTheirParts() async throws {
    let point = try await evaluate("gPrime=0.7", "mZPrime=321.5", "tauLifetime=291.1")
    let parts = point.constraints.map(\.chiSquared) + point.auxiliary.map(\.chiSquared)
    #expect(point.chiSquared.isClose(to: parts.reduce(0, +), within: 1e-12))
    #expect(point.logPosterior.isClose(to: point.logLikelihood + point.logPrior, within: 1e-12))
    #expect(point.constraints.map(\.name).sorted() == point.constraints.map(\.name).sorted().uniqued())
  }

  @Test func everyParameterAndObservableHasItsValue() async throws {
    let point = try await evaluate("gPrime=0.1", "mZPrime=50")
    #expect(point.parameters["gPrime"] == 0.1)
    #expect(point.parameters["mZPrime"] == 50)
    #expect(point.parameters["sinThetaW2"] == 0.231)
    #expect(point.parameters.count == 12)
    #expect(point.observables.count == 24)
    #expect(!point.observables.keys.contains("C9_bsmumu"))
    #expect(point.observables.values.allSatisfy { $0.isFinite })
  }

  @Test func aComplexCouplingIsSetInOneForm() async throws {
    let point = ["gPrime=0.3", "mZPrime=300", "mQ=25000", "mD=25000", "YQs.phase=3", "YDs.re=0.01"]
    let settings = point + ["YQd.re=0.01", "YQd.im=0.02"]
    let arguments = ["evaluate", "fits/reference.yaml", "--format", "json"]
    let workshop = try Workshop()
    let both: Evaluated = try await workshop.mutau(arguments + settings.flatMap { ["--set", $0] }).json()
    #expect(both.parameters["YQd.im"] == 0.02 && both.parameters["YQd.phase"] == nil)
    let mixed = point + ["YQd.re=0.01", "YQd.phase=1"]
    let run = try await workshop.mutau(arguments + mixed.flatMap { ["--set", $0] })
    #expect(run.exitCode == 2)
    #expect(run.complaints.contains("--set YQd.phase beside YQd.re: a complex coupling is given by modulus"))
  }

  /// σ/σ_SM = [1 + (1 + 4s² + 2v²g'²/m²)²]/[1 + (1 + 4s²)²], arXiv:1403.1269 Eq. 34.
  @Test func oneTridentIsThePullAndTheNormalisedDensityOfItsGaussian() async throws {
    let workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    let run = try await workshop.mutau("evaluate", "fits/one.yaml", "--set", "gPrime=0.5", "--format", "json")
    let point: Evaluated = try run.json()
    let standard = 1 + 4 * 0.231
    let ratio = (1 + (standard + 2 * 0.25) * (standard + 2 * 0.25)) / (1 + standard * standard)
    let pull = (1.58 - ratio) / 0.57
    #expect(try #require(point.observables["R_trident"]).isClose(to: ratio, within: 1e-12))
    #expect(point.constraints[0].pulls[0].isClose(to: pull, within: 1e-10))
    #expect(point.chiSquared.isClose(to: pull * pull, within: 1e-10))
    #expect(
      point.logLikelihood.isClose(
        to: -pull * pull / 2 - log(0.57 * (2 * Double.pi).squareRoot()), within: 1e-10))
    // The prior of g' is flat on [0, 1].
    #expect(point.logPrior.magnitude < 1e-15)
  }

  /// ln π = −ln(g' ln(max/min)) for each log-uniform prior, −ln(σ√2π) at the centre of the normal one.
  @Test func thePriorIsNormalisedPerUnitOfTheParameters() async throws {
    let point = try await evaluate("gPrime=0.1", "mZPrime=50")
    let expected =
      -log(0.1 * log(3 / 1e-3)) - log(50 * log(100)) - log(0.53 * (2 * Double.pi).squareRoot())
    #expect(point.logPrior.isClose(to: expected, within: 1e-12))
    #expect(point.auxiliary.map(\.parameter) == ["tauLifetime"])
    #expect(point.auxiliary.map(\.chiSquared) == [0])
  }

  @Test func outsideThePriorThePosteriorIsMinusInfinityAndThePredictionsStand() async throws {
    let run = try await Workshop().mutau(
      "evaluate", "fits/leptonic.yaml", "--set", "gPrime=0.5", "--set", "mZPrime=5000", "--format", "json")
    #expect(run.exitCode == 0)
    #expect(run.output.contains(#""logPrior" : "-inf""#))
    #expect(run.output.contains(#""logPosterior" : "-inf""#))
  }

  @Test(
    "A point beyond the table of Z -> 4mu is refused, and nothing is printed",
    arguments: ["gPrime=3.5", "gPrime=10", "gPrime=9"])
  func beyondTheTable(setting: String) async throws {
    let run = try await Workshop().mutau(
      "evaluate", "fits/leptonic.yaml", "--set", setting, "--set", "mZPrime=50")
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.complaints.contains("--set: 'gPrime' reaches"))
    #expect(run.complaints.contains("of N_4mu(Z->4mu) goes no further than g' = 3"))
  }

  @Test func aPointOutsideAFormulasValiditySaysSo() async throws {
    let words = ["evaluate", "fits/leptonic.yaml", "--set", "gPrime=0.001", "--set", "mZPrime=1"]
    let sentence = "R_trident: valid for m_Z' ≥ 10 GeV (heavy-Z' limit of Eq. 34); here m_Z' = 1 GeV"
    let text = try await Workshop().mutau(words)
    #expect(text.output.contains("  note  \(sentence)\n"), "\(text.output)")
    struct Warned: Decodable { let warnings: [String] }
    let warned: Warned = try await Workshop().mutau(words + ["--format", "json"]).json()
    #expect(warned.warnings.contains(sentence))
  }

  @Test(arguments: [
    (["gPrime"], "--set takes parameter=value"),
    (["gPrime=x"], "'x' is not a number"),
    (["gPrime=nan"], "'nan' is not a number"),
    (["gPrime=-1"], "is outside [0, 100"),
    (["gPrim=1"], "did you mean 'gPrime'?"),
    (["gPrime=1", "gPrime=2"], "--set gPrime is given twice"),
    (["gPrime=1"], "no value for 'mZPrime'"),
  ])
  func aPointThatMakesNoSenseIsRefused(settings: [String], reason: String) async throws {
    let run = try await Workshop().mutau(
      ["evaluate", "fits/leptonic.yaml"] + settings.flatMap { ["--set", $0] })
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaints.contains(reason), "\(run.complaints)")
  }
}

extension Double {
  /// Whether two numbers agree to a fraction of the larger.
  func isClose(to other: Double, within tolerance: Double) -> Bool {
    abs(self - other) <= tolerance * Swift.max(magnitude, other.magnitude)
  }
}

extension [String] {
  /// Without repetitions.
  fileprivate func uniqued() -> [String] { Array(Set(self)).sorted() }
}
