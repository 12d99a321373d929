import Foundation

/// The course of a profile over a grid.
struct PlaneSearch<Function: DifferentiableFunction>: Sendable {
  private let plane: ProfilePlane<Function>
  private let x: [Double]
  private let y: [Double]
  private let lattice: PlaneLattice
  private let threads: Int
  /// A decrease that counts as one.
  private let margin: Double
  private(set) var minima: [HeldMinimum]
  private(set) var evaluations = 0

  init(_ plane: ProfilePlane<Function>, _ x: [Double], _ y: [Double], threads: Int) {
    self.plane = plane
    self.x = x
    self.y = y
    self.threads = threads
    lattice = PlaneLattice(columns: x.count, rows: y.count)
    margin = 1e-4 * Tolerances.size(of: plane.minimum.value)
    let unknown = HeldMinimum(point: [], value: .nan, gradient: [], curvature: [], isConverged: false)
    minima = [HeldMinimum](repeating: unknown, count: x.count * y.count)
  }

  mutating func run() {
    var stride = 1
    while 2 * stride <= plane.coarseness, 4 * stride < max(x.count, y.count) { stride *= 2 }
    var restarts = plane.restarts
    search(lattice.points(stride), from: [plane.minimum.point] + plane.starts, restarts: restarts)
    relax(stride, deep: true)
    while stride > 1 {
      stride /= 2
      restarts /= 4
      let new = lattice.points(stride).filter { minima[$0].value.isNaN }
      refine(new, stride)
      if restarts > 0 { search(new, from: [], restarts: restarts) }
      relax(stride, deep: false)
    }
  }

  // MARK: - The three kinds of passes

  /// Points from everywhere: these starts, and others spread over the box, different ones for each.
  private mutating func search(_ points: [Int], from starts: [[Double]], restarts: Int) {
    let cubes = lowDiscrepancyPoints(
      restarts * points.count, dimension: plane.bounds.count, seed: plane.seed &+ UInt64(points.count))
    let numbers = Dictionary(uniqueKeysWithValues: points.enumerated().map { ($1, $0) })
    work(on: points) { search, descent, index in
      let first = (numbers[index] ?? 0) * restarts
      let spread = cubes[first..<first + restarts].map { search.spread($0) }
      var best = search.minima[index]
      for start in starts + spread {
        let end = descent.descend(from: search.held(start, at: index), verifying: true)
        if best.value.isNaN || search.isLower(end, than: best) { best = end }
      }
      return best
    }
  }

  /// Every point that is new on this grid, from its neighbours on the one twice as coarse.
  private mutating func refine(_ new: [Int], _ stride: Int) {
    work(on: new) { search, descent, index in
      let parents = search.lattice.parents(of: index, stride).map { search.minima[$0] }
      var start = search.held(parents[0].point, at: index)
      var (source, value) = (0, descent.value(at: start))
      func offer(_ point: [Double], _ parent: Int) {
        let there = descent.value(at: point)
        if there < value { (start, source, value) = (point, parent, there) }
      }
      for parent in parents.indices.dropFirst() {
        offer(search.held(parents[parent].point, at: index), parent)
      }
      if parents.count > 1 { offer(search.held(search.middle(of: parents), at: index), source) }
      return descent.descend(from: start, curvature: parents[source].curvature)
    }
  }

  /// Every point from its neighbours' ends, until nothing gets lower.
  private mutating func relax(_ stride: Int, deep: Bool) {
    let points = lattice.points(stride)
    var changed = Set(points)
    for _ in 0..<(100) where !changed.isEmpty {
      let moved = changed
      let directions = stride > 2 ? 8 : 4
      let affected = points.filter {
        lattice.neighbours(of: $0, stride, directions).contains(where: moved.contains)
      }
      let before = affected.map { minima[$0].value }
      work(on: affected) { search, descent, index in
        var best = search.minima[index]
        for neighbour in search.lattice.neighbours(of: index, stride, directions)
        where moved.contains(neighbour) {
          let other = search.minima[neighbour]
          let start = search.held(other.point, at: index)
          let gain = search.gain(at: best.value)
          guard deep || descent.promises(gain, from: start, curvature: other.curvature, below: best)
          else { continue }
          let end = descent.descend(
            from: start, curvature: other.curvature, verifying: deep, below: best.value - gain)
          // a descent that was given up is no minimum
          if end.isConverged || !best.isConverged, search.isLower(end, than: best) { best = end }
        }
        return best
      }
      changed = Set(zip(affected, before).filter { minima[$0].value < $1 - gain(at: $1) }.map(\.0))
    }
  }

  /// Replaces the minima at these points by what the work makes of the present ones.
  private mutating func work(
    on points: [Int], _ body: @Sendable (PlaneSearch, HeldDescent<Function>, Int) -> HeldMinimum
  ) {
    // a chunk shares its memory; more chunks than threads keep all of them busy
    let size = min(64, max(1, points.count / 64))
    let chunks = (points.count + size - 1) / size
    let search = self
    let done = parallelMap(chunks, threads: threads) { chunk in
      let plane = search.plane
      let descent = HeldDescent(
        plane.function, holding: [plane.first, plane.second], within: plane.bounds)
      let ends = points[chunk * size..<min((chunk + 1) * size, points.count)].map {
        body(search, descent, $0)
      }
      return (ends, descent.evaluations)
    }
    for (chunk, (ends, spent)) in done.enumerated() {
      evaluations += spent
      for (offset, end) in ends.enumerated() { minima[points[chunk * size + offset]] = end }
    }
  }

  /// The point of the box at these shares of its ranges; of one length around the minimum where they have no end.
  private func spread(_ cube: [Double]) -> [Double] {
    plane.bounds.indices.map { index in
      let range = plane.bounds[index]
      if range.turn.isFinite { return range.number(at: cube[index]) }
      let here = plane.minimum.point[index]
      let there = here + max(here.magnitude, 1) * (2 * cube[index] - 1)
      return min(max(there, range.lowerBound), range.upperBound)
    }
  }

  /// A decrease that is worth a descent, and worth telling the neighbours of.
  private func gain(at value: Double) -> Double { 4e-3 * Tolerances.size(of: value) }

  private func isLower(_ end: HeldMinimum, than best: HeldMinimum) -> Bool {
    end.value < best.value - (best.isConverged ? margin : 0)
  }

  /// The point with the coordinates of the grid's axes put in.
  private func held(_ point: [Double], at index: Int) -> [Double] {
    var point = point
    point[plane.first] = x[index / y.count]
    point[plane.second] = y[index % y.count]
    return point
  }

  /// The mean of ends, around circles as the first one sees them.
  private func middle(of ends: [HeldMinimum]) -> [Double] {
    var sum = ends[0].point
    for end in ends.dropFirst() {
      let seen = plane.function.image(of: end.point, from: ends[0].point, within: plane.bounds)
      for i in sum.indices { sum[i] += seen[i] }
    }
    return sum.map { $0 / Double(ends.count) }
  }
}
