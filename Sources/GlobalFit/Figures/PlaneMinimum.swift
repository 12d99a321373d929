/// The smallest value of a function over the unit square: the best points of a grid, followed downhill by steps that shrink.
enum PlaneMinimum {
  static func lowest(_ function: (Double, Double) -> Double) -> Double {
    let points = 61
    func place(_ index: Int) -> (Double, Double) {
      (Double(index / points) / Double(points - 1), Double(index % points) / Double(points - 1))
    }
    let values = (0..<points * points).map { function(place($0).0, place($0).1) }
    let best = values.indices.filter { values[$0].isFinite }.sorted { values[$0] < values[$1] }.prefix(8)
    return best.map {
      descended(from: place($0), values[$0], step: 1 / Double(points - 1), function)
    }.min() ?? .nan
  }

  private static func descended(
    from start: (Double, Double), _ value: Double, step: Double, _ function: (Double, Double) -> Double
  ) -> Double {
    var (point, value, step) = (start, value, step)
    while step > 1e-9 {
      var moved = false
      for (du, dv) in [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)] {
        let next = (min(max(point.0 + step * du, 0), 1), min(max(point.1 + step * dv, 0), 1))
        let other = function(next.0, next.1)
        if other < value { (point, value, moved) = (next, other, true) }
      }
      if !moved { step /= 2 }
    }
    return value
  }
}
