/// The function next to a minimum on creases, with these held by multipliers instead of their terms: smooth.
struct CreaseLagrangian: DifferentiableFunction {
  let creased: CreasedFunction
  let creases: [Crease]
  /// The piece of every other term.
  let pieces: [Int]

  init(creased: CreasedFunction, creases: [Crease], pieces: [Int]) {
    (self.creased, self.creases, self.pieces) = (creased, creases, pieces)
  }

  /// Around a minimum; nil where the function is not defined there.
  init?(of creased: CreasedFunction, at minimum: Minimum) {
    let pieces = creased.terms.map { $0.piece(holding: $0.quantity.value(at: minimum.point)) }
    guard !pieces.contains(nil) else { return nil }
    self.init(creased: creased, creases: minimum.creases, pieces: pieces.compactMap(\.self))
  }

  var dimension: Int { creased.smooth.dimension }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { creased.smooth.cycle(of: coordinate) }

  func value(at point: Span<Double>) -> Double {
    var sum = creased.smooth.value(at: point)
    for index in creased.terms.indices {
      sum += value(of: index, creased.terms[index].quantity.value(at: point)).value
    }
    return sum
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    var sum = creased.smooth.value(at: point, gradient: &gradient)
    var own = [Double](repeating: 0, count: dimension)
    for index in creased.terms.indices {
      var slopes = own.mutableSpan
      let (value, slope) = value(
        of: index, creased.terms[index].quantity.value(at: point, gradient: &slopes))
      sum += value
      for coordinate in 0..<dimension { gradient[coordinate] += slope * slopes[coordinate] }
    }
    return sum
  }

  /// The gradients of the quantities that creases hold.
  func normals(at point: [Double]) -> [[Double]] {
    creases.map { creased.terms[$0.term].quantity.valueAndGradient(at: point).gradient }
  }

  private func value(of index: Int, _ quantity: Double) -> (value: Double, slope: Double) {
    let term = creased.terms[index]
    guard let crease = creases.first(where: { $0.term == index }) else {
      return term.value(of: quantity, on: pieces[index])
    }
    let corner = term.edges[crease.edge]
    let side = term.isDefined(crease.edge) ? crease.edge : crease.edge - 1
    return (term.value(of: corner, on: side).value + crease.slope * (quantity - corner), crease.slope)
  }
}
