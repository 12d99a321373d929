import Foundation
import Testing

@testable import Inference

struct TailEstimateTests {
  @Test("Of one stratum it is the binomial fraction with its error")
  func binomial() {
    let estimate = ToyStrata(members: [0..<1000]).probability(
      [Double](repeating: 1e-3, count: 1000), hits: (0..<1000).map { $0 < 30 })
    #expect(abs(estimate.value - 0.03) < 1e-12)
    #expect(abs(estimate.error - (0.03 * 0.97 / 999).squareRoot()) < 1e-9)
    #expect(abs(estimate.deciding - 30) < 1e-9 && estimate.isDetermined)
  }

  /// x ~ N(0, 1), N(−1, 1) and N(−4, 1), weighted for N(0, 1) and N(2, 1).
  private func normalToys(_ seed: UInt64) -> (x: [Double], strata: ToyStrata, weights: (Double) -> [Double]) {
    var random = Random(seed: seed, stream: 0)
    let (means, count) = ([0.0, -1, -4], 400)
    let x = means.flatMap { mean in (0..<count).map { _ in mean + random.normal() } }
    func density(_ x: Double, _ mean: Double) -> Double { exp(-0.5 * (x - mean) * (x - mean)) }
    let strata = ToyStrata(members: [0..<400, 400..<800, 800..<1200])
    return (
      x, strata,
      { mean in
        x.map { x in density(x, mean) / means.reduce(0) { $0 + Double(count) * density(x, $1) } }
      }
    )
  }

  @Test(
    "Tails that no toy of the hypothesis itself reaches are those of the normal density, within their errors")
  func tails() {
    var pulls: [Double] = []
    var ratios: [Double] = []
    for seed in 1...200 {
      let (x, strata, weights) = normalToys(UInt64(seed))
      let hits = x.map { $0 < -3.5 }
      let tail = strata.probability(weights(0), hits: hits)
      // Φ(−3.5) and Φ(−5.5)
      pulls.append((tail.value - 2.326290790355e-4) / tail.error)
      let ratio = strata.ratio(weights(2), weights(0), hits: hits)
      ratios.append((ratio.value - 1.8989562465887719e-8 / 2.326290790355e-4) / ratio.error)
      #expect(tail.isDetermined && tail.error < 0.12 * tail.value)
    }
    for pulls in [pulls, ratios] {
      let (mean, square) = (pulls.reduce(0, +) / 200, pulls.reduce(0) { $0 + $1 * $1 } / 200)
      #expect(abs(mean) < 0.3 && square > 0.7 && square < 1.4, "\(mean), \(square)")
    }
  }

  @Test("What scatters in both tails cancels in their ratio")
  func ratio() {
    let strata = ToyStrata(members: [0..<100])
    let below = (0..<100).map { 1e-2 * (1 + 0.5 * sin(Double($0))) }
    let estimate = strata.ratio(below.map { 0.3 * $0 }, below, hits: (0..<100).map { $0 % 3 == 0 })
    #expect(abs(estimate.value - 0.3) < 1e-12 && estimate.error < 1e-12)
    let none = strata.ratio(below, below, hits: [Bool](repeating: false, count: 100))
    #expect(none.value.isNaN && !none.isDetermined)
  }

  @Test("Toys that could not be fitted are taken to be like the others")
  func failures() {
    let hits = (0..<100).map { $0 < 50 ? nil : $0 < 60 }
    let estimate = ToyStrata(members: [0..<100]).probability(
      [Double](repeating: 0.01, count: 100), hits: hits)
    #expect(abs(estimate.value - 0.2) < 1e-12)
  }
}
