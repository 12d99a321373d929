import Foundation
import Testing

@testable import Inference

@Suite("Diagnostics in corners")
struct DiagnosticsTests {
  static func independent(_ chains: Int, _ draws: Int, seed: UInt64 = 1) -> [[Double]] {
    (0..<chains).map { chain in
      var random = Random(seed: seed, stream: UInt64(chain))
      return (0..<draws).map { _ in random.normal() }
    }
  }

  static func everything(_ found: Diagnostics) -> [Double] {
    [
      found.bulkEffectiveSampleSize, found.tailEffectiveSampleSize, found.meanEffectiveSampleSize,
      found.standardDeviationEffectiveSampleSize, found.quantileEffectiveSampleSize(0.5),
      found.monteCarloErrorOfMean, found.monteCarloErrorOfStandardDeviation, found.monteCarloErrorOfMedian,
    ]
  }

  @Test("What cannot be said is NaN, with the reason")
  func undefined() {
    var withNaN = Self.independent(4, 100)
    withNaN[2][50] = .nan
    var withInfinity = Self.independent(4, 100)
    withInfinity[0][0] = -.infinity
    let cases: [([[Double]], Diagnostics.Problem)] = [
      (Array(repeating: Array(repeating: 3, count: 100), count: 4), .constant),
      (withNaN, .notFinite), (withInfinity, .notFinite), (Self.independent(4, 3), .tooFewDraws),
      ([[], []], .tooFewDraws), ([], .tooFewDraws),
    ]
    for (chains, problem) in cases {
      let found = Diagnostics(of: chains)
      #expect(found.problem == problem)
      #expect(found.rHat.isNaN)
      #expect(found.meanEffectiveSampleSize.isNaN && (chains.count > 2 || found.standardDeviation.isNaN))
      #expect(Self.everything(found).allSatisfy { $0.isNaN }, "\(problem)")
      #expect(!found.meet(ConvergenceGoal()))
    }
  }

  @Test("One chain has effective sample sizes but no R̂")
  func oneChain() {
    let found = Diagnostics(of: Self.independent(1, 1000))
    #expect(found.problem == .oneChain)
    #expect(found.rHat.isNaN)
    #expect(Self.everything(found).allSatisfy { $0.isFinite })
    #expect(found.meet(ConvergenceGoal()))
  }

  @Test("Every length from four draws on gives numbers, odd and even", arguments: 4..<20)
  func shortChains(length: Int) {
    let found = Diagnostics(of: Self.independent(3, length))
    #expect(found.problem == nil)
    #expect(found.rHat.isFinite)
    #expect(Self.everything(found).allSatisfy { $0 > 0 && $0.isFinite })
  }

  @Test("Chains that stand still in different places have an enormous R̂")
  func standingStill() {
    let found = Diagnostics(of: (0..<4).map { Array(repeating: Double($0), count: 100) })
    #expect(found.problem == nil)
    #expect(found.rHat > 1e6)
    #expect(!found.meet(ConvergenceGoal()))
  }

  @Test("Chains stuck in two peaks, or of two widths, are flagged")
  func disagreement() {
    var stuck = Self.independent(4, 500)
    stuck[0] = stuck[0].map { $0 + 5 }
    #expect(Diagnostics(of: stuck).rHat > 1.3)
    #expect(Diagnostics(of: stuck).bulkEffectiveSampleSize < 20)
    var wide = Self.independent(4, 500)
    wide[3] = wide[3].map { 4 * $0 }
    let found = Diagnostics(of: wide)
    #expect(found.rankRHat < 1.02)
    #expect(found.foldedRHat > 1.1)
    #expect(found.rHat == found.foldedRHat)
  }

  @Test("Independent draws are worth their number; draws that alternate, more")
  func antithetic() {
    let independent = Diagnostics(of: Self.independent(4, 2000))
    #expect(abs(independent.meanEffectiveSampleSize / 8000 - 1) < 0.15)
    #expect(independent.rHat < 1.01)
    let alternating = (0..<4).map { chain in
      var random = Random(seed: 5, stream: UInt64(chain))
      var value = 0.0
      return (0..<2000).map { _ in
        value = -0.7 * value + random.normal()
        return value
      }
    }
    #expect(Diagnostics(of: alternating).meanEffectiveSampleSize > 16_000)
  }

  @Test("An autoregressive chain has the effective sample size of theory, S (1 − φ)/(1 + φ)")
  func autoregressive() {
    let chains = (0..<8).map { chain in
      var random = Random(seed: 6, stream: UInt64(chain))
      var value = 0.0
      return (0..<20_000).map { _ in
        value = 0.8 * value + random.normal()
        return value
      }
    }
    let ratio = Diagnostics(of: chains).meanEffectiveSampleSize / (160_000 / 9)
    #expect(abs(ratio - 1) < 0.15, "\(ratio)")
  }

  @Test("Walkers that move in step are worth one chain, not many")
  func walkersInStep() {
    let leaders = Self.independent(4, 1000)
    let values = leaders.flatMap { leader in (0..<10).flatMap { _ in leader } }
    let honest = Diagnostics(of: values, chainCount: 40, walkerCount: 10)
    let reference = Diagnostics(of: leaders)
    #expect(abs(honest.meanEffectiveSampleSize / reference.meanEffectiveSampleSize - 1) < 0.01)
    #expect(abs(honest.monteCarloErrorOfMean / reference.monteCarloErrorOfMean - 1) < 0.01)
    let naive = Diagnostics(of: values, chainCount: 40)
    #expect(naive.meanEffectiveSampleSize > 5 * honest.meanEffectiveSampleSize)
  }

  @Test("Monte Carlo errors of independent draws are those of theory")
  func errors() {
    let found = Diagnostics(of: Self.independent(4, 25_000))
    let root = Double(100_000).squareRoot()
    // σ/√S; σ/√(2S); √(p(1−p))/φ/√S
    #expect(abs(found.monteCarloErrorOfMean * root - 1) < 0.1)
    #expect(abs(found.monteCarloErrorOfStandardDeviation * root * 2.0.squareRoot() - 1) < 0.1)
    #expect(abs(found.monteCarloErrorOfMedian * root / (Double.pi / 2).squareRoot() - 1) < 0.15)
    #expect(abs(found.monteCarloError(ofQuantile: 0.95) * root / 2.1132 - 1) < 0.15)
  }
}
