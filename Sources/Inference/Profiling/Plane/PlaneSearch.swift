/// The course of a profile over a grid.
struct PlaneSearch<Function: DifferentiableFunction> {
  private let plane: ProfilePlane<Function>
  private let x: [Double]
  private let y: [Double]
  private let threads: Int
  /// A lower value that counts as such.
  private let margin: Double
  private(set) var minima: [HeldMinimum]
  private(set) var evaluations = 0
  var trace = false

  init(_ plane: ProfilePlane<Function>, _ x: [Double], _ y: [Double], threads: Int) {
    self.plane = plane
    self.x = x
    self.y = y
    self.threads = threads
    margin = 1e-4 * Tolerances.size(of: plane.minimum.value)
    let unknown = HeldMinimum(point: [], value: .nan, gradient: [], curvature: [], isConverged: false)
    minima = [HeldMinimum](repeating: unknown, count: x.count * y.count)
  }

  mutating func run() {
    var stride = 1
    while 2 * stride <= plane.coarseness, 4 * stride < max(x.count, y.count) { stride *= 2 }
    search(stride)
    report("coarse", stride)
    relax(stride, deep: true)
    report("relaxed", stride)
    while stride > 1 {
      stride /= 2
      refine(stride)
      report("refined", stride)
      relax(stride, deep: stride >= plane.deepness)
      report("relaxed", stride)
    }
  }

  private func report(_ what: String, _ stride: Int) {
    if trace { print(what, stride, evaluations) }
  }

  // MARK: - The three kinds of passes

  /// Every point of the coarse grid, from everywhere.
  private mutating func search(_ stride: Int) {
    let cubes = lowDiscrepancyPoints(plane.restarts, dimension: plane.bounds.count, seed: plane.seed)
    let spread = cubes.map { cube in zip(plane.bounds, cube).map { $0.number(at: $1) } }
    let starts = [plane.minimum.point] + plane.starts + spread
    work(on: lattice(stride)) { descent, index, _ in
      var best = descent.descend(from: held(starts[0], at: index))
      for start in starts.dropFirst() {
        let end = descent.descend(from: held(start, at: index))
        if isLower(end, than: best) { best = end }
      }
      return best
    }
  }

  /// Every point that is new on this grid, from its neighbours on the one twice as coarse.
  private mutating func refine(_ stride: Int) {
    let new = lattice(stride).filter { minima[$0].value.isNaN }
    work(on: new) { descent, index, minima in
      let parents = parents(of: index, stride)
      var start = held(minima[parents[0]].point, at: index)
      var (source, value) = (parents[0], descent.value(at: start))
      func offer(_ point: [Double], _ parent: Int) {
        let there = descent.value(at: point)
        if there < value { (start, source, value) = (point, parent, there) }
      }
      for parent in parents.dropFirst() { offer(held(minima[parent].point, at: index), parent) }
      if parents.count > 1 { offer(middle(of: parents, at: index, minima), source) }
      return descent.descend(from: start, curvature: minima[source].curvature)
    }
  }

  /// Every point from its neighbours' ends, until nothing gets lower.
  private mutating func relax(_ stride: Int, deep: Bool) {
    let points = lattice(stride)
    var changed = Set(points)
    for _ in 0..<100 where !changed.isEmpty {
      let affected = points.filter { neighbours(of: $0, stride).contains(where: changed.contains) }
      let moved = changed
      let before = affected.map { minima[$0].value }
      work(on: affected) { descent, index, minima in
        var best = minima[index]
        for neighbour in neighbours(of: index, stride) where moved.contains(neighbour) {
          let start = held(minima[neighbour].point, at: index)
          guard deep || descent.value(at: start) < best.value - margin else { continue }
          let end = descent.descend(from: start, curvature: minima[neighbour].curvature)
          if isLower(end, than: best) { best = end }
        }
        return best
      }
      changed = Set(zip(affected, before).filter { minima[$0].value < $1 - margin }.map(\.0))
    }
  }

  /// Replaces the minima at these points by what the work makes of the present ones.
  private mutating func work(
    on points: [Int], _ body: @Sendable (HeldDescent<Function>, Int, [HeldMinimum]) -> HeldMinimum
  ) {
    // a chunk shares its memory; more chunks than threads keep all of them busy
    let size = min(64, max(1, points.count / 64))
    let chunks = (points.count + size - 1) / size
    let (plane, minima) = (plane, minima)
    let done = parallelMap(chunks, threads: threads) { chunk in
      let descent = HeldDescent(
        plane.function, holding: [plane.first, plane.second], within: plane.bounds)
      let ends = (chunk * size..<min((chunk + 1) * size, points.count)).map {
        body(descent, points[$0], minima)
      }
      return (ends, descent.evaluations)
    }
    for (chunk, (ends, spent)) in done.enumerated() {
      evaluations += spent
      for (offset, end) in ends.enumerated() { self.minima[points[chunk * size + offset]] = end }
    }
  }

  private func isLower(_ end: HeldMinimum, than best: HeldMinimum) -> Bool {
    end.value < best.value - (best.isConverged ? margin : 0)
  }

  // MARK: - The grid

  /// The point with the coordinates of the grid's axes put in.
  private func held(_ point: [Double], at index: Int) -> [Double] {
    var point = point
    point[plane.first] = x[index / y.count]
    point[plane.second] = y[index % y.count]
    return point
  }

  /// Every `stride`-th place of an axis, and its last.
  private func places(_ count: Int, _ stride: Int) -> [Int] {
    let regular = Array(Swift.stride(from: 0, to: count, by: stride))
    return regular.last == count - 1 ? regular : regular + [count - 1]
  }

  private func lattice(_ stride: Int) -> [Int] {
    let rows = places(y.count, stride)
    return places(x.count, stride).flatMap { column in rows.map { column * y.count + $0 } }
  }

  /// The places before and after this one on an axis, where the grid has them.
  private func around(_ place: Int, _ count: Int, _ stride: Int) -> [Int] {
    let before = place == 0 ? nil : place % stride == 0 ? place - stride : place - place % stride
    let after = place == count - 1 ? nil : min(place - place % stride + stride, count - 1)
    return [before, place, after].compactMap(\.self)
  }

  private func neighbours(of index: Int, _ stride: Int) -> [Int] {
    let rows = around(index % y.count, y.count, stride)
    return around(index / y.count, x.count, stride).flatMap { column in rows.map { column * y.count + $0 } }
      .filter { $0 != index }
  }

  /// The corners of the coarser cell, or ends of its edge, in whose middle a new point lies.
  private func parents(of index: Int, _ stride: Int) -> [Int] {
    func ends(_ place: Int, _ count: Int) -> [Int] {
      if place % (2 * stride) == 0 || place == count - 1 { return [place] }
      return [place - stride, min(place + stride, count - 1)]
    }
    let rows = ends(index % y.count, y.count)
    return ends(index / y.count, x.count).flatMap { column in rows.map { column * y.count + $0 } }
  }

  /// The mean of the parents' ends, around circles as the first one sees them.
  private func middle(of parents: [Int], at index: Int, _ minima: [HeldMinimum]) -> [Double] {
    var sum = minima[parents[0]].point
    for parent in parents.dropFirst() {
      let seen = plane.function.image(
        of: minima[parent].point, from: minima[parents[0]].point, within: plane.bounds)
      for i in sum.indices { sum[i] += seen[i] }
    }
    return held(sum.map { $0 / Double(parents.count) }, at: index)
  }
}
