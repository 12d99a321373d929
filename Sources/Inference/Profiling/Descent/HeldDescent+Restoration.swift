extension HeldDescent {
  /// A point moved to where the held quantities have their values along the way on which the function rises least by the
  /// curvature known there, to first order, and then restored: it follows a valley. Nil if it does not get there.
  func predicted(from start: [Double]) -> [Double]? {
    let count = free.count
    let (values, normals) = normals(at: start)
    let wanted = values.indices.map { target($0) - values[$0] }
    guard wanted.allSatisfy(\.isFinite), wanted.contains(where: { $0 != 0 }) else { return nil }
    let here = HeldMinimum(point: start, held: [], value: 0, gradient: [], normals: normals)
    moving = Array(0..<count)
    while !moving.isEmpty {
      factor.factorise(curvature, count: count, over: moving, damping: 0)
      for row in moving.indices { image[row] = 0 }
      for i in 0..<count { step[i] = 0 }
      for (number, force) in responses(at: here, changing: wanted) {
        for row in moving.indices { image[row] += force * responses[number][row] }
      }
      if !blocksAny(at: here) { break }
    }
    var point = start
    for i in moving { point[free[i]] = min(max(point[free[i]] + step[i], lower[i]), upper[i]) }
    return restored(point)
  }

  /// A point brought to where the held quantities have their values, by Newton's method inside the bounds; nil if it does not
  /// get there. Coordinates move the more the softer they are.
  func restored(_ start: [Double]) -> [Double]? {
    var point = start
    var (values, normals) = normals(at: point)
    for _ in 0..<60 {
      let residuals = values.indices.map { values[$0] - target($0) }
      guard residuals.allSatisfy(\.isFinite), let way = way(from: point, residuals, normals) else {
        return nil
      }
      let sizes = way.reaches
      let isThere = residuals.indices.allSatisfy { number in
        let rounding = 4e-16 * max(values[number].magnitude, target(number).magnitude)
        return residuals[number].magnitude <= max(rounding, 1e-13 * sizes[number])
      }
      if isThere { return point }
      guard let step = way.step else { return nil }
      /// How far the residuals are from zero, each in units of what a step can do.
      func miss(_ values: [Double]) -> Double {
        values.indices.reduce(0) { sum, number in
          let share = (values[number] - target(number)) / max(sizes[number], 1e-300)
          return sum + share * share
        }
      }
      let before = miss(values)
      var length = 1.0
      var moved: [Double]?
      for _ in 0..<14 {
        var trial = point
        for (i, index) in free.enumerated() {
          trial[index] = min(max(point[index] + length * step[i], lower[i]), upper[i])
        }
        let there = self.normals(at: trial)
        if miss(there.values) < before {
          (values, normals) = there
          moved = trial
          break
        }
        length *= 0.3
      }
      guard let moved else {
        let isNear = residuals.indices.allSatisfy { residuals[$0].magnitude <= 1e-10 * sizes[$0] }
        return isNear ? point : nil
      }
      point = moved
    }
    return nil
  }

  /// The step of Newton's method over the coordinates that the bounds let take it, nil if there is none; and how much of each
  /// quantity the free coordinates reach.
  private func way(from point: [Double], _ residuals: [Double], _ normals: [Double])
    -> (step: [Double]?, reaches: [Double])?
  {
    let dimension = function.dimension
    let numbers = residuals.indices
    func normal(_ number: Int, _ i: Int) -> Double { normals[number * dimension + free[i]] }
    var movable = Array(free.indices)
    var reaches: [Double] = []
    while true {
      let gram = numbers.map { row in
        numbers.map { column in
          movable.reduce(0) { $0 + softness[$1] * normal(row, $1) * normal(column, $1) }
        }
      }
      if reaches.isEmpty { reaches = numbers.map { gram[$0][$0].squareRoot() } }
      guard reaches.allSatisfy(\.isFinite) else { return nil }
      let isReached = numbers.allSatisfy { gram[$0][$0] > 0 || residuals[$0] == 0 }
      guard isReached, !movable.isEmpty else { return (nil, reaches) }
      let forces = solved(gram, residuals.map { -$0 })
      var step = [Double](repeating: 0, count: free.count)
      for i in movable { step[i] = softness[i] * numbers.reduce(0) { $0 + forces[$1] * normal($1, i) } }
      let blocked = movable.filter { i in
        let x = point[free[i]]
        return x <= lower[i] && step[i] < 0 || x >= upper[i] && step[i] > 0
      }
      if blocked.isEmpty { return (step, reaches) }
      movable.removeAll(where: blocked.contains)
    }
  }
}
