import Foundation
import KnownPosteriors
import Testing

@testable import Inference

extension ConstrainedShape: CustomTestStringConvertible {
  /// Its name, for the list of tests.
  package var testDescription: String { name }
}

/// The long form, four million walks in each shape, is `Battery invariance`.
@Suite("A walk of nested sampling leaves the prior above a contour as it is")
struct ConstrainedWalkInvarianceTests {
  /// What Kolmogorov's distance of `count` independent draws exceeds with a probability of 10⁻⁴: 2 exp(−2 λ²) of λ/√n,
  /// A. N. Kolmogorov, Giorn. Ist. Ital. Attuari 4 (1933) 83.
  func limit(_ count: Int) -> Double { 2.2252 / Double(count).squareRoot() }

  @Test("Walks from exact points end in exact points", arguments: ConstrainedShape.all)
  func invariance(shape: ConstrainedShape) {
    let moves = 40_000
    for (marginal, ends) in zip(shape.marginals, WalkTrial(shape).ends(moves: moves, seed: 3, threads: 2)) {
      #expect(ends.total == moves)
      #expect(ends.distance < limit(moves), "\(marginal.name): \(ends.distance)")
    }
  }

  /// A walk does not forget where it set out from as long as it does not jump from disc to disc.
  @Test("Points that are drawn wrongly are found out: a light peak with 15 % of the points in place of 10 %")
  func wrongPoints() throws {
    let twins = try #require(ConstrainedShape.all.first { $0.name == "twins" })
    var trial = WalkTrial(twins)
    trial.draw = { random in
      let point = twins.draw(&random)
      return point[0] > 0 && random.uniform() < 0.05 / 0.9 ? [point[0] / 3 - 2 / 3.0, point[1] / 3] : point
    }
    let ends = trial.ends(moves: 40_000, seed: 3, threads: 2)
    #expect(ends[0].distance > limit(40_000), "\(ends[0].distance)")
  }

  @Test("The shapes are drawn as their distributions have it", arguments: ConstrainedShape.all)
  func draws(shape: ConstrainedShape) {
    var random = Random(seed: 4, stream: 0)
    var counts = Array(repeating: EvenCounts(), count: shape.marginals.count)
    for _ in 0..<100_000 {
      let point = shape.draw(&random)
      for (index, marginal) in shape.marginals.enumerated() {
        counts[index].count(marginal.distribution(marginal.function(point.span)))
      }
    }
    for (marginal, counts) in zip(shape.marginals, counts) {
      #expect(counts.distance < limit(100_000), "\(marginal.name): \(counts.distance)")
    }
  }
}
