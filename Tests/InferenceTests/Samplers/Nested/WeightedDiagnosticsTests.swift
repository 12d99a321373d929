import Foundation
import Testing

@testable import Inference

@Suite("Weighted draws")
struct WeightedDiagnosticsTests {
  private func draws(_ values: [Double], _ weights: [Double]) -> WeightedDraws {
    WeightedDraws(
      values: values, logDensities: values.map { -$0 * $0 / 2 }, weights: weights,
      runs: values.indices.map { Int32($0 % 4) }, runCount: 4, lives: nil)
  }

  @Test("have the mean, deviation and quantiles of the same draws repeated as often as they weigh")
  func repeated() {
    let values: [Double] = [3, 1, 4, 1.5, 9, 2.6]
    let weights: [Double] = [1, 2, 3, 1, 2, 1]
    let found = draws(values, weights).diagnostics(ofQuantity: values)
    let repeated = zip(values, weights).flatMap { Array(repeating: $0, count: Int($1)) }
    #expect(abs(found.mean - repeated.mean) < 1e-14)
    let squares = repeated.reduce(0) { $0 + ($1 - repeated.mean) * ($1 - repeated.mean) } / 10
    // Σw² = 20/100: Bessel's correction is 1/(1 − 0.2).
    #expect(abs(found.standardDeviation - (squares / 0.8).squareRoot()) < 1e-14)
    #expect(abs(found.fraction(below: 3) - 0.4) < 1e-14 && abs(found.fraction(below: 3.5) - 0.5) < 1e-14)
    // Half of the weight lies below 3 and half of its own weight at 0.45; the next draw, 4, stands at 0.65.
    #expect(abs(found.quantile(0.55) - 3.5) < 1e-14)
    let interval = found.shortestInterval(holding: 0.5) { $0 }
    #expect(interval.upper - interval.lower <= 3 && interval.lower >= 1)
  }

  /// Normal draws weighted to a normal of half the variance: w ∝ e^(−x²/2), weights bounded.
  @Test("have errors as large as claimed")
  func honest() {
    var (means, medians, sizes): ([Double], [Double], [Double]) = ([], [], [])
    for seed in 0..<300 {
      var random = Random(seed: UInt64(seed), stream: 1)
      let values = (0..<1000).map { _ in random.normal() }
      let found = draws(values, values.map { exp(-$0 * $0 / 2) }).diagnostics(ofQuantity: values)
      means.append(found.mean / found.monteCarloErrorOfMean)
      medians.append(found.median / found.monteCarloErrorOfMedian)
      sizes.append(found.meanEffectiveSampleSize)
    }
    // The standard deviation of 300 unit normals is 1 ± 0.041.
    #expect((0.83...1.17).contains(means.variance.squareRoot()), "\(means.variance.squareRoot())")
    #expect((0.8...1.2).contains(medians.variance.squareRoot()), "\(medians.variance.squareRoot())")
    // ESS = Var_p / Σ w² x², for w = √2 e^(−x²/2) under the normal: 1/2 over ∫ 2 x² e^(−x²) φ = 2/3^1.5 per draw.
    #expect(abs(sizes.mean / 1000 - 0.5 * pow(3, 1.5) / 2) < 0.05, "\(sizes.mean)")
  }

  @Test("that weigh nothing, at either end, change nothing")
  func weightless() {
    var random = Random(seed: 2, stream: 0)
    let values = (0..<400).map { _ in random.normal() }
    let plain = draws(values, Array(repeating: 1, count: 400)).diagnostics(ofQuantity: values)
    let more = values + [-50, -40, 40, 50]
    let found = draws(more, Array(repeating: 1, count: 400) + [0, 0, 0, 0]).diagnostics(ofQuantity: more)
    #expect(abs(found.rHat - plain.rHat) < 1e-12 && plain.rHat > 1)
    #expect(abs(found.mean - plain.mean) < 1e-14 && found.median == plain.median)
  }

  @Test("that are all the same, too few or not finite have no diagnostics, and say why")
  func undefined() {
    let constant = draws([2, 2, 2, 2, 2], [1, 2, 3, 4, 5]).diagnostics(ofQuantity: [2, 2, 2, 2, 2])
    #expect(constant.problem == .constant && constant.median == 2)
    #expect(draws([1, 2], [1, 1]).diagnostics(ofQuantity: [1, 2]).problem == .tooFewDraws)
    let infinite = draws([1, 2, 3, 4], [1, 1, 1, 1]).diagnostics(ofQuantity: [1, 2, .infinity, 4])
    #expect(infinite.problem == .notFinite && infinite.rHat.isNaN)
  }

  @Test("can be resampled: each draw as often as it weighs")
  func resampled() {
    var random = Random(seed: 1, stream: 0)
    let points = draws([0, 1, 2], [1, 2, 5]).resampled(8000, using: &random)
    for (value, probability) in [(0.0, 0.125), (1, 0.25), (2, 0.625)] {
      let count = Double(points.count { $0[0] == value })
      #expect(abs(count - 8000 * probability) < 4.5 * (8000 * probability * (1 - probability)).squareRoot())
    }
  }
}
