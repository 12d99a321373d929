/// The smallest value of a function over the unit square: the lowest valleys of the grid on which level sets are looked for,
/// each followed downhill by steps that shrink. What is narrower than a cell of the grid is missed.
enum PlaneMinimum {
  static func lowest(_ function: (Double, Double) -> Double) -> Double {
    let points = 241
    func place(_ index: Int) -> (Double, Double) {
      (Double(index / points) / Double(points - 1), Double(index % points) / Double(points - 1))
    }
    let values = (0..<points * points).map { function(place($0).0, place($0).1) }
    func isValley(_ index: Int) -> Bool {
      guard values[index].isFinite else { return false }
      let (row, column) = (index / points, index % points)
      for i in max(row - 1, 0)...min(row + 1, points - 1) {
        for j in max(column - 1, 0)...min(column + 1, points - 1) where values[i * points + j] < values[index]
        {
          return false
        }
      }
      return true
    }
    let valleys = values.indices.filter(isValley).sorted { values[$0] < values[$1] }.prefix(16)
    return valleys.map {
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
