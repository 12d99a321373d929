import Inference
import KnownPosteriors
import Testing

@testable import Battery

/// Runs that never happened, whose claims are drawn so that it is known whether they are honest.
@Suite("The battery tells honest claims from false ones")
struct ScoreTests {
  let posterior = KnownPosterior.linearRegression
  let contender = Contender(name: "nobody", weaknesses: [.funnel]) { posterior, _ in
    Report(on: posterior, warnings: [], calls: 0) { _ in .init(value: 0, error: 1) }
  }

  /// Each estimate is `bias` of its errors off on average, and scatters `spread` times as much as it claims.
  func verdict(
    runs: Int, bias: Double = 0, spread: Double = 1, evidenceBias: Double = 0, evidenceSpread: Double = 1,
    warnings: [String] = [], seed: UInt64 = 1
  ) -> Score.Verdict {
    Score(
      (0..<runs).map { run in
        var random = Random(seed: seed, stream: UInt64(run))
        let evidence = (posterior.logEvidence ?? .nan) + 0.1 * (evidenceBias + evidenceSpread * random.normal())
        return Report(
          on: posterior, logEvidence: .init(value: evidence, error: 0.1), warnings: warnings, calls: 1
        ) { truth in
          .init(value: truth.value + 0.01 * (bias + spread * random.normal()), error: 0.01)
        }
      }, of: contender, on: posterior
    ).verdict
  }

  @Test("Honest ones pass, however many runs", arguments: [1, 2, 5, 20, 100, 1000])
  func honest(runs: Int) {
    for seed in 1...20 { #expect(verdict(runs: runs, seed: UInt64(seed)) == .right) }
  }

  @Test("Bias and errors that are too small or too large are found in 100 runs")
  func dishonest() {
    #expect(verdict(runs: 100, bias: 0.7) == .wrong)
    #expect(verdict(runs: 100, spread: 1.6) == .wrong)
    #expect(verdict(runs: 100, spread: 0.6) == .wrong)
    #expect(verdict(runs: 100, evidenceBias: 0.8) == .wrong)
    #expect(verdict(runs: 100, evidenceSpread: 2) == .wrong)
    #expect(verdict(runs: 100, bias: .nan) == .wrong)
  }

  @Test("Runs that warn are not blamed for their numbers, but for failing where there is no excuse")
  func warnings() {
    #expect(verdict(runs: 10, bias: 9, warnings: ["R̂ is 2"]) == .failed)
    let report = Report(on: KnownPosterior.funnel, warnings: ["divergences"], calls: 1) { _ in .init(value: 7, error: 0.1) }
    #expect(Score([report], of: contender, on: .funnel).verdict == .flagged)
  }

  @Test("For 100 runs and one truth, the bounds are those of the rule of thumb")
  func bounds() {
    let bounds = Score.Bounds(runs: 100, checks: 1)
    #expect(abs(bounds.mean - 0.348) < 0.001)
    #expect(abs(bounds.spread.lowerBound - 0.77) < 0.02 && abs(bounds.spread.upperBound - 1.26) < 0.02)
  }
}
