import Inference
import Physics
import Testing

@testable import GlobalFit

@Suite("A fit file")
struct FitReaderTests {
  private func fit(_ text: String) throws -> Fit { try Fit(element(text)) }

  private static let least = """
    title: A fit
    parametrisation: leptonic
    parameters:
      gPrime: {prior: uniform, min: 0, max: 1}
      mZPrime: 50
    constraints: [neutrino-trident/ccfr-1991]

    """

  @Test("needs a title, a parametrisation, parameters and constraints; everything else has a default")
  func defaults() throws {
    let fit = try fit(Self.least)
    #expect(fit.file == "input.yaml" && fit.title == "A fit" && fit.parametrisation == .leptonic)
    #expect(fit.formulas == Formulas() && fit.seed == 1)
    #expect(fit.constraints.map(\.name) == ["neutrino-trident/ccfr-1991"])
    #expect(fit.parameters.map(\.parameter) == [.gPrime, .mZPrime])
    #expect(fit.parameters.map(\.role) == [.free(.uniform(0...1)), .fixed(50)])
    #expect(fit.predictions.isEmpty && fit.variants.isEmpty)
    #expect(fit.profile == [.parameter(.gPrime)])
    #expect(fit.minimize.algorithm == .slsqp && fit.minimize.polisher == nil)
    #expect(fit.minimize.starts == 64 && fit.minimize.maximumEvaluations == 10_000)
    #expect(fit.sample.sampler == .nested)
    #expect(fit.sample.goal.rHat == 1.01 && fit.sample.goal.effectiveSampleSize == 10_000)
  }

  @Test("can ask for the No-U-Turn sampler and say how it steps")
  func noUTurn() throws {
    let text = """
      title: A fit
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 100}
      constraints: [a/b]
      sample: {sampler: nuts
      """
    let plain = try #require(try fit(text + "}").sample.asNoUTurn)
    #expect(plain.kernel.targetAcceptance == 0.95 && plain.chains.ensembles == 12)
    #expect(plain.kernel.metricKind == .diagonal && plain.kernel.maximumDepth == 10)
    let told = try #require(
      try fit(text + ", target-acceptance: 0.9, metric: dense, maximum-depth: 8}").sample.asNoUTurn)
    #expect(told.kernel.targetAcceptance == 0.9 && told.kernel.metricKind == .dense)
    #expect(told.kernel.maximumDepth == 8)
  }

  @Test("can ask for ensembles of walkers")
  func ensembles() throws {
    let plain = try #require(
      try fit(
        """
        title: A fit
        parametrisation: leptonic
        parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 100}
        constraints: [a/b]
        sample: {sampler: ensemble}
        """
      ).sample.asEnsemble)
    #expect(plain.chains.ensembles == 4 && plain.kernel.walkers == nil)
    #expect(plain.kernel.stretchFraction == 0.25)
    #expect(plain.chains.warmup == 500 && plain.chains.draws == 1000 && plain.chains.maximumDraws == 64_000)
    #expect(plain.goal.rHat == 1.01 && plain.goal.effectiveSampleSize == 400)
  }

  @Test("can set nested sampling, which is the default, and every key of it")
  func nested() throws {
    let text = """
      title: A fit
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 100}
      constraints: [a/b]
      sample: {
      """
    let plain = try #require(try fit(text + "}").sample.asNested)
    #expect(plain.runs == 16 && plain.livePoints == nil && plain.learns)
    #expect(
      plain.goal.effectiveSampleSize == 10_000 && plain.evidenceError == 0.05
        && plain.maximumCalls == 100_000_000)
    let told = try #require(
      try fit(
        text
          + "sampler: nested, runs: 8, live-points: 100, learn: false, "
          + "evidence-error: 0.1, maximum-calls: 1000}"
      ).sample.asNested)
    #expect(told.runs == 8 && told.livePoints == 100 && !told.learns)
    #expect(told.evidenceError == 0.1 && told.maximumCalls == 1000)
  }

  @Test("can say everything")
  func everything() throws {
    let fit = try fit(
      """
      title: A fit
      parametrisation: leptonic
      formulas: [15, 24]
      vertex-correction: complex
      parameters:
        gPrime: {prior: power-law, exponent: 1, min: 0, max: 1}
        mZPrime: {prior: log-normal, median: 50, factor: 1.5}
        tauLifetime: {prior: normal, mean: 290.29, sigma: 0.53, nuisance: true}
        gNuSM: {prior: truncated-normal, mean: 0.502, sigma: 0.001, min: 0.5, max: 0.504, nuisance: false}
        gASM: {prior: fixed, value: -0.5, periodic: false}
        gVSM: -0.037
        mMu: {prior: log-uniform, min: 0.1, max: 0.2}
        sinThetaW2: {prior: half-normal, sigma: 0.01}
      constraints: [a/b, c]
      predictions: [v_Phi, R_trident]
      profile: [gPrime, v_Phi, tauLifetime]
      variants:
        one: {replace: {a/b: a/d}, remove: [c], add: [e, f]}
        two: {add: [g]}
      minimize: {algorithm: LN_BOBYQA, polisher: LD_LBFGS, starts: 3, maximum-evaluations: 500}
      sample:
        sampler: ensemble
        ensembles: 2
        walkers: 32
        warmup: 0
        draws: 10
        maximum-draws: 10
        r-hat: 1.1
        effective-sample-size: 12.5
        stretch-fraction: 1
      seed: 9223372036854775807
      """)
    #expect(fit.formulas.vertexCorrection == .complex && fit.seed == 9_223_372_036_854_775_807)
    #expect(
      fit.parameters.map(\.role) == [
        .free(.powerLaw(exponent: 1, 0...1)), .free(.logNormal(median: 50, factor: 1.5)),
        .nuisance(.normal(mean: 290.29, sigma: 0.53)),
        .free(.truncatedNormal(mean: 0.502, sigma: 0.001, 0.5...0.504)), .fixed(-0.5), .fixed(-0.037),
        .free(.logUniform(0.1...0.2)), .free(.halfNormal(sigma: 0.01)),
      ])
    #expect(
      fit.constraints.map(\.name) == ["a/b", "c"] && fit.predictions == [.symmetryBreakingScale, .trident])
    #expect(
      fit.profile == [
        .parameter(.gPrime), .observable(.symmetryBreakingScale), .parameter(.lepton(.tauLifetime)),
      ])
    #expect(fit.variants.map(\.name) == ["one", "two"])
    #expect(
      fit.variants.map { fit.applying($0).constraints.map(\.name) } == [
        ["a/d", "e", "f"], ["a/b", "c", "g"],
      ])
    #expect(fit.applying(nil).constraints.map(\.name) == ["a/b", "c"])
    #expect(
      fit.minimize.algorithm == Algorithm(name: "LN_BOBYQA")
        && fit.minimize.polisher == Algorithm(name: "LD_LBFGS"))
    #expect(fit.minimize.starts == 3 && fit.minimize.maximumEvaluations == 500)
    let sample = try #require(fit.sample.asEnsemble)
    #expect(sample.chains.ensembles == 2 && sample.kernel.walkers == 32 && sample.chains.warmup == 0)
    #expect(sample.chains.draws == 10 && sample.chains.maximumDraws == 10)
    #expect(sample.kernel.stretchFraction == 1)
    #expect(sample.goal.rHat == 1.1 && sample.goal.effectiveSampleSize == 12.5)
  }

  @Test(
    "A choice of formulas is a word or a list of equations",
    arguments: [
      ("corrected", []), ("as-printed", .all), ("[]", []), ("[19c]", .bsMixingLeftRight),
    ] as [(String, Formulas.PrintedEquations)])
  func formulas(choice: String, equations: Formulas.PrintedEquations) throws {
    #expect(try fit(Self.least + "formulas: \(choice)\n").formulas == Formulas(asPrinted: equations))
  }

  @Test("Every fit that is shipped can be computed, with all its variants", arguments: Shipped.fits)
  func shipped(path: String) throws {
    let fit = try Fit(contentsOf: path)
    let library = try InputLibrary(folder: Shipped.inputs)
    for variant in [nil] + fit.variants.map(Optional.some) {
      let problem = try Problem(fit, variant: variant, library: library)
      #expect(problem.free.count > 0 && problem.measuredNumbers > 0 && problem.variant == variant?.name)
    }
  }
}

extension SampleSettings {
  fileprivate var asNested: NestedSettings? { if case .nested(let settings) = self { settings } else { nil } }

  fileprivate var asEnsemble: ChainSettings<Ensemble>? {
    if case .ensemble(let settings) = self { settings } else { nil }
  }

  fileprivate var asNoUTurn: ChainSettings<NoUTurn>? {
    if case .nuts(let settings) = self { settings } else { nil }
  }
}
