import Inference
import Testing

@testable import GlobalFit

@Suite("Chains that stay in different places are said to, in words")
struct ChainSeparationTests {
  /// Draws spread evenly over 0.1 around the places of the chains.
  private func chains(at places: [Double], ensembles: Int? = nil) -> Chains {
    let values = places.flatMap { place in (0..<100).map { place + 0.001 * (Double(($0 * 37) % 100) - 49.5) }
    }
    return Chains(
      values: values, logDensities: values.map { _ in 0 }, chainCount: places.count,
      ensembleCount: ensembles ?? places.count, dimension: 1, outcome: .drawLimit)
  }

  @Test("Which chains stay where")
  func words() {
    let chains = chains(at: [1, 5, 1, 5])
    let separation = ChainSeparation(of: .parameter(.mZPrime), chains.values, in: chains)
    #expect(
      separation?.words
        == "mZPrime: chains 1, 3 in 0.9555 … 1.045 GeV, chains 2, 4 in 4.955 … 5.045 GeV; they do not visit each "
        + "other's regions, so how much of the posterior lies in each is not known")
  }

  @Test("Walkers of ensembles are counted")
  func walkers() {
    let chains = chains(at: [1, 5, 1, 5, 1, 1], ensembles: 2)
    let separation = ChainSeparation(of: .parameter(.gPrime), chains.values, in: chains)
    #expect(separation?.words.hasPrefix("gPrime: 4 walkers in ") == true)
    #expect(separation?.words.contains("2 walkers in ") == true)
  }

  @Test("Chains on both sides of the cut of a circle are together")
  func circle() {
    let chains = chains(at: [0.05, 5.95])
    #expect(ChainSeparation(of: .parameter(.gPrime), chains.values, in: chains) != nil)
    // from 6 to 0 it is 0.0 further: the draws of one end at 6.0, those of the other begin at 0.0
    let wide = Chains(
      values: (0..<200).map { ($0 < 100 ? 5.95 + 0.001 * Double($0) : 5.98 + 0.001 * Double($0 - 100)) }
        .map { (0.0...6).wrapping($0) },
      logDensities: Array(repeating: 0, count: 200), chainCount: 2, ensembleCount: 2, dimension: 1,
      outcome: .drawLimit)
    #expect(ChainSeparation(of: .parameter(.gPrime), wide.values, in: wide, circle: 0...6) == nil)
  }
}
