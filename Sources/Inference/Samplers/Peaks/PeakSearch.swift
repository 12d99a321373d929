import Foundation

/// The peaks of a density, looked for with points near it, and what each of them looks like.
///
/// Each group of points that hang together is a peak (``PointGroups``). An ensemble explores it whose walkers all begin there, so
/// that its widths and mass become known.
struct PeakSearch<Density: LogDensity> {
  private let mostPeaks = 40
  /// How far ln of the mass of a peak may lie below that of the heaviest.
  private static var deepest: Double { 20 }
  private let density: Density
  private let budget: Int
  private var grouping: PointGroups<Density>
  private var explored = Transition()
  /// The tops of all groups explored.
  private var tops: [[Double]] = []
  /// The peaks, the heaviest first, with points of each; empty if there is one only.
  private(set) var found: [ExploredPeak] = []

  /// The highest of all points that do not stand alone.
  private(set) var highest: [Double]?

  /// Whether the search ended because there were no more.
  private(set) var areAll = true

  /// What was spent.
  var spent: Transition {
    var sum = explored
    sum.proposed += grouping.spent
    return sum
  }

  /// The peaks of points near the density, of others that were spread more widely, and around places that are known.
  init(
    of points: [[Double]], besides wider: [[Double]], and known: [[Double]], on density: Density, budget: Int,
    using random: inout Random
  ) {
    self.density = density
    self.budget = budget
    grouping = PointGroups(on: density, points: points)
    let near = groups(of: points, and: known)
    highest = near.max { $0.top < $1.top }?.points[0]
    let far = wider.isEmpty ? [] : groups(of: wider, and: [])
    guard near.count > 1 || far.count > 1 else { return }
    tops = near.map { $0.points[0] }
    for group in near where hasMeans { takeGroup(explore(group.points, using: &random)) }
    for group in far where hasMeans && !isKnown(group, among: near) {
      take(group.points, using: &random)
    }
    combine(using: &random)
    areAll = hasMeans
    // No draw would show a peak of less, but a chain that begins there must know the way out.
    let largest = found.map(\.peak.logMass).max() ?? 0
    found = found.filter { $0.peak.logMass > largest - Self.deepest }
      .sorted { $0.peak.logMass > $1.peak.logMass }
    if found.count == 1 { found = [] }
  }

  /// Whether another peak may be explored.
  private var hasMeans: Bool { found.count < mostPeaks && explored.proposed < budget }

  /// Points that hang together, the highest first.
  private struct Group {
    let points: [[Double]]
    let top: Double
  }

  /// The largest groups of points; one or two alone are none unless they are known to be at a peak.
  private mutating func groups(of points: [[Double]], and known: [[Double]]) -> [Group] {
    let all = points + known
    let logs = all.map { density.logDensity(at: $0.span).asLogDensity }
    explored.proposed += all.count
    return grouping.groups(of: all, logs)
      .filter { group in group.count > 2 || group.contains { $0 >= points.count } }
      .sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.prefix(mostPeaks)
      .map { group in Group(points: group.map { all[$0] }, top: logs[group[0]]) }
  }

  /// Whether the top of a group lies in a peak that was found, or sees the top of one of these groups.
  private mutating func isKnown(_ group: Group, among others: [Group]) -> Bool {
    if found.contains(where: { $0.peak.holds(group.points[0], cycles: grouping.cycles) }) { return true }
    for other in others {
      let lower = min(group.top, other.top)
      if grouping.hangTogether(group.points[0], other.points[0], above: lower) { return true }
    }
    return false
  }
}

extension PeakSearch {
  /// Takes in the peak of a group, if it is another one.
  private mutating func takeGroup(_ explored: ExploredPeak?) {
    guard let explored, !isFound(explored.peak) else { return }
    found.append(explored)
  }

  /// Explores where these points lie, and takes in the peak there, if it is another one.
  ///
  /// Walkers that set out on a slope of a peak, and stay nearer to where they began than to its top, draw the shape of a part of
  /// it. So what they found is a peak only if a valley parts it from all others.
  private mutating func take(_ points: [[Double]], using random: inout Random) {
    tops.append(points[0])
    guard let explored = explore(points, using: &random), !isFound(explored.peak),
      !found.contains(where: { grouping.hangTogether($0, explored) })
    else {
      tops.removeLast()
      return
    }
    found.append(explored)
  }

  private func isFound(_ peak: Peak) -> Bool {
    found.contains { $0.peak.isOne(with: peak, cycles: grouping.cycles) }
  }

  /// Looks for peaks where sums and differences of the offsets of two others from the heaviest lead: several signs or solutions
  /// that are independent of each other make many peaks, of which few points meet only some.
  private mutating func combine(using random: inout Random) {
    var (count, tried) = (0, Set<[Double]>())
    while found.count > max(1, count) {
      count = found.count
      let known = found.map(\.peak).sorted { $0.logMass > $1.logMass }
      let offsets = known.map { peak in
        known[0].center.indices.map { grouping.way($0, from: known[0].center[$0], to: peak.center[$0]) }
      }
      for (number, first) in offsets.enumerated() {
        for second in offsets.prefix(number + 1) {
          for (a, b) in [(1.0, 1.0), (1, -1), (-1, 1)] where hasMeans {
            tryPlace(zip(first, second).map { a * $0 + b * $1 }, from: known[0], &tried, using: &random)
          }
        }
      }
    }
  }

  /// Explores a place at an offset from the heaviest peak if it may be a peak of some mass, and another one; what was tried once
  /// is not tried again, to a quarter of the widths.
  private mutating func tryPlace(
    _ offset: [Double], from heaviest: Peak, _ tried: inout Set<[Double]>, using random: inout Random
  ) {
    let cell = offset.indices.map { (4 * offset[$0] / grouping.scales[$0]).rounded() }
    guard hasMeans, tried.insert(cell).inserted else { return }
    let place = offset.indices.map { index in
      let number = heaviest.center[index] + offset[index]
      return grouping.cycles[index]?.wrapping(number) ?? number
    }
    guard !found.contains(where: { $0.peak.holds(place, cycles: grouping.cycles) }) else { return }
    explored.proposed += 1
    let log = density.logDensity(at: place.span).asLogDensity
    guard log + heaviest.factor.logDeterminant / 2 > heaviest.logMass - Self.deepest else { return }
    take([place], using: &random)
  }

  /// The peak that an ensemble draws which begins at, and around, these points; nil if its draws span too little.
  private mutating func explore(_ points: [[Double]], using random: inout Random) -> ExploredPeak? {
    let dimension = density.dimension
    let count = max(16, 4 * (dimension + 1))
    let walkers = (0..<count).map { walker in
      beside(points[walker % points.count], using: &random)
    }
    // walkers that went over to another peak would make one of two
    let density = Surroundings(
      density: density, top: points[0], others: tops.filter { $0 != points[0] }, scales: grouping.scales)
    let ensemble = Ensemble(walkers: count)
    var state = ensemble.start(at: walkers, on: density)
    explored.proposed += count
    var draws: [(point: [Double], log: Double)] = []
    let steps = 100 + 10 * dimension
    for step in 0..<steps {
      explored += ensemble.step(&state, on: density, using: &random)
      guard step >= steps / 2, step % 5 == 0 else { continue }
      for walker in 0..<count where state.logDensities[walker].isFinite {
        draws.append(
          (Array(state.positions[walker * dimension..<(walker + 1) * dimension]), state.logDensities[walker]))
      }
    }
    return ExploredPeak(draws, cycles: grouping.cycles)
  }

  /// A place so near to a point that the density is not much lower there; the point itself if there is none.
  private mutating func beside(_ point: [Double], using random: inout Random) -> [Double] {
    let log = density.logDensity(at: point.span).asLogDensity
    var reach = 0.03
    for _ in 0..<8 {
      let other = point.indices.map { index in
        let number = point[index] + reach * grouping.scales[index] * random.normal()
        return grouping.cycles[index]?.wrapping(number) ?? number
      }
      explored.proposed += 1
      if density.logDensity(at: other.span).asLogDensity > log - 20 { return other }
      reach /= 4
    }
    return point
  }
}
