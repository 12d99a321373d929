import Foundation
import Testing

@testable import Inference

/// Walkers that are at ∓4 but for a unit normal, of which each step changes some.
@Suite("Valleys between draws")
struct PartingTests {
  private let ensembles = 4
  private let walkers = 16
  private let draws = 1000

  /// Chains whose walkers are each drawn anew with probability `mobility` a step, and lie below zero with probability `share`; not
  /// if an ensemble would leave a side empty and `isHeldOpen`.
  private func chains(share: Double, mobility: Double, isHeldOpen: Bool = false) -> Chains {
    var values = [Double](repeating: 0, count: ensembles * walkers * draws)
    for ensemble in 0..<ensembles {
      var random = Random(seed: 5, stream: UInt64(ensemble))
      var isBelow = (0..<walkers).map { $0 == 0 || random.uniform() < share }
      for draw in 0..<draws {
        for walker in 0..<walkers where random.uniform() < mobility {
          let before = isBelow[walker]
          isBelow[walker] = random.uniform() < share
          if isHeldOpen, !isBelow.contains(true) { isBelow[walker] = before }
        }
        for walker in 0..<walkers {
          values[(ensemble * walkers + walker) * draws + draw] =
            (isBelow[walker] ? -4 : 4) + 0.5 * random.normal()
        }
      }
    }
    return chains(values)
  }

  private func chains(_ values: [Double]) -> Chains {
    Chains(
      values: values, logDensities: values, chainCount: ensembles * walkers, ensembleCount: ensembles,
      dimension: 1, outcome: .drawLimit)
  }

  @Test("A valley that walkers cross all the time is no problem", arguments: [0.02, 0.1, 0.5])
  func crossed(share: Double) {
    let chains = chains(share: share, mobility: 0.5)
    #expect(chains.unsettledParting(ofQuantity: chains.values) == nil)
  }

  @Test("One that few walkers cross is")
  func rare() throws {
    let chains = chains(share: 0.1, mobility: 0.001)
    let parting = try #require(chains.unsettledParting(ofQuantity: chains.values))
    #expect(parting.isRarelyCrossed && parting.isLightSideBelow)
    #expect(abs(parting.place) < 3)
    // 64 000 steps, one in a thousand draws anew, nine in ten stand above, and one in ten of the new ones lie below: 6 ± 3
    #expect(parting.arrivals <= 20)
  }

  @Test("A side that is never left empty has more draws than it should, and is noticed")
  func heldOpen() throws {
    let chains = chains(share: 0.1, mobility: 0.5, isHeldOpen: true)
    let parting = try #require(chains.unsettledParting(ofQuantity: chains.values))
    #expect(parting.isHeldOpen && !parting.isRarelyCrossed && parting.returns == 0)
    // 0.1/(1 − 0.9¹⁶)
    #expect(abs(parting.lightShare - 0.1227) < 0.01)
  }

  @Test("A normal, heavy tails, a plateau and an exponential have no valleys")
  func noValleys() {
    var random = Random(seed: 6, stream: 0)
    let shapes: [(inout Random) -> Double] = [
      { $0.normal() }, { $0.normal() / $0.normal() }, { $0.uniform() }, { -log($0.uniform()) },
    ]
    for shape in shapes {
      let sorted = (0..<64_000).map { _ in shape(&random) }.sorted()
      #expect(valleys(of: sorted).isEmpty)
    }
  }

  @Test("Three peaks have two valleys, where there is nothing")
  func twoValleys() {
    var random = Random(seed: 7, stream: 0)
    let sorted = (0..<30_000).map { draw in Double(draw % 3) * 10 + random.normal() }.sorted()
    let found = valleys(of: sorted)
    #expect(found.count == 2)
    #expect(zip(found, [5.0, 15]).allSatisfy { abs($0 - $1) < 2 })
  }
}
