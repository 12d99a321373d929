/// How far a point is from where every term of a creased function is defined: zero there, and smooth enough to descend.
struct SupportDistance: DifferentiableFunction {
  let creased: CreasedFunction
  /// How far inside the supports to aim, in parts of their widths.
  let margin: Double

  var dimension: Int { creased.smooth.dimension }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { creased.smooth.cycle(of: coordinate) }

  func value(at point: Span<Double>) -> Double {
    creased.terms.reduce(0) { sum, term in
      let distance = term.distance(from: term.quantity.value(at: point), margin: margin).value
      return sum + distance * distance
    }
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    var sum = 0.0
    var own = [Double](repeating: 0, count: dimension)
    for index in 0..<dimension { gradient[index] = 0 }
    for term in creased.terms {
      var slopes = own.mutableSpan
      let quantity = term.quantity.value(at: point, gradient: &slopes)
      let distance = term.distance(from: quantity, margin: margin)
      sum += distance.value * distance.value
      for index in 0..<dimension { gradient[index] += 2 * distance.value * distance.slope * slopes[index] }
    }
    return sum
  }
}

extension CreasedFunction {
  /// A point near another at which every term is defined, as far inside the supports as can be; if none was found, one that
  /// comes nearest to the supports.
  func support(near start: [Double], within bounds: [ClosedRange<Double>], spent: inout Int) -> (
    point: [Double], isInside: Bool
  ) {
    var nearest = start
    for margin in [0.05, 1e-3, 1e-6, 0] {
      let distance = SupportDistance(creased: self, margin: margin)
      let end = Minimizer(maximumEvaluations: 500).minimize(distance, from: start, within: bounds)
      spent += end.evaluations
      let isInside = terms.allSatisfy { $0.piece(holding: $0.quantity.value(at: end.point)) != nil }
      if isInside { return (end.point, true) }
      nearest = end.point
    }
    return (nearest, false)
  }
}
