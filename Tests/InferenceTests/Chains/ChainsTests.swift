import Testing

@testable import Inference

@Suite("Chains")
struct ChainsTests {
  /// Two ensembles of two walkers, three draws, two parameters; each value spells chain, draw, parameter.
  let chains = Chains(
    values: [
      0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121,
      200, 201, 210, 211, 220, 221, 300, 301, 310, 311, 320, 321,
    ],
    logDensities: (0..<12).map { -abs(Double($0) - 7) }, chainCount: 4, ensembleCount: 2, dimension: 2,
    transition: Transition(accepted: 3, proposed: 12, invalid: 1), outcome: .drawLimit)

  @Test("Values stand by chain, draw and parameter")
  func layout() {
    #expect(chains.drawCount == 3)
    #expect(chains.walkerCount == 2)
    #expect(chains[chain: 2, draw: 1, parameter: 1] == 211)
    #expect(chains.point(chain: 3, draw: 2) == [320, 321])
    #expect(chains.values(of: 1) == [1, 11, 21, 101, 111, 121, 201, 211, 221, 301, 311, 321])
    #expect(chains.acceptanceRate == 0.25)
    #expect(chains.invalidCount == 1)
  }

  @Test("A quantity is worked out at every draw, on any number of threads", arguments: [1, 2])
  func quantity(threads: Int) {
    #expect(chains.values(threads: threads) { $0[1] - $0[0] } == Array(repeating: 1, count: 12))
    #expect(chains.values(threads: threads) { $0[0] } == chains.values(of: 0))
  }

  @Test("The highest draw is found")
  func highest() {
    #expect(chains.highest?.point == [210, 211])
    #expect(chains.highest?.logDensity == 0)
  }
}
