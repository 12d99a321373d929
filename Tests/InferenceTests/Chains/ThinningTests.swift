import Testing

@testable import Inference

@Suite("Points spread over a run")
struct ThinningTests {
  /// Two ensembles of two walkers with ten draws, each draw the number ensemble · 100 + walker · 10 + step.
  private var chains: Chains {
    let values = [0.0, 10, 100, 110].flatMap { start in (0..<10).map { start + Double($0) } }
    return Chains(
      values: values, logDensities: values, chainCount: 4, ensembleCount: 2, dimension: 1, outcome: .converged
    )
  }

  @Test("come from every ensemble, at even distances in time")
  func spacing() {
    var random = Random(seed: 1, stream: 0)
    let points = chains.spreadPoints(4, using: &random).map { Int($0[0]) }
    let times = points.map { $0 / 100 * 10 + $0 % 10 }
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == 5 })
    #expect(points.count { $0 < 100 } == 2)
  }

  @Test("come from every walker and step alike")
  func evenness() {
    var random = Random(seed: 2, stream: 0)
    var counts = [Int: Double]()
    for _ in 0..<4000 {
      for point in chains.spreadPoints(5, using: &random) { counts[Int(point[0]), default: 0] += 1 }
    }
    // 40 draws, 500 times each; χ² of 39 degrees of freedom exceeds 90 once in 10⁵.
    #expect(counts.count == 40)
    let chiSquared = counts.values.reduce(0) { $0 + ($1 - 500) * ($1 - 500) / 500 }
    #expect(chiSquared < 90)
  }
}
