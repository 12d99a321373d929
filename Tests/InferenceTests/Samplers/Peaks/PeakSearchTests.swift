import Foundation
import KnownPosteriors
import Testing

@testable import Inference

@Suite("The search for peaks")
struct PeakSearchTests {
  /// How many peaks are found from points all over the prior; 1 if they all hang together.
  private func peakCount(of model: some BayesianModel, seed: UInt64) -> Int? {
    let found = StartingPoints(
      on: model, settings: SamplingSettings(seed: seed, threads: 2), known: []
    ) { random in model.drawFromPrior(using: &random) }
    return found.map { $0.separatePeaks?.count ?? 1 }
  }

  /// Eighteen peaks alike: of eight on edges half is inside, of two in corners a quarter.
  @Test("finds the light ones in corners too", arguments: 101...120 as ClosedRange<UInt64>)
  func corners(seed: UInt64) {
    #expect(peakCount(of: KnownPosterior.eggBox, seed: seed) == 18)
  }

  /// Normals of width 0.02 at places of no order, of which the lightest holds one part in a hundred.
  private struct Scattered: BayesianModel {
    let places: [[Double]]
    var dimension: Int { 3 }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { 0...1 }
    func logPrior(at point: Span<Double>) -> Double {
      point[0] < 0 || point[0] > 1 || point[1] < 0 || point[1] > 1 || point[2] < 0 || point[2] > 1
        ? -.infinity : 0
    }
    func logLikelihood(at point: Span<Double>) -> Double {
      var (sum, highest) = (0.0, -Double.infinity)
      let logs = places.enumerated().map { number, place in
        var square = 0.0
        for index in 0..<3 { square += (point[index] - place[index]) * (point[index] - place[index]) }
        return log(Double(number + 1)) - square / (2 * 0.02 * 0.02)
      }
      for log in logs { highest = max(highest, log) }
      for log in logs { sum += exp(log - highest) }
      return highest + log(sum)
    }
    func drawFromPrior(using random: inout Random) -> [Double] { (0..<3).map { _ in random.uniform() } }
  }

  /// Weights 1 to 12: the lightest has 1/78.
  @Test("finds twelve in places of no order", arguments: 1...10 as ClosedRange<UInt64>)
  func scattered(seed: UInt64) {
    var random = Random(seed: 77, stream: seed)
    var places: [[Double]] = []
    while places.count < 12 {
      let place = (0..<3).map { _ in 0.1 + 0.8 * random.uniform() }
      let isApart = places.allSatisfy { other in
        zip(place, other).reduce(0) { $0 + pow($1.0 - $1.1, 2) } > 0.04
      }
      if isApart { places.append(place) }
    }
    #expect(peakCount(of: Scattered(places: places), seed: seed) == 12)
  }
}
