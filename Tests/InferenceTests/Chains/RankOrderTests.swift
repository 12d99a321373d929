import Testing

@testable import Inference

@Suite("Rank order")
struct RankOrderTests {
  @Test("Sorting by radix is sorting", arguments: [0, 1, 2, 3, 1000, 1001])
  func sorting(count: Int) {
    var random = Random(seed: 1, stream: UInt64(count))
    var values = (0..<count).map { _ in random.normal() * (random.uniform() < 0.5 ? 1e-200 : 1e200) }
    if count > 2 { values[0...2] = [-.infinity, .infinity, -0.0] }
    let order = RankOrder(values)
    #expect(order.sorted == values.sorted())
    #expect(order.places.map { values[Int($0)] } == order.sorted)
    #expect(Set(order.places).count == count)
  }

  @Test("The folded order is that of the distances from the median", arguments: [1, 2, 9, 10, 500])
  func folding(count: Int) {
    var random = Random(seed: 2, stream: UInt64(count))
    let values = (0..<count).map { _ in (10 * random.normal()).rounded() }
    let order = RankOrder(values)
    #expect(order.folded.sorted == values.map { abs($0 - order.median) }.sorted())
    #expect(Set(order.folded.places).count == count)
  }

  @Test("Ties share the score of their average rank")
  func ties() {
    let table = NormalScores(count: 5)
    let scores = RankOrder([2, 1, 2, 0.0, -0.0]).normalScores(table)
    #expect(scores == [9, 6, 9, 3, 3].map { table.score(twiceRank: $0) })
    #expect(scores[1] == 0)
    #expect(abs(scores[3] + scores[0]) < 1e-15)
  }
}
