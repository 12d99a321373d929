import Foundation
import KnownPosteriors
import Synchronization
import Testing

@testable import Inference

@Suite("Nested sampling")
struct NestedSamplingTests {
  private func run(
    _ model: some BayesianModel, _ settings: NestedSettings,
    progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> NestedResult {
    var sampling = NestedSampling(dimension: model.dimension, settings: settings)
    return sampling.run(on: model, progress: progress)
  }

  @Test("gives the same bits on one, two and three threads, with the learned density and without")
  func threads() {
    let model = KnownPosterior.correlatedNormal(2)
    for learns in [true, false] {
      let results = (1...3).map { threads in
        run(
          model,
          NestedSettings(
            learns: learns, goal: ConvergenceGoal(rHat: 1.1, effectiveSampleSize: 500), evidenceError: 0.5,
            threads: threads))
      }
      for result in results.dropFirst() {
        #expect(result.draws.values == results[0].draws.values)
        #expect(result.draws.weights == results[0].draws.weights)
        #expect(result.logEvidence == results[0].logEvidence && result.calls == results[0].calls)
      }
      #expect((results[0].refinement != nil) == learns)
    }
  }

  /// Errors over 20 seeds: z has mean 0 ± 1/√20 and Σ z² is χ² of 20; bounds of probability 10⁻⁴ each, and, for errors
  /// that are estimates themselves, a fifth of slack.
  @Test(
    "finds ln Z within errors that are as large as claimed", arguments: [true, false])
  func evidence(learns: Bool) throws {
    // Careful runs take a hundred times as long.
    let models: [KnownPosterior] =
      learns
      ? [.correlatedNormal(2), .halfNormal, .bimodal, .flatCircle, .plateau, .eightSchools]
      : [.halfNormal, .bimodal]
    for model in models {
      let truth = try #require(model.logEvidence)
      let scores = parallelMap(20, threads: 2) { seed in
        let result = run(
          model,
          NestedSettings(
            learns: learns, goal: ConvergenceGoal(rHat: 1.1, effectiveSampleSize: 300), evidenceError: 0.2,
            seed: UInt64(seed), threads: 1))
        return (result.logEvidence - truth) / result.logEvidenceError
      }
      let mean = scores.reduce(0, +) / 20
      let sum = scores.reduce(0) { $0 + $1 * $1 }
      #expect(abs(mean) < 3.9 / 20.0.squareRoot() * 1.2, "\(model.name): mean of z \(mean)")
      #expect(sum < 52.4 * 1.44, "\(model.name): Σ z² \(sum) of 20")
    }
  }

  /// χ² of 19 exceeds 50.8 with probability 10⁻⁴. ln Z of a single run scatters by √(H/n) and lies low by half its variance.
  @Test("tells ln Z of each careful run, and ranks of new points that are even")
  func runs() throws {
    let model = KnownPosterior.halfNormal
    let truth = try #require(model.logEvidence)
    let result = run(
      model,
      NestedSettings(
        learns: false, goal: ConvergenceGoal(rHat: 1.1, effectiveSampleSize: 2000), evidenceError: 0.1,
        seed: 3,
        threads: 2))
    let (found, own) = (result.exploration, result.exploration.logEvidences)
    #expect(own.count == found.runs && found.runs > 3)
    let scatter = (result.information / Double(found.livePoints)).squareRoot()
    let mean = own.reduce(0, +) / Double(own.count)
    let error = scatter / Double(own.count).squareRoot()
    #expect(abs(mean + scatter * scatter / 2 - truth) < 4 * error, "\(mean) ± \(error) for \(truth)")
    #expect(own.allSatisfy { abs($0 - truth) < 5 * scatter })
    let counts = found.insertionRanks
    let expected = Double(counts.reduce(0, +)) / 20
    #expect(counts.count == 20 && expected > 100)
    let chiSquared = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    #expect(chiSquared < 50.8, "\(chiSquared)")
  }

  /// A uniform prior on a square, and a likelihood that fails in parts of it: NaN where x < ¼, +∞ where x > ¾, nothing
  /// where y < ½; 1 in the quarter that is left.
  private struct Failing: BayesianModel {
    var dimension: Int { 2 }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { 0...1 }
    func logPrior(at point: Span<Double>) -> Double {
      (0...1).contains(point[0]) && (0...1).contains(point[1]) ? 0 : -.infinity
    }
    func logLikelihood(at point: Span<Double>) -> Double {
      if point[0] < 0.25 { return .nan }
      if point[0] > 0.75 { return .infinity }
      return point[1] < 0.5 ? -.infinity : 0
    }
    func drawFromPrior(using random: inout Random) -> [Double] { [random.uniform(), random.uniform()] }
  }

  @Test("takes what cannot be computed for impossible, and counts it")
  func failing() {
    for learns in [true, false] {
      let result = run(
        Failing(),
        NestedSettings(
          learns: learns, goal: ConvergenceGoal(rHat: 1.1, effectiveSampleSize: 1000), evidenceError: 0.1,
          threads: 1))
      #expect(abs(result.logEvidence - log(0.25)) < 4.5 * result.logEvidenceError)
      #expect(result.invalid > 0)
      let inside = (0..<result.draws.count).allSatisfy { draw in
        let point = result.draws.point(draw)
        return result.draws.weights[draw] == 0 || (0.25...0.75).contains(point[0]) && point[1] >= 0.5
      }
      #expect(inside)
    }
  }

  private struct Impossible: BayesianModel {
    var dimension: Int { 1 }
    func logPrior(at point: Span<Double>) -> Double { 0 }
    func logLikelihood(at point: Span<Double>) -> Double { -.infinity }
    func drawFromPrior(using random: inout Random) -> [Double] { [random.uniform()] }
  }

  @Test("says so if no point is possible")
  func impossible() {
    let result = run(Impossible(), NestedSettings(threads: 1))
    #expect(result.problems.first?.contains("no point of the prior") == true)
    #expect(result.logEvidence == -.infinity)
  }

  @Test("stops when asked to, and does not call that converged")
  func stops() {
    let asked = Atomic(0)
    let result = run(KnownPosterior.correlatedNormal(5), NestedSettings(learns: false, threads: 2)) { _ in
      asked.add(1, ordering: .relaxed).newValue < 20
    }
    #expect(result.isStopped && result.problems == ["stopped before the goal was reached"])
  }

  @Test("says so if it runs out of evaluations")
  func spent() {
    let result = run(
      KnownPosterior.correlatedNormal(5), NestedSettings(learns: false, maximumCalls: 20_000, threads: 1))
    #expect(!result.problems.isEmpty && result.calls < 200_000)
  }

  @Test("keeps its runs when the goal is raised, and goes on from them")
  func goesOn() {
    let model = KnownPosterior.correlatedNormal(2)
    var settings = NestedSettings(
      goal: ConvergenceGoal(rHat: 1.1, effectiveSampleSize: 1000), evidenceError: 0.1, threads: 1)
    var sampling = NestedSampling(dimension: 2, settings: settings)
    let early = sampling.run(on: model)
    settings.goal.effectiveSampleSize = 100_000
    sampling.settings = settings
    let late = sampling.run(on: model)
    #expect(late.calls > early.calls && late.problems.isEmpty)
    #expect(late.exploration.calls == early.exploration.calls)
    var atOnce = NestedSampling(dimension: 2, settings: settings)
    #expect(late.calls < early.calls + atOnce.run(on: model).calls)
  }
}
