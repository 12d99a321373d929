extension HeldDescent {
  /// A point moved to where the held quantities have their values along the way on which the function rises least by the
  /// curvature known there, to first order, and then restored: it follows a valley. Nil if it does not get there.
  func predicted(from start: [Double]) -> HeldPlace? {
    let (values, normals) = normals(at: start)
    let wanted = values.indices.map { target($0) - values[$0] }
    guard wanted.allSatisfy(\.isFinite), wanted.contains(where: { $0 != 0 }) else { return nil }
    gatherNormals(normals)
    setStep(from: start, changing: (wanted[0], wanted.count > 1 ? wanted[1] : 0))
    var point = start
    for i in free.indices { point[free[i]] = min(max(point[free[i]] + step[i], lower[i]), upper[i]) }
    return restored(point)
  }

  /// A point brought to where the held quantities have their values, by Newton's method inside the bounds; nil if it does not
  /// get there. Coordinates move the more the softer they are.
  func restored(_ start: [Double]) -> HeldPlace? {
    var point = start
    var (values, normals) = normals(at: point)
    var last = Double.infinity
    for _ in 0..<60 {
      let residuals = values.indices.map { values[$0] - target($0) }
      guard residuals.allSatisfy(\.isFinite) else { return nil }
      gatherNormals(normals)
      guard let way = way(from: point, residuals) else { return nil }
      let sizes = way.reaches
      let isThere = residuals.indices.allSatisfy { number in
        let rounding = 4e-16 * max(values[number].magnitude, target(number).magnitude)
        return residuals[number].magnitude <= max(rounding, 1e-12 * sizes[number])
      }
      if isThere { return HeldPlace(point: point, normals: normals) }
      /// How far residuals are from zero, each in units of what a step can do.
      func miss(_ residuals: [Double]) -> Double {
        residuals.indices.reduce(0) { sum, number in
          let share = residuals[number] / max(sizes[number], 1e-300)
          return sum + share * share
        }
      }
      // what does not get nearer any more is as near as rounding lets it come
      let isNear = residuals.indices.allSatisfy { residuals[$0].magnitude <= 1e-10 * sizes[$0] }
      let here = miss(residuals)
      if isNear, here > 0.01 * last { return HeldPlace(point: point, normals: normals) }
      last = here
      guard way.isOpen else { return nil }
      var length = 1.0
      var moved: [Double]?
      for _ in 0..<14 {
        var trial = point
        for (i, index) in free.enumerated() {
          trial[index] = min(max(point[index] + length * scratch[i], lower[i]), upper[i])
        }
        let there = self.normals(at: trial)
        if miss(there.values.indices.map { there.values[$0] - target($0) }) < here {
          (values, normals) = there
          moved = trial
          break
        }
        length *= 0.3
      }
      guard let moved else { return isNear ? HeldPlace(point: point, normals: normals) : nil }
      point = moved
    }
    return nil
  }

  /// Sets the scratch to the step of Newton's method over the coordinates that the bounds let take it: whether there is one,
  /// and how much of each quantity the free coordinates reach.
  private func way(from point: [Double], _ residuals: [Double]) -> (isOpen: Bool, reaches: [Double])? {
    let count = free.count
    var movable = Array(free.indices)
    var reaches: [Double] = []
    while true {
      var gram = (0.0, 0.0, 0.0)
      for i in movable {
        gram.0 += softness[i] * normal[i] * normal[i]
        guard residuals.count > 1 else { continue }
        gram.1 += softness[i] * normal[i] * normal[count + i]
        gram.2 += softness[i] * normal[count + i] * normal[count + i]
      }
      if reaches.isEmpty {
        reaches = residuals.indices.map { ($0 == 0 ? gram.0 : gram.2).squareRoot() }
        guard reaches.allSatisfy(\.isFinite) else { return nil }
      }
      let isReached = residuals.indices.allSatisfy { ($0 == 0 ? gram.0 : gram.2) > 0 || residuals[$0] == 0 }
      guard isReached, !movable.isEmpty else { return (false, reaches) }
      let forces =
        residuals.count == 1
        ? (gram.0 == 0 ? 0 : -residuals[0] / gram.0, 0)
        : solved((gram.0, gram.1, gram.1, gram.2), (-residuals[0], -residuals[1]))
      for i in 0..<count { scratch[i] = 0 }
      var isBlocked = false
      for i in movable {
        let second = residuals.count > 1 ? forces.1 * normal[count + i] : 0
        scratch[i] = softness[i] * (forces.0 * normal[i] + second)
        if isStopped(i, at: point) { isBlocked = true }
      }
      guard isBlocked else { return (true, reaches) }
      movable.removeAll { isStopped($0, at: point) }
    }
  }

  /// Whether the step in the scratch leads out of the bounds on which a coordinate lies.
  private func isStopped(_ i: Int, at point: [Double]) -> Bool {
    let x = point[free[i]]
    return x <= lower[i] && scratch[i] < 0 || x >= upper[i] && scratch[i] > 0
  }
}
