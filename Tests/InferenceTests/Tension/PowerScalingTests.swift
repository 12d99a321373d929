import CGSL
import Foundation
import Testing

@testable import Inference

@Suite("Priors and likelihoods raised to a power") struct PowerScalingTests {
  /// CJS as its definition has it: both directions, both signs of x, by brute force over weighted draws.
  private func bruteForce(_ values: [Double], _ p: [Double], _ q: [Double]) -> Double {
    func oneWay(_ values: [Double]) -> Double {
      let order = values.indices.sorted { values[$0] < values[$1] }
      func cumulative(_ weights: [Double], _ x: Double) -> Double {
        values.indices.reduce(0) { $0 + (values[$1] <= x ? weights[$1] : 0) } / weights.reduce(0, +)
      }
      var (forward, backward, bound) = (0.0, 0.0, 0.0)
      for (a, b) in zip(order, order.dropFirst()) {
        let gap = values[b] - values[a]
        let (x, y) = (cumulative(p, values[a]), cumulative(q, values[a]))
        func term(_ u: Double, _ v: Double) -> Double {
          (u > 0 ? u * (log2(u) - log2((u + v) / 2)) : 0) + (v - u) / (2 * log(2))
        }
        forward += gap * term(x, y)
        backward += gap * term(y, x)
        bound += gap * (x + y)
      }
      return (forward + backward) / bound
    }
    return max(oneWay(values), oneWay(values.map { -$0 })).squareRoot()
  }

  @Test("The cumulative Jensen-Shannon distance is what its definition says") func definition() {
    var random = Random(seed: 1, stream: 0)
    for _ in 0..<20 {
      let values = (0..<30).map { _ in random.normal().rounded(.toNearestOrEven) / 2 + random.uniform() }
      let p = values.map { _ in random.uniform() }
      let q = values.map { _ in random.uniform() }
      let distance = CumulativeDistance(values).distance(p, q)
      #expect(abs(distance - bruteForce(values, p, q)) < 1e-12)
      #expect(abs(distance - CumulativeDistance(values).distance(q, p)) < 1e-12)
      #expect(CumulativeDistance(values).distance(p, p.map { 3 * $0 }) < 1e-9)
    }
    // all of one below all of the other: log₂ makes it 1 at most
    let far = CumulativeDistance([0, 1, 2]).distance([1, 0, 0], [0, 0, 1])
    #expect(far == 1)
  }

  /// A normal prior N(0, τ²) of θ and one measurement x ± σ, by independent draws.
  private struct Conjugate {
    let tau: Double
    let sigma: Double
    let x: Double

    /// Mean and variance of the posterior with either factor raised to a power.
    func posterior(prior: Double = 1, likelihood: Double = 1) -> (mean: Double, variance: Double) {
      let precision = prior / (tau * tau) + likelihood / (sigma * sigma)
      return (likelihood * x / (sigma * sigma) / precision, 1 / precision)
    }

    func draws(_ count: Int, seed: UInt64) -> WeightedDraws {
      let (mean, variance) = posterior()
      var random = Random(seed: seed, stream: 0)
      let values = (0..<count).map { _ in mean + variance.squareRoot() * random.normal() }
      return WeightedDraws(
        values: values, logDensities: [Double](repeating: 0, count: count),
        weights: [Double](repeating: 1, count: count), runs: (0..<count).map { Int32($0 % 16) }, runCount: 16)
    }

    func logPrior(_ theta: Double) -> Double { -theta * theta / (2 * tau * tau) }
    func logLikelihood(_ theta: Double) -> Double { -(theta - x) * (theta - x) / (2 * sigma * sigma) }
  }

  /// The distance of two normals over a range, by the trapezoidal rule on the definition.
  private func distance(
    _ first: (mean: Double, variance: Double), _ second: (mean: Double, variance: Double),
    over range: ClosedRange<Double>
  ) -> Double {
    func oneWay(_ sign: Double) -> Double {
      let steps = 200_000
      let width = (range.upperBound - range.lowerBound) / Double(steps)
      var (sum, bound) = (0.0, 0.0)
      for step in 0...steps {
        let x = range.lowerBound + width * Double(step)
        func cumulative(_ own: (mean: Double, variance: Double)) -> Double {
          let z = (x - own.mean) / own.variance.squareRoot()
          return sign > 0 ? gsl_cdf_ugaussian_P(z) : gsl_cdf_ugaussian_Q(z)
        }
        let (p, q) = (cumulative(first), cumulative(second))
        let weight = step == 0 || step == steps ? width / 2 : width
        let middle = (p + q) / 2
        sum += weight * ((p > 0 ? p * log2(p / middle) : 0) + (q > 0 ? q * log2(q / middle) : 0))
        bound += weight * (p + q)
      }
      return sum / bound
    }
    return max(oneWay(1), oneWay(-1)).squareRoot()
  }

  @Test("The slope of a normal posterior, for its prior and its likelihood", arguments: [0.5, 1, 3])
  func normal(tau: Double) throws {
    let model = Conjugate(tau: tau, sigma: 1, x: 1.5)
    let draws = model.draws(40_000, seed: 7)
    let values = draws.values(of: 0)
    let range = values.min()!...values.max()!
    let counted = PowerScalingDraws(draws)
    for isPrior in [true, false] {
      let scaling = PowerScaling(
        of: values.map { isPrior ? model.logPrior($0) : model.logLikelihood($0) }, in: counted,
        quantities: [CumulativeDistance(values)])
      let expected =
        [1 / 1.01, 1.01].map { power in
          distance(
            model.posterior(),
            isPrior ? model.posterior(prior: power) : model.posterior(likelihood: power), over: range)
            / log2(1.01)
        }.reduce(0, +) / 2
      let found = try #require(scaling.sensitivities[0])
      #expect(
        abs(found.value - expected) < 4 * found.error + 1e-3 * expected,
        "\(found.value) ± \(found.error), not \(expected)")
      #expect(found.error < 0.1 * expected && !(scaling.paretoShape > 0.7))
    }
  }

  @Test("What a factor says nothing of does not move, and a flat factor moves nothing") func unmoved() throws
  {
    let model = Conjugate(tau: 1, sigma: 1, x: 3)
    let draws = model.draws(20_000, seed: 8)
    var random = Random(seed: 9, stream: 0)
    let other = (0..<20_000).map { _ in random.normal() }
    let quantities = [CumulativeDistance(other), CumulativeDistance(draws.values(of: 0))]
    let flat = PowerScaling(
      of: [Double](repeating: -3, count: 20_000), in: PowerScalingDraws(draws), quantities: quantities)
    for own in flat.sensitivities { #expect(try #require(own).value < 1e-9) }
    let prior = PowerScaling(
      of: draws.values(of: 0).map(model.logPrior), in: PowerScalingDraws(draws), quantities: quantities)
    #expect(try #require(prior.sensitivities[0]).value < 0.01)
    #expect(try #require(prior.sensitivities[1]).value > 0.05)
  }

  @Test("Weights whose tail is too heavy are refused") func refused() {
    // Pareto weights with k = 1: ln w exponential
    let draws = Conjugate(tau: 1, sigma: 1, x: 0).draws(20_000, seed: 10)
    var random = Random(seed: 11, stream: 0)
    let factor = draws.values(of: 0).map { _ in -100 * log(random.uniform()) }
    let scaling = PowerScaling(
      of: factor, in: PowerScalingDraws(draws), quantities: [CumulativeDistance(draws.values(of: 0))])
    #expect(scaling.paretoShape > 0.7 && scaling.sensitivities[0] == nil)
  }

  @Test("Chains count by their ensembles") func chains() {
    let chains = Chains(
      values: [1, 2, 3, 4, 5, 6, 7, 8], logDensities: [Double](repeating: 0, count: 8), chainCount: 4,
      ensembleCount: 2, dimension: 1, outcome: .converged)
    let draws = PowerScalingDraws(chains)
    #expect(draws.runs == [0, 0, 0, 0, 1, 1, 1, 1] && draws.runCount == 2)
  }

  // MARK: - Information

  /// KL(N(m, s²) ‖ N(n, t²)).
  private func divergence(_ m: Double, _ s: Double, _ n: Double, _ t: Double) -> Double {
    log(t / s) + (s * s + (m - n) * (m - n)) / (2 * t * t) - 0.5
  }

  @Test("What a measurement of a normal parameter teaches, by weights", arguments: [1.2, 2, 5])
  func gain(sigma: Double) {
    let model = Conjugate(tau: 1, sigma: sigma, x: 1)
    // of 40 000 draws too few would hold the heaviest weights where σ is smallest
    let draws = model.draws(100_000, seed: 12)
    let found = InformationGain(draws, logLikelihoods: draws.values(of: 0).map(model.logLikelihood))
    let (mean, variance) = model.posterior()
    let truth = divergence(mean, variance.squareRoot(), 0, 1)
    #expect(found.isReliable)
    #expect(
      abs(found.gain.value - truth) < 4 * found.gain.error,
      "\(found.gain.value) ± \(found.gain.error), not \(truth)")
    #expect(found.gain.error < 0.05 * truth + 1e-3)
  }

  @Test("Where it teaches too much the weights say so, and evidences tell it") func much() throws {
    let model = Conjugate(tau: 1, sigma: 0.3, x: 1)
    let draws = model.draws(40_000, seed: 13)
    let logLikelihoods = draws.values(of: 0).map(model.logLikelihood)
    // 1/L has a tail of shape 1/(1 + σ²/τ²) = 0.92
    let weighted = InformationGain(draws, logLikelihoods: logLikelihoods)
    let shape = try #require(weighted.paretoShape)
    #expect(!weighted.isReliable && abs(shape - 0.92) < 0.15)
    let (mean, variance) = model.posterior()
    // ∫ L dπ of L = exp(−(θ − x)²/2σ²)
    let total = 1 + 0.3 * 0.3
    let evidence = Estimate(log(0.3 / total.squareRoot()) - 1 / (2 * total), error: 0.01)
    let found = InformationGain(
      draws, logLikelihoods: logLikelihoods, logEvidence: evidence, without: Estimate(0, error: 0))
    let truth = divergence(mean, variance.squareRoot(), 0, 1)
    #expect(abs(found.gain.value - truth) < 4 * found.gain.error && found.gain.error < 0.02)
    #expect(found.isReliable && found.paretoShape == nil)
  }

  @Test("A measurement that says nothing teaches nothing") func nothing() {
    let draws = Conjugate(tau: 1, sigma: 1, x: 0).draws(1000, seed: 14)
    let found = InformationGain(draws, logLikelihoods: [Double](repeating: -2, count: 1000))
    #expect(abs(found.gain.value) < 1e-12 && found.gain.error < 1e-12 && found.isReliable)
  }
}
