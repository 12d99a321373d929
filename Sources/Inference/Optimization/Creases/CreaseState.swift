/// A point held on some surfaces with what is known there, in scaled coordinates.
struct CreaseState {
  let point: [Double]
  let held: [CreaseSpace.Held]
  /// On which piece each term is.
  let pieces: [Int]
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
