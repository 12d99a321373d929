import Foundation

/// A peak and draws of it.
struct ExploredPeak: Sendable {
  let peak: Peak
  /// The draws, the highest first.
  let points: [[Double]]
  /// ln p at these.
  let logs: [Double]

  /// The peak that these draws have; nil if they span too little.
  init?(_ draws: [(point: [Double], log: Double)], cycles: [ClosedRange<Double>?]) {
    guard let peak = Peak(draws.map(\.point), logDensities: draws.map(\.log), cycles: cycles) else {
      return nil
    }
    self.peak = peak
    let order = draws.indices.sorted { (draws[$1].log, $0) < (draws[$0].log, $1) }
    points = order.map { draws[$0].point }
    logs = order.map { draws[$0].log }
  }
}

extension PointGroups {
  /// Whether no valley parts two peaks: the lower top sees the higher one, or a draw nearby that lies on its slope.
  ///
  /// Source: as of ``groups(of:_:)``, with the draws of the higher peak for a group.
  mutating func hangTogether(_ first: ExploredPeak, _ second: ExploredPeak) -> Bool {
    let (lower, higher) = first.logs[0] < second.logs[0] ? (first, second) : (second, first)
    let (top, log) = (lower.points[0], lower.logs[0])
    let slope = higher.points.prefix(higher.logs.count { $0 >= log - deepestValley })
    let nearest = slope.map { ($0, squaredDistance(top, $0)) }.sorted { $0.1 < $1.1 }.prefix(neighbours)
    for point in slope.prefix(1) + nearest.map(\.0) where hangTogether(top, point, above: log) { return true }
    return false
  }

  /// How far two points are apart, in the widths of all points.
  private func squaredDistance(_ first: [Double], _ second: [Double]) -> Double {
    first.indices.reduce(0) { sum, index in
      let way = way(index, from: first[index], to: second[index]) / scales[index]
      return sum + way * way
    }
  }
}
