import Foundation
import Testing

@testable import Inference

@Suite("The largest weights") struct WeightTailTests {
  @Test func equalWeightsHaveNoTailAndAreManyEnough() {
    let tail = WeightTail(logWeights: [Double](repeating: -3, count: 10_000))
    #expect(tail.paretoShape == -.infinity)
    // 2.275 % of them, rounded up
    #expect(tail.heaviestDraws == 228)
    #expect(tail.problem == nil)
  }

  @Test func aHandfulOfDrawsWithAllTheWeightIsAProblemWhateverTheShape() {
    // 40 draws that weigh a hundred times as much as each of 10 000 others
    let tail = WeightTail(
      logWeights: [Double](repeating: log(100), count: 40) + [Double](repeating: 0, count: 10_000))
    // 0.02275 · 14 000 = 318.5 in units of the small ones
    #expect(tail.heaviestDraws == 4)
    #expect(tail.problem?.hasPrefix("4 draws hold the heaviest 2.3 %") == true, "\(tail.problem ?? "")")
  }

  /// Quantiles of Pareto's distribution, which has the shape exactly.
  @Test(arguments: [0.3, 0.5, 0.9])
  func theShapeOfATailIsFound(shape: Double) {
    let count = 20_000
    let logWeights = (0..<count).map { -shape * log((Double($0) + 0.5) / Double(count)) }
    let tail = WeightTail(logWeights: logWeights)
    #expect(abs(tail.paretoShape - shape) < 0.05, "\(tail.paretoShape)")
    #expect((tail.problem == nil) == (shape < 0.7 && tail.heaviestDraws >= WeightTail.fewestDraws))
  }

  @Test func whatHasNoWeightDoesNotCount() {
    let some = [Double](repeating: 0, count: 1000)
    let tail = WeightTail(logWeights: some + [Double](repeating: -.infinity, count: 1000))
    #expect(tail.heaviestDraws == 23)
  }
}
