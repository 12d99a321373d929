import Inference
import KnownPosteriors
import Testing

@testable import Battery

/// Runs that never happened, whose claims are drawn so that it is known whether they are honest.
@Suite("The battery tells honest claims from false ones")
struct ScoreTests {
  let posterior = KnownPosterior.linearRegression
  let nobody = Contender(name: "nobody") { model, _ in
    Claim(on: model, hasConverged: false) { _ in .init(value: 0, error: 1) }
  }

  /// Each estimate is `bias` of its errors off on average, and scatters `spread` times as much as it claims.
  func verdict(
    runs: Int, bias: Double = 0, spread: Double = 1, evidenceBias: Double = 0, evidenceSpread: Double = 1,
    hasConverged: Bool = true, seed: UInt64 = 1
  ) -> Score.Verdict {
    let claims = (0..<runs).map { run in
      var random = Random(seed: seed, stream: UInt64(run))
      let evidence = (posterior.logEvidence ?? .nan) + 0.1 * (evidenceBias + evidenceSpread * random.normal())
      return Claim(
        on: CountedPosterior(posterior), hasConverged: hasConverged,
        logEvidence: .init(value: evidence, error: 0.1)
      ) { truth in
        .init(value: truth.value + 0.01 * (bias + spread * random.normal()), error: 0.01)
      }
    }
    return Score(claims, of: nobody, on: posterior).verdict
  }

  /// One in a thousand may fail by chance: of 2000, ten or more do so with a probability of 5·10⁻⁵.
  @Test("Honest ones pass, however many runs", arguments: [1, 2, 5, 20, 100])
  func honest(runs: Int) {
    let wrong = (1...2000).count { verdict(runs: runs, seed: UInt64($0)) == .wrong }
    #expect(wrong < 10)
  }

  @Test("Bias and errors that are too small or too large are found in 100 runs")
  func dishonest() {
    #expect(verdict(runs: 100, bias: 0.8) == .wrong)
    #expect(verdict(runs: 100, spread: 1.6) == .wrong)
    #expect(verdict(runs: 100, spread: 0.6) == .wrong)
    #expect(verdict(runs: 100, evidenceBias: 0.8) == .wrong)
    #expect(verdict(runs: 100, evidenceSpread: 2) == .wrong)
    #expect(verdict(runs: 100, bias: .nan) == .wrong)
  }

  @Test("An error of ln Z that is claimed too large is no fault, unless it hides a bias")
  func cautiousEvidence() {
    #expect(verdict(runs: 100, evidenceSpread: 0.3) == .right)
    #expect(verdict(runs: 100, evidenceBias: 0.4, evidenceSpread: 0.3) == .wrong)
  }

  @Test("A run that says that it did not converge is not blamed for its numbers")
  func declined() {
    #expect(verdict(runs: 10, bias: 9, hasConverged: false) == .declined)
    let posterior = KnownPosterior.halfNormal
    let claims = [true, false].map { hasConverged in
      Claim(on: CountedPosterior(posterior), hasConverged: hasConverged) { .init(value: $0.value, error: 1) }
    }
    let score = Score(claims, of: nobody, on: posterior)
    #expect(score.verdict == .right && score.convergedCount == 1 && score.runCount == 2)
  }

  /// Of truths whose claims fluctuate by 1, 1 and 3 of their errors, in the pattern ±1 that has a variance of 4/3.
  @Test("The median of spreads, the median and the dearest run, and how many declined, are what a row says")
  func summary() {
    let truths = [1.0, 1, 3].enumerated().map { index, _ in Truth.mean("x\(index)", 0) { _ in 0 } }
    let posterior = KnownPosterior("three", prior: .cube(0...1, dimension: 1), truths: truths) { _ in 0 }
    let claims = [1.0, -1, 1, -1, 7].enumerated().map { run, offset in
      var claim = Claim(on: CountedPosterior(posterior), hasConverged: run < 4) { truth in
        .init(value: offset * (truth.name == "x2" ? 3 : 1), error: 1)
      }
      claim.calls = [30, 10, 20, 50, 40][run]
      return claim
    }
    let score = Score(claims, of: nobody, on: posterior)
    #expect(abs((score.medianSpread ?? 0) - (4 / 3.0).squareRoot()) < 1e-12)
    #expect(score.calls.median == 30 && score.calls.worst == 50 && score.declinedCount == 1)
    let line = Row(sampler: "nobody", score: score, seconds: 0).line
    #expect(
      line.contains("| 4/5 |") && line.contains("declined 1/5") && line.contains("| 3.0e+01 | 5.0e+01 |"))
  }

  @Test("At an end of the prior an error that is claimed wrong is told, but does not make a row wrong")
  func edge() {
    let claims = (0..<50).map { run in
      var random = Random(seed: 2, stream: UInt64(run))
      return [Claim.Estimate(value: 0.4 * random.normal(), error: 1)]
    }
    for truth in [Truth.mean("x", 0) { $0[0] }, .mean("x", 0) { $0[0] }.atEdge] {
      let posterior = KnownPosterior("one", prior: .cube(-1...1, dimension: 1), truths: [truth]) { _ in 0 }
      let score = Score(
        claims.map { estimates in
          Claim(on: CountedPosterior(posterior), hasConverged: true) { _ in estimates[0] }
        }, of: nobody, on: posterior)
      #expect(score.verdict == (truth.isAtEdge ? .right : .wrong))
      #expect(score.rough.count == (truth.isAtEdge ? 1 : 0))
    }
  }

  @Test(
    "A sampler that is known to be blind is excused where it has to look for itself, not where it is told")
  func blindness() {
    let blind = Contender(name: "blind", blindness: [.hiddenMass], run: nobody.run)
    let hidden = KnownPosterior.spikeOnFloor([0.37], volume: 1e-4)
    for (posterior, verdict) in [(hidden, Score.Verdict.blind), (hidden.knowing([[0.37]]), .wrong)] {
      let claim = Claim(on: CountedPosterior(posterior), hasConverged: true) { _ in
        .init(value: 9, error: 0.1)
      }
      #expect(Score([claim], of: blind, on: posterior).verdict == verdict)
      #expect(Score([claim], of: nobody, on: posterior).verdict == .wrong)
    }
  }

  @Test("One claim that is far off is enough, and one of no error at all")
  func oneOff() {
    for estimate in [
      Claim.Estimate(value: 9, error: 1), .init(value: 1e-9, error: 0), .init(value: .nan, error: 1),
    ] {
      let deviations = Deviations(
        of: "x", from: 0, in: [estimate] + Array(repeating: Claim.Estimate(value: 0, error: 1), count: 19))
      #expect(!Bounds(runs: 20, quantities: 3).allow(deviations))
    }
  }

  /// For 100 runs of one quantity, p = 0.001/8 on each side: the quantiles of the normal, χ² and Student's t of 99
  /// degrees are 4.70813 (at p/100), 3.66226, 55.5234, 158.9643 and 3.80000 by scipy.
  @Test("Bounds are the quantiles of normal, χ² and Student's t")
  func bounds() {
    let bounds = Bounds(runs: 100, quantities: 1)
    #expect(abs(bounds.worst - 4.70813) < 1e-5 && abs(bounds.mean - 0.366226) < 1e-6)
    #expect(
      abs(bounds.spread.lowerBound - 0.748894) < 1e-6 && abs(bounds.spread.upperBound - 1.267162) < 1e-6)
    #expect(abs(bounds.bias - 3.80000) < 1e-5)
  }
}
