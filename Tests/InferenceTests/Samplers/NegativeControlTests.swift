import KnownPosteriors
import Testing

@testable import Inference

/// A test that cannot fail proves nothing: here samplers that are wrong meet the checks that the true one passes.
@Suite("The checks find wrong samplers")
struct NegativeControlTests {
  struct Control: Sendable {
    var fault: BrokenEnsemble.Fault
    var target: KnownPosterior
    var walkers: Int
  }

  /// Moving all walkers at once makes them depend on one another, which the moments of one walker feel but little:
  /// with two walkers the variance of a normal comes out a tenth too small, with six it takes many more draws to see.
  static let controls: [Control] = [
    Control(fault: .none, target: .correlatedNormal(1), walkers: 2),
    Control(fault: .none, target: .correlatedNormal(2), walkers: 6),
    Control(fault: .none, target: .halfNormal, walkers: 6),
    Control(fault: .missingJacobian, target: .correlatedNormal(2), walkers: 6),
    Control(fault: .missingJacobian, target: .correlatedNormal(5), walkers: 10),
    Control(fault: .allAtOnce, target: .correlatedNormal(1), walkers: 2),
    Control(fault: .clampedEdge, target: .halfNormal, walkers: 6),
    Control(fault: .clampedEdge, target: .exponential, walkers: 6),
  ]

  @Test("Moments miss by more than four errors if, and only if, the kernel is wrong", arguments: controls)
  func moments(control: Control) {
    let draws = 120_000 / control.walkers
    let chains = sample(
      control.target, with: BrokenEnsemble(fault: control.fault, walkers: control.walkers),
      settings: SamplingSettings(draws: draws, maximumDraws: draws, seed: 5), from: control.target.start)
    let largest = control.target.truths.map { $0.zScore(in: chains) }.largest
    #expect((largest < 4) == (control.fault == .none), "largest |z| = \(largest)")
  }

  @Test("The joint test of Geweke finds an edge that is clamped")
  func clampedEdge() {
    let scores = GewekeTest(prior: .halfNormal).zScores(of: BrokenEnsemble(fault: .clampedEdge))
    #expect(scores.largest > 4, "z = \(scores)")
  }
}
