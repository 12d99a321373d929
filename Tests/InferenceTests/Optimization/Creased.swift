@testable import Inference

/// A smooth function and terms with creases, as the functions of fits are.
struct Creased: DifferentiableFunction {
  let parts: CreasedFunction

  var dimension: Int { parts.smooth.dimension }
  var hasCorners: Bool { parts.terms.contains { $0.edges.count > 2 } }
  var creased: CreasedFunction? { parts }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { parts.smooth.cycle(of: coordinate) }

  func value(at point: Span<Double>) -> Double {
    var sum = parts.smooth.value(at: point)
    for term in parts.terms {
      let quantity = term.quantity.value(at: point)
      guard let piece = term.piece(holding: quantity) else { return .infinity }
      sum += term.value(of: quantity, on: piece).value
    }
    return sum
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    var sum = parts.smooth.value(at: point, gradient: &gradient)
    var own = [Double](repeating: 0, count: dimension)
    for term in parts.terms {
      var slopes = own.mutableSpan
      let quantity = term.quantity.value(at: point, gradient: &slopes)
      guard let piece = term.piece(holding: quantity) else { return .infinity }
      let (value, slope) = term.value(of: quantity, on: piece)
      sum += value
      for index in 0..<dimension { gradient[index] += slope * slopes[index] }
    }
    return sum
  }
}
