import Foundation
import KnownPosteriors
import Synchronization
import Testing

@testable import Inference

@Suite("The surroundings of a known peak")
struct PeakExplorationTests {
  typealias Function = @Sendable ([Double]) -> Double

  /// Means over a hundred explorations, and the scatter of what each finds: the explorations are independent.
  private func means(
    about peak: [Double], on model: some BayesianModel, of functions: [Function]
  ) throws -> [(mean: Double, error: Double)] {
    let explorations = parallelMap(100, threads: 2) { number in
      PeakExploration(of: peak, on: model, stream: Random(seed: 61, stream: UInt64(number)))
    }
    let found = try explorations.map { try #require($0.draws) }
    return functions.map { function in
      let values = found.map { draws in
        draws.mean(of: (0..<draws.count).map { function(draws.point($0)) })
      }
      return (values.mean, (values.variance / Double(values.count)).squareRoot())
    }
  }

  /// Half of the prior's mass lies under a normal of deviation 10⁻⁶ in both directions, and half everywhere. Within 1.1774
  /// deviations lies half of a normal.
  @Test("are drawn as they are, of a peak of 10⁻⁶ on a floor")
  func narrow() throws {
    let (centre, width) = ([0.3, 0.8], 1e-6)
    let model = KnownPosterior.spikeOnFloor(centre, volume: 2 * .pi * width * width)
    func product(_ i: Int, _ j: Int? = nil) -> Function {
      { point in
        let other = j.map { (point[$0] - centre[$0]) / width } ?? 1
        return (point[i] - centre[i]) / width * other
      }
    }
    let (square, otherSquare) = (product(0, 0), product(1, 1))
    let isWithin: Function = { square($0) + otherSquare($0) < 2 * log(2) ? 1 : 0 }
    let found = try means(
      about: centre, on: model, of: [product(0), product(1), square, otherSquare, product(0, 1), isWithin])
    for (found, truth) in zip(found, [0, 0, 1, 1, 0, 0.5]) {
      #expect(abs(found.mean - truth) < 4.5 * found.error, "\(found) for \(truth)")
      // A hundred times some dozens of independent draws
      #expect(found.error < 0.05)
    }
  }

  /// ⟨cos φ⟩ = I₁(2)/I₀(2), half of the mass on either side of the ends of the range.
  @Test("lie on both sides of the ends of a circle")
  func circle() throws {
    let found = try means(
      about: [.pi], on: KnownPosterior.vonMises, of: [{ -cos($0[0]) }, { $0[0] > 0 ? 1 : 0 }])
    for (found, truth) in zip(found, [0.697774657964008, 0.5]) {
      #expect(abs(found.mean - truth) < 4.5 * found.error, "\(found) for \(truth)")
    }
  }

  /// e^(−x) on the half line, or something else everywhere.
  private struct Edge: BayesianModel {
    var value: Double?
    var dimension: Int { 1 }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { 0 ... .infinity }
    func logPrior(at point: Span<Double>) -> Double { point[0] < 0 ? -.infinity : 0 }
    func logLikelihood(at point: Span<Double>) -> Double { value ?? -point[0] }
    func drawFromPrior(using random: inout Random) -> [Double] { [random.uniform()] }
  }

  @Test("end at an edge on which the peak lies")
  func edge() throws {
    let found = try means(
      about: [0], on: Edge(), of: [{ $0[0] }, { $0[0] > log(2) ? 1 : 0 }, { $0[0] < 0 ? 1 : 0 }])
    for (found, truth) in zip(found, [1, 0.5, 0]) {
      #expect(abs(found.mean - truth) <= 4.5 * found.error, "\(found) for \(truth)")
    }
  }

  /// One point by itself above everything else.
  private struct Needle: BayesianModel {
    var dimension: Int { 1 }
    func logPrior(at point: Span<Double>) -> Double { 0 }
    func logLikelihood(at point: Span<Double>) -> Double { point[0] == 0.5 ? 0 : -100 }
    func drawFromPrior(using random: inout Random) -> [Double] { [random.uniform()] }
  }

  @Test("have no draws where the density is not finite, or where there is nothing about the peak")
  func impossible() {
    let stream = Random(seed: 1, stream: 0)
    func hasDraws(about peak: Double, on model: some BayesianModel) -> Bool {
      PeakExploration(of: [peak], on: model, stream: stream).draws != nil
    }
    #expect(hasDraws(about: 1, on: Edge()) && !hasDraws(about: -1, on: Edge()))
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(!hasDraws(about: 1, on: Edge(value: value)), "\(value)")
    }
    #expect(!hasDraws(about: 0.5, on: Needle()))
  }

  /// A density that counts how often it is asked.
  private final class Counter: Sendable {
    let calls = Atomic(0)
  }

  private struct Counting<Model: BayesianModel>: BayesianModel {
    let model: Model
    let counter = Counter()
    var dimension: Int { model.dimension }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { model.bounds(of: coordinate) }
    func logPrior(at point: Span<Double>) -> Double {
      counter.calls.add(1, ordering: .relaxed)
      return model.logPrior(at: point)
    }
    func logLikelihood(at point: Span<Double>) -> Double { model.logLikelihood(at: point) }
    func drawFromPrior(using random: inout Random) -> [Double] { model.drawFromPrior(using: &random) }
  }

  /// How often a model is asked, and how often it is said to have been.
  private func calls(about peak: [Double], on model: some BayesianModel) -> (
    asked: Int, said: Int, isFound: Bool
  ) {
    let counting = Counting(model: model)
    let found = PeakExploration(of: peak, on: counting, stream: Random(seed: 2, stream: 0))
    return (counting.counter.calls.load(ordering: .relaxed), found.calls, found.draws != nil)
  }

  @Test("cost as many evaluations as they say, those in vain too")
  func calls() {
    let found = calls(about: [1], on: Edge())
    #expect(found.isFound && found.said == found.asked)
    let missed = calls(about: [0.5], on: Needle())
    #expect(!missed.isFound && missed.said == missed.asked && missed.said > 100)
    let impossible = calls(about: [1], on: Edge(value: .nan))
    #expect(!impossible.isFound && impossible.said == impossible.asked)
  }
}
