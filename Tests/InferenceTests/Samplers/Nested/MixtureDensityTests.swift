import Foundation
import Testing

@testable import Inference

@Suite("The density that nested sampling learns")
struct MixtureDensityTests {
  /// An angle φ about the ends of −π … π, an exponential t, u in 0 … 1 of density 2u, and a normal y about t, all known:
  /// exp(−2 cos φ)/(2π I₀(2)) · e^(−t) · 2u · e^(−(y − t)²/2)/√(2π).
  struct Known: BayesianModel {
    var dimension: Int { 4 }
    func cycle(of coordinate: Int) -> ClosedRange<Double>? { coordinate == 0 ? -.pi ... .pi : nil }
    func bounds(of coordinate: Int) -> ClosedRange<Double> {
      [-.pi ... .pi, 0 ... .infinity, 0...1, -.infinity ... .infinity][coordinate]
    }
    func logPrior(at x: Span<Double>) -> Double {
      guard x[1] >= 0, (0...1).contains(x[2]) else { return -.infinity }
      // I₀(2) by mpmath
      return -2 * cos(x[0]) - log(2 * .pi * 2.2795853023360673) - x[1] + log(2 * x[2])
        - (x[3] - x[1]) * (x[3] - x[1]) / 2 - 0.5 * log(2 * .pi)
    }
    func logLikelihood(at point: Span<Double>) -> Double { 0 }
    func drawFromPrior(using random: inout Random) -> [Double] {
      var angle = 0.0
      repeat { angle = .pi * (2 * random.uniform() - 1) } while random.uniform() > exp(-2 * cos(angle) - 2)
      let t = -log(random.uniform())
      return [angle, t, random.uniform().squareRoot(), t + random.normal()]
    }
  }

  private func draws(_ count: Int, from draw: (inout Random) -> [Double], seed: UInt64 = 51) -> WeightedDraws
  {
    var random = Random(seed: seed, stream: 0)
    return WeightedDraws(
      values: (0..<count).flatMap { _ in draw(&random) }, logDensities: Array(repeating: 0, count: count),
      weights: Array(repeating: 1, count: count), runs: Array(repeating: 0, count: count), runCount: 1)
  }

  private func learned(
    _ draws: WeightedDraws, peaks: [WeightedDraws] = [], on model: some BayesianModel,
    after predecessor: MixtureDensity? = nil, threads: Int = 1
  ) -> MixtureDensity? {
    var random = Random(seed: 52, stream: 0)
    return MixtureDensity(
      draws, tempered: draws, peaks: peaks, on: model, after: predecessor, threads: threads, using: &random)
  }

  /// E_q[f/q] = ∫ f for any f that q covers: the density itself, the mean of t, 1, that of u, 2/3, and that of cos φ,
  /// −I₁(2)/I₀(2). Without the predecessor and with one.
  @Test("is normalised on circles, half lines, ranges and the line", arguments: [false, true])
  func normalised(hasPredecessor: Bool) throws {
    let lessons = draws(8000, from: Known().drawFromPrior)
    let early = hasPredecessor ? learned(draws(300, from: Known().drawFromPrior), on: Known()) : nil
    try #require((early != nil) == hasPredecessor)
    let density = try #require(learned(lessons, on: Known(), after: early))
    var random = Random(seed: 53, stream: 0)
    var point = [0.0, 0, 0, 0]
    var (ones, ts, us, cosines) = ([Double](), [Double](), [Double](), [Double]())
    for _ in 0..<20_000 {
      let logDensity = density.draw(into: &point, using: &random)
      #expect((-.pi ... .pi).contains(point[0]) && point[1] >= 0 && (0...1).contains(point[2]))
      let ratio = exp(Known().logPrior(at: point.span) - logDensity)
      ones.append(ratio)
      ts.append(ratio * point[1])
      us.append(ratio * point[2])
      cosines.append(ratio * cos(point[0]))
    }
    for (terms, truth) in [(ones, 1), (ts, 1), (us, 2 / 3.0), (cosines, -0.697774657964008)] {
      #expect(
        abs(terms.mean - truth) < 4.5 * (terms.variance / 20_000).squareRoot(), "\(terms.mean) for \(truth)")
    }
    // It is close to what it was learned from, or it would be of no use.
    #expect(ones.variance < 1)
  }

  /// A number that stands 10⁻⁹ from an edge is known to 10⁻¹⁶/φ(6), and ln density changes by no more than a few dozen for each
  /// unit of it. Hardly any draw lies nearer.
  @Test("says of its draws the density that it has there", arguments: [false, true])
  func sameDensity(hasPredecessor: Bool) throws {
    let lessons = draws(4000, from: Known().drawFromPrior)
    let early = hasPredecessor ? learned(draws(300, from: Known().drawFromPrior), on: Known()) : nil
    try #require((early != nil) == hasPredecessor)
    let density = try #require(learned(lessons, on: Known(), after: early))
    var random = Random(seed: 54, stream: 0)
    var (point, compared, worst) = ([0.0, 0, 0, 0], 0, 0.0)
    for _ in 0..<10_000 {
      let logDensity = density.draw(into: &point, using: &random)
      guard point[1] > 1e-9, 1 - point[2] > 1e-9 else { continue }
      compared += 1
      worst = max(worst, abs(logDensity - density.logDensity(at: point)))
    }
    #expect(compared > 9900 && worst < 1e-5, "\(compared), \(worst)")
  }

  /// A line without bounds.
  struct Line: BayesianModel {
    var dimension: Int { 1 }
    func logPrior(at point: Span<Double>) -> Double { 0 }
    func logLikelihood(at point: Span<Double>) -> Double { 0 }
    func drawFromPrior(using random: inout Random) -> [Double] { [random.normal()] }
  }

  private func normal(_ centre: Double, width: Double = 1, seed: UInt64) -> WeightedDraws {
    draws(2000, from: { [centre + width * $0.normal()] }, seed: seed)
  }

  @Test("leaves a quarter to what was learned before, and nothing to what was learned before that")
  func predecessor() throws {
    let first = try #require(learned(normal(-50, seed: 1), on: Line()))
    let second = try #require(learned(normal(50, seed: 2), on: Line(), after: first))
    let third = try #require(learned(normal(0, seed: 3), on: Line(), after: second))
    // A hundred deviations away the other densities vanish beside it.
    for x in [-51.5, -50, -48] {
      #expect(abs(second.logDensity(at: [x]) - first.logDensity(at: [x]) - log(0.25)) < 1e-12)
    }
    #expect(third.logDensity(at: [-50]) < -100 && third.logDensity(at: [50]) > -5)
    var (random, point, count) = (Random(seed: 55, stream: 0), [0.0], 0.0)
    for _ in 0..<20_000 {
      _ = second.draw(into: &point, using: &random)
      if point[0] < 0 { count += 1 }
    }
    #expect(abs(count / 20_000 - 0.25) < 4.5 * (0.25 * 0.75 / 20_000).squareRoot(), "\(count)")
  }

  @Test("gives a twentieth to a peak that was looked at by itself, however narrow")
  func peaks() throws {
    let peak = normal(30, width: 1e-5, seed: 4)
    let density = try #require(learned(normal(0, seed: 5), peaks: [peak], on: Line()))
    var (random, point, count) = (Random(seed: 56, stream: 0), [0.0], 0.0)
    for _ in 0..<20_000 {
      _ = density.draw(into: &point, using: &random)
      if abs(point[0] - 30) < 1e-3 { count += 1 }
    }
    #expect(abs(count / 20_000 - 0.05) < 4.5 * (0.05 * 0.95 / 20_000).squareRoot(), "\(count)")
  }

  @Test("does not depend on the number of threads")
  func threads() throws {
    let lessons = draws(3000, from: Known().drawFromPrior)
    let one = try #require(learned(lessons, on: Known()))
    let two = try #require(learned(lessons, on: Known(), threads: 2))
    for point in [[3, 0.3, 0.9, 0.2], [-1, 5, 0.01, 7]] {
      #expect(one.logDensity(at: point) == two.logDensity(at: point))
    }
  }

  @Test("is not learned from few draws, or from draws that coincide")
  func impossible() {
    #expect(learned(draws(49, from: { [$0.normal()] }), on: Line()) == nil)
    #expect(learned(draws(500, from: { _ in [1.0] }), on: Line()) == nil)
  }

  /// Draws from π L count L^(−½) times as much for π √L.
  @Test("is learned from draws from the root of the likelihood too")
  func tempered() {
    let draws = WeightedDraws(
      values: [0, 1, 2], logDensities: [-1, -3, -5], weights: [3, 2, 1], runs: [0, 0, 0], runCount: 1)
    // The prior's share of ln density is 0 everywhere.
    let found = draws.tempered(on: Line())
    let expected: [Double] = [3, 2 * M_E, M_E * M_E]
    let total = expected.reduce(0, +)
    for (weight, wanted) in zip(found.weights, expected) {
      #expect(abs(weight - wanted / total) < 1e-14)
    }
    #expect(found.values == draws.values && found.logDensities == draws.logDensities)
  }
}
