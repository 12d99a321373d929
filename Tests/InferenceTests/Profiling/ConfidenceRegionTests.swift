import Foundation
import Testing

@testable import Inference

@Suite("Regions of several pieces")
struct ConfidenceRegionTests {
  /// χ² of a sum of normal densities in x, and a nuisance parameter that follows x: the profile is the first term.
  private struct Wells {
    var peaks: [(height: Double, centre: Double, sigma: Double)]

    func profile(_ x: Double) -> (value: Double, slope: Double) {
      var (sum, slope) = (0.0, 0.0)
      for peak in peaks {
        let pull = (x - peak.centre) / peak.sigma
        let own = peak.height * exp(-0.5 * pull * pull)
        sum += own
        slope -= own * pull / peak.sigma
      }
      return (-2 * log(sum), -2 * slope / sum)
    }

    var function: Analytic {
      Analytic(2) { p in
        let (value, slope) = profile(p[0])
        let miss = p[1] - sin(p[0])
        return (value + 9 * miss * miss, [slope - 18 * miss * cos(p[0]), 18 * miss])
      }
    }

    /// The pieces below a rise, by a dense scan and bisection of the first term alone.
    func pieces(_ rise: Double, in range: ClosedRange<Double>) -> [[Double]] {
      let count = 200_000
      let places = (0...count).map { range.lowerBound + range.turn * Double($0) / Double(count) }
      let lowest = places.map { profile($0).value }.min() ?? 0
      func isInside(_ x: Double) -> Bool { profile(x).value - lowest < rise }
      var ends: [Double] = []
      for (a, b) in zip(places, places.dropFirst()) where isInside(a) != isInside(b) {
        var (low, high) = (a, b)
        for _ in 0..<60 {
          let middle = 0.5 * (low + high)
          if isInside(middle) == isInside(a) { low = middle } else { high = middle }
        }
        ends.append(0.5 * (low + high))
      }
      return stride(from: 0, to: ends.count - 1, by: 2).map { [ends[$0], ends[$0 + 1]] }
    }
  }

  private func depth(_ rise: Double) -> Double { exp(-0.5 * rise) }

  @Test(
    "Two or three minima of unequal depth: every piece, whichever minima are known",
    arguments: [[0.5], [3.0], [0.5, 3.0], [0.0, 0.0]])
  func unequalDepths(rises: [Double]) throws {
    let centres = [3.1, -2.7]
    let wells = Wells(
      peaks: [(1, 0.2, 0.3)] + zip(rises, centres).map { (depth($0), $1, 0.25) })
    let bounds = [-6.0...7.0, -3...3.0]
    let best = Minimizer().minimize(wells.function, from: [0.3, 0], within: bounds)
    let others = zip(rises, centres).map { _, centre in
      Minimizer().minimize(wells.function, from: [centre, 0], within: bounds).point
    }
    for known in [[], others] {
      var profile = ProfileLikelihood(of: wells.function, over: 0, within: bounds, minimum: best)
      profile.start(from: known)
      let thresholds = [4.0, 1, 2.7]
      for (threshold, region) in zip(thresholds, profile.regions(thresholds: thresholds)) {
        #expect(region.reason == nil)
        let expected = wells.pieces(threshold, in: bounds[0])
        let found = region.pieces.map { [$0.lower ?? .nan, $0.upper ?? .nan] }.sorted { $0[0] < $1[0] }
        try #require(found.count == expected.count, "\(threshold): \(found) \(expected)")
        for (piece, truth) in zip(found.joined(), expected.joined()) {
          #expect(abs(piece - truth) < 1e-6, "\(threshold): \(piece) \(truth)")
        }
        #expect(abs((region.hull.lower ?? .nan) - (expected.first?.first ?? .nan)) < 1e-6)
        #expect(abs((region.hull.upper ?? .nan) - (expected.last?.last ?? .nan)) < 1e-6)
      }
    }
  }

  @Test("Thirty random sums of normal densities: the pieces of a dense scan")
  func randomWells() throws {
    var random = Random(seed: 11, stream: 2)
    for _ in 0..<30 {
      let wells = Wells(
        peaks: (0..<3).map { number in
          (
            depth(4 * random.uniform()), 4 * Double(number) - 4 + random.uniform(),
            0.3 + 0.3 * random.uniform()
          )
        })
      let bounds = [-8.0...8.0, -3...3.0]
      let best = MultiStart(starts: 16).minimize(wells.function, within: bounds)
      var profile = ProfileLikelihood(of: wells.function, over: 0, within: bounds, minimum: best.best)
      profile.start(from: best.ends.map(\.point))
      for (threshold, region) in zip([1.0, 4], profile.regions(thresholds: [1, 4])) {
        let expected = wells.pieces(threshold, in: bounds[0])
        let found = region.pieces.map { [$0.lower ?? .nan, $0.upper ?? .nan] }.sorted { $0[0] < $1[0] }
        try #require(found.count == expected.count, "\(threshold) \(wells.peaks): \(found) \(expected)")
        for (piece, truth) in zip(found.joined(), expected.joined()) { #expect(abs(piece - truth) < 1e-6) }
      }
    }
  }

  @Test("A derived quantity has two pieces although only one minimum is known")
  func derived() throws {
    // at any value of q = x·y, x can be 1: the profile is (q² − 4)²
    let function = Analytic(2) { p in
      let (q, d) = (p[0] * p[1], p[0] - 1)
      let slope = 4 * q * (q * q - 4)
      return (pow(q * q - 4, 2) + d * d, [slope * p[1] + 2 * d, slope * p[0]])
    }
    let product = Analytic(2) { p in (p[0] * p[1], [p[1], p[0]]) }
    let bounds = [0.1...3.0, -5...5.0]
    let best = Minimizer().minimize(function, from: [1.1, 1.8], within: bounds)
    let profile = ProfileLikelihood(of: function, over: product, within: bounds, minimum: best)
    let (inner, outer) = (3.0.squareRoot(), 5.0.squareRoot())
    let region = profile.regions(thresholds: [1])[0]
    #expect(region.reason == nil)
    let ends = region.pieces.flatMap { [$0.lower ?? .nan, $0.upper ?? .nan] }
    try #require(ends.count == 4)
    for (end, truth) in zip(ends, [inner, outer, -outer, -inner]) { #expect(abs(end - truth) < 1e-7) }
  }

  /// χ² = k (1 − cos 2(φ − 0.1)) on a circle, and a nuisance parameter.
  private struct Phase: DifferentiableFunction {
    let strength: Double
    let dimension = 2

    func cycle(of coordinate: Int) -> ClosedRange<Double>? { coordinate == 0 ? 0...2 * Double.pi : nil }

    func value(at point: Span<Double>) -> Double {
      strength * (1 - cos(2 * (point[0] - 0.1))) + pow(point[1] - cos(point[0]), 2)
    }

    func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
      let miss = point[1] - cos(point[0])
      gradient[0] = 2 * strength * sin(2 * (point[0] - 0.1)) + 2 * miss * sin(point[0])
      gradient[1] = 2 * miss
      return value(at: point)
    }
  }

  @Test("A phase has two pieces, one of them across the cut; a weak one has all of the circle")
  func phase() throws {
    let bounds = [0...2 * Double.pi, -2...2.0]
    for start in [0.2, 3.0] {
      let best = Minimizer().minimize(Phase(strength: 3), from: [start, 0.5], within: bounds)
      let profile = ProfileLikelihood(of: Phase(strength: 3), over: 0, within: bounds, minimum: best)
      let region = profile.regions(thresholds: [1], isCircle: true)[0]
      let half = 0.5 * acos(1 - 1.0 / 3)
      let places = region.pieces.map { bounds[0].wrapping($0.lower ?? .nan) }.sorted()
      try #require(places.count == 2)
      #expect(abs(places[0] - (0.1 + .pi - half)) < 1e-7)
      #expect(abs(places[1] - (0.1 - half + 2 * .pi)) < 1e-7)
      for piece in region.pieces {
        #expect(abs((piece.upper ?? .nan) - (piece.lower ?? .nan) - 2 * half) < 1e-7)
      }
    }
    let weak = Phase(strength: 0.4)
    let best = Minimizer().minimize(weak, from: [0.2, 0.5], within: bounds)
    let region = ProfileLikelihood(of: weak, over: 0, within: bounds, minimum: best)
      .regions(thresholds: [1], isCircle: true)[0]
    #expect(region.pieces.count == 1 && region.main.lower == nil && region.main.upper == nil)
    #expect(region.main.upperEnd.quantity - region.main.lowerEnd.quantity >= 2 * .pi)
  }

  @Test("An interval ends where the support of a likelihood ends, and at the bounds where that goes on")
  func support() throws {
    let plateau = Analytic(2) { p in
      let d = p[1] - p[0]
      return (1...2).contains(p[0]) ? (d * d, [-2 * d, 2 * d]) : (.infinity, [0, 0])
    }
    let bounds = [0.0...5.0, -9...9.0]
    let best = Minimizer().minimize(plateau, from: [1.3, 1], within: bounds)
    let region = ProfileLikelihood(of: plateau, over: 0, within: bounds, minimum: best)
      .regions(thresholds: [1])[0]
    #expect(region.reason == nil && region.pieces.count == 1)
    #expect(abs((region.main.lower ?? .nan) - 1) < 1e-9 && abs((region.main.upper ?? .nan) - 2) < 1e-9)
    let cut = ProfileLikelihood(of: plateau, over: 0, within: [1.2...5.0, -9...9.0], minimum: best)
      .regions(thresholds: [1])[0]
    #expect(cut.main.lower == nil && cut.main.lowerEnd.kind == .edge && cut.main.lowerEnd.quantity == 1.2)
  }

  @Test(
    "The ratio of two parameters on logarithmic axes: an end below, none above, where the profile is flat to the edge"
  )
  func ratio() throws {
    // χ² = d²/(1 + d²/2.35) with d = ln m − ln g − 6.8, whatever g is: a line of minima at every ratio
    let function = Analytic(3) { p in
      let d = p[1] - p[0] - 6.8
      let norm = 1 + d * d / 2.35
      let slope = 2 * d / (norm * norm)
      let miss = p[2] - 0.3 * p[0]
      return (d * d / norm + 25 * miss * miss, [-slope - 15 * miss, slope, 50 * miss])
    }
    let ratio = Analytic(3) { p in (p[1] - p[0], [-1, 1, 0]) }
    let bounds = [log(1e-3)...log(3.0), log(10.0)...log(1e3), -8...8.0]
    let best = MultiStart(starts: 8).minimize(function, within: bounds)
    var profile = ProfileLikelihood(of: function, over: ratio, within: bounds, minimum: best.best)
    profile.start(from: best.ends.map(\.point))
    let regions = profile.regions(thresholds: [1, 4])
    let half = (1 / (1 - 1 / 2.35)).squareRoot()
    #expect(regions.allSatisfy { $0.reason == nil && $0.pieces.count == 1 })
    #expect(abs((regions[0].main.lower ?? .nan) - 6.8 + half) < 1e-7)
    #expect(abs((regions[0].main.upper ?? .nan) - 6.8 - half) < 1e-7)
    // down to ln 10 − ln 3 the rise is less than 4 too
    let (low, high) = (log(10.0) - log(3.0), log(1e3) - log(1e-3))
    for (end, edge) in [(regions[1].main.lowerEnd, low), (regions[1].main.upperEnd, high)] {
      let d = edge - 6.8
      #expect(end.kind == .edge && abs(end.quantity - edge) < 1e-9)
      #expect(abs(end.rise - d * d / (1 + d * d / 2.35)) < 1e-6)
    }
  }
}
