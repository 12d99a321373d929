import Foundation
import Inference
import Testing

/// Φ(z), from the error function.
private func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

struct SignificanceTests {
  @Test("The standard deviations of Δχ² with one degree of freedom are its root")
  func wilks() {
    for z in [0.1, 1.0, 2.5, 5.0, 8.0] {
      let p = erfc(z / 2.0.squareRoot())
      #expect(abs(significance(ofPValue: p) - z) < 1e-9)
    }
    #expect(significance(ofPValue: 1) == 0)
    #expect(significance(ofPValue: 0) == .infinity)
  }

  @Test("On a bound half of the probability is a Δχ² of zero")
  func chernoff() {
    #expect(abs(tailProbabilityAtBound(deltaChiSquared: 2.705543454095414) - 0.05) < 1e-12)
    #expect(abs(tailProbabilityAtBound(deltaChiSquared: 1) - cumulative(-1)) < 1e-12)
    #expect(tailProbabilityAtBound(deltaChiSquared: 0) == 1)
  }
}

struct EmpiricalProbabilityTests {
  @Test("A fraction has the binomial error, and none has none")
  func binomial() {
    let p = EmpiricalProbability(hits: 30, toys: 1000)
    #expect(p.value == 0.03)
    #expect(abs(p.error - (0.03 * 0.97 / 1000).squareRoot()) < 1e-15)
    #expect(EmpiricalProbability(hits: 0, toys: 100).error > 0)
    #expect(EmpiricalProbability(hits: 100, toys: 100).error > 0)
  }

  @Test("Statistics that are zero but for rounding count as equal to zero")
  func ties() {
    #expect(EmpiricalProbability(ofAtLeast: 1e-12, among: [0, 0, -1e-13, 3]).value == 1)
    #expect(EmpiricalProbability(ofAtLeast: 2, among: [1, 2, 3, 4]).value == 0.75)
  }
}

struct AsymptoticCLsTests {
  /// x ~ N(μ, 1) with μ ≥ 0: q̃ of the data and of data without scatter at μ = 0.
  private func test(_ mu: Double, of x: Double) -> AsymptoticCLs {
    let best = max(0, x)
    let statistic = best > mu ? 0 : (x - mu) * (x - mu) - (x - best) * (x - best)
    return AsymptoticCLs(statistic: statistic, expected: mu * mu)
  }

  @Test(
    "CLs of a normal number is one less the posterior with a flat prior",
    arguments: [-3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 2, 3.0])
  func flatPosterior(x: Double) {
    for mu in [0.3, 1, 2.2, 4, 6] where mu > x {
      let posterior = cumulative(x - mu) / cumulative(x)
      #expect(abs(test(mu, of: x).ratio - posterior) < 1e-12)
    }
  }

  @Test("The limits at 95 % are the known ones", arguments: [(0.0, 1.959964), (-1.0, 1.411994396)])
  func limits(x: Double, limit: Double) {
    #expect(abs(test(limit, of: x).ratio - 0.05) < 1e-7)
  }
}

struct ProbabilityCrossingTests {
  @Test("The crossing of a normal tail is its quantile", arguments: [0.1, 0.05, 0.01])
  func exact(level: Double) throws {
    let crossing = try #require(
      ProbabilityCrossing(of: level, from: 0, guess: 3, edge: .infinity) { place in
        .init(place: place, probability: 2 * cumulative(-place), error: 1e-9)
      })
    // 2Φ(−x) = level where erfc(x/√2) = level.
    #expect(abs(erfc(crossing.place / 2.0.squareRoot()) - level) < 1e-4)
  }

  @Test("It is looked for downwards too, and the error is that of the probability over its slope")
  func downwards() throws {
    let crossing = try #require(
      ProbabilityCrossing(of: 0.05, from: 10, guess: 9.5, edge: -.infinity) { place in
        .init(place: place, probability: cumulative(place - 10), error: 0.007)
      })
    #expect(abs(crossing.place - (10 - 1.6448536)) < 1e-3)
    // The density of a normal number at its 5 % quantile is 0.10313564.
    #expect(abs(crossing.error - 0.007 / 0.10313564) < 0.01 * crossing.error)
  }

  @Test("There is none where the probability stays above the level up to the edge, or cannot be measured")
  func none() {
    #expect(
      ProbabilityCrossing(of: 0.05, from: 0, guess: 1, edge: 1.5) {
        .init(place: $0, probability: cumulative(-$0), error: 0.01)
      } == nil)
    #expect(ProbabilityCrossing(of: 0.05, from: 0, guess: 1, edge: .infinity) { _ in nil } == nil)
  }

  @Test("Its errors are the scatter that toys give it")
  func errors() throws {
    let toys = 500
    var random = Random(seed: 11, stream: 0)
    var pulls: [Double] = []
    for _ in 0..<200 {
      let crossing = try #require(
        ProbabilityCrossing(of: 0.1, from: 0, guess: 1, edge: .infinity) { place in
          let hits = (0..<toys).count { _ in random.uniform() < cumulative(-place) }
          let p = EmpiricalProbability(hits: hits, toys: toys)
          return .init(place: place, probability: p.value, error: p.error)
        })
      pulls.append((crossing.place - 1.2815516) / crossing.error)
    }
    let spread = (pulls.reduce(0) { $0 + $1 * $1 } / 200).squareRoot()
    // Several places around the crossing average: the error may be somewhat too large, never too small.
    #expect(spread > 0.5 && spread < 1.15, "\(spread)")
  }
}
