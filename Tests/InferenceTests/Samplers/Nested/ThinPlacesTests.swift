import Foundation
import Testing

@testable import Inference

@Suite("Where a learned density is thin")
struct ThinPlacesTests {
  /// A wedge that gets narrower all the time: y = ½ ± 0.05 e^(−6x) within the unit square.
  ///
  /// x has the density 6 e^(−6x)/(1 − e⁻⁶), and y is normal given x but for 10⁻²³ beyond the edges.
  private struct Wedge: BayesianModel {
    var dimension: Int { 2 }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { 0...1 }
    func logPrior(at point: Span<Double>) -> Double { 0 }
    func logLikelihood(at point: Span<Double>) -> Double {
      let deviation = (point[1] - 0.5) / (0.05 * exp(-6 * point[0]))
      return -0.5 * deviation * deviation
    }
    func drawFromPrior(using random: inout Random) -> [Double] { [random.uniform(), random.uniform()] }

    /// An exact draw from the posterior.
    func draw(using random: inout Random) -> [Double] {
      let x = -log1p(expm1(-6) * random.uniform()) / 6
      return [x, 0.5 + 0.05 * exp(-6 * x) * random.normal()]
    }

    /// ln Z.
    static let logEvidence = log(0.05 * (2 * Double.pi).squareRoot() * -expm1(-6) / 6)
  }

  private let model = Wedge()

  private func exactDraws(_ count: Int, stream: UInt64, where isKept: ([Double]) -> Bool = { _ in true })
    -> WeightedDraws
  {
    var random = Random(seed: 97, stream: stream)
    var points: [[Double]] = []
    while points.count < count {
      let point = model.draw(using: &random)
      if isKept(point) { points.append(point) }
    }
    return WeightedDraws(
      equally: points.flatMap(\.self), logDensities: points.map { model.logDensity(at: $0.span) })
  }

  private func trial(_ lessons: WeightedDraws, thin: WeightedDraws?, round: Int) throws -> Refinement {
    var random = Random(seed: 98, stream: UInt64(round))
    let density = try #require(
      MixtureDensity(
        lessons, tempered: lessons, peaks: [], thin: thin, on: model, after: nil, threads: 2, using: &random))
    return Refinement(
      density, round: round, lessons: lessons.worth, found: lessons, peaks: [], on: model,
      settings: NestedSettings(seed: 99, threads: 2))
  }

  /// The posterior over a density, both normalised, exceeded at one of a thousand exact draws.
  private func ratio(_ trial: Refinement) -> Double {
    let draws = exactDraws(20_000, stream: 1)
    let sorted = trial.logRatios(at: draws, on: model, threads: 2).sorted()
    return exp(sorted[sorted.count - sorted.count / 1000] - Wedge.logEvidence)
  }

  /// The narrow end beyond x = 0.5, e⁻³ = 5 % of the mass, is not among what the density is learned from.
  @Test("it has draws when it has learned from where walkers came that are drawn there")
  func mended() throws {
    let lessons = exactDraws(3000, stream: 2) { $0[0] < 0.5 }
    var thin: WeightedDraws?
    var ratios: [Double] = []
    for round in 1...4 {
      let trial = try trial(lessons, thin: thin, round: round)
      ratios.append(ratio(trial))
      let moved = MovedDraws(
        of: trial, found: lessons, calls: 60_000, on: model, seed: 100, stream: UInt64(round) << 8, threads: 2
      )
      thin = thin?.merged(with: moved.fromWhereThin) ?? moved.fromWhereThin
    }
    // Without them it would stay as it was, whatever the random numbers.
    let unmended = try ratio(trial(lessons, thin: nil, round: 5))
    #expect(ratios[0] > 100 && unmended > 100, "\(ratios) \(unmended)")
    #expect(ratios[3] < 20, "\(ratios)")
  }

  /// P(x > its 0.995 quantile) and Z, over 24 seeds, in units of their scatter: P(|t| > 5) = 5·10⁻⁵ with 23 degrees of freedom.
  @Test("nothing is missing from its tail and its evidence")
  func tail() {
    let quantile = -log1p(expm1(-6) * 0.995) / 6
    let found = (1...24).map { seed in
      var sampling = NestedSampling(
        dimension: 2, settings: NestedSettings(seed: UInt64(seed), threads: 2))
      let result = sampling.run(on: model)
      #expect(result.problems.isEmpty)
      let draws = result.draws
      return (
        draws.mean(of: draws.values(of: 0).map { $0 > quantile ? 1 : 0 }) - 0.005,
        result.logEvidence - Wedge.logEvidence
      )
    }
    for offsets in [found.map(\.0), found.map(\.1)] {
      let variance = offsets.reduce(0) { $0 + ($1 - offsets.mean) * ($1 - offsets.mean) } / 23
      #expect(
        abs(offsets.mean) < 5 * (variance / 24).squareRoot(), "\(offsets.mean) of \(variance.squareRoot())")
      #expect(variance.squareRoot() < (offsets == found.map(\.0) ? 0.0015 : 0.03))
    }
  }
}
