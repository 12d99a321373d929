import Foundation
import KnownPosteriors
import Testing

@testable import Inference

@Suite("Arms that a learned density does not reach")
struct LostArmTests {
  /// A unit normal u, and y = u² ± 0.05 on the way along it.
  private struct Bow: BayesianModel {
    var dimension: Int { 2 }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { coordinate == 0 ? -30...30 : -200...400 }
    func logPrior(at x: Span<Double>) -> Double { -log(60 * 600) }
    func logLikelihood(at x: Span<Double>) -> Double {
      let deviation = (x[1] - x[0] * x[0]) / 0.05
      return -(x[0] * x[0] + deviation * deviation) / 2
    }
    func drawFromPrior(using random: inout Random) -> [Double] {
      [60 * random.uniform() - 30, 600 * random.uniform() - 200]
    }
  }

  /// A density learned from exact draws, of which those with u > `end` were lost.
  private func trial(losing end: Double) throws -> Refinement {
    var random = Random(seed: 91, stream: 0)
    let model = Bow()
    var points: [[Double]] = []
    while points.count < 4000 {
      let u = random.normal()
      if u < end { points.append([u, u * u + 0.05 * random.normal()]) }
    }
    let lessons = WeightedDraws(
      values: points.flatMap(\.self), logDensities: points.map { model.logDensity(at: $0.span) },
      weights: points.map { _ in 1 }, runs: points.indices.map { Int32($0 % 4) }, runCount: 4)
    let density = try #require(
      MixtureDensity(
        lessons, tempered: lessons, peaks: [], on: model, after: nil, threads: 2, using: &random))
    return Refinement(
      density, round: 1, lessons: lessons.worth, found: lessons, peaks: [], on: model,
      settings: NestedSettings(seed: 92, threads: 2))
  }

  /// What part of the moved draws is on the lost arm and overlooked: of those from the posterior, and of those that are drawn there.
  private func shares(of trial: Refinement) -> (fromPosterior: Double, drawn: Double) {
    let moved = MovedDraws(
      of: trial, found: trial.draws(runs: 1), calls: 60_000, on: Bow(), seed: 93, stream: 0, threads: 2)
    var counts = (fromPosterior: 0.0, drawn: 0.0)
    let fromPosterior = Double(moved.byEnsemble.indices.count(where: MovedDraws.isFromPosterior))
    for (number, draws) in moved.byEnsemble.enumerated() {
      let found = trial.overlooked(trial.logRatios(at: draws, on: Bow(), threads: 2)).count {
        draws.point($0)[0] > 2
      }
      let share = Double(found) / Double(draws.count)
      if MovedDraws.isFromPosterior(number) {
        counts.fromPosterior += share / fromPosterior
      } else {
        counts.drawn += share / (Double(moved.byEnsemble.count) - fromPosterior)
      }
    }
    return counts
  }

  /// Beyond 2.3 lies 1 % of the mass, of which the normals that end there hold some.
  @Test("draw walkers that set out far from the middle, and many more than the posterior has there")
  func drawn() throws {
    let shares = try shares(of: trial(losing: 2.3))
    #expect(shares.drawn > 0.1 && shares.fromPosterior < 0.02, "\(shares)")
  }

  /// p min(p/(Z q), c), with c ten times what counts as overlooked.
  @Test("are raised by how far the posterior exceeds the density, and no more than so much")
  func raised() throws {
    let (trial, model) = (try trial(losing: 1), Bow())
    let thin = ThinlyCovered(model: model, by: trial)
    var (below, above) = (0, 0)
    for u in stride(from: -2.0, through: 3.5, by: 0.25) {
      let point = [u, u * u]
      let posterior = model.logDensity(at: point.span)
      let mixed = 0.9 * exp(trial.density.logDensity(at: point)) + 0.1 / (60 * 600)
      let excess = exp(posterior - trial.logEvidence) / mixed
      let most = Double(trial.drawCount) / 10
      if excess < most { below += 1 } else { above += 1 }
      let expected = posterior + log(min(excess, most))
      #expect(abs(thin.logDensity(at: point.span) - expected) < 1e-9)
    }
    #expect(below > 5 && above > 5)
  }

  /// The mean of the last coordinate comes from an arm that holds a twentieth of the mass, and that these runs lose: without draws that
  /// are moved it is 22 of its errors too low.
  @Test(
    "find an arm that all runs lost",
    arguments: [
      ("Rosenbrock of dynesty in 10 dimensions", 2), ("Rosenbrock within ±5.12 in 10 dimensions", 1),
    ] as [(String, UInt64)])
  func arm(name: String, seed: UInt64) throws {
    let model = try #require(KnownPosterior.rosenbrocks.first { $0.name == name })
    var sampling = NestedSampling(dimension: 10, settings: NestedSettings(seed: seed, threads: 2))
    let result = sampling.run(on: model)
    try #require(result.problems.isEmpty)
    for truth in model.truths {
      let found = result.draws.diagnostics(ofQuantity: result.draws.values(of: truth.function))
      // P(|z| > 4.5) = 7·10⁻⁶ for each of four
      #expect(abs(found.mean - truth.value) < 4.5 * found.monteCarloErrorOfMean, "\(truth.name)")
    }
  }
}
