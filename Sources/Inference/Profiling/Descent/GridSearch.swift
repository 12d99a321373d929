import Foundation

/// Conditional minima over a grid of held values, from coarse to fine.
///
/// A coarse grid is searched from the known minima and from points spread over the box; each finer one starts from the
/// ends of its coarser neighbours and what lies between them. After each, every point is tried from its neighbours' ends
/// until none does better: so a valley found anywhere spreads as far as it is the lowest. Every pass looks only at the one
/// before, so the bits do not depend on the number of threads.
struct GridSearch<Function: DifferentiableFunction>: Sendable {
  /// What is searched, and how.
  struct Task: Sendable {
    let function: Function
    /// What is held: one or two axes.
    let axes: [HeldAxis]
    let bounds: [ClosedRange<Double>]
    /// The global minimum.
    let minimum: Minimum
    /// Further points from which the coarse grid is searched.
    var starts: [[Double]] = []
    /// From how many points spread over the box each point of the coarse grid is searched besides these; a point of a finer
    /// one from a quarter as many for every doubling.
    var restarts = 8
    /// Decides where these lie.
    var seed: UInt64 = 1
    /// How many steps of the grid, a power of two, lie between points of the coarse grid.
    var coarseness = 16
    /// The decrease of a descent that is not worth a step.
    var tolerance = 1e-7
    /// A decrease that counts as one.
    var margin = 1e-4
    /// A decrease that is worth a descent, and worth telling the neighbours of.
    var gain = 4e-3
    /// Whether every point is tried from every neighbour, and its curvature always worked out anew, however little the
    /// model there promises: for curves, which have few points.
    var isThorough = false

    func descent() -> HeldDescent<Function> {
      HeldDescent(function, along: axes, within: bounds, tolerance: tolerance)
    }

    /// The point of the box at these shares of its ranges; of one length around the minimum where they have no end.
    func spread(_ cube: [Double]) -> [Double] {
      bounds.indices.map { index in
        let range = bounds[index]
        if range.turn.isFinite { return range.number(at: cube[index]) }
        let here = minimum.point[index]
        let there = here + max(here.magnitude, 1) * (2 * cube[index] - 1)
        return min(max(there, range.lowerBound), range.upperBound)
      }
    }
  }

  private let task: Task
  /// What is held at each point.
  private let places: [[Double]]
  private let lattice: PlaneLattice
  private let threads: Int
  private let margin: Double
  private(set) var minima: [HeldMinimum]
  private(set) var evaluations = 0

  init(_ task: Task, at places: [[Double]], on lattice: PlaneLattice, threads: Int) {
    self.task = task
    self.places = places
    self.threads = threads
    self.lattice = lattice
    margin = task.margin * Tolerances.size(of: task.minimum.value)
    minima = places.map { HeldMinimum(point: [], held: $0, value: .nan, gradient: []) }
  }

  mutating func run() {
    var stride = 1
    while 2 * stride <= task.coarseness, 4 * stride < max(lattice.columns, lattice.rows) { stride *= 2 }
    var restarts = task.restarts
    search(lattice.points(stride), from: [task.minimum.point] + task.starts, restarts: restarts)
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
      restarts * points.count, dimension: task.bounds.count, seed: task.seed &+ UInt64(points.count))
    let numbers = Dictionary(uniqueKeysWithValues: points.enumerated().map { ($1, $0) })
    work(on: points) { search, descent, index in
      let first = (numbers[index] ?? 0) * restarts
      let spread = cubes[first..<first + restarts].map { search.task.spread($0) }
      var best = search.minima[index]
      for start in starts + spread {
        let end = descent.descend(from: start, verifying: true)
        if best.value.isNaN || search.isLower(end, than: best) { best = end }
      }
      return best
    }
  }

  /// Every point that is new on this grid, from its neighbours on the one twice as coarse.
  private mutating func refine(_ new: [Int], _ stride: Int) {
    work(on: new) { search, descent, index in
      let parents = search.lattice.parents(of: index, stride).map { search.minima[$0] }
      var start = parents[0].point
      var (source, value) = (0, descent.value(at: start))
      func offer(_ point: [Double], _ parent: Int) {
        let there = descent.value(at: point)
        if there < value { (start, source, value) = (point, parent, there) }
      }
      for parent in parents.indices.dropFirst() {
        offer(parents[parent].point, parent)
      }
      if parents.count > 1 { offer(search.middle(of: parents), source) }
      return descent.descend(
        from: start, curvature: parents[source].curvature, verifying: search.task.isThorough)
    }
  }

  /// Every point from its neighbours' ends, until nothing gets lower.
  private mutating func relax(_ stride: Int, deep: Bool) {
    let deep = deep || task.isThorough
    let points = lattice.points(stride)
    var changed = Set(points)
    for _ in 0..<100 where !changed.isEmpty {
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
          guard other.value < .infinity else { continue }
          let start = other.point
          let gain = search.gain(at: best.value)
          guard deep || descent.promises(gain, from: start, curvature: other.curvature, below: best)
          else { continue }
          let end =
            search.task.isThorough
            ? search.walk(from: other, to: search.places[index], with: descent)
            : descent.descend(
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
    on points: [Int], _ body: @Sendable (GridSearch, HeldDescent<Function>, Int) -> HeldMinimum
  ) {
    // a chunk shares its memory; more chunks than threads keep all of them busy
    let size = min(64, max(1, points.count / 64))
    let chunks = (points.count + size - 1) / size
    let search = self
    let done = parallelMap(chunks, threads: threads) { chunk in
      let descent = search.task.descent()
      let ends = points[chunk * size..<min((chunk + 1) * size, points.count)].map { index in
        descent.hold(at: search.places[index])
        return body(search, descent, index)
      }
      return (ends, descent.evaluations)
    }
    for (chunk, (ends, spent)) in done.enumerated() {
      evaluations += spent
      for (offset, end) in ends.enumerated() { minima[points[chunk * size + offset]] = end }
    }
  }

  /// From one end to another place in a few steps, each from the end of the one before: valleys bend.
  private func walk(from start: HeldMinimum, to place: [Double], with descent: HeldDescent<Function>)
    -> HeldMinimum
  {
    let steps = 4
    var here = start
    for step in 1...steps {
      let share = Double(step) / Double(steps)
      descent.hold(at: step == steps ? place : zip(start.held, place).map { $0 + share * ($1 - $0) })
      let next = descent.descend(
        from: here.point, curvature: here.curvature, verifying: step == steps)
      if next.value < .infinity || step == steps { here = next }
    }
    return here
  }

  /// A decrease that is worth a descent, and worth telling the neighbours of.
  private func gain(at value: Double) -> Double { task.gain * Tolerances.size(of: value) }

  private func isLower(_ end: HeldMinimum, than best: HeldMinimum) -> Bool {
    end.value < best.value - (best.isConverged ? margin : 0)
  }

  /// The mean of ends, around circles as the first one sees them.
  private func middle(of ends: [HeldMinimum]) -> [Double] {
    var sum = ends[0].point
    for end in ends.dropFirst() {
      let seen = task.function.image(of: end.point, from: ends[0].point, within: task.bounds)
      for i in sum.indices { sum[i] += seen[i] }
    }
    return sum.map { $0 / Double(ends.count) }
  }
}
