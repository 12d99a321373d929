import Foundation
import Testing

@testable import Inference

@Suite("Draws that are kept")
struct KeptDrawsTests {
  /// A normal in two dimensions within wide bounds, with Z = 1 but for 10⁻⁹.
  private struct Normal: BayesianModel {
    var dimension: Int { 2 }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { -20...20 }
    func logPrior(at x: Span<Double>) -> Double { -2 * log(40) }
    func logLikelihood(at x: Span<Double>) -> Double {
      2 * log(40) - 0.5 * (x[0] * x[0] + x[1] * x[1]) - log(2 * .pi)
    }
    func drawFromPrior(using random: inout Random) -> [Double] {
      (0..<2).map { _ in 40 * random.uniform() - 20 }
    }
  }

  private let settings = NestedSettings(seed: 96, threads: 2)

  /// A trial of a density learned from draws of which those beyond 1.5 were lost: some weights are large.
  private func trial(round: Int) throws -> Refinement {
    var random = Random(seed: 95, stream: UInt64(round))
    var values: [Double] = []
    while values.count < 2 * 3000 {
      let point = (0..<2).map { _ in random.normal() }
      if point[0] < 1.5 { values += point }
    }
    let model = Normal()
    let lessons = WeightedDraws(
      equally: values,
      logDensities: (0..<3000).map { model.logDensity(at: values.span.extracting(2 * $0..<2 * $0 + 2)) })
    let density = try #require(
      MixtureDensity(
        lessons, tempered: lessons, peaks: [], on: model, after: nil, threads: 2, using: &random))
    return Refinement(
      density, round: round, lessons: lessons.worth, found: lessons, peaks: [], on: model, settings: settings)
  }

  @Test("do not depend on how long the trial was, and none of the trial is among them")
  func independent() throws {
    let trial = try trial(round: 1)
    var (short, long) = (trial, trial)
    long.draw(20, on: Normal(), settings: settings)
    short.begin(with: 18, on: Normal(), settings: settings)
    long.begin(with: 16, on: Normal(), settings: settings)
    long.draw(2, on: Normal(), settings: settings)
    #expect(short.draws(runs: 4).values == long.draws(runs: 4).values)
    #expect(short.logEvidence == long.logEvidence)
    #expect(trial.keptCount == 0 && long.keptCount == 18 * Refinement.blockSize)
    let tried = Set(trial.draws(runs: 4).values)
    #expect(tried.isDisjoint(with: long.draws(runs: 4).values))
  }

  /// Of 48 densities, each with draws of its own: the mean of Z against its own scatter, P(|t| > 4.5) = 4·10⁻⁵.
  @Test("find the evidence on average")
  func unbiased() throws {
    let found = try (1...48).map { round in
      var refinement = try trial(round: round)
      refinement.begin(with: 4, on: Normal(), settings: settings)
      return exp(refinement.logEvidence)
    }
    let mean = found.mean
    let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 47
    #expect(abs(mean - 1) < 4.5 * (variance / 48).squareRoot(), "\(mean)")
  }

  /// The same draws, thrown away where their weights look bad and drawn anew: what they would say if they decided that.
  @Test("would find too little if those with the largest weights were drawn anew")
  func chosen() throws {
    let found = try (1...48).map { round in
      var refinement = try trial(round: round)
      refinement.begin(with: 12, on: Normal(), settings: settings)
      let parts = (0..<3).map { part in
        let blocks = refinement.blocks[4 * part..<4 * part + 4]
        let sum = blocks.reduce(0) { $0 + exp($1.highest) * $1.sum }
        return (blocks.map(\.highest).max() ?? 0, sum / Double(4 * Refinement.blockSize))
      }
      return parts.min { $0.0 < $1.0 }?.1 ?? .nan
    }
    let mean = found.mean
    let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 47
    #expect(mean - 1 < -4.5 * (variance / 48).squareRoot(), "\(mean)")
  }
}
