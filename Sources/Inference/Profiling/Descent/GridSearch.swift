import Foundation
import Synchronization

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
    /// The same of a descent from far away, of whose ends only the lowest is to be believed.
    var exploration = 0.0
    /// A decrease that counts as one.
    var margin = 1e-4
    /// A decrease that is worth a descent, and worth telling the neighbours of.
    var gain = 4e-3
    /// What both, and the tolerance, are measured by.
    var scale = DifferenceScale()
    /// Whether every point is tried from every neighbour, and its curvature always worked out anew, however little the
    /// model there promises: for curves, which have few points.
    var isThorough = false
    /// Hears at how many of all points something was found, on whatever thread; nil where nobody listens.
    var told: (@Sendable (_ found: Int, _ points: Int) -> Void)?

    func descent() -> HeldDescent {
      HeldDescent(function, along: axes, within: bounds, tolerance: tolerance, scale: scale)
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

  let task: Task
  /// What is held at each point.
  private let places: [[Double]]
  let lattice: PlaneLattice
  private let threads: Int
  private let margin: Double
  private(set) var minima: [HeldMinimum]
  private(set) var evaluations = 0
  /// The points that have been descended from anew.
  var mended: Set<Int> = []

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
    relax(stride, Set(lattice.points(stride)), deep: true)
    while stride > 1 {
      stride /= 2
      restarts /= 4
      let new = lattice.points(stride).filter { minima[$0].value.isNaN }
      refine(new, stride)
      if restarts > 0 { search(new, from: [], restarts: restarts) }
      relax(stride, Set(lattice.points(stride)), deep: false)
      var lowered = mend(stride)
      while !lowered.isEmpty {
        relax(stride, lowered, deep: false)
        lowered = mend(stride)
      }
    }
  }

  // MARK: - Passes

  /// Points from everywhere: these starts, and others spread over the box, different ones for each.
  private mutating func search(_ points: [Int], from starts: [[Double]], restarts: Int) {
    let cubes = lowDiscrepancyPoints(
      restarts * points.count, dimension: task.bounds.count, seed: task.seed &+ UInt64(points.count))
    let numbers = Dictionary(uniqueKeysWithValues: points.enumerated().map { ($1, $0) })
    work(on: points) { search, descent, index in
      let first = (numbers[index] ?? 0) * restarts
      let spread = cubes[first..<first + restarts].map { search.task.spread($0) }
      var best = search.minima[index]
      var isNew = false
      for start in starts + spread {
        let end = descent.descend(from: start, promising: search.task.exploration)
        let isBetter = (end.isConverged || !best.isConverged) && search.isLower(end, than: best)
        if best.value.isNaN || isBetter { (best, isNew) = (end, true) }
      }
      guard isNew, best.value < .infinity else { return best }
      // of all these only the lowest is to be believed
      let end = descent.descend(from: best.point, curvature: best.curvature, verifying: true)
      return end.value <= best.value ? end : best
    }
  }

  /// Points next to changed ones from the ends of these, until nothing gets lower.
  private mutating func relax(_ stride: Int, _ news: Set<Int>, deep: Bool) {
    let deep = deep || task.isThorough
    let points = lattice.points(stride)
    var changed = news
    for _ in 0..<100 where !changed.isEmpty {
      let moved = changed
      let directions = stride > 2 ? 8 : 4
      let affected = points.filter {
        lattice.neighbours(of: $0, stride, directions).contains(where: moved.contains)
      }
      let before = affected.map { minima[$0].value }
      work(on: affected) { search, descent, index in
        var best = search.minima[index]
        let agreeing = deep ? [] : search.agreeing(with: index, stride, descent)
        for neighbour in search.lattice.neighbours(of: index, stride, directions)
        where moved.contains(neighbour) && !agreeing.contains(neighbour) {
          let other = search.minima[neighbour]
          guard other.value < .infinity else { continue }
          if !deep, search.isHopeless(index, from: neighbour) { continue }
          let start = other.point
          let gain = search.gain(at: best.value)
          let deep = deep && !(best.isConverged && search.task.scale.isBeyond(best.value))
          guard deep || descent.promises(gain, from: start, curvature: other.curvature, below: best)
          else { continue }
          let end =
            search.task.isThorough && deep
            ? search.walk(from: other, to: search.places[index], with: descent)
            : descent.descend(
              from: start, curvature: other.curvature, below: best.value - gain)
          // a descent that was given up is no minimum
          if end.isConverged || !best.isConverged, search.isLower(end, than: best) { best = end }
        }
        return best
      }
      changed = Set(zip(affected, before).filter { minima[$0].value < $1 - gain(at: $1) }.map(\.0))
    }
  }

  /// The neighbours of a point that lie in its own valley: on either side along an axis, with the point where the floor
  /// between them is, to within what the model there says is not worth a descent.
  private func agreeing(with index: Int, _ stride: Int, _ descent: HeldDescent) -> [Int] {
    let own = minima[index]
    guard own.isConverged else { return [] }
    return lattice.opposites(of: index, stride).flatMap { axis, before, after -> [Int] in
      let (first, last) = (minima[before], minima[after])
      guard first.isConverged, last.isConverged else { return [] }
      guard
        descent.quantities.isEmpty || isOnSheet(own, forecast: forecast(at: own.held, between: first, last))
      else { return [] }
      let share = (own.held[axis] - first.held[axis]) / (last.held[axis] - first.held[axis])
      let (start, end) = (image(of: first, from: own), image(of: last, from: own))
      let between = zip(start, end).map { (1 - share) * $0 + share * $1 }
      return descent.rise(from: own, to: between) < 0.5 * gain(at: own.value) ? [before, after] : []
    }
  }

  /// An end around circles as another one sees it.
  func image(of end: HeldMinimum, from other: HeldMinimum) -> [Double] {
    task.function.image(of: end.point, from: other.point, within: task.bounds)
  }

  /// Replaces the minima at these points by what the work makes of the present ones.
  mutating func work(
    on points: [Int], _ body: @Sendable (GridSearch, HeldDescent, Int) -> HeldMinimum
  ) {
    // a chunk shares its memory; more chunks than threads keep all of them busy
    let size = min(64, max(1, points.count / 64))
    let chunks = (points.count + size - 1) / size
    let search = self
    let found = Atomic(task.told == nil ? 0 : minima.count { !$0.value.isNaN })
    let done = parallelMap(chunks, threads: threads) { chunk in
      let descent = search.task.descent()
      let ends = points[chunk * size..<min((chunk + 1) * size, points.count)].map { index in
        descent.hold(at: search.places[index])
        return body(search, descent, index)
      }
      if let told = search.task.told {
        let new = points[chunk * size..<min((chunk + 1) * size, points.count)]
          .count { search.minima[$0].value.isNaN }
        told(found.add(new, ordering: .relaxed).newValue, search.minima.count)
      }
      return (ends, descent.evaluations)
    }
    for (chunk, (ends, spent)) in done.enumerated() {
      evaluations += spent
      for (offset, end) in ends.enumerated() { minima[points[chunk * size + offset]] = end }
    }
  }

  /// From one end to another place in a few steps, each from the end of the one before: valleys bend.
  private func walk(from start: HeldMinimum, to place: [Double], with descent: HeldDescent)
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

  /// A decrease that is worth a descent, and worth telling the neighbours of: any where nothing is known yet.
  func gain(at value: Double) -> Double { value < .infinity ? task.gain * task.scale.size(of: value) : 0 }

  private func isLower(_ end: HeldMinimum, than best: HeldMinimum) -> Bool {
    end.value < best.value - (best.isConverged ? margin : 0)
  }
}
