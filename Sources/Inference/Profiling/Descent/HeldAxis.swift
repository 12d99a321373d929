/// What conditional minima are sought along: a coordinate, which is simply held, or a smooth function of the point, which
/// every step is brought back to.
public enum HeldAxis: Sendable {
  /// The coordinate of this index.
  case coordinate(Int)
  /// Any other quantity.
  case quantity(HeldQuantity)

  /// A coordinate where the quantity is one.
  public init(_ quantity: some DifferentiableFunction) {
    self =
      (quantity as? Coordinate).map { .coordinate($0.index) } ?? .quantity(HeldQuantity(quantity))
  }

  /// The value at a point.
  public func value(at point: [Double]) -> Double {
    switch self {
    case .coordinate(let index): point[index]
    case .quantity(let quantity): quantity.value(point)
    }
  }
}

/// A smooth function of the point that is held at a value.
public struct HeldQuantity: Sendable {
  let value: @Sendable ([Double]) -> Double
  /// The value; writes the gradient.
  let valueAndGradient: @Sendable ([Double], inout MutableSpan<Double>) -> Double

  init(_ function: some DifferentiableFunction) {
    value = { function.value(at: $0.span) }
    valueAndGradient = { function.value(at: $0.span, gradient: &$1) }
  }
}
