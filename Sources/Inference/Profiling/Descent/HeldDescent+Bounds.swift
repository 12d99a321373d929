// Steps along the surface on which the held quantities stay as they are, inside the bounds.
//
// A step that is cut off at a bound no longer lies in that surface. So a coordinate that a step would take beyond its bound
// goes as far as that, and the others make the best of it: the model is minimised over the box, by an active-set method
// (Nocedal and Wright, Numerical Optimization, §16.7).

extension HeldDescent {
  /// The step to the model's minimum inside the bounds, along the surface to first order; returns the decrease that it
  /// promises.
  ///
  /// The multipliers say which coordinates on their bounds may move, and follow from the step: both are settled together.
  func proposeAlong(_ here: HeldMinimum, damping: Double) -> Double {
    let count = free.count
    setLeastSquaresMultipliers(at: here)
    moving.removeAll(keepingCapacity: true)
    for i in 0..<count {
      step[i] = 0
      if !isPushed(i, at: here.point, by: lagrangianSlope(i)) { moving.append(i) }
    }
    var wasStopped = [Bool](repeating: false, count: count)
    let before = (multipliers[0], quantities.count > 1 ? multipliers[1] : 0)
    for _ in 0..<(4 * count + 4) {
      multipliers[0] = before.0
      if quantities.count > 1 { multipliers[1] = before.1 }
      solve(changing: (0, 0), isDownhill: true, damping: damping)
      if stopsAny(at: here.point, &wasStopped) { continue }
      let released = (0..<count).filter {
        !wasStopped[$0] && !moving.contains($0) && !isPushed($0, at: here.point, by: slopeAfterStep($0))
      }
      if released.isEmpty { break }
      for i in released { step[i] = 0 }
      moving = (moving + released).sorted()
    }
    return promisedAlong(here)
  }

  /// Sets the step to the one by which the held quantities change as wanted, to first order, while the function rises least by
  /// the curvature known, inside the bounds.
  func setStep(from point: [Double], changing wanted: (Double, Double)) {
    let count = free.count
    moving = Array(0..<count)
    for i in 0..<count { step[i] = 0 }
    var wasStopped = [Bool](repeating: false, count: count)
    repeat {
      solve(changing: wanted, isDownhill: false, damping: 0)
    } while stopsAny(at: point, &wasStopped)
  }

  /// Solves for the step of the moving coordinates, the others' being given: the least of the model, or of its curvature alone,
  /// where the held quantities change as wanted.
  private func solve(changing wanted: (Double, Double), isDownhill: Bool, damping: Double) {
    guard !moving.isEmpty else { return }
    let count = free.count
    factor.factorise(curvature, count: count, over: moving, damping: damping)
    for row in moving.indices { image[row] = isDownhill ? -lagrangianSlope(moving[row]) : 0 }
    var left = wanted
    if moving.count < count {
      for i in moving { step[i] = 0 }
      for i in 0..<count where step[i] != 0 {
        for row in moving.indices { image[row] -= curvature[moving[row] * count + i] * step[i] }
        left.0 -= normal[i] * step[i]
        if quantities.count > 1 { left.1 -= normal[count + i] * step[i] }
      }
    }
    factor.solve(image)
    for (number, force) in responses(changing: left) {
      if isDownhill { multipliers[number] += force }
      let response = response + number * count
      for row in moving.indices { image[row] += force * response[row] }
    }
    for row in moving.indices { step[moving[row]] = image[row] }
  }

  /// Lets coordinates that the step would take out of their bounds go as far as these: true if there are any, and the step of
  /// the others must be made again.
  private func stopsAny(at point: [Double], _ wasStopped: inout [Bool]) -> Bool {
    var isStopped = false
    for row in moving.indices.reversed() {
      let i = moving[row]
      let x = point[free[i]]
      guard x + step[i] < lower[i] || x + step[i] > upper[i] else { continue }
      step[i] = (step[i] < 0 ? lower[i] : upper[i]) - x
      wasStopped[i] = true
      moving.remove(at: row)
      isStopped = true
    }
    return isStopped
  }

  /// Whether a coordinate lies on a bound and a slope pushes it against that.
  private func isPushed(_ i: Int, at point: [Double], by slope: Double) -> Bool {
    let x = point[free[i]]
    return x <= lower[i] && slope >= 0 || x >= upper[i] && slope <= 0
  }

  /// The slope of the Lagrangian's model along a coordinate at the end of the step.
  private func slopeAfterStep(_ i: Int) -> Double {
    let count = free.count
    var slope = lagrangianSlope(i)
    for j in 0..<count { slope += curvature[i * count + j] * step[j] }
    return slope
  }

  /// The decrease that the step promises by the model.
  ///
  /// Where coordinates have been stopped at bounds and the model says that nothing is gained, no more is believed than that
  /// the slopes are flat: what is lost by stopping is no reason to believe that nothing is left.
  private func promisedAlong(_ here: HeldMinimum) -> Double {
    let count = free.count
    var (linear, square, steepest) = (0.0, 0.0, 0.0)
    for i in 0..<count where step[i] != 0 {
      let slope = lagrangianSlope(i)
      linear -= slope * step[i]
      steepest += (slope * step[i]).magnitude
      for j in 0..<count { square += curvature[i * count + j] * step[i] * step[j] }
    }
    let decrease = linear - 0.5 * square
    return moving.count < count && decrease <= 0 ? 0.5 * steepest : decrease
  }
}
