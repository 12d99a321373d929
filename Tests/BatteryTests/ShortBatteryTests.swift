import Foundation
import Inference
import KnownPosteriors
import Testing

@testable import Battery

/// The battery with few seeds, on posteriors of each kind that take little time.
@Suite("Samplers are right about posteriors with known answers")
struct ShortBatteryTests {
  /// The score of 12 runs; each is in one thread, and no result depends on how many go on at once.
  static func score(
    _ contender: Contender, on posterior: KnownPosterior, judgedBy judge: KnownPosterior? = nil,
    runs: Int = 12
  ) -> Score {
    let claims = parallelMap(runs, threads: 2) { run in
      contender.run(CountedPosterior(posterior), UInt64(run + 1))
    }
    return Score(claims, of: contender, on: judge ?? posterior)
  }

  @Test(
    "The ensemble, on normals, edges, angles, tails, curves and fits",
    arguments: [
      .correlatedNormal(2), .illScaledNormal, .halfNormal, .exponential, .simplex, .studentT, .vonMises,
      .tridents, .tridentsWithNuTeV, .linearRegression,
    ] as [KnownPosterior])
  func ensemble(posterior: KnownPosterior) {
    let score = Self.score(.ensemble, on: posterior)
    #expect(score.verdict == .right && score.convergedCount >= 10, "\(describe(score))")
  }

  @Test("The ensemble gets from peak to peak")
  func shells() throws {
    let shells = try #require(KnownPosterior.shells(10))
    let score = Score([Contender.ensemble.run(CountedPosterior(shells), 1)], of: .ensemble, on: shells)
    #expect(score.verdict == .right, "\(describe(score))")
  }

  @Test(
    "Weighted draws from the prior find moments and evidence, their errors included",
    arguments: [
      .halfNormal, .simplex, .vonMises, .bimodal, .tridents, .tridentsWithNuTeV, .tridentsWithWideNuTeV,
      .plateau, .nothingLearnt, .logGamma(2), .eightSchools, .ring, .circularPeaks(4), .step,
      .diagonalStep, .disc, .constant(50),
    ] as [KnownPosterior])
  func prior(posterior: KnownPosterior) {
    let score = Self.score(.priorSampling(draws: 20_000), on: posterior)
    #expect(score.verdict == .right && score.convergedCount == 12, "\(describe(score))")
  }
}

/// In many dimensions, where no grid integrates the densities as they are written.
@Suite("Many draws from the prior agree with the numbers of products and of what is shaped like a fit")
struct LongPriorSamplingTests {
  @Test(
    "Moments, quantiles and evidence",
    arguments: KnownPosterior.cosineProducts + [
      .inversePowerProduct, .signedPowerProduct, .fitShaped, .corner,
    ])
  func prior(posterior: KnownPosterior) {
    let score = ShortBatteryTests.score(.priorSampling(draws: 400_000), on: posterior)
    #expect(score.verdict == .right && score.convergedCount == 12, "\(describe(score))")
  }
}

/// What a battery of tests is worth is what it finds wrong.
@Suite("The battery finds wrong samplers and wrong truths")
struct BatteryNegativeControlTests {
  typealias Short = ShortBatteryTests

  /// The posterior with other truths or another likelihood, its slopes by differences.
  func altered(
    _ posterior: KnownPosterior, truths: [Truth]? = nil, logEvidence: Double? = nil,
    logFactor: @escaping KnownPosterior.Function = { _ in 0 }
  ) -> KnownPosterior {
    KnownPosterior(
      posterior.name, prior: posterior.prior, truths: truths ?? posterior.truths,
      logEvidence: logEvidence ?? posterior.logEvidence
    ) { point in posterior.logLikelihood(at: point) + logFactor(point) }
  }

  @Test("A density with a tilt of 2 % over one standard deviation")
  func tilted() {
    let posterior = KnownPosterior.halfNormal
    let tilted = altered(posterior) { 0.02 * $0[0] }
    // the tilt moves a run's mean by a part of its error only, which the mean of many runs shows
    #expect(Short.score(.ensemble, on: posterior, runs: 100).verdict == .right)
    #expect(Short.score(.ensemble, on: tilted, judgedBy: posterior, runs: 100).verdict == .wrong)
    #expect(Short.score(.priorSampling(draws: 20_000), on: tilted, judgedBy: posterior).verdict == .wrong)
  }

  @Test("A density with one of its peaks 10 % too heavy")
  func heavyPeak() {
    let posterior = KnownPosterior.bimodal
    let heavy = altered(posterior) { $0[0] < 0 ? log(1.1) : 0 }
    #expect(Short.score(.priorSampling(draws: 20_000), on: heavy, judgedBy: posterior).verdict == .wrong)
  }

  @Test("A truth that is stated 1 % off, the others unharmed")
  func wrongTruth() {
    let posterior = KnownPosterior.linearRegression
    let truths = posterior.truths.map { truth in
      truth.name == "slope" ? Truth.mean("slope", truth.value * 1.01, of: truth.function) : truth
    }
    #expect(Short.score(.ensemble, on: altered(posterior, truths: truths)).verdict == .wrong)
  }

  @Test("An evidence that is stated 0.05 off, or a likelihood multiplied by 1.05")
  func wrongEvidence() throws {
    let posterior = KnownPosterior.simplex
    let evidence = try #require(posterior.logEvidence)
    let contender = Contender.priorSampling(draws: 20_000)
    #expect(Short.score(contender, on: altered(posterior, logEvidence: evidence + 0.05)).verdict == .wrong)
    let scaled = altered(posterior) { _ in log(1.05) }
    #expect(Short.score(contender, on: scaled, judgedBy: posterior).verdict == .wrong)
  }

  @Test("Errors that are claimed to be a third or four times what they are", arguments: [1 / 3.0, 4])
  func wrongErrors(factor: Double) {
    let liar = Contender(name: "liar") { model, seed in
      var claim = Contender.ensemble.run(model, seed)
      for index in claim.estimates.indices { claim.estimates[index].error *= factor }
      return claim
    }
    #expect(Short.score(liar, on: .vonMises).verdict == .wrong)
  }

  @Test("One run of twelve that is wrong by seven of its errors")
  func oneWrongRun() {
    let careless = Contender(name: "careless") { model, seed in
      var claim = Contender.ensemble.run(model, seed)
      if seed == 7 { claim.estimates[0].value += 7 * claim.estimates[0].error }
      return claim
    }
    #expect(Short.score(careless, on: .halfNormal).verdict == .wrong)
  }

  @Test("Half of the mass in a spike that no walker meets: the walk is fooled, and known to be")
  func hiddenMass() throws {
    let posterior = try #require(KnownPosterior.spikeInSlab(5))
    #expect(Short.score(.ensemble, on: posterior).verdict == .blind)
  }

  @Test("A sampler that stays in the peak where it begins, and claims to have converged")
  func onePeak() {
    let timid = Contender(name: "timid") { model, seed in
      var random = Random(seed: seed, stream: 0)
      let sign = random.uniform() < 0.5 ? -1.0 : 1
      return Claim(on: model, hasConverged: true) { truth in
        let draws = (0..<1000).map { _ in [4 * sign + random.normal()] }.map { truth.function($0.span) }
        let mean = draws.reduce(0, +) / 1000
        let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return Claim.Estimate(value: mean, error: squares.squareRoot() / 1000)
      }
    }
    #expect(Short.score(timid, on: .bimodal).verdict == .wrong)
  }
}

private func describe(_ score: Score) -> String {
  Row(sampler: "", score: score, seconds: 0).line
}
