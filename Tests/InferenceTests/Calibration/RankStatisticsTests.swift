import Testing

@testable import Inference

/// Calibration of a normal mean whose posterior is known: θ ~ N(0, 1), y | θ ~ N(θ, ½²), θ | y ~ N(0.8 y, 0.2).
private func ranks(
  simulations: Int, seed: UInt64,
  posterior: (_ mean: Double, _ width: Double) -> (mean: Double, width: Double)
) -> RankStatistics {
  let ranks = (0..<simulations).map { simulation in
    var random = Random(seed: seed, stream: UInt64(simulation))
    let truth = random.normal()
    let data = truth + 0.5 * random.normal()
    let (mean, width) = posterior(0.8 * data, 0.2.squareRoot())
    return rank(of: truth, among: (0..<99).map { _ in mean + width * random.normal() }, using: &random)
  }
  return RankStatistics(ranks, draws: 99)
}

@Suite("Ranks of true values among posterior draws")
struct RankStatisticsTests {
  @Test("are uniform for exact draws from the exact posterior, in ten thousand simulations")
  func exact() {
    let ranks = ranks(simulations: 10_000, seed: 1) { ($0, $1) }
    #expect(ranks.bins == 20 && ranks.expectedHistogram == Array(repeating: 500, count: 20))
    // χ² of 19 degrees of freedom exceeds 43.82 once in a thousand times.
    #expect(ranks.chiSquared.value < 43.82 && ranks.chiSquared.pValue > 0.001)
    let band = RankBand(count: 10_000, cells: 100, probability: 0.999)
    #expect(ranks.largestDeviation(in: band) < 1)
    #expect(ranks.shape == .irregular)
    for probability in [0.6827, 0.9545] {
      let error = (probability * (1 - probability) / 10_000).squareRoot()
      #expect(abs(ranks.coverage(of: probability) - probability) < 4 * error)
    }
  }

  @Test(
    "of a wrong posterior are found to be wrong in the right way by two hundred simulations",
    arguments: [
      (0.0, 0.7, RankStatistics.Shape.tooNarrow), (0, 1.5, .tooWide), (0.5, 1, .tooHigh), (-0.5, 1, .tooLow),
      (-2, 1, .tooLow), (0.8, 0.9, .tooHigh),
    ])
  func wrong(shift: Double, factor: Double, expected: RankStatistics.Shape) {
    let ranks = ranks(simulations: 200, seed: 2) { ($0 + shift * $1, factor * $1) }
    let band = RankBand(count: 200, cells: 100, probability: 0.999)
    #expect(ranks.shape == expected)
    #expect(ranks.largestDeviation(in: band) > 1)
  }

  @Test("cover less than a narrow posterior says, by as much as direct quadrature finds")
  func coverage() {
    let ranks = ranks(simulations: 10_000, seed: 3) { ($0, 0.7 * $1) }
    // scipy 1.17.1: the distribution of the rank is the average of a binomial one with 99 draws and probability Φ(z/0.7)
    // over normal z; quantiles of 99 draws are a little noisy, so it is more than 2Φ(0.7) − 1 = 0.516.
    for (probability, expected) in [(0.6827, 0.5186361706781606), (0.9545, 0.8470929921550638)] {
      let error = (expected * (1 - expected) / 10_000).squareRoot()
      #expect(abs(ranks.coverage(of: probability) - expected) < 4 * error)
    }
  }

  @Test("that are few make a histogram with five in each bin")
  func few() {
    let ranks = RankStatistics((0..<30).map { 3 * $0 }, draws: 99)
    #expect(ranks.bins == 6)
    #expect(ranks.histogram.reduce(0, +) == 30)
    #expect(abs(ranks.expectedHistogram.reduce(0, +) - 30) < 1e-12)
    #expect(ranks.chiSquared.degreesOfFreedom == 5)
  }

  @Test("have a histogram and a coverage that add up where bins and ranks do not match")
  func unevenBins() {
    // Every rank of 50 draws once: as uniform as can be.
    let ranks = RankStatistics(Array(0...50) + Array(0...50), draws: 50)
    #expect(ranks.bins == 20)
    #expect(ranks.chiSquared.value < 1e-12)
    for probability in [0.6827, 0.9545] {
      #expect(abs(ranks.coverage(of: probability) - probability) < 1e-14)
    }
  }

  @Test("count draws below the true value, and share ties out evenly")
  func ties() {
    var random = Random(seed: 4, stream: 0)
    #expect(rank(of: 2, among: [1, 3, 0, 5, 1.5], using: &random) == 3)
    var counts = [Double](repeating: 0, count: 5)
    for _ in 0..<50_000 { counts[rank(of: 1, among: [1, 1, 0, 1, 7], using: &random)] += 1 }
    #expect(counts[0] == 0)
    // χ² of 3 degrees of freedom exceeds 26 once in 10⁵.
    let chiSquared = counts[1...4].reduce(0) { $0 + ($1 - 12_500) * ($1 - 12_500) / 12_500 }
    #expect(chiSquared < 26)
  }
}
