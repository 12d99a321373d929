import Foundation

extension ProfilePlane {
  /// The contours at these rises above the minimum, of a grid of this plane.
  ///
  /// The grid says which of its edges a contour crosses; the crossing is then found on the edge, with the profile worked
  /// out anew, and further points are put between two crossings where the contour bends, so that it is smooth to a
  /// hundredth of the grid's step, or of its own extent where that is less.
  public func contours(of grid: ProfileGrid, at rises: [Double], threads: Int = 1) -> [ProfileContour] {
    rises.map { rise in
      precondition(rise > 0, "a contour lies above the minimum")
      return ContourSearch(self, grid, rise: rise).contour(threads: threads)
    }
  }
}

/// Draws one contour.
private struct ContourSearch<Function: DifferentiableFunction>: Sendable {
  let plane: ProfilePlane<Function>
  let grid: ProfileGrid
  let rise: Double
  /// The lengths of a step of the grid.
  private let steps: (x: Double, y: Double)

  init(_ plane: ProfilePlane<Function>, _ grid: ProfileGrid, rise: Double) {
    self.plane = plane
    self.grid = grid
    self.rise = rise
    func step(_ axis: [Double]) -> Double { (axis[axis.count - 1] - axis[0]) / Double(axis.count - 1) }
    steps = (step(grid.x), step(grid.y))
  }

  func contour(threads: Int) -> ProfileContour {
    let lattice = PlaneLattice(columns: grid.x.count, rows: grid.y.count)
    let squares = MarchingSquares(grid.minima.map { above($0) }, on: lattice)
    // every crossing, then every stretch between two
    let edges = squares.lines.flatMap(\.edges)
    let crossings = work(on: edges.count, threads) { descent, index in crossing(edges[index], descent) }
    var stretches: [(start: HeldMinimum, end: HeldMinimum, smoothness: Double)] = []
    var first = 0
    for line in squares.lines {
      let smoothness = 0.01 * min(1, extent(of: crossings.results[first..<first + line.edges.count]))
      for offset in line.edges.indices where offset + 1 < line.edges.count || line.isClosed {
        let next = (offset + 1) % line.edges.count
        stretches.append(
          (crossings.results[first + offset], crossings.results[first + next], smoothness))
      }
      first += line.edges.count
    }
    let inner = work(on: stretches.count, threads) { [stretches] descent, index in
      let stretch = stretches[index]
      return between(stretch.start, stretch.end, descent, smoothness: stretch.smoothness, depth: 0)
    }
    var (lines, edge, stretch) = ([ContourLine](), 0, 0)
    for line in squares.lines {
      var points: [HeldMinimum] = []
      for offset in line.edges.indices {
        points.append(crossings.results[edge + offset])
        guard offset + 1 < line.edges.count || line.isClosed else { continue }
        points += inner.results[stretch]
        stretch += 1
      }
      edge += line.edges.count
      lines.append(
        ContourLine(
          x: points.map { place($0).x }, y: points.map { place($0).y }, isClosed: line.isClosed))
    }
    return ProfileContour(
      rise: rise, lines: lines, evaluations: crossings.evaluations + inner.evaluations)
  }

  /// The results of numbered tasks, and what they cost.
  private func work<T: Sendable>(
    on count: Int, _ threads: Int, _ body: @Sendable (HeldDescent, Int) -> T
  ) -> (results: [T], evaluations: Int) {
    let size = 16
    let done = parallelMap((count + size - 1) / size, threads: threads) { chunk in
      let descent = plane.task.descent()
      let results = (chunk * size..<min((chunk + 1) * size, count)).map { body(descent, $0) }
      return (results, descent.evaluations)
    }
    return (done.flatMap(\.0), done.reduce(0) { $0 + $1.1 })
  }

  // MARK: - Points on the contour

  private func above(_ end: HeldMinimum) -> Double { end.value - plane.minimum.value - rise }

  private func place(_ end: HeldMinimum) -> (x: Double, y: Double) {
    (end.held[0], end.held[1])
  }

  private func slope(_ end: HeldMinimum) -> (x: Double, y: Double) {
    end.slopes.count == 2 ? (end.slopes[0], end.slopes[1]) : (0, 0)
  }

  /// The profile at a place between two known ones, at a share of the way from the first.
  private func profile(
    _ x: Double, _ y: Double, between a: HeldMinimum, and b: HeldMinimum, _ share: Double,
    _ descent: HeldDescent
  ) -> HeldMinimum {
    descent.hold(at: [x, y])
    let near = share < 0.5 ? a : b
    guard !a.curvature.isEmpty, !b.curvature.isEmpty else {
      return descent.descend(from: near.point, curvature: near.curvature)
    }
    let seen = plane.function.image(of: b.point, from: a.point, within: plane.bounds)
    let mixed = zip(a.point, seen).map { $0 + share * ($1 - $0) }
    var offers = [(mixed, near.curvature), (a.point, a.curvature), (b.point, b.curvature)]
      .map { (start: $0.0, curvature: $0.1, value: descent.value(at: $0.0)) }
    offers.sort { $0.value < $1.value }
    var best = descent.descend(from: offers[0].start, curvature: offers[0].curvature)
    for offer in offers.dropFirst() where offer.value < best.value - 1e-6 {
      let end = descent.descend(from: offer.start, curvature: offer.curvature)
      if end.value < best.value { best = end }
    }
    return best
  }

  /// Where the contour crosses an edge of the grid: Newton's method with the profile's own slope, kept in the bracket.
  private func crossing(_ edge: MarchingSquares.Edge, _ descent: HeldDescent) -> HeldMinimum {
    let (a, b) = (grid.minima[edge.start], grid.minima[edge.end])
    let (from, to) = (place(a), place(b))
    let (inside, outside) = above(a) < 0 ? (0.0, 1.0) : (1.0, 0.0)
    var bracket = (inside: inside, outside: outside)
    func root(_ end: HeldMinimum) -> Double { (max(0, above(end) + rise)).squareRoot() - rise.squareRoot() }
    // a parabola is a straight line in its root
    let ends = above(a) < 0 ? (root(a), root(b)) : (root(b), root(a))
    var share = bracket.inside + (bracket.outside - bracket.inside) * (ends.0 / (ends.0 - ends.1))
    if !share.isFinite || !ends.1.isFinite { share = 0.5 }
    var best = above(a) < 0 ? a : b
    for _ in 0..<30 {
      let (x, y) = (from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
      let end = profile(x, y, between: a, and: b, share, descent)
      let miss = above(end)
      best = end
      if miss < 0 { bracket.inside = share } else { bracket.outside = share }
      let width = (bracket.outside - bracket.inside).magnitude
      if miss.magnitude < 1e-4 * rise || width < 1e-3 { break }
      let rate = slope(end).x * (to.x - from.x) + slope(end).y * (to.y - from.y)
      let newton = share - 2 * (miss + rise).squareRoot() * root(end) / rate
      let isBetween = (newton - bracket.inside) * (newton - bracket.outside) < 0
      share = isBetween ? newton : 0.5 * (bracket.inside + bracket.outside)
    }
    return best
  }

  /// The larger side of the box around points, in steps of the grid.
  private func extent(of ends: ArraySlice<HeldMinimum>) -> Double {
    let places = ends.map { place($0) }
    func side(_ values: [Double], _ step: Double) -> Double {
      ((values.max() ?? 0) - (values.min() ?? 0)) / step
    }
    return max(side(places.map(\.x), steps.x), side(places.map(\.y), steps.y))
  }

  /// Further points between two of the contour where it bends, so that a chord lies within `smoothness` steps of it.
  private func between(
    _ a: HeldMinimum, _ b: HeldMinimum, _ descent: HeldDescent, smoothness: Double, depth: Int
  ) -> [HeldMinimum] {
    let (from, to) = (place(a), place(b))
    let chord = (x: (to.x - from.x) / steps.x, y: (to.y - from.y) / steps.y)
    let length = hypot(chord.x, chord.y)
    guard depth < 5, length > 4 * smoothness else { return [] }
    /// How much of its slope an end has along the chord: 0 where the contour follows the chord.
    func turn(_ end: HeldMinimum) -> Double {
      let way = (x: slope(end).x * steps.x, y: slope(end).y * steps.y)
      let along = (way.x * chord.x + way.y * chord.y) / (hypot(way.x, way.y) * length)
      return along.isFinite ? along.magnitude : 1
    }
    guard length * (turn(a) + turn(b)) / 8 > smoothness else { return [] }
    var (x, y) = (0.5 * (from.x + to.x), 0.5 * (from.y + to.y))
    var middle = a
    var wandered = 0.0
    for _ in 0..<6 {
      middle = profile(x, y, between: a, and: b, 0.5, descent)
      let uphill = (x: slope(middle).x * steps.x, y: slope(middle).y * steps.y)
      let steepness = hypot(uphill.x, uphill.y)
      let miss = above(middle)
      if miss.magnitude < 1e-3 * rise { break }
      // along the slope, which is where the contour is nearest
      let way = -miss / steepness
      wandered += way.magnitude
      guard way.isFinite, wandered < 0.5 * length else { return [] }
      x += way * uphill.x / steepness * steps.x
      y += way * uphill.y / steepness * steps.y
      x = min(max(x, grid.x[0]), grid.x[grid.x.count - 1])
      y = min(max(y, grid.y[0]), grid.y[grid.y.count - 1])
    }
    guard above(middle).magnitude < 1e-2 * rise else { return [] }
    return between(a, middle, descent, smoothness: smoothness, depth: depth + 1) + [middle]
      + between(middle, b, descent, smoothness: smoothness, depth: depth + 1)
  }
}
