/// Where a function of two coordinates is positive inside a rectangle, and the line along which it is zero.
///
/// The function is evaluated on a grid; where its sign changes between neighbours the place is found, so that
/// every point of the boundary lies on the level set itself and only what is smaller than a cell is missed. A function that is
/// not a number somewhere is not positive there. It need not be continuous: a jump through zero is a boundary too.
public struct LevelSet: Sendable {
  /// The boundary of the part that is positive, closed along the edges of the rectangle: a point lies in it where it lies inside an
  /// odd number of these.
  public let rings: [ContourLine]
  /// The boundary without the edges of the rectangle.
  public let lines: [ContourLine]

  /// Finds the level set of a function on a grid.
  ///
  /// - Parameters:
  ///   - x: first coordinates of the grid, rising, two or more.
  ///   - y: second coordinates of the grid, rising, two or more.
  ///   - values: of the function, `values[i * y.count + j]` at column i and row j, where they are known.
  public init(
    x: [Double], y: [Double], values: [Double]? = nil, _ function: (Double, Double) -> Double
  ) {
    precondition(x.count > 1 && y.count > 1, "A grid has two columns and two rows or more.")
    let values = values ?? x.flatMap { x in y.map { function(x, $0) } }
    let grid = Grid(x: x, y: y, values: values)
    var known: [MarchingSquares.Edge: (x: Double, y: Double)] = [:]
    func crossing(_ edge: MarchingSquares.Edge) -> (x: Double, y: Double) {
      if let own = known[edge] { return own }
      let own = grid.crossing(edge, function)
      known[edge] = own
      return own
    }
    rings = MarchingSquares(grid.rises, on: grid.lattice).lines.map { line in
      ContourLine(line.edges.map(crossing), isClosed: true)
    }
    lines = rings.flatMap { grid.inside($0) }
  }
}

extension ContourLine {
  fileprivate init(_ points: [(x: Double, y: Double)], isClosed: Bool) {
    self.init(x: points.map(\.x), y: points.map(\.y), isClosed: isClosed)
  }
}

/// A grid with one more row and column on each side, at the same place as the outermost ones, where the function is negative: with
/// them every boundary is closed.
private struct Grid {
  let x: [Double]
  let y: [Double]
  let lattice: PlaneLattice
  /// Negative where the function is positive, as contours of a rise above a level have it.
  let rises: [Double]

  init(x: [Double], y: [Double], values: [Double]) {
    self.x = [x[0]] + x + [x[x.count - 1]]
    self.y = [y[0]] + y + [y[y.count - 1]]
    lattice = PlaneLattice(columns: x.count + 2, rows: y.count + 2)
    var rises = [Double](repeating: 1, count: lattice.columns * lattice.rows)
    for column in x.indices {
      for row in y.indices {
        let value = values[column * y.count + row]
        // huge numbers would leave no sign to the saddle of a cell
        rises[(column + 1) * lattice.rows + row + 1] = value > 0 ? -min(value, 1e100) : max(-value, 0).orHuge
      }
    }
    self.rises = rises
  }

  private func place(_ index: Int) -> (x: Double, y: Double) {
    (x[index / lattice.rows], y[index % lattice.rows])
  }

  /// Where the sign changes along an edge.
  func crossing(
    _ edge: MarchingSquares.Edge, _ function: (Double, Double) -> Double
  ) -> (x: Double, y: Double) {
    var (inside, outside) = (place(edge.start), place(edge.end))
    if rises[edge.start] >= 0 { swap(&inside, &outside) }
    guard inside != outside else { return inside }
    // Along the edge, 0 inside and 1 outside: the Illinois variant of regula falsi, and bisection where it does not
    // halve the bracket in three steps, as at a jump.
    func along(_ t: Double) -> (x: Double, y: Double) {
      (inside.x + t * (outside.x - inside.x), inside.y + t * (outside.y - inside.y))
    }
    var (low, high) = (
      (t: 0.0, value: function(inside.x, inside.y)), (t: 1.0, value: function(outside.x, outside.y))
    )
    var (width, movedLow) = (1.0, false)
    for step in 1...150 where high.t - low.t > 1e-12 {
      let secant = low.t + (high.t - low.t) * low.value / (low.value - high.value)
      let isStuck = step.isMultiple(of: 3) && high.t - low.t > width / 2
      if step.isMultiple(of: 3) { width = high.t - low.t }
      let t = isStuck || !(secant > low.t && secant < high.t) ? (low.t + high.t) / 2 : secant
      let place = along(t)
      let value = function(place.x, place.y)
      if abs(value) <= 1e-12 * max(abs(low.value), abs(high.value)) { return place }
      if value > 0 {
        low = (t, value)
        if step > 1, movedLow { high.value /= 2 }
        movedLow = true
      } else {
        high = (t, value)
        if step > 1, !movedLow { low.value /= 2 }
        movedLow = false
      }
    }
    return along(low.t)
  }

  /// The pieces of a ring that do not run along the edges of the rectangle.
  func inside(_ ring: ContourLine) -> [ContourLine] {
    let count = ring.x.count
    let (left, right, bottom, top) = (x[0], x[x.count - 1], y[0], y[y.count - 1])
    func runsAlongEdge(_ i: Int) -> Bool {
      let j = (i + 1) % count
      return (ring.x[i] == ring.x[j] && (ring.x[i] == left || ring.x[i] == right))
        || (ring.y[i] == ring.y[j] && (ring.y[i] == bottom || ring.y[i] == top))
    }
    guard let gap = (0..<count).first(where: runsAlongEdge) else { return [ring] }
    var pieces: [ContourLine] = []
    var piece: [(x: Double, y: Double)] = []
    for step in 1...count {
      let i = (gap + step) % count
      piece.append((ring.x[i], ring.y[i]))
      if runsAlongEdge(i) {
        if piece.count > 1 { pieces.append(ContourLine(piece, isClosed: false)) }
        piece = []
      }
    }
    return pieces
  }
}

extension Double {
  /// Not larger than a square can be; what is not a number counts as huge.
  fileprivate var orHuge: Double { self < 1e100 ? self : 1e100 }
}
