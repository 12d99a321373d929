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
      for index in point.indices {
        point[index] = min(max(point[index] + step[index], box.scaledLower[index]), box.scaledUpper[index])
      }
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

/// A point held on some surfaces with what is known there, in scaled coordinates.
struct CreaseState {
  let point: [Double]
  let held: [CreaseSpace.Held]
  /// On which piece each term is.
  private(set) var pieces: [Int]
  let value: Double
  /// The gradient of the smooth part.
  let smoothGradient: [Double]
  /// The quantity of each term and its gradient.
  let quantities: [Double]
  private let termNormals: [[Double]]

  init?(
    at point: [Double], held: [CreaseSpace.Held], pinned: (term: Int, piece: Int)?, in space: CreaseSpace
  ) {
    let creased = space.creased
    let (smooth, gradient) = space.evaluate(creased.smooth, at: point)
    var sum = smooth
    var pieces: [Int] = []
    var quantities: [Double] = []
    var normals: [[Double]] = []
    for (index, term) in creased.terms.enumerated() {
      let (quantity, normal) = space.evaluate(term.quantity, at: point)
      let own = held.first { $0.surface == index }
      let piece: Int
      if let own {
        piece = term.isDefined(own.edge) ? own.edge : own.edge - 1
      } else if let pinned, pinned.term == index {
        piece = pinned.piece
      } else {
        guard let holding = term.piece(holding: quantity) else { return nil }
        piece = holding
      }
      sum += term.value(of: own.map { term.edges[$0.edge] } ?? quantity, on: piece).value
      pieces.append(piece)
      quantities.append(quantity)
      normals.append(normal)
    }
    guard sum.isFinite, gradient.allSatisfy(\.isFinite) else { return nil }
    (self.point, self.held, self.pieces, value) = (point, held, pieces, sum)
    (smoothGradient, self.quantities, termNormals) = (gradient, quantities, normals)
  }

  /// The gradient of a surface's quantity.
  func normal(of surface: Int) -> [Double] {
    if surface < termNormals.count { return termNormals[surface] }
    return point.indices.map { $0 == surface - termNormals.count ? 1 : 0 }
  }

  /// The quantity of a surface.
  func quantity(of surface: Int) -> Double {
    surface < quantities.count ? quantities[surface] : point[surface - quantities.count]
  }

  /// The gradient without the terms that are held.
  func gradient(in space: CreaseSpace) -> [Double] {
    var sum = smoothGradient
    for (index, term) in space.creased.terms.enumerated() where !held.contains(where: { $0.surface == index })
    {
      let slope = term.value(of: quantities[index], on: pieces[index]).slope
      for coordinate in sum.indices { sum[coordinate] += slope * termNormals[index][coordinate] }
    }
    return sum
  }

  /// The same state let go from a surface, to one side of it.
  func released(from own: CreaseSpace.Held, upwards: Bool, in space: CreaseSpace) -> CreaseState? {
    let isTerm = space.coordinate(of: own.surface) == nil
    return CreaseState(
      at: point, held: held.filter { $0 != own },
      pinned: isTerm ? (own.surface, upwards ? own.edge : own.edge - 1) : nil, in: space)
  }
}

/// The scalar product.
func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
