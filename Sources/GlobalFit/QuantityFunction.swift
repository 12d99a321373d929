import Foundation
import Inference
import Physics

/// A predicted observable or a parameter in some unit, or its logarithm, as a function of the coordinates.
public struct QuantityFunction: DifferentiableFunction {
  private let free: [FreeParameter]
  /// Predicts the observable; nil for a parameter.
  private let predictor: Predictor?
  private let index: Int
  private let isLogarithmic: Bool
  /// What is counted in: 1 for the quantity itself.
  private let unit: Double

  /// The number of free parameters.
  public var dimension: Int { free.count }

  /// The circle that a periodic parameter's coordinate lies on.
  public func cycle(of coordinate: Int) -> ClosedRange<Double>? { free[coordinate].cycle }

  /// - Precondition: `unit` is positive, and a parameter is one of the problem's free ones.
  public init(_ quantity: Quantity, of problem: Problem, isLogarithmic: Bool = false, unit: Double = 1) {
    self.isLogarithmic = isLogarithmic
    self.unit = unit
    free = problem.free
    switch quantity {
    case .observable(let observable):
      predictor = problem.predictor(of: [observable])
      index = 0
    case .parameter(let parameter):
      predictor = nil
      let position = free.firstIndex { $0.parameter == parameter }
      precondition(position != nil, "A fixed parameter is not a function of the coordinates")
      index = position ?? 0
    }
  }

  /// The quantity at coordinates.
  public func value(at point: Span<Double>) -> Double {
    let value = plainValue(at: point)
    return isLogarithmic ? log(value / unit) : value / unit
  }

  /// The same, with its derivatives with respect to the coordinates.
  public func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let value = plainValue(at: point, gradient: &gradient)
    for i in point.indices { gradient[i] /= isLogarithmic ? value : unit }
    return isLogarithmic ? log(value / unit) : value / unit
  }

  private func plainValue(at point: Span<Double>) -> Double {
    guard let predictor else { return free[index].density.scale.value(at: point[index]) }
    let count = free.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 1) { buffer in
      var values = UnsafeMutableBufferPointer(rebasing: buffer[..<count]).mutableSpan
      var prediction = UnsafeMutableBufferPointer(rebasing: buffer[count...]).mutableSpan
      for i in 0..<count { values[i] = free[i].density.scale.value(at: point[i]) }
      predictor.predict(at: values.span, into: &prediction)
      return prediction[0]
    }
  }

  private func plainValue(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let count = free.count
    guard let predictor else {
      for i in 0..<count { gradient[i] = 0 }
      let x = free[index].density.scale.value(at: point[index])
      gradient[index] = free[index].density.scale.slope(at: x)
      return x
    }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 2) { buffer in
      var values = UnsafeMutableBufferPointer(rebasing: buffer[..<count]).mutableSpan
      var prediction = UnsafeMutableBufferPointer(rebasing: buffer[count..<count + 1]).mutableSpan
      var slope = UnsafeMutableBufferPointer(rebasing: buffer[(count + 1)...]).mutableSpan
      for i in 0..<count { values[i] = free[i].density.scale.value(at: point[i]) }
      _ = predictor.differentiate(
        { predictions, slopes in
          slopes[0] = 1
          return predictions[0]
        }, at: values.span, predictions: &prediction, slopes: &slope, gradient: &gradient)
      for i in 0..<count { gradient[i] *= free[i].density.scale.slope(at: values[i]) }
      return prediction[0]
    }
  }
}
