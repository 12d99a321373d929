extension HeldDescent {
  /// The slope of the function along a coordinate, less what the held quantities take up.
  func lagrangianSlope(_ index: Int, at here: HeldMinimum) -> Double {
    lagrangianSlope(index, at: here, multipliers)
  }

  /// The same with other multipliers.
  func lagrangianSlope(_ index: Int, at here: HeldMinimum, _ multipliers: [Double]) -> Double {
    var slope = here.gradient[index]
    for number in quantities.indices where !here.normals.isEmpty {
      slope -= multipliers[number] * here.normals[number * function.dimension + index]
    }
    return slope
  }

  /// The held quantities at a point, and their gradients one after the other.
  func normals(at point: [Double]) -> (values: [Double], normals: [Double]) {
    let dimension = function.dimension
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

  /// The step to the model's minimum along the surface on which the held quantities stay as they are, to first order.
  ///
  /// The multipliers say which coordinates on their bounds may move, and follow from the step: both are settled together.
  func proposeAlong(_ here: HeldMinimum, damping: Double) -> Double {
    let count = free.count
    multipliers = leastSquaresMultipliers(at: here)
    let kept = [Double](repeating: 0, count: quantities.count)
    var isOut = [Bool](repeating: false, count: count)
    moving.removeAll(keepingCapacity: true)
    for i in 0..<count {
      step[i] = 0
      if !isPushed(i, at: here) { moving.append(i) }
    }
    for _ in 0..<(4 * count + 4) where !moving.isEmpty {
      factor.factorise(curvature, count: count, over: moving, damping: damping)
      for row in moving.indices { image[row] = -lagrangianSlope(free[moving[row]], at: here) }
      factor.solve(image)
      let (rows, forces) = (responses(at: here, changing: kept), multipliers)
      for (number, force) in rows {
        multipliers[number] += force
        for row in moving.indices { image[row] += force * responses[number][row] }
      }
      let before = moving
      if blocksAny(at: here) {
        for i in before where !moving.contains(i) { isOut[i] = true }
        multipliers = forces
        continue
      }
      let released = (0..<count).filter { !isOut[$0] && !moving.contains($0) && !isPushed($0, at: here) }
      if released.isEmpty { break }
      multipliers = forces
      moving = (moving + released).sorted()
    }
    return promised(at: here)
  }

  /// For each held quantity that the moving coordinates change: by how much its multiplier must change for the step to
  /// change it by what is wanted. Fills the responses.
  func responses(at here: HeldMinimum, changing wanted: [Double]) -> [(number: Int, force: Double)] {
    let dimension = function.dimension
    func normal(_ number: Int, _ row: Int) -> Double { here.normals[number * dimension + free[moving[row]]] }
    let active = quantities.indices.filter { number in
      moving.indices.contains { normal(number, $0) != 0 }
    }
    for number in active {
      for row in moving.indices { responses[number][row] = normal(number, row) }
      factor.solve(responses[number])
    }
    func product(_ number: Int, _ vector: UnsafeMutablePointer<Double>) -> Double {
      moving.indices.reduce(0) { $0 + normal(number, $1) * vector[$1] }
    }
    let misses = active.map { wanted[$0] - product($0, image) }
    let gram = active.map { row in active.map { product(row, responses[$0]) } }
    return zip(active, solved(gram, misses)).map { ($0, $1) }
  }

  /// Whether a coordinate lies on a bound and is pushed against it.
  private func isPushed(_ i: Int, at here: HeldMinimum) -> Bool {
    let (x, slope) = (here.point[free[i]], lagrangianSlope(free[i], at: here))
    return x <= lower[i] && slope >= 0 || x >= upper[i] && slope <= 0
  }

  /// The multipliers that leave the least slope over the coordinates inside the bounds, or over all where those do not
  /// change what is held.
  func leastSquaresMultipliers(at here: HeldMinimum) -> [Double] {
    let dimension = function.dimension
    func multipliers(over coordinates: [Int]) -> [Double]? {
      func product(_ a: (Int) -> Double, _ b: (Int) -> Double) -> Double {
        coordinates.reduce(0) { $0 + softness[$1] * a($1) * b($1) }
      }
      func normal(_ number: Int) -> (Int) -> Double {
        { here.normals[number * dimension + self.free[$0]] }
      }
      let gram = quantities.indices.map { row in
        quantities.indices.map { product(normal(row), normal($0)) }
      }
      guard quantities.indices.allSatisfy({ gram[$0][$0] > 0 }) else { return nil }
      let pull = quantities.indices.map { product(normal($0)) { here.gradient[self.free[$0]] } }
      return solved(gram, pull)
    }
    guard !here.normals.isEmpty else { return quantities.map { _ in 0 } }
    let interior = free.indices.filter {
      here.point[free[$0]] > lower[$0] && here.point[free[$0]] < upper[$0]
    }
    return multipliers(over: interior) ?? multipliers(over: Array(free.indices))
      ?? quantities.map { _ in 0 }
  }

  /// Adds to the curvature across the surface, which no step goes along, as much as makes it positive there.
  func stiffen(at here: HeldMinimum) {
    let count = free.count
    let dimension = function.dimension
    var stiffest = 0.0
    for i in 0..<count { stiffest = max(stiffest, curvature[i * count + i].magnitude) }
    for number in quantities.indices {
      let normal = free.map { here.normals[number * dimension + $0] }
      let square = normal.reduce(0) { $0 + $1 * $1 }
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
      let widest = Self.softness(lower[i], upper[i])
      softness[i] = own > 0 ? min(1 / own, widest) : widest
    }
  }

  /// The square of the range of a coordinate, 1 at most.
  static func softness(_ lower: Double, _ upper: Double) -> Double {
    let width = min(1, upper - lower)
    return width * width
  }
}

/// The solution of one or two linear equations; zero for one that depends on the other.
func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
  switch right.count {
  case 0: return []
  case 1: return [matrix[0][0] == 0 ? 0 : right[0] / matrix[0][0]]
  default:
    let determinant = matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0]
    guard determinant.magnitude > 1e-12 * (matrix[0][0] * matrix[1][1]).magnitude else {
      return [matrix[0][0] == 0 ? 0 : right[0] / matrix[0][0], 0]
    }
    return [
      (right[0] * matrix[1][1] - right[1] * matrix[0][1]) / determinant,
      (matrix[0][0] * right[1] - matrix[1][0] * right[0]) / determinant,
    ]
  }
}
