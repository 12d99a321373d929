/// A function as the algorithms see it: in scaled coordinates, never asked outside the box, counted, its best
/// point kept, and finite everywhere (a large value stands where the function is not defined).
final class Evaluation {
  let box: Box
  private let function: (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>?) -> Double
  private let point: UnsafeMutableBufferPointer<Double>
  private let best: UnsafeMutableBufferPointer<Double>
  private var worstValue = 1.0

  /// The number of evaluations so far.
  private(set) var count = 0
  /// How many of them met a place where the function is not defined.
  private(set) var undefinedCount = 0
  /// The lowest value so far.
  private(set) var bestValue = Double.infinity

  init(_ function: some DifferentiableFunction, box: Box) {
    precondition(function.dimension == box.dimension, "there is one bound for each coordinate")
    self.box = box
    point = .allocate(capacity: box.dimension)
    point.initialize(repeating: 0)
    best = .allocate(capacity: box.dimension)
    best.initialize(repeating: 0)
    self.function = { point, gradient in
      guard let gradient else { return function.value(at: point.span) }
      var slope = gradient.mutableSpan
      return function.value(at: point.span, gradient: &slope)
    }
  }

  deinit {
    point.deallocate()
    best.deallocate()
  }

  /// The best point met, in scaled coordinates; nil if no value was finite.
  var bestPoint: [Double]? { bestValue < .infinity ? Array(best) : nil }

  /// Value, and gradient with respect to the scaled coordinates if asked for.
  func evaluate(_ scaled: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>?)
    -> Double
  {
    for index in 0..<box.dimension { point[index] = box.coordinate(index, ofScaled: scaled[index]) }
    count += 1
    let value = function(UnsafeBufferPointer(point), gradient)
    var defined = value.isFinite
    if let gradient {
      for index in 0..<box.dimension {
        gradient[index] *= box.scale[index]
        defined = defined && gradient[index].isFinite
      }
    }
    guard defined else {
      undefinedCount += 1
      gradient?.update(repeating: 0)
      return 10 * worstValue
    }
    worstValue = max(worstValue, value.magnitude)
    if value < bestValue {
      bestValue = value
      for index in 0..<box.dimension { best[index] = scaled[index] }
    }
    return value
  }

  /// Value and gradient at a point held in an array; nil where the function is not defined.
  func evaluate(_ scaled: [Double]) -> (value: Double, gradient: [Double])? {
    var gradient = [Double](repeating: 0, count: box.dimension)
    let undefinedBefore = undefinedCount
    let value = scaled.withUnsafeBufferPointer { scaled in
      gradient.withUnsafeMutableBufferPointer { evaluate(scaled, gradient: $0) }
    }
    return undefinedCount == undefinedBefore ? (value, gradient) : nil
  }

  /// The value at a point held in an array; nil where the function is not defined.
  func value(_ scaled: [Double]) -> Double? {
    let undefinedBefore = undefinedCount
    let value = scaled.withUnsafeBufferPointer { evaluate($0, gradient: nil) }
    return undefinedCount == undefinedBefore ? value : nil
  }
}
