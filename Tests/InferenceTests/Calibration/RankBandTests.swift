import Testing

@testable import Inference

@Suite("The band of uniform ranks")
struct RankBandTests {
  // All sequences of ranks counted one by one, with Python.
  @Test(
    "holds the fraction of all sequences that enumeration finds",
    arguments: [
      (3, [0, 0, 1, 3], [0, 2, 3, 3], 25.0 / 27), (5, [0, 0, 1, 2, 5], [0, 3, 4, 5, 5], 940.0 / 1024),
    ])
  func enumeration(count: Int, lower: [Int], upper: [Int], expected: Double) {
    let found = RankBand.probability(count: count, cells: lower.count - 1, lower: lower, upper: upper)
    #expect(abs(found - expected) < 1e-13)
  }

  // scipy 1.17.1: quantiles by stats.binom.ppf, the probability by Säilynoja's chain of binomial steps instead of
  // Poisson's. Edges below the ranks 1, cells/10, cells/4 and cells/2.
  @Test(
    "is that of an independent computation",
    arguments: [
      (50, 20, 0.95, 0.9518248098896885, [0, 0, 5, 16], [7, 11, 21, 34]),
      (200, 100, 0.999, 0.9990069546940792, [0, 5, 27, 72], [10, 39, 76, 128]),
      (200, 100, 0.999875, 0.9998762862740311, [0, 4, 24, 68], [11, 41, 79, 132]),
    ])
  func reference(
    count: Int, cells: Int, probability: Double, inside: Double, lower: [Int], upper: [Int]
  ) {
    let band = RankBand(count: count, cells: cells, probability: probability)
    let places = [1, cells / 10, cells / 4, cells / 2]
    #expect(abs(band.probability - inside) < 1e-11)
    #expect(places.map { band.lower[$0] } == lower)
    #expect(places.map { band.upper[$0] } == upper)
  }

  @Test("is left by uniform ranks as often as it says")
  func simulation() {
    let band = RankBand(count: 60, cells: 20, probability: 0.9)
    var random = Random(seed: 11, stream: 0)
    let trials = 10_000
    var outside = 0
    for _ in 0..<trials {
      let ranks = (0..<60).map { _ in random.index(below: 20) }
      if RankStatistics(ranks, draws: 19).largestDeviation(in: band) > 1 { outside += 1 }
    }
    let expected = Double(trials) * (1 - band.probability)
    #expect(abs(Double(outside) - expected) < 4 * (expected * band.probability).squareRoot(), "\(outside)")
  }
}
