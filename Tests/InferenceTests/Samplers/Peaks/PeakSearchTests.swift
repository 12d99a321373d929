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

  /// Normals at places of no order, each with a weight.
  private struct Scattered: BayesianModel {
    let places: [[Double]]
    let logWeights: [Double]
    let width: Double
    var dimension: Int { places[0].count }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { 0...1 }
    func logPrior(at point: Span<Double>) -> Double {
      point.indices.allSatisfy { (0...1).contains(point[$0]) } ? 0 : -.infinity
    }
    func logLikelihood(at point: Span<Double>) -> Double {
      let logs = zip(places, logWeights).map { place, logWeight in
        let square = place.indices.reduce(0) { sum, index in
          sum + (point[index] - place[index]) * (point[index] - place[index])
        }
        return logWeight - square / (2 * width * width)
      }
      let highest = logs.max() ?? 0
      return highest + log(logs.reduce(0) { $0 + exp($1 - highest) })
    }
    func drawFromPrior(using random: inout Random) -> [Double] {
      (0..<dimension).map { _ in random.uniform() }
    }
  }

  /// Places at least `distance` apart.
  private func scattered(
    _ count: Int, dimension: Int, width: Double, distance: Double, seed: UInt64,
    logWeight: (Int) -> Double
  ) -> Scattered {
    var random = Random(seed: 77, stream: seed)
    var places: [[Double]] = []
    while places.count < count {
      let place = (0..<dimension).map { _ in 0.1 + 0.8 * random.uniform() }
      let isApart = places.allSatisfy { other in
        zip(place, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } > distance * distance
      }
      if isApart { places.append(place) }
    }
    return Scattered(places: places, logWeights: (0..<count).map(logWeight), width: width)
  }

  /// Weights 1 to 12: the lightest has 1/78. Sums and differences of offsets lead to the slopes of peaks that are known, and what
  /// walkers draw there that keep away from the tops is a part of a peak.
  @Test(
    "finds twelve in places of no order, and none of them twice", arguments: 1...20 as ClosedRange<UInt64>)
  func twelve(seed: UInt64) {
    let model = scattered(12, dimension: 3, width: 0.02, distance: 0.2, seed: seed) { log(Double($0 + 1)) }
    #expect(peakCount(of: model, seed: seed) == 12)
  }

  @Test(
    "counts wide ones in a plane, and narrow ones in five dimensions, once",
    arguments: 1...10 as ClosedRange<UInt64>)
  func others(seed: UInt64) {
    let wide = scattered(7, dimension: 2, width: 0.03, distance: 0.25, seed: 100 + seed) { _ in 0 }
    #expect(peakCount(of: wide, seed: seed) == 7)
    let narrow = scattered(5, dimension: 5, width: 0.015, distance: 0.4, seed: 200 + seed) { _ in 0 }
    #expect(peakCount(of: narrow, seed: seed) == 5)
  }

  /// Two normals and what walkers drew of them; with a part of one beyond a place on its slope.
  private func drawn(_ count: Int, around centre: [Double], where isKept: ([Double]) -> Bool) -> ExploredPeak?
  {
    var random = Random(seed: 9, stream: UInt64(count))
    let model = pair
    var draws: [(point: [Double], log: Double)] = []
    while draws.count < count {
      let point = centre.map { $0 + 0.02 * random.normal() }
      if isKept(point) { draws.append((point, model.logDensity(at: point.span))) }
    }
    return ExploredPeak(draws, cycles: [nil, nil])
  }

  private var pair: Scattered {
    Scattered(places: [[0.3, 0.3], [0.3, 0.7]], logWeights: [0, 0], width: 0.02)
  }

  @Test("takes a part of a peak for the same, though its shape is another, and a peak apart for another")
  func parts() throws {
    let whole = try #require(drawn(400, around: [0.3, 0.3]) { _ in true })
    let part = try #require(drawn(401, around: [0.3, 0.3]) { $0[0] > 0.34 })
    let other = try #require(drawn(402, around: [0.3, 0.7]) { _ in true })
    var groups = PointGroups(on: pair, points: whole.points + other.points)
    #expect(!whole.peak.isOne(with: part.peak, cycles: [nil, nil]))
    #expect(groups.hangTogether(whole, part) && groups.hangTogether(part, whole))
    #expect(!groups.hangTogether(whole, other) && !groups.hangTogether(other, part))
  }
}
