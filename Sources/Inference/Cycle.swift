/// Coordinates on a circle: a range of numbers whose ends are one place.
extension ClosedRange<Double> {
  /// The length of the range: once around the circle.
  public var turn: Double { upperBound - lowerBound }

  /// The number in the range that is the same place on the circle.
  public func wrapping(_ number: Double) -> Double {
    let inside = number - turn * ((number - lowerBound) / turn).rounded(.down)
    return Swift.min(Swift.max(inside, lowerBound), upperBound)
  }

  /// The shorter way around the circle from one number to another, negative if it leads down.
  public func way(from start: Double, to end: Double) -> Double {
    (end - start).remainder(dividingBy: turn)
  }
}

extension DifferentiableFunction {
  /// The bounds of a search: none where a range is a whole circle, whose ends are no edges.
  func unrolled(_ bounds: [ClosedRange<Double>]) -> [ClosedRange<Double>] {
    bounds.indices.map { isCircle($0, bounds) ? -Double.infinity...(.infinity) : bounds[$0] }
  }

  /// The same point with every coordinate that lies on a circle inside its range.
  func rolled(_ point: [Double], within bounds: [ClosedRange<Double>]) -> [Double] {
    point.indices.map { isCircle($0, bounds) ? bounds[$0].wrapping(point[$0]) : point[$0] }
  }

  /// `end` as seen from `start`: around circles the shorter way.
  func image(of end: [Double], from start: [Double], within bounds: [ClosedRange<Double>]) -> [Double] {
    end.indices.map { index in
      guard isCircle(index, bounds) else { return end[index] }
      return start[index] + bounds[index].way(from: start[index], to: end[index])
    }
  }

  private func isCircle(_ index: Int, _ bounds: [ClosedRange<Double>]) -> Bool {
    cycle(of: index) == bounds[index]
  }
}
