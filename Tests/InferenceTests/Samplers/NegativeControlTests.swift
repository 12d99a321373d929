import Testing

@testable import Inference

/// A test that cannot fail proves nothing: here samplers that are wrong meet the checks that the true one passes.
@Suite("The checks find wrong samplers")
struct NegativeControlTests {
  static let faults: [(BrokenEnsemble.Fault, Target, passes: Bool)] = [
    (.none, .correlatedNormal(2), true),
    (.none, .halfNormal, true),
    (.missingJacobian, .correlatedNormal(2), false),
    (.missingJacobian, .correlatedNormal(5), false),
    (.allAtOnce, .correlatedNormal(2), false),
    (.clampedEdge, .halfNormal, false),
    (.clampedEdge, .exponential, false),
  ]

  @Test("Moments miss by more than four errors if, and only if, the kernel is wrong", arguments: faults)
  func moments(fault: BrokenEnsemble.Fault, target: Target, passes: Bool) {
    let chains = sample(
      target, with: BrokenEnsemble(fault: fault, walkers: max(6, 2 * target.dimension)),
      settings: SamplingSettings(draws: 8000, maximumDraws: 8000, seed: 5), from: target.start)
    let largest = target.truths.map { $0.zScore(in: chains) }.largest
    #expect((largest < 4) == passes, "largest |z| = \(largest)")
  }

  @Test("The joint test of Geweke finds an edge that is clamped")
  func clampedEdge() {
    let scores = GewekeTest(prior: .halfNormal).zScores(of: BrokenEnsemble(fault: .clampedEdge))
    #expect(scores.largest > 4, "z = \(scores)")
  }
}
