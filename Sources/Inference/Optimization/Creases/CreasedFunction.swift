/// A function that is smooth but for creases: a smooth part, and terms h(q) of smooth quantities q that have corners and
/// ends.
///
/// A crease is the surface on which a quantity equals a corner of its term: there the gradient jumps. The end of a term's
/// support is a crease of which only one side is defined.
public struct CreasedFunction: Sendable {
  /// What is smooth everywhere.
  public let smooth: any DifferentiableFunction
  /// What is not.
  public let terms: [CreasedTerm]

  /// The sum of a smooth function and of terms with creases, all of points of one dimension.
  public init(smooth: any DifferentiableFunction, terms: [CreasedTerm]) {
    self.smooth = smooth
    self.terms = terms
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

/// A term h(q(point)) in which h is smooth on each of several pieces and continuous between them.
public struct CreasedTerm: Sendable {
  /// q, smooth.
  public let quantity: any DifferentiableFunction
  /// Where the pieces of h end, increasing: the ends of its support first and last, infinite where it has none, corners
  /// between them. Piece i reaches from edge i to edge i + 1.
  public let edges: [Double]
  private let continued: @Sendable (_ piece: Int, _ quantity: Double) -> (value: Double, slope: Double)
  /// Whether each piece is defined.
  private let isDefined: [Bool]

  /// - Parameter continued: h and its derivative as the piece of this number has them, continued smoothly to any value of the
  ///   quantity; not finite where that cannot be.
  /// - Precondition: there are at least two edges.
  public init(
    of quantity: any DifferentiableFunction, edges: [Double],
    continued: @escaping @Sendable (_ piece: Int, _ quantity: Double) -> (value: Double, slope: Double)
  ) {
    precondition(edges.count > 1, "a piece has two ends")
    self.quantity = quantity
    self.edges = edges
    self.continued = continued
    isDefined = (1..<edges.count).map { piece in
      continued(piece - 1, Self.inside(edges[piece - 1], edges[piece])).value.isFinite
    }
  }

  /// A number between two, one of which may be infinite.
  private static func inside(_ lower: Double, _ upper: Double) -> Double {
    if lower.isFinite, upper.isFinite { return lower + 0.5 * (upper - lower) }
    if lower.isFinite { return lower + max(lower.magnitude, 1) }
    return upper.isFinite ? upper - max(upper.magnitude, 1) : 0
  }

  /// The piece that holds a value of the quantity; nil outside the support.
  func piece(holding quantity: Double) -> Int? {
    guard let first = edges.first, let last = edges.last, quantity >= first, quantity <= last else { return nil }
    let piece = (0..<edges.count - 1).first { quantity <= edges[$0 + 1] } ?? edges.count - 2
    if isDefined[piece] { return piece }
    // on the edge between two pieces the defined one counts
    return quantity == edges[piece + 1] && piece + 1 < isDefined.count && isDefined[piece + 1]
      ? piece + 1 : nil
  }

  /// Whether there is a piece of this number on which the term is defined.
  func isDefined(_ piece: Int) -> Bool { isDefined.indices.contains(piece) && isDefined[piece] }

  /// h and its slope as one piece has them.
  func value(of quantity: Double, on piece: Int) -> (value: Double, slope: Double) {
    continued(piece, quantity)
  }

  /// The slopes on both sides of an edge; −∞ below and +∞ above where the term is not defined there.
  func slopes(at edge: Int) -> (below: Double, above: Double) {
    let below = isDefined(edge - 1) ? continued(edge - 1, edges[edge]).slope : -.infinity
    let above = isDefined(edge) ? continued(edge, edges[edge]).slope : .infinity
    return (below.isNaN ? -.infinity : below, above.isNaN ? .infinity : above)
  }

  /// The width of a piece; infinite if one of its ends is.
  func width(of piece: Int) -> Double { edges[piece + 1] - edges[piece] }

  /// How far the quantity is from the nearest piece on which the term is defined, in units of that piece's width, and the
  /// derivative of this; aims a `margin` of the width inside.
  func distance(from quantity: Double, margin: Double) -> (value: Double, slope: Double) {
    var nearest = (value: Double.infinity, slope: 0.0)
    for piece in isDefined.indices where isDefined[piece] {
      let full = width(of: piece)
      let finite = [edges[piece], edges[piece + 1]].filter(\.isFinite).map(\.magnitude).max() ?? 0
      let width = full.isFinite ? full : max(finite, 1)
      let (lower, upper) = (edges[piece] + margin * width, edges[piece + 1] - margin * width)
      let excess = quantity < lower ? quantity - lower : quantity > upper ? quantity - upper : 0
      if excess.magnitude / width < nearest.value {
        nearest = (excess.magnitude / width, (excess < 0 ? -1 : excess > 0 ? 1 : 0) / width)
      }
    }
    return nearest
  }
}

/// A crease on which a minimum lies.
public struct Crease: Sendable, Equatable, Codable {
  /// Which term of the function has it.
  public let term: Int
  /// Which edge of the term.
  public let edge: Int
  /// The slope of the term, between those on both sides, that balances all others: the Lagrange multiplier.
  public let slope: Double
}

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
