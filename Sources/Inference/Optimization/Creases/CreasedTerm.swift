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
    guard let first = edges.first, let last = edges.last, quantity >= first, quantity <= last else {
      return nil
    }
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

  /// How far the quantity is from the nearest piece on which the term is defined, in units of that piece's width, and the
  /// derivative of this; aims a `margin` of the width inside.
  func distance(from quantity: Double, margin: Double) -> (value: Double, slope: Double) {
    var nearest = (value: Double.infinity, slope: 0.0)
    for piece in isDefined.indices where isDefined[piece] {
      let full = edges[piece + 1] - edges[piece]
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
