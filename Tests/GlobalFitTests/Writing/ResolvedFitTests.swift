import Inference
import Physics
import Testing

@testable import GlobalFit

@Suite("A fit as resolved")
struct ResolvedFitTests {
  private let library: InputLibrary

  init() throws {
    reportNumericalErrorsInResults()
    library = try InputLibrary(folder: Shipped.inputs)
  }

  @Test("reads back to the very same problem, and so does every variant", arguments: Shipped.fits)
  func roundTrip(path: String) throws {
    let original = try Fit(contentsOf: path)
    let copy = try fit(original.resolved)
    #expect(copy.meaning == original.meaning)
    #expect(copy.resolved == original.resolved)
    #expect(copy.variants.count == original.variants.count)
    try requireSame(Problem(copy, library: library), Problem(original, library: library))
    for (own, variant) in zip(copy.variants, original.variants) {
      let expected = try Problem(original, variant: variant, library: library)
      try requireSame(Problem(copy, variant: own, library: library), expected)
      // The variant as a fit of its own.
      let alone = expected.fit.resolved
      #expect(try fit(alone).resolved == alone)
      #expect(try fit(alone).variants.isEmpty)
      try requireSame(Problem(fit(alone), library: library), expected)
    }
    #expect(try Problem(original, library: library).fit.resolved == original.resolved)
  }

  @Test("gives a theory error as the file does, and how it is treated", arguments: TheoryErrors.allCases)
  func theoryErrors(treatment: TheoryErrors) throws {
    let path = try #require(Shipped.fits.first { $0.hasSuffix("/global.yaml") })
    let declared =
      "lrFactor: {prior: normal, mean: 9.7, sigma: 1.94, nuisance: true, theory: true, "
      + "source: \"arXiv:1403.1269 Eq. 18, 20 % for its hadronic matrix elements\"}"
    // A variant of the treatment that the fit has itself would change nothing.
    let text = try Fit(contentsOf: path).resolved.replacing(
      "\n  rfit:\n    theory-errors: rfit\n", with: "\n"
    )
    .replacing("\ntheory-errors: nuisance\n", with: "\ntheory-errors: \(treatment.rawValue)\n")
    let problem = try Problem(fit(text), library: library)
    #expect(problem.fit.resolved == text)
    #expect(text.contains("\n  \(declared)\n"))
    #expect(text.contains("\ntheory-errors: \(treatment.rawValue)\n"))
    let prior = try #require(problem.free.first { $0.parameter == .quark(.lrFactor) }).prior
    #expect((prior == .normal(mean: 9.7, sigma: 1.94)) == (treatment == .nuisance))
  }

  /// The same coordinates and, at points of the prior, the same densities to the bit.
  private func requireSame(_ copy: Problem, _ original: Problem) throws {
    try #require(copy.free.map(\.parameter) == original.free.map(\.parameter))
    #expect(copy.free.map(\.prior) == original.free.map(\.prior))
    #expect(copy.free.map(\.isNuisance) == original.free.map(\.isNuisance))
    #expect(copy.free.map(\.isPeriodic) == original.free.map(\.isPeriodic))
    #expect(copy.bounds == original.bounds)
    #expect(copy.allParameters == original.allParameters)
    #expect(copy.constraints.map(\.name) == original.constraints.map(\.name))
    #expect(copy.notes == original.notes)
    #expect(copy.fourMuonTableFile == original.fourMuonTableFile)
    var random = Random(seed: 5, stream: 0)
    for _ in 0..<20 {
      let point = original.coordinates(atPriorQuantiles: original.free.map { _ in random.uniform() })
      #expect(
        ChiSquared(copy).value(at: point.span).bitPattern
          == ChiSquared(original).value(at: point.span).bitPattern)
      #expect(
        Posterior(copy).logPrior(at: point.span).bitPattern
          == Posterior(original).logPrior(at: point.span).bitPattern)
      #expect(copy.values(at: point).map(\.bitPattern) == original.values(at: point).map(\.bitPattern))
    }
  }

  @Test("is what a person would write")
  func wholeText() throws {
    let text = """
      title: "A fit: everything by default"

      parametrisation: leptonic
      formulas: corrected
      diagonalisation: leading-order
      vertex-correction: real

      parameters:
        mZPrime: {prior: log-uniform, min: 10, max: 1000, nuisance: false}
        tauLifetime: {prior: normal, mean: 290.29, sigma: 0.53, nuisance: true, theory: false}
        gPrime: 0.001
        tauToMuNuNuRate: 595600000000
        gNuSM: 0.50199
        gASM: -0.50127
        gVSM: -0.03712
        sinThetaW2: 0.231
        mW: 80.385
        mZ: 91.1876
        mMu: 0.1056583715
        mTau: 1.77682

      constraints:
        - neutrino-trident/ccfr-1991
        - a/b

      allow-shared-data: []

      theory-errors: nuisance
      z-to-4mu-table: z-to-4mu/atlas-2013-table

      predictions: []

      profile:
        - mZPrime

      planes: []

      limits: []

      toys: 0

      figures: []

      variants:
        other:
          replace: {a/b: "a/R_K[1.1,6]"}
          theory-errors: {default: rfit, tauLifetime: nuisance}

      minimize:
        algorithm: LD_SLSQP
        polisher: LD_SLSQP
        starts: 64
        maximum-evaluations: 10000

      sample:
        sampler: nested
        r-hat: 1.01
        effective-sample-size: 10000
        evidence-error: 0.05
        runs: 16
        live-points: 50
        learn: true
        maximum-calls: 100000000

      seed: 1

      """
    let short = """
      parametrisation: leptonic
      parameters:
        gPrime: {prior: fixed, value: 1.0e-3}
        mZPrime: {max: 1e3, min: 1e1, prior: log-uniform}
        tauLifetime: {prior: normal, mean: 290.29, sigma: 0.53, nuisance: true}
      title: 'A fit: everything by default'
      constraints: [neutrino-trident/ccfr-1991, a/b]
      variants: {other: {theory-errors: {tauLifetime: nuisance, default: rfit}, replace: {a/b: 'a/R_K[1.1,6]'}}}
      """
    #expect(try fit(short).resolved == text)
    #expect(try fit(text).resolved == text)
  }

  @Test("does not depend on comments, on the order of keys and on defaults that are spelt out")
  func canonical() throws {
    let one = """
      title: A fit
      parametrisation: effective
      parameters:
        gPrime: {prior: uniform, min: 0, max: 1}
        mZPrime: 50
        C9: {prior: normal, mean: 1, sigma: 0.1}
        mMu: 0.1
      constraints: [b/c, a/b, c/d]
      variants:
        other: {remove: [c/d], replace: {a/b: x, b/c: y}}
      """
    let other = """
      # A comment
      seed: 1
      variants: {other: {add: [], replace: {b/c: "y", a/b: "x"}, remove: [c/d]}}
      constraints:
        - b/c    # another
        - 'a/b'
        - c/d
      parametrisation: "effective"
      parameters:
        mMu: {prior: fixed, value: 100e-3}
        mZPrime: 50.0
        gPrime: {max: 1.0, min: 0e0, prior: uniform, nuisance: false, periodic: false, theory: false}
        C9.re: {sigma: 0.10, mean: 1, prior: normal}
        C9.im: 0
        mTau: 1.77682
      title: "A fit"
      predictions: []
      profile: [gPrime, C9]
      formulas: []
      theory-errors: {default: nuisance, a/b: nuisance}
      z-to-4mu-table: z-to-4mu/atlas-2013-table
      minimize: {maximum-evaluations: 10000, starts: 64}
      sample: {live-points: 50}
      """
    #expect(try fit(one).resolved == fit(other).resolved)
    #expect(try Fit.differences(between: fit(one).resolved, and: fit(other).resolved).isEmpty)
  }

  @Test("keeps the order where it matters: of constraints and of free parameters")
  func order() throws {
    let text = try fit(Mistake.good).resolved
    let others = [
      Mistake.good.replacing("[neutrino-trident/ccfr-1991, a/b]", with: "[a/b, neutrino-trident/ccfr-1991]"),
      Mistake.good.replacing("mZPrime: 50", with: "mZPrime: {prior: uniform, min: 10, max: 20}"),
      Mistake.good.replacing(
        "  gPrime: {prior: uniform, min: 0, max: 1}\n  mZPrime: 50",
        with: """
            mZPrime: {prior: uniform, min: 10, max: 20}
            gPrime: {prior: uniform, min: 0, max: 1}
          """),
    ]
    let texts = try [text] + others.map { try fit($0).resolved }
    #expect(Set(texts).count == 4)
    #expect(texts[2].contains("max: 1, nuisance: false}\n  mZPrime: {"))
    #expect(texts[3].contains("max: 20, nuisance: false}\n  gPrime: {"))
  }
}
