import Inference
import Synchronization

/// A function that counts how often it is asked, with its gradient or without.
final class CountedFunction: DifferentiableFunction {
  private let function: any DifferentiableFunction
  private let asked = Atomic(0)
  private let differentiated = Atomic(0)

  init(_ function: some DifferentiableFunction) { self.function = function }

  var dimension: Int { function.dimension }

  /// How often it was asked so far.
  var count: Int { asked.load(ordering: .relaxed) }

  /// How often of these with its gradient.
  var gradientCount: Int { differentiated.load(ordering: .relaxed) }

  func value(at point: Span<Double>) -> Double {
    asked.add(1, ordering: .relaxed)
    return function.value(at: point)
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    asked.add(1, ordering: .relaxed)
    differentiated.add(1, ordering: .relaxed)
    return function.value(at: point, gradient: &gradient)
  }
}
