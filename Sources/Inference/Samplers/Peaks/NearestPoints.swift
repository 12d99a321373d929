/// Which points of a set are nearest to one of them.
///
/// The points are sorted by one coordinate. A search goes outwards from a point to both sides, and ends where that coordinate alone
/// is farther off than the points it has found: it finds what a comparison of all points does, and meets few of them in few
/// dimensions.
struct NearestPoints {
  private let dimension: Int
  /// The coordinates in units of their scales, point by point.
  private let coordinates: [Double]
  /// Once around the circle in the same units; infinite for a coordinate on a line.
  private let turns: [Double]
  /// The coordinate by which points are sorted; nil if all lie on circles, where there is no order.
  private let axis: Int?
  /// The points from low to high along the axis, and where in this order each of them is.
  private let order: [Int]
  private let ranks: [Int]

  /// - Parameters:
  ///   - points: coordinates of the points, those on circles within their ranges.
  ///   - scales: the unit of each coordinate.
  ///   - cycles: the circle of each coordinate that lies on one.
  init(_ points: [[Double]], scales: [Double], cycles: [ClosedRange<Double>?]) {
    dimension = scales.count
    coordinates = points.flatMap { point in zip(point, scales).map { $0 / $1 } }
    turns = zip(cycles, scales).map { cycle, scale in cycle.map { $0.turn / scale } ?? .infinity }
    let axis = cycles.firstIndex { $0 == nil }
    self.axis = axis
    let order = axis.map { axis in
      points.indices.sorted { (points[$0][axis], $0) < (points[$1][axis], $1) }
    }
    self.order = order ?? Array(points.indices)
    var ranks = [Int](repeating: 0, count: points.count)
    for (rank, place) in self.order.enumerated() { ranks[place] = rank }
    self.ranks = ranks
  }

  /// The `count` others that are nearest to a point, by number, the nearest first; of those equally near the first come first.
  func nearest(_ count: Int, to point: Int) -> [Int] {
    var found: [(square: Double, place: Int)] = []
    found.reserveCapacity(count + 1)
    for step in [1, -1] {
      var rank = ranks[point] + step
      while order.indices.contains(rank) {
        let other = order[rank]
        if found.count == count {
          let farthest = found[count - 1]
          if let axis, squaredWay(axis, point, other) > farthest.square { break }
          let square = squaredDistance(point, other, upTo: farthest.square)
          if (square, other) < farthest {
            found.removeLast()
            insert(other, square, into: &found)
          }
        } else {
          insert(other, squaredDistance(point, other, upTo: .infinity), into: &found)
        }
        rank += step
      }
    }
    return found.map(\.place)
  }

  private func insert(_ place: Int, _ square: Double, into found: inout [(square: Double, place: Int)]) {
    let position = found.firstIndex { (square, place) < $0 } ?? found.count
    found.insert((square, place), at: position)
  }

  @inline(__always)
  private func squaredWay(_ index: Int, _ first: Int, _ second: Int) -> Double {
    let distance = abs(coordinates[first * dimension + index] - coordinates[second * dimension + index])
    let way = min(distance, turns[index] - distance)
    return way * way
  }

  /// The squared distance of two points, or a number above `most` that it exceeds.
  @inline(__always)
  private func squaredDistance(_ first: Int, _ second: Int, upTo most: Double) -> Double {
    var square = 0.0
    for index in 0..<dimension {
      square += squaredWay(index, first, second)
      if square > most { break }
    }
    return square
  }
}
