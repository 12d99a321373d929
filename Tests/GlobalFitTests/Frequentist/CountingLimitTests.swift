import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

/// Limits by toys where data are counts, or fluctuate far down.
struct CountingLimitTests {
  private func limits(
    _ problem: Problem, level: Double = 0.95, toys: Int = 300, side: Limit.Side = .upper, seed: UInt64 = 1
  ) -> Limits {
    problem.limits(
      on: .parameter(.component(.c9, .real)),
      settings: LimitSettings(level: level, sides: [side], toys: toys, hasPosterior: false), seed: seed,
      by: Workforce(threads: 2))
  }

  private func counting(_ events: Int, _ background: Double) throws -> Problem {
    try LinearFit().coefficient(Self.count(events, background), max: 80)
  }

  private static func count(_ events: Int, _ background: Double, scale: Double = 1) -> String {
    "{distribution: gamma_counting_process, counts_total: \(events), counts_background: \(background), "
      + "scale_factor: \(scale)}"
  }

  private func limit(_ limits: Limits, _ method: Limit.Method) throws -> Limit {
    try #require(limits.limits.first { $0.method == method }, "\(limits.problems)")
  }

  @Test("Of counts they are sums of Poisson's probabilities", arguments: 0...5, [0, 0.5, 3, 10])
  func sums(events: Int, background: Double) throws {
    let truth = CountingExperiment(background: background)
    for level in [0.9, 0.95] {
      let found = limits(try counting(events, background), level: level)
      #expect(found.problems.isEmpty)
      let unified = try limit(found, .feldmanCousins)
      let expected = truth.feldmanCousinsLimit(events, level: level)
      #expect(
        abs(try #require(unified.value) - expected) < 1e-4 * expected, "\(level): \(unified), not \(expected)"
      )
      #expect(unified.error == nil && unified.remark.contains("exact"))
      let ratio = try limit(found, .toyCLs)
      let wanted = truth.confidenceRatioLimit(events, level: level)
      #expect(abs(try #require(ratio.value) - wanted) < 1e-4 * wanted, "\(level): \(ratio), not \(wanted)")
    }
  }

  /// physics/9711021, Tables IV and V (90 %); those over a background where the authors lengthened no belt.
  @Test(
    "They are the published ones",
    arguments: [
      (0, 0, 2.44), (1, 0, 4.36), (2, 0, 5.91), (3, 0, 7.42), (4, 0, 8.60), (5, 0, 9.99), (4, 3, 5.60),
    ])
  func published(events: Int, background: Double, expected: Double) throws {
    let found = limits(try counting(events, background), level: 0.9)
    #expect(abs(try #require(limit(found, .feldmanCousins).value) - expected) < 0.0051)
  }

  @Test("With no event CLs is exp(−s), whatever the background, and the end of a belt lies beyond its gap")
  func none() throws {
    for background in [0, 3, 10.0] {
      let found = try limit(limits(try counting(0, background)), .toyCLs)
      #expect(abs(try #require(found.value) - log(20)) < 1e-4)
    }
    let unified = try limit(limits(try counting(0, 3)), .feldmanCousins)
    #expect(abs(try #require(unified.value) - 1.62) < 0.005)
  }

  @Test("Large samples are doubted where there are few events, and not where data are normal")
  func doubts() throws {
    let few = try limit(limits(try counting(4, 3)), .asymptoticCLs)
    #expect(few.remark.contains("NOT TO BE TRUSTED: 3 events expected"), "\(few.remark)")
    let normal = try limit(limits(try LinearFit().coefficient("0 ± 1"), toys: 1000), .asymptoticCLs)
    #expect(!normal.remark.contains("TRUSTED"), "\(normal.remark)")
  }

  /// x ~ N(μ, 1) with μ ≥ 0: CLs = Φ(x − μ)/Φ(x).
  @Test("Normal data that fluctuate far down have the limit in closed form", arguments: [-1, -2, -3.0, -4])
  func fluctuation(x: Double) throws {
    func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }
    var (low, high) = (0.0, 10.0)
    for _ in 0..<100 {
      let s = 0.5 * (low + high)
      if cumulative(x - s) / cumulative(x) > 0.05 { low = s } else { high = s }
    }
    var pulls: [Double] = []
    for seed in 1...12 {
      let found = limits(try LinearFit().coefficient("\(x) ± 1"), toys: 500, seed: UInt64(seed))
      #expect(found.problems.isEmpty, "\(found.problems)")
      let own = try limit(found, .toyCLs)
      let (value, error) = (try #require(own.value), try #require(own.error))
      #expect(error > 0 && error < 0.15 * low, "\(value) ± \(error)")
      pulls.append((value - low) / error)
    }
    #expect(pulls.allSatisfy { abs($0) < 4 } && pulls.reduce(0) { $0 + $1 * $1 } < 2 * 12, "\(pulls)")
  }

  @Test("Of two experiments, and of a count beside a normal number, they are at the level by brute force")
  func together() throws {
    let both = try LinearFit().coefficients([Self.count(2, 1), Self.count(0, 0.5, scale: 2)], max: 60)
    let counts = BruteForce(counts: [(2, 1, 1), (0, 0.5, 2)], normal: nil)
    for (method, isOneSided) in [(Limit.Method.toyCLs, true), (.feldmanCousins, false)] {
      let own = try limit(limits(both), method)
      let value = try #require(own.value)
      #expect(own.error == nil)
      #expect(counts.confidence(value * (1 - 2e-5), isOneSided: isOneSided) >= 0.05 - 1e-5)
      for step in 0..<60 {
        let place = value * (1 + 2e-5 + 0.02 * Double(step))
        #expect(counts.confidence(place, isOneSided: isOneSided) < 0.05, "\(method) \(value) \(place)")
      }
    }
    let mixed = try LinearFit().coefficients([Self.count(0, 3), "0.5 ± 2"], max: 60)
    let force = BruteForce(counts: [(0, 3, 1)], normal: (0.5, 2))
    let own = try limit(limits(mixed, toys: 1000), .toyCLs)
    let (value, error) = (try #require(own.value), try #require(own.error))
    #expect(error > 0 && error < 0.3)
    #expect(force.confidence(value - 4 * error, isOneSided: true) > 0.05)
    #expect(force.confidence(value + 4 * error, isOneSided: true) < 0.05)
  }

  @Test("Toys of a fit with flat directions and parameters at their bounds have minima")
  func bounds() throws {
    let problem = try Problem(
      Fit(contentsOf: #require(Shipped.fits.first { $0.hasSuffix("/tau-decay.yaml") })),
      library: InputLibrary(folder: Shipped.inputs))
    let found = problem.limits(
      on: .observable(.tauToMuNuNuExcess), settings: LimitSettings(toys: 500, hasPosterior: false), seed: 1,
      by: Workforce(threads: 2))
    #expect(found.problems.isEmpty, "\(found.problems)")
    #expect(found.limits.count { $0.method == .feldmanCousins && $0.value != nil } == 2)
  }
}

/// Probabilities over all data of counts and one normal number of the same signal, by sums and a grid.
private struct BruteForce {
  let counts: [(events: Int, background: Double, scale: Double)]
  /// The measured number and its error.
  let normal: (value: Double, sigma: Double)?

  /// χ² at a signal, less a constant.
  private func chiSquared(_ events: [Int], _ x: Double, _ s: Double) -> Double {
    var sum = 0.0
    for (own, n) in zip(counts, events) {
      let mean = s / own.scale + own.background
      sum += 2 * (mean - (n > 0 ? Double(n) * log(mean) : 0))
    }
    if let normal { sum += (x - s) * (x - s) / (normal.sigma * normal.sigma) }
    return sum
  }

  /// The slope of χ² over the signal, which rises with it.
  private func slope(_ events: [Int], _ x: Double, _ s: Double) -> Double {
    var sum = 0.0
    for (own, n) in zip(counts, events) {
      sum += 2 / own.scale * (1 - (n > 0 ? Double(n) / (s / own.scale + own.background) : 0))
    }
    if let normal { sum += 2 * (s - x) / (normal.sigma * normal.sigma) }
    return sum
  }

  private func best(_ events: [Int], _ x: Double) -> Double {
    guard slope(events, x, 0) < 0 else { return 0 }
    var (low, high) = (0.0, 200.0)
    for _ in 0..<60 {
      let s = 0.5 * (low + high)
      if slope(events, x, s) < 0 { low = s } else { high = s }
    }
    return high
  }

  private func statistic(_ events: [Int], _ x: Double, _ s: Double, isOneSided: Bool) -> Double {
    let best = best(events, x)
    if isOneSided, best >= s { return 0 }
    return chiSquared(events, x, s) - chiSquared(events, x, best)
  }

  /// CLs of an upper limit, or the probability of a Δχ² as large as the measured one.
  func confidence(_ s: Double, isOneSided: Bool) -> Double {
    let observed = statistic(counts.map(\.events), normal?.value ?? 0, s, isOneSided: isOneSided)
    var outcomes: [[Int]] = [[]]
    for _ in counts { outcomes = outcomes.flatMap { first in (0..<60).map { first + [$0] } } }
    let steps = normal == nil ? 1 : 800
    var (with, without) = (0.0, 0.0)
    for events in outcomes {
      func weight(_ s: Double) -> Double {
        zip(counts, events).reduce(1) {
          $0 * CountingExperiment.probability($1.1, s / $1.0.scale + $1.0.background)
        }
      }
      let (own, other) = (weight(s), weight(0))
      guard max(own, other) > 1e-12 else { continue }
      for step in 0..<steps {
        let x =
          normal.map { s / 2 + (s / 2 + 6 * $0.sigma) * (2 * (Double(step) + 0.5) / Double(steps) - 1) } ?? 0
        guard statistic(events, x, s, isOneSided: isOneSided) >= observed - 1e-9 * max(1, observed) else {
          continue
        }
        func density(_ s: Double) -> Double {
          guard let normal else { return 1 }
          return exp(-0.5 * (x - s) * (x - s) / (normal.sigma * normal.sigma))
        }
        with += own * density(s)
        without += other * density(0)
      }
    }
    if normal == nil, !isOneSided { return with }
    return with / without
  }
}
