/// A creased function inside bounds, in scaled coordinates.
///
/// A bound is to a coordinate what the end of its support is to a term: both are surfaces on which a point may be held. The
/// terms come first, then the coordinates.
struct CreaseSpace {
  let creased: CreasedFunction
  let box: Box
  private let evaluations = Count()

  /// The number of evaluations of functions so far, parts counted one by one.
  var count: Int { evaluations.number }

  private final class Count {
    var number = 0
  }

  init(creased: CreasedFunction, box: Box) {
    self.creased = creased
    self.box = box
  }

  /// A surface on which a point is held.
  struct Held: Equatable {
    let surface: Int
    let edge: Int
  }

  var dimension: Int { box.dimension }

  private var termCount: Int { creased.terms.count }

  var surfaces: Range<Int> { 0..<termCount + dimension }

  /// The coordinate whose bounds a surface stands for; nil for that of a term.
  func coordinate(of surface: Int) -> Int? { surface < termCount ? nil : surface - termCount }

  func edges(of surface: Int) -> [Double] {
    guard let index = coordinate(of: surface) else { return creased.terms[surface].edges }
    return [box.scaledLower[index], box.scaledUpper[index]]
  }

  /// The slopes of a surface's term on both sides of an edge.
  func slopes(at held: Held) -> (below: Double, above: Double) {
    guard let index = coordinate(of: held.surface) else {
      return creased.terms[held.surface].slopes(at: held.edge)
    }
    if box.scaledLower[index] == box.scaledUpper[index] { return (-.infinity, .infinity) }
    return held.edge == 0 ? (-.infinity, 0) : (0, .infinity)
  }

  /// The surfaces of terms among these, with the slope of each.
  func creases(_ held: [Held], slopes: [Double]) -> [Crease] {
    zip(held, slopes).compactMap { held, slope in
      coordinate(of: held.surface) == nil ? Crease(term: held.surface, edge: held.edge, slope: slope) : nil
    }
  }

  /// How far one may go from an edge before the next.
  func room(from held: Held, upwards: Bool) -> Double {
    let edges = edges(of: held.surface)
    let next = held.edge + (upwards ? 1 : -1)
    return edges.indices.contains(next) ? (edges[next] - edges[held.edge]).magnitude : 0
  }

  /// The state at a scaled point after the shortest way onto the surfaces on which it is held; nil if there is none or the
  /// function is not defined there.
  func state(at start: [Double], held: [Held], pinned: (term: Int, piece: Int)? = nil) -> CreaseState? {
    guard let point = restored(start, onto: held) else { return nil }
    return CreaseState(at: point, held: held, pinned: pinned, in: self)
  }

  /// The point moved onto surfaces by Newton steps, at `offset` of their piece's width inwards where they end a support.
  func restored(_ start: [Double], onto held: [Held], offset: Double = 0) -> [Double]? {
    var point = start
    for own in held {
      if let index = coordinate(of: own.surface) { point[index] = edges(of: own.surface)[own.edge] }
    }
    let terms = held.filter { coordinate(of: $0.surface) == nil }
    guard !terms.isEmpty else { return point }
    let fixed = held.compactMap { coordinate(of: $0.surface) }
    var last = Double.infinity
    for _ in 0..<12 {
      var normals: [[Double]] = []
      var misses: [Double] = []
      var miss = 0.0
      for own in terms {
        var (quantity, normal) = evaluate(creased.terms[own.surface].quantity, at: point)
        guard quantity.isFinite, normal.allSatisfy(\.isFinite) else { return nil }
        for index in fixed { normal[index] = 0 }
        let length = dot(normal, normal).squareRoot()
        guard length > 0 else { return nil }
        let target = target(of: own, offset: offset)
        miss = max(miss, (target - quantity).magnitude / max(target.magnitude, 1e-3 * length))
        misses.append((target - quantity) / length)
        normals.append(normal.map { $0 / length })
      }
      if miss < 1e-15 || (miss < 1e-11 && miss >= 0.5 * last) { return point }
      last = miss
      guard let step = NormalSpace(of: normals).shortest(misses) else { return nil }
      point = box.clipped(zip(point, step).map(+))
    }
    return last < 1e-9 ? point : nil
  }

  private func target(of held: Held, offset: Double) -> Double {
    let edge = edges(of: held.surface)[held.edge]
    guard offset > 0 else { return edge }
    let (below, above) = slopes(at: held)
    let room = max(edge.magnitude, min(room(from: held, upwards: below == -.infinity), 1e300))
    return edge + (below == -.infinity ? 1 : above == .infinity ? -1 : 0) * offset * room
  }

  /// A function and its gradient in scaled coordinates.
  func evaluate(_ function: any DifferentiableFunction, at scaled: [Double]) -> (
    value: Double, gradient: [Double]
  ) {
    evaluations.number += 1
    let (value, gradient) = function.valueAndGradient(at: box.point(ofScaled: scaled))
    return (value, zip(gradient, box.scale).map { $0 * $1 })
  }
}
