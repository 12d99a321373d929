import Foundation
import Inference
import Testing

@testable import GlobalFit

@Suite("Peaks that are known before anything is drawn")
struct KnownPeaksTests {
  /// Four chains of normals, a tenth as wide as the measurements, around a place.
  private func chains(around place: [Double], in problem: Problem) -> Chains {
    var values: [Double] = []
    for stream in 0..<4 as Range<UInt64> {
      var random = Random(seed: 9, stream: stream)
      for _ in 0..<200 {
        let point = [place[0] + 0.05 * random.normal(), place[1] + 0.03 * random.normal()]
        values += zip(problem.free, point).map { $0.density.scale.coordinate(of: $1) }
      }
    }
    let logDensities = stride(from: 0, to: values.count, by: 2).map {
      problem.logDensity(at: Array(values[$0..<$0 + 2]))
    }
    return Chains(
      values: values, logDensities: logDensities, chainCount: 4, ensembleCount: 4, dimension: 2,
      outcome: .converged)
  }

  @Test("The minimum of χ² is one of them")
  func minimum() throws {
    let problem = try WilsonPair.problem()
    let peaks = problem.knownPeaks(seed: 1, by: Workforce(threads: 2))
    #expect(peaks.count == 1)
    let values = problem.values(at: try #require(peaks.first))
    #expect(abs(values[0] - 1) < 1e-4 && abs(values[1] + 0.5) < 1e-4)
  }

  @Test("Chains that come nowhere near one have not converged, and where it lies is said")
  func missed() throws {
    let problem = try WilsonPair.problem()
    let peaks = problem.knownPeaks(seed: 1, by: Workforce(threads: 1))
    // six widths away in one coordinate: ln p is lower by 18
    let far = chains(around: [-2, -0.5], in: problem)
    let words = try #require(problem.missedPeak(byDrawsUpTo: far.highest?.logDensity, worth: 400, of: peaks))
    #expect(
      words.hasPrefix("the highest point known, at ") && words.contains(" = 1, ")
        && words.contains(" = -0.5, "))
    #expect(words.contains("lies far above every draw (ln posterior higher by 1"))
    #expect(!problem.summarize(far, warmup: 0, knownPeaks: peaks, threads: 1).isConverged)
    let near = chains(around: [1, -0.5], in: problem)
    #expect(problem.missedPeak(byDrawsUpTo: near.highest?.logDensity, worth: 400, of: peaks) == nil)
  }

  @Test("The highest of many draws may lie as far below the top as a normal peak lets it, and some more")
  func mostBelow() {
    // χ² of two degrees of freedom has the quantile −2 ln(1 − p)
    #expect(abs(MissedPeak.mostBelowTop(dimension: 2, effectiveDraws: 700) - (5 - 2 * log(0.99))) < 1e-9)
    // of twenty the fall of the best of 400 is several units
    #expect(MissedPeak.mostBelowTop(dimension: 20, effectiveDraws: 400) > 11)
  }
}
