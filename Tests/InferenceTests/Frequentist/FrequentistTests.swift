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
