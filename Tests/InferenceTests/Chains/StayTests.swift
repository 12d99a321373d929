import Foundation
import Testing

@testable import Inference

/// Chains that draw anew from a unit normal in every step, but for one that stays where it is for a while.
@Suite("A chain that stays at one point")
struct StayTests {
  private let chainCount = 12
  private let drawCount = 1000

  /// - Parameter rounding: how far apart the draws of the stay are.
  private func chains(stay: Int, at place: Double = 0, rounding: Double = 0, seed: UInt64 = 1) -> Chains {
    var random = Random(seed: seed, stream: 0)
    var values = (0..<chainCount * drawCount).map { _ in random.normal() }
    for draw in 0..<stay { values[5 * drawCount + 200 + draw] = place + (draw % 2 == 0 ? rounding : 0) }
    return Chains(
      values: values, logDensities: values.map { -$0 * $0 / 2 }, chainCount: chainCount,
      ensembleCount: chainCount, dimension: 1, outcome: .drawLimit)
  }

  @Test("is noticed with the length of its stay, up to rounding")
  func length() {
    #expect(chains(stay: 40, at: 1).longestStay == Stay(chain: 5, length: 40))
    #expect(chains(stay: 40, at: 1, rounding: 1e-15).longestStay == Stay(chain: 5, length: 40))
    #expect(chains(stay: 40, at: 1, rounding: 1e-6).longestStay?.length == 1)
    #expect(chains(stay: 0).longestStay?.length == 1)
  }

  /// 12 000 draws for 400 independent ones are 30 for each.
  @Test(
    "has not converged if it stays for more draws than make an independent one",
    arguments: [1, 2, 3] as [UInt64])
  func goal(seed: UInt64) {
    let goal = ConvergenceGoal()
    #expect(chains(stay: 30, seed: seed).overlongStay(for: goal) == nil)
    #expect(chains(stay: 30, seed: seed).meet(goal))
    #expect(chains(stay: 31, seed: seed).overlongStay(for: goal) == Stay(chain: 5, length: 31))
    #expect(!chains(stay: 31, seed: seed).meet(goal))
    // more independent draws allow shorter stays only
    #expect(!chains(stay: 30, seed: seed).meet(ConvergenceGoal(effectiveSampleSize: 401)))
  }

  /// A stay in the middle of all draws, where R̂ and effective sample sizes see nothing.
  @Test("is what nothing else would notice")
  func unnoticed() {
    let chains = chains(stay: 60)
    let found = chains.diagnostics(of: 0)
    #expect(found.meet(ConvergenceGoal()) && chains.unsettledParting(ofQuantity: chains.values) == nil)
    #expect(!chains.meet(ConvergenceGoal()))
  }

  /// Draws of Metropolis' rule with steps fifteen times too long, of which one in twelve or so is accepted: N/n grows with the length of
  /// stays, and honest chains that meet all else meet this, too.
  @Test("for as long as honest rejections make it has converged", arguments: [1, 2, 3, 4] as [UInt64])
  func honest(seed: UInt64) {
    let drawCount = 16_000
    let draws = (0..<chainCount).map { chain in
      var random = Random(seed: seed, stream: UInt64(chain))
      var x = random.normal()
      return (0..<drawCount).map { _ in
        let y = x + 15 * random.normal()
        if random.uniform() < exp((x * x - y * y) / 2) { x = y }
        return x
      }
    }
    let values = draws.flatMap(\.self)
    let chains = Chains(
      values: values, logDensities: values.map { -$0 * $0 / 2 }, chainCount: chainCount,
      ensembleCount: chainCount, dimension: 1, outcome: .drawLimit)
    #expect((chains.longestStay?.length ?? 0) > 30)
    #expect(chains.overlongStay(for: ConvergenceGoal()) == nil && chains.meet(ConvergenceGoal()))
  }
}
