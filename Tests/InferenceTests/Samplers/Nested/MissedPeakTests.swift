import Foundation
import KnownPosteriors
import Testing

@testable import Inference

@Suite("A peak that runs of nested sampling miss")
struct MissedPeakTests {
  private func settings(seed: UInt64 = 1) -> NestedSettings {
    NestedSettings(
      goal: ConvergenceGoal(rHat: 1.1, effectiveSampleSize: 1000), evidenceError: 0.1, seed: seed, threads: 2)
  }

  private func run(_ model: KnownPosterior, seed: UInt64 = 1) -> NestedResult {
    var sampling = NestedSampling(
      dimension: model.dimension, settings: settings(seed: seed), knownPeaks: model.knownPeaks)
    return sampling.run(on: model)
  }

  /// How much of the posterior some function says lies there, and the error.
  private func mass(_ result: NestedResult, _ isThere: ([Double]) -> Bool) -> (mass: Double, error: Double) {
    let terms = (0..<result.draws.count).map { isThere(result.draws.point($0)) ? 1.0 : 0 }
    return (result.draws.mean(of: terms), result.draws.variance(ofMeanOf: terms).squareRoot())
  }

  /// 0.3 of the mass under a normal of deviation 0.02 in 10⁻⁸ of the prior: without it ln Z is lower by −ln 0.7.
  @Test("is found if it is known", arguments: 1...3)
  func hiddenPeak(seed: UInt64) throws {
    let hidden = KnownPosterior.hiddenPeak(5, width: 0.02)
    let truth = try #require(hidden.logEvidence)
    let blind = run(hidden, seed: seed)
    // Beyond five deviations lies 6·10⁻⁷ of a normal.
    func isThere(_ point: [Double]) -> Bool { abs(point[0] + 5) < 0.1 }
    #expect(blind.problems.isEmpty && mass(blind, isThere).mass < 1e-6)
    #expect(abs(blind.logEvidence - truth - log(0.7)) < 4.5 * blind.logEvidenceError)

    let told = run(hidden.knowing([Array(repeating: -5, count: 5)]), seed: seed)
    let found = mass(told, isThere)
    #expect(told.problems.isEmpty && abs(found.mass - 0.3) < 4.5 * found.error, "\(found)")
    #expect(abs(told.logEvidence - truth) < 4.5 * told.logEvidenceError)
  }

  @Test("and that is none does no harm if it is taken for one")
  func noPeak() throws {
    let hidden = KnownPosterior.hiddenPeak(5, width: 0.02)
    let truth = try #require(hidden.logEvidence)
    let told = run(hidden.knowing([Array(repeating: 5, count: 5), Array(repeating: 20, count: 5)]))
    #expect(told.problems.isEmpty)
    #expect(abs(told.logEvidence - truth - log(0.7)) < 4.5 * told.logEvidenceError)
  }

  /// ½ under a spike of 10⁻⁴ of the prior, 4·10⁻⁵ wide: a draw in thousands comes there, and weighs thousands.
  private static let spike = KnownPosterior.spikeOnFloor([0.37], volume: 1e-4)

  /// With these seeds none of the first 16 · 50 points lies on the spike, and the runs end on the floor: all is left to the draws.
  @Test("is looked at where a draw weighs much", arguments: 2...6)
  func spike(seed: UInt64) {
    let result = run(Self.spike, seed: seed)
    let found = mass(result) { abs($0[0] - 0.37) < 4e-4 }
    // Of the floor 8·10⁻⁴ lies there too.
    #expect(result.problems.isEmpty && abs(found.mass - 0.5004) < 4.5 * found.error, "\(found)")
    #expect(abs(result.logEvidence) < 4.5 * result.logEvidenceError, "\(result.logEvidence)")
    // No runs of more care were needed.
    #expect(result.exploration.calls == 800)
  }

  /// Draws of the floor alone, and a density learned from them.
  private func trial(peaks: [WeightedDraws], on model: KnownPosterior) throws -> Refinement {
    var random = Random(seed: 71, stream: 0)
    let floor = WeightedDraws(
      values: (0..<2000).map { _ in random.uniform() }, logDensities: Array(repeating: log(0.5), count: 2000),
      weights: Array(repeating: 1, count: 2000), runs: (0..<2000).map { Int32($0 % 4) }, runCount: 4)
    let density = try #require(
      MixtureDensity(
        floor, tempered: floor, peaks: peaks, on: model, after: nil, threads: 2, using: &random))
    return Refinement(
      density, round: 1, lessons: floor.worth, found: floor, peaks: peaks, on: model, settings: settings())
  }

  /// Of 16 384 draws four are expected within three deviations of the spike.
  @Test("is where the heaviest of the draws lies, and is overlooked until it is learned from")
  func heaviest() throws {
    let blind = try trial(peaks: [], on: Self.spike)
    let heaviest = try #require(blind.heaviest)
    #expect(abs(heaviest[0] - 0.37) < 2e-4)
    #expect(blind.overlooks([0.37], on: Self.spike) && !blind.overlooks([0.5], on: Self.spike))

    let stream = Random(seed: 72, stream: 0)
    let peak = try #require(PeakExploration(of: heaviest, on: Self.spike, stream: stream).draws)
    let told = try trial(peaks: [peak], on: Self.spike)
    #expect(told.heaviest == nil && !told.overlooks([0.37], on: Self.spike))
    #expect(told.efficiency > 5 * blind.efficiency)
    #expect(abs(told.logEvidence) < 4.5 * told.logEvidenceError)
  }

  @Test("is not suspected where no draw weighs much")
  func nothing() throws {
    let flat = KnownPosterior("floor", prior: .cube(0...1, dimension: 1), truths: []) { _ in log(0.5) }
    let trial = try trial(peaks: [], on: flat)
    #expect(trial.heaviest == nil && !trial.overlooks([0.37], on: flat))
    #expect(trial.holdsEveryRun && trial.efficiency > 0.9)
  }
}
