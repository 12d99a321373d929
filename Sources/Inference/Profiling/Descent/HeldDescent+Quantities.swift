extension HeldDescent {
  /// The held quantities at a point, and their gradients one after the other.
  func normals(at point: [Double]) -> (values: [Double], normals: [Double]) {
    guard !quantities.isEmpty else { return ([], []) }
    var normals = [Double](repeating: 0, count: quantities.count * dimension)
    var values = [Double](repeating: 0, count: quantities.count)
    normals.withUnsafeMutableBufferPointer { all in
      for number in quantities.indices {
        let range = number * dimension..<(number + 1) * dimension
        var own = UnsafeMutableBufferPointer(rebasing: all[range]).mutableSpan
        values[number] = quantities[number].valueAndGradient(point, &own)
      }
    }
    return (values, normals)
  }

  /// Takes over the slopes at a point, of the function and of what is held, over the free coordinates.
  func gather(_ here: HeldMinimum) {
    for (i, index) in free.enumerated() { slope[i] = here.gradient[index] }
    gatherNormals(here.normals)
  }

  func gatherNormals(_ normals: [Double]) {
    let count = free.count
    for number in quantities.indices {
      for (i, index) in free.enumerated() { normal[number * count + i] = normals[number * dimension + index] }
    }
  }

  /// The slope of the function along a free coordinate, less what the held quantities take up.
  func lagrangianSlope(_ i: Int) -> Double {
    let count = free.count
    var slope = slope[i]
    for number in quantities.indices { slope -= multipliers[number] * normal[number * count + i] }
    return slope
  }

  /// For each held quantity that the moving coordinates change: by how much its multiplier must change for the step in
  /// the image to change it by what is wanted. Fills the responses.
  func responses(changing wanted: (Double, Double)) -> [(number: Int, force: Double)] {
    let count = free.count
    var active: [Int] = []
    for number in quantities.indices {
      let (normal, response) = (normal + number * count, response + number * count)
      var isChanged = false
      for row in moving.indices {
        response[row] = normal[moving[row]]
        if response[row] != 0 { isChanged = true }
      }
      guard isChanged else { continue }
      factor.solve(response)
      active.append(number)
    }
    func product(_ number: Int, _ vector: UnsafeMutablePointer<Double>) -> Double {
      let normal = normal + number * count
      var sum = 0.0
      for row in moving.indices { sum += normal[moving[row]] * vector[row] }
      return sum
    }
    func miss(_ number: Int) -> Double { (number == 0 ? wanted.0 : wanted.1) - product(number, image) }
    switch active.count {
    case 0: return []
    case 1:
      let number = active[0]
      let own = product(number, response + number * count)
      return [(number, own == 0 ? 0 : miss(number) / own)]
    default:
      let other = response + count
      let forces = solved(
        (product(0, response), product(0, other), product(1, response), product(1, other)), (miss(0), miss(1))
      )
      return [(0, forces.0), (1, forces.1)]
    }
  }

  /// Sets the multipliers to those that leave the least slope over the coordinates inside the bounds, or over all where those
  /// do not change what is held.
  func setLeastSquaresMultipliers(at here: HeldMinimum) {
    let count = free.count
    for isInterior in [true, false] {
      // the gradients' products with one another, and with the function's slope
      var gram = (0.0, 0.0, 0.0)
      var pull = (0.0, 0.0)
      for i in 0..<count {
        let x = here.point[free[i]]
        guard !isInterior || x > lower[i] && x < upper[i] else { continue }
        let first = softness[i] * normal[i]
        gram.0 += first * normal[i]
        pull.0 += first * slope[i]
        guard quantities.count > 1 else { continue }
        let second = softness[i] * normal[count + i]
        gram.1 += first * normal[count + i]
        gram.2 += second * normal[count + i]
        pull.1 += second * slope[i]
      }
      guard gram.0 > 0, quantities.count == 1 || gram.2 > 0 else { continue }
      if quantities.count == 1 {
        multipliers[0] = pull.0 / gram.0
      } else {
        (multipliers[0], multipliers[1]) = solved((gram.0, gram.1, gram.1, gram.2), pull)
      }
      return
    }
    for number in quantities.indices { multipliers[number] = 0 }
  }

  /// Adds to the curvature across the surface, which no step goes along, as much as makes it positive there.
  func stiffen() {
    let count = free.count
    var stiffest = 0.0
    for i in 0..<count { stiffest = max(stiffest, curvature[i * count + i].magnitude) }
    for number in quantities.indices {
      let normal = normal + number * count
      var square = 0.0
      for i in 0..<count { square += normal[i] * normal[i] }
      guard square > 0 else { continue }
      for i in 0..<count {
        for j in 0..<count { curvature[i * count + j] += stiffest / square * normal[i] * normal[j] }
      }
    }
  }

  /// Lets soft coordinates take most of the steps back to what is held.
  func soften() {
    guard !quantities.isEmpty else { return }
    let count = free.count
    for i in 0..<count {
      let own = curvature[i * count + i]
      let widest = widestStep(i)
      softness[i] = own > 0 ? min(1 / own, widest) : widest
    }
  }

  /// The same where no curvature is known.
  func softenByRange() {
    for i in free.indices { softness[i] = widestStep(i) }
  }

  /// The square of the range of a coordinate, 1 at most.
  private func widestStep(_ i: Int) -> Double {
    let width = min(1, upper[i] - lower[i])
    return width * width
  }
}

/// The solution of two linear equations, the matrix row by row; zero for the second unknown where one depends on the other.
func solved(_ matrix: (Double, Double, Double, Double), _ right: (Double, Double)) -> (Double, Double) {
  let determinant = matrix.0 * matrix.3 - matrix.1 * matrix.2
  guard determinant.magnitude > 1e-12 * (matrix.0 * matrix.3).magnitude else {
    return (matrix.0 == 0 ? 0 : right.0 / matrix.0, 0)
  }
  return (
    (right.0 * matrix.3 - right.1 * matrix.1) / determinant,
    (matrix.0 * right.1 - matrix.2 * right.0) / determinant
  )
}
