import Inference
import Testing

@testable import GlobalFit

@Suite("Chains that stay in different places are said to, in words")
struct ChainSeparationTests {
  /// Draws spread evenly over 0.2 around the places of the chains.
  private func chains(at places: [Double], ensembles: Int? = nil) -> Chains {
    let values = places.flatMap { place in (0..<100).map { place + 0.002 * (Double(($0 * 37) % 100) - 49.5) }
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
        == "mZPrime: chains 1, 3 in 0.911 … 1.09 GeV, chains 2, 4 in 4.91 … 5.09 GeV; they do not visit each "
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
    let circle = 0.0...6.0
    let straight = chains(at: [5.99, 6.01])
    let values = straight.values.map(circle.wrapping)
    #expect(ChainSeparation(of: .parameter(.gPrime), values, in: straight, circle: circle) == nil)
    let apart = chains(at: [0.1, 5.9])
    #expect(ChainSeparation(of: .parameter(.gPrime), apart.values, in: apart, circle: circle) != nil)
  }
}
