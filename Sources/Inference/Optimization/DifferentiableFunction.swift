/// A smooth function of a point with its exact gradient: a χ², or a quantity to profile.
///
/// A value of NaN or ±∞, or a gradient that is not finite, means "not defined here": the minimiser turns back
/// from such a point and counts it. Smooth means a continuous gradient; second derivatives may jump, as those
/// of an asymmetric error do. A function whose gradient jumps says where: it is taken apart in ``creased``.
public protocol DifferentiableFunction: Sendable {
  /// The number of coordinates of a point.
  var dimension: Int { get }

  /// The value at `point`.
  func value(at point: Span<Double>) -> Double

  /// The value at `point`; writes ∂value/∂coordinate into `gradient`, whose count is `dimension`.
  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double

  /// The range of a coordinate that lies on a circle, such as a phase: after it the function repeats itself.
  /// Nil for any other coordinate, and by default.
  func cycle(of coordinate: Int) -> ClosedRange<Double>?

  /// Whether the gradient jumps somewhere inside the function's support. By default it does not.
  var hasCorners: Bool { get }

  /// The same function taken apart into what is smooth and what has corners or ends; nil, as by default, if it has neither.
  var creased: CreasedFunction? { get }
}

extension DifferentiableFunction {
  /// No coordinate lies on a circle.
  public func cycle(of coordinate: Int) -> ClosedRange<Double>? { nil }

  /// The gradient jumps nowhere.
  public var hasCorners: Bool { false }

  /// There are no creases.
  public var creased: CreasedFunction? { nil }

  /// The value at a point held in an array.
  func value(at point: [Double]) -> Double { value(at: point.span) }

  /// The value and the gradient at a point held in an array.
  func valueAndGradient(at point: [Double]) -> (value: Double, gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: dimension)
    var slope = gradient.mutableSpan
    let value = value(at: point.span, gradient: &slope)
    return (value, gradient)
  }
}

/// One coordinate of the point, as a function of the point.
public struct Coordinate: DifferentiableFunction {
  /// Which coordinate, counted from 0.
  public let index: Int
  /// The number of coordinates of a point.
  public let dimension: Int

  /// The coordinate `index` of points of `dimension` coordinates.
  public init(_ index: Int, dimension: Int) {
    precondition((0..<dimension).contains(index), "a coordinate's index lies below the dimension")
    self.index = index
    self.dimension = dimension
  }

  /// The coordinate itself.
  public func value(at point: Span<Double>) -> Double { point[index] }

  /// The coordinate itself; its gradient is the unit vector.
  public func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    for component in 0..<dimension { gradient[component] = component == index ? 1 : 0 }
    return point[index]
  }
}
