import Foundation
import Testing

@testable import Inference

@Suite("Draws of a learned density that are moved")
struct MovedDrawsTests {
  typealias Known = MixtureDensityTests.Known

  private func draws(of points: [[Double]], on model: some BayesianModel, runs: Int = 1) -> WeightedDraws {
    WeightedDraws(
      values: points.flatMap(\.self), logDensities: points.map { model.logDensity(at: $0.span) },
      weights: Array(repeating: 1, count: points.count), runs: points.indices.map { Int32($0 % runs) },
      runCount: runs)
  }

  private func learned(_ draws: WeightedDraws, on model: some BayesianModel) throws -> MixtureDensity {
    var random = Random(seed: 82, stream: 0)
    return try #require(
      MixtureDensity(
        draws, tempered: draws, peaks: [], on: model, after: nil, threads: 2, using: &random))
  }

  /// Kolmogorov's distance of numbers from an even distribution in 0 … 1.
  private func distance(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let count = Double(sorted.count)
    return sorted.enumerated().reduce(0) { most, number in
      max(
        most, abs(number.element - Double(number.offset) / count),
        abs(number.element - Double(number.offset + 1) / count))
    }
  }

  /// Distribution functions of the marginals of ``Known``: e^(−t), 2u, and y − t, a unit normal.
  private func distances(_ points: [[Double]]) -> [Double] {
    [
      distance(points.map { -expm1(-$0[1]) }), distance(points.map { $0[2] * $0[2] }),
      distance(points.map { 0.5 * erfc(-($0[3] - $0[1]) / 2.0.squareRoot()) }),
    ]
  }

  /// Where exact draws of ``Known`` are after eight steps of Metropolis' rule, each with a density learned from few other draws.
  private func moved(_ count: Int, factor: Double = 1) throws -> [[Double]] {
    var random = Random(seed: 81, stream: 0)
    let model = Known()
    let density = try learned(
      draws(of: (0..<1500).map { _ in model.drawFromPrior(using: &random) }, on: model), on: model)
    return (0..<count).map { _ in
      var point = model.drawFromPrior(using: &random)
      var proposal = point
      for _ in 0..<8 {
        let logFactor = factor * density.proposeStep(from: point, into: &proposal, using: &random)
        let rise = model.logDensity(at: proposal.span) - model.logDensity(at: point.span)
        if log(random.uniform()) < logFactor + rise { point = proposal }
      }
      return point
    }
  }

  /// P(D √n > 2.3) = 2 e^(−2·2.3²) = 5·10⁻⁵ for each of three.
  @Test("are draws from the posterior still, after steps by the normals about them")
  func exact() throws {
    let count = 20_000
    let worst = try distances(moved(count)).max() ?? .nan
    #expect(worst < 2.3 / Double(count).squareRoot(), "\(worst)")
  }

  @Test("would not be if the step back were not weighed")
  func unweighed() throws {
    let count = 20_000
    let worst = try distances(moved(count, factor: 0)).max() ?? .nan
    #expect(worst > 5 / Double(count).squareRoot(), "\(worst)")
  }

  /// A normal in three dimensions within wide bounds.
  private struct Normal: BayesianModel {
    var dimension: Int { 3 }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { -50...50 }
    func logPrior(at point: Span<Double>) -> Double { -3 * log(100) }
    func logLikelihood(at x: Span<Double>) -> Double {
      -0.5 * (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) - 1.5 * log(2 * .pi)
    }
    func drawFromPrior(using random: inout Random) -> [Double] {
      (0..<3).map { _ in 100 * random.uniform() - 50 }
    }
  }

  private func draws(_ count: Int, where isKept: ([Double]) -> Bool) -> WeightedDraws {
    var random = Random(seed: 83, stream: 0)
    var points: [[Double]] = []
    while points.count < count {
      let point = (0..<3).map { _ in random.normal() }
      if isKept(point) { points.append(point) }
    }
    return draws(of: points, on: Normal(), runs: 4)
  }

  private func trial(_ lessons: WeightedDraws) throws -> Refinement {
    Refinement(
      try learned(lessons, on: Normal()), round: 1, lessons: lessons.worth, found: lessons, peaks: [],
      on: Normal(), settings: NestedSettings(seed: 84, threads: 2))
  }

  private func moved(_ trial: Refinement, calls: Int = 40_000, threads: Int = 2) -> MovedDraws {
    MovedDraws(
      of: trial, found: trial.draws(runs: 1), calls: calls, on: Normal(), seed: 85, stream: 0,
      threads: threads)
  }

  private func overlooked(_ draws: WeightedDraws, by trial: Refinement) -> [Int] {
    trial.overlooked(trial.logRatios(at: draws, on: Normal(), threads: 2))
  }

  /// Of a normal what lies beyond 0.5 in one coordinate, 31 % of it, is left out of what the density is learned from. Only the
  /// prior's share of the draws comes there, one in 10⁵.
  @Test("come to what the density leaves out")
  func leftOut() throws {
    let trial = try trial(draws(4000) { $0[0] < 0.5 })
    let moved = moved(trial)
    let places = moved.byEnsemble.compactMap { draws in overlooked(draws, by: trial).first.map(draws.point) }
    #expect(places.count == 6 && places.allSatisfy { $0[0] > 1 }, "\(places)")
    var refinement = trial
    #expect(refinement.holdsEveryRun)
    refinement.include(trial.logRatios(at: moved.fromPosterior, on: Normal(), threads: 2))
    #expect(!refinement.holdsEveryRun)
  }

  @Test("find nothing where nothing is left out")
  func complete() throws {
    let trial = try trial(draws(4000) { _ in true })
    let moved = moved(trial)
    #expect(moved.byEnsemble.allSatisfy { overlooked($0, by: trial).isEmpty })
    var refinement = trial
    refinement.include(trial.logRatios(at: moved.fromPosterior, on: Normal(), threads: 2))
    #expect(refinement.holdsEveryRun)
  }

  /// 2 · 32 walkers noted four times: 256 numbers, correlated within a walker; P(|z| > 4) = 6·10⁻⁵ for as few as 64.
  @Test("that set out from the posterior stay there, and no number depends on how many threads move them")
  func stay() throws {
    let trial = try trial(draws(4000) { _ in true })
    let moved = moved(trial)
    #expect(moved.fromPosterior.count == 256 && moved.byEnsemble.count == 6)
    for coordinate in 0..<3 {
      let values = moved.fromPosterior.values(of: coordinate)
      #expect(abs(moved.fromPosterior.mean(of: values)) < 4.0 / 8)
    }
    #expect(self.moved(trial, threads: 1).byEnsemble.map(\.values) == moved.byEnsemble.map(\.values))
  }

  @Test(
    "take about as many evaluations as they may, but enough steps to get anywhere", arguments: [0, 40_000])
  func cost(calls: Int) throws {
    let spent = try moved(trial(draws(2000) { _ in true }), calls: calls).calls
    // 24 steps of 192 walkers, twice each; where they set out, and where 128 of them are found up to 27 times.
    let (steps, besides) = (max(calls, 24 * 192 * 2), 192 + 27 * 128)
    #expect(spent > max(calls / 2, 9000) && spent < steps + besides, "\(spent)")
  }
}
