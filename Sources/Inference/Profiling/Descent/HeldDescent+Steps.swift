extension HeldDescent {
  /// Whether a descent from `start` may come to a lower value than `best` by more than `gain`, as the curvature known
  /// there promises.
  ///
  /// Not if the model's minimum lies where the best one does, and what it promises is that the value there were lower
  /// than it is: that is the model's own error.
  func promises(_ gain: Double, from start: [Double], curvature known: [Double], below best: HeldMinimum)
    -> Bool
  {
    let here = started(start, known)
    let count = free.count
    guard here.value.isFinite, best.value < .infinity, known.count == count * count else {
      return here.value < best.value - gain
    }
    let promised = propose(at: here, damping: 0)
    guard promised.isFinite else { return true }
    let hope = best.value - (here.value - promised)
    guard hope > gain else { return false }
    // how much higher the model's surface is at the best point than at its minimum
    for (i, index) in free.enumerated() {
      let end = min(max(here.point[index] + step[i], lower[i]), upper[i])
      image[i] = best.point[index] - end
    }
    return !(energy(of: image, curvature) < 0.3 * hope)
  }

  /// How much higher than at a minimum its model lies at another point.
  func rise(from minimum: HeldMinimum, to point: [Double]) -> Double {
    guard minimum.curvature.count == free.count * free.count else { return .infinity }
    for (i, index) in free.enumerated() { image[i] = point[index] - minimum.point[index] }
    return minimum.curvature.withUnsafeBufferPointer { curvature in
      curvature.baseAddress.map { energy(of: image, $0) } ?? 0
    }
  }

  /// How much a quadratic form rises along a vector of the free coordinates.
  func energy(of vector: UnsafePointer<Double>, _ curvature: UnsafePointer<Double>) -> Double {
    let count = free.count
    var rise = 0.0
    for i in 0..<count {
      let row = curvature + i * count
      var sum = 0.0
      for j in 0..<count { sum += row[j] * vector[j] }
      rise += 0.5 * sum * vector[i]
    }
    return rise
  }

  /// Sets the step to the model's minimum on the coordinates that may move; returns the decrease it promises.
  func propose(at here: HeldMinimum, damping: Double) -> Double {
    gather(here)
    guard quantities.isEmpty else { return proposeAlong(here, damping: damping) }
    let count = free.count
    moving.removeAll(keepingCapacity: true)
    for i in 0..<count {
      let x = here.point[free[i]]
      step[i] = 0
      if x <= lower[i] && slope[i] >= 0 || x >= upper[i] && slope[i] <= 0 { continue }
      moving.append(i)
    }
    while !moving.isEmpty {
      factor.factorise(curvature, count: count, over: moving, damping: damping)
      for row in moving.indices { image[row] = -slope[moving[row]] }
      factor.solve(image)
      if !blocksAny(at: here) { break }
    }
    return promised(at: here)
  }

  /// Sets the step from its image over the moving coordinates. One on its bound that the step would push out is taken
  /// out: true if there is any, and the step must be made again.
  func blocksAny(at here: HeldMinimum) -> Bool {
    var isBlocked = false
    for row in moving.indices.reversed() {
      let i = moving[row]
      let x = here.point[free[i]]
      step[i] = image[row]
      if x <= lower[i] && step[i] < 0 || x >= upper[i] && step[i] > 0 {
        step[i] = 0
        moving.remove(at: row)
        isBlocked = true
      }
    }
    return isBlocked
  }

  /// The decrease that the step promises: what the model promises without bounds, but no more than the slopes allow inside
  /// them. A step that is cut off at bounds no longer leads down along every coordinate: what single ones lose is no reason to
  /// believe that nothing is left.
  func promised(at here: HeldMinimum) -> Double {
    var (model, inside) = (0.0, 0.0)
    for i in moving {
      let x = here.point[free[i]]
      let end = min(max(x + step[i], lower[i]), upper[i])
      let slope = lagrangianSlope(i)
      model -= 0.5 * slope * step[i]
      inside += (slope * (end - x)).magnitude
    }
    return min(model, inside)
  }

  /// A lower point by a step of the model, the more damped the less the model has been worth: curved valleys need that
  /// (Levenberg 1944; Marquardt 1963), and steps back to their floor with the same model.
  func advanced(from here: HeldMinimum) -> HeldMinimum? {
    let count = free.count
    var stiffest = 0.0
    for i in 0..<count { stiffest = max(stiffest, curvature[i * count + i].magnitude) }
    for _ in 0..<14 {
      _ = propose(at: here, damping: damping)
      let forces = (multipliers[0], quantities.count > 1 ? multipliers[1] : 0)
      var longest = 0.0
      for i in 0..<count { longest = max(longest, step[i].magnitude) }
      var trial = stepped(from: here.point, min(1, 1 / longest))
      for attempt in 0..<3 {
        let descent = slopeAlong(here, to: trial, forces)
        let gain = here.value - trial.value
        if gain > 0, gain > 1e-4 * descent {
          let share = gain / descent
          if share > 0.4, attempt == 0 { damping = damping > 1e-9 * stiffest ? 0.1 * damping : 0 }
          if share < 0.1, share > 0 { damping = max(4 * damping, 1e-8 * stiffest) }
          multipliers[0] = forces.0
          if quantities.count > 1 { multipliers[1] = forces.1 }
          return trial
        }
        guard attempt < 2, trial.value.isFinite else { break }
        _ = propose(at: trial, damping: damping)
        let back = stepped(from: trial.point, 1)
        guard back.value < trial.value else { break }
        trial = back
      }
      damping = max(10 * damping, 1e-8 * stiffest)
    }
    return nil
  }

  /// How much the Lagrangian falls by its slope at one point on the way to another.
  private func slopeAlong(_ here: HeldMinimum, to there: HeldMinimum, _ forces: (Double, Double)) -> Double {
    var descent = 0.0
    for index in free {
      var slope = here.gradient[index]
      for number in quantities.indices {
        slope -= (number == 0 ? forces.0 : forces.1) * here.normals[number * dimension + index]
      }
      descent -= slope * (there.point[index] - here.point[index])
    }
    return descent
  }

  private func stepped(from start: [Double], _ length: Double) -> HeldMinimum {
    var point = start
    for (i, index) in free.enumerated() {
      point[index] = min(max(point[index] + length * step[i], lower[i]), upper[i])
    }
    guard !quantities.isEmpty else { return evaluated(HeldPlace(point: point)) }
    return restored(point).map { evaluated($0) } ?? unreached(point)
  }
}
