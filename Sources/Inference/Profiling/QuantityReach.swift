/// The values that the bounds allow a quantity.
struct QuantityReach: Sendable {
  /// An extreme value, and where it is taken.
  struct Edge: Sendable {
    /// The value; infinite if there is no end.
    let quantity: Double
    let point: [Double]
  }

  let lower: Edge
  let upper: Edge

  /// Once around the circle, of a quantity that is on one: its profile goes a turn either way from the best fit.
  var turn: Double { 0.5 * (upper.quantity - lower.quantity) }
}

extension ProfileLikelihood {
  /// The least (`side` −1) or greatest (`side` 1) value that the bounds allow the quantity; infinite if there is none.
  public func edge(towards side: Double) -> Double { reach(towards: side).quantity }

  /// What the bounds allow the quantity.
  var reach: QuantityReach { QuantityReach(lower: reach(towards: -1), upper: reach(towards: 1)) }

  private func reach(towards side: Double) -> QuantityReach.Edge {
    if let coordinate = quantity as? Coordinate {
      let range = bounds[coordinate.index]
      let edge = side < 0 ? range.lowerBound : range.upperBound
      var point = minimum.point
      point[coordinate.index] = edge
      return .init(quantity: edge, point: point)
    }
    let search = MultiStart(starts: 8, seed: seed).minimize(
      Signed(function: quantity, sign: -side), within: bounds, starts: [minimum.point])
    let isBounded = bounds.allSatisfy { ($0.upperBound - $0.lowerBound).isFinite } || search.best.isConverged
    return .init(quantity: isBounded ? -side * search.best.value : side * .infinity, point: search.best.point)
  }
}

/// A function times +1 or −1.
private struct Signed<Function: DifferentiableFunction>: DifferentiableFunction {
  let function: Function
  let sign: Double
  var dimension: Int { function.dimension }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { function.cycle(of: coordinate) }

  func value(at point: Span<Double>) -> Double { sign * function.value(at: point) }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let value = function.value(at: point, gradient: &gradient)
    for index in 0..<dimension { gradient[index] *= sign }
    return sign * value
  }
}
