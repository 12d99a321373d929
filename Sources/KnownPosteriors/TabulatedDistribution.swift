import Inference

/// A density of one variable, added up over many cells.
struct TabulatedDistribution: Sendable {
  private let range: ClosedRange<Double>
  private var below: [Double] = [0]

  /// By the midpoint rule.
  init(_ density: (Double) -> Double, over range: ClosedRange<Double>, cells: Int = 200_000) {
    self.range = range
    let width = range.turn / Double(cells)
    below.reserveCapacity(cells + 1)
    var sum = 0.0
    for cell in 0..<cells {
      sum += density(range.lowerBound + (Double(cell) + 0.5) * width) * width
      below.append(sum)
    }
  }

  /// The integral up to a place.
  func integral(to place: Double) -> Double {
    let cell = (min(max(place, range.lowerBound), range.upperBound) - range.lowerBound) / range.turn
    let exact = cell * Double(below.count - 1)
    let low = min(Int(exact), below.count - 2)
    return below[low] + (exact - Double(low)) * (below[low + 1] - below[low])
  }

  /// The part of the whole up to a place.
  func share(to place: Double) -> Double { integral(to: place) / integral(to: range.upperBound) }
}
