/// How often numbers that should be uniform fall into each of many equal cells.
package struct EvenCounts: Sendable {
  private var cells = [Int](repeating: 0, count: 10_000)
  /// How many numbers were counted.
  package private(set) var total = 0

  /// Nothing counted yet.
  package init() {}

  /// Counts a number between 0 and 1.
  package mutating func count(_ share: Double) {
    cells[min(max(Int(share * Double(cells.count)), 0), cells.count - 1)] += 1
    total += 1
  }

  mutating func add(_ other: EvenCounts) {
    for index in cells.indices { cells[index] += other.cells[index] }
    total += other.total
  }

  /// Kolmogorov's distance from what is uniform, at the ends of the cells.
  package var distance: Double {
    var (below, largest) = (0, 0.0)
    for (index, count) in cells.enumerated() {
      below += count
      largest = max(
        largest, abs(Double(below) / Double(total) - Double(index + 1) / Double(cells.count)))
    }
    return largest
  }

  /// How many fall into the lowest and the highest part of size `share`, over how many should.
  package func tails(_ share: Double) -> (low: Double, high: Double) {
    let count = Int((share * Double(cells.count)).rounded())
    let expected = Double(total) * share
    return (
      Double(cells.prefix(count).reduce(0, +)) / expected, Double(cells.suffix(count).reduce(0, +)) / expected
    )
  }
}
