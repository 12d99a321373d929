/// The second-order model around a state, on the coordinates that the bounds let move and along the equality.
struct NewtonModel {
  /// The coordinates that may move.
  private(set) var free: [Int]
  /// The step to the model's minimum, made descending and finite where the curvature is not positive.
  private(set) var step: [Double]
  /// The decrease that the model promises inside the bounds.
  private(set) var decrease = 0.0
  /// A direction of clearly negative curvature.
  private(set) var escape: [Double]?
  let multiplier: Double
  /// The eigenvectors of the curvature: how the function slopes along each, and how stiff it is there.
  private var modes: [(slope: Double, stiffness: Double, direction: [Double])] = []
  private var reach = 1.0

  /// The greatest stiffness.
  var stiffest: Double { modes.reduce(0) { max($0, $1.stiffness) } }

  /// The step with `damping` added to every stiffness: the larger it is, the less the step goes along flat directions,
  /// in which the model holds the least (Levenberg 1944; Marquardt 1963).
  func step(damping: Double) -> [Double] {
    var step = [Double](repeating: 0, count: step.count)
    for mode in modes {
      let length = min(max(-mode.slope / (mode.stiffness + damping), -reach), reach)
      for (index, component) in zip(free, mode.direction) { step[index] += length * component }
    }
    return step
  }

  init(at state: NewtonState, objective: Evaluation, equality: Equality?) {
    let box = objective.box
    let interior = box.free.filter {
      state.point[$0] > box.scaledLower[$0] && state.point[$0] < box.scaledUpper[$0]
    }
    let reaches = interior.contains { !state.normal.isEmpty && state.normal[$0] != 0 }
    multiplier = state.multiplier(over: reaches ? interior : box.free)
    let slope = state.lagrangianGradient(multiplier)
    free = box.free.filter {
      if state.point[$0] <= box.scaledLower[$0] { return slope[$0] < 0 }
      if state.point[$0] >= box.scaledUpper[$0] { return slope[$0] > 0 }
      return true
    }
    step = [Double](repeating: 0, count: box.dimension)
    guard !free.isEmpty else { return }
    let all = free
    let curvature = curvatures(over: all, at: state, objective: objective, equality: equality, multiplier)
    // a coordinate on its bound that the step would push out is taken out, and the step made again
    while !free.isEmpty {
      let chosen = all.indices.filter { free.contains(all[$0]) }
      solve(state, slope, curvature.restricted(to: chosen), lengths: box.scaledLengths)
      let blocked = free.filter {
        step[$0] < 0 && state.point[$0] <= box.scaledLower[$0]
          || step[$0] > 0 && state.point[$0] >= box.scaledUpper[$0]
      }
      if blocked.isEmpty { break }
      free.removeAll(where: blocked.contains)
      step = [Double](repeating: 0, count: box.dimension)
      decrease = 0
      escape = nil
      modes = []
    }
    let inside = free.reduce(0.0) {
      let end = min(max(state.point[$1] + step[$1], box.scaledLower[$1]), box.scaledUpper[$1])
      return $0 + abs(slope[$1] * (end - state.point[$1]))
    }
    decrease = min(decrease, inside)
  }

  /// Sets step, decrease and escape for the current free coordinates.
  private mutating func solve(
    _ state: NewtonState, _ slope: [Double], _ curvature: SymmetricMatrix, lengths: [Double]
  ) {
    let basis = tangents(to: state.normal.isEmpty ? [] : free.map { state.normal[$0] }, count: free.count)
    guard !basis.isEmpty else { return }
    var reduced = SymmetricMatrix(order: basis.count)
    for row in basis.indices {
      let image = curvature.times(basis[row])
      for column in 0...row { reduced[row, column] = dot(image, basis[column]) }
    }
    let spectrum = reduced.spectrum
    let largest = spectrum.eigenvalues.reduce(0) { max($0, $1.magnitude) }
    let floor = max(1e-9 * largest, 1e-30)
    reach = 2 * (free.map { lengths[$0] }.max() ?? 1)
    for (eigenvalue, vector) in zip(spectrum.eigenvalues, spectrum.eigenvectors) {
      var direction = [Double](repeating: 0, count: free.count)
      for (weight, tangent) in zip(vector, basis) {
        for index in direction.indices { direction[index] += weight * tangent[index] }
      }
      let rise = zip(free, direction).reduce(0) { $0 + slope[$1.0] * $1.1 }
      let stiffness = max(eigenvalue.magnitude, floor)
      let length = min(max(-rise / stiffness, -reach), reach)
      decrease += min(0.5 * rise * rise / stiffness, rise.magnitude * reach)
      for (index, component) in zip(free, direction) { step[index] += length * component }
      modes.append((rise, stiffness, direction))
      if escape == nil, eigenvalue < -1e-6 * largest {
        var full = [Double](repeating: 0, count: step.count)
        for (index, component) in zip(free, direction) { full[index] = component }
        escape = full
      }
    }
  }

  /// The step back to the floor of the valley from a point with this slope, along the directions so stiff that
  /// `damping` did not hinder them.
  func correction(ofSlope slope: [Double], damping: Double) -> [Double] {
    var step = [Double](repeating: 0, count: step.count)
    let least = max(30 * damping, 1e-7 * stiffest)
    for mode in modes where mode.stiffness > least {
      let rise = zip(free, mode.direction).reduce(0) { $0 + slope[$1.0] * $1.1 }
      let length = min(max(-rise / mode.stiffness, -reach), reach)
      for (index, component) in zip(free, mode.direction) { step[index] += length * component }
    }
    return step
  }

  /// The second derivatives of value − multiplier × equality, by differences of the gradient that stay inside
  /// the bounds.
  private func curvatures(
    over coordinates: [Int], at state: NewtonState, objective: Evaluation, equality: Equality?,
    _ multiplier: Double
  ) -> SymmetricMatrix {
    let box = objective.box
    func slope(_ index: Int, _ move: Double) -> [Double]? {
      var moved = state.point
      moved[index] += move
      return NewtonState(moved, objective: objective, equality: equality)?.lagrangianGradient(multiplier)
    }
    let here = state.lagrangianGradient(multiplier)
    let columns = coordinates.map { index in
      let length = min(1e-4, box.scaledLengths[index] / 8)
      let below = state.point[index] - box.scaledLower[index]
      let above = box.scaledUpper[index] - state.point[index]
      if below > length, above > length, let up = slope(index, length), let down = slope(index, -length) {
        return zip(up, down).map { ($0 - $1) / (2 * length) }
      }
      let inward = above >= below ? length : -length
      if let near = slope(index, inward), let far = slope(index, 2 * inward) {
        return here.indices.map { (4 * near[$0] - 3 * here[$0] - far[$0]) / (2 * inward) }
      }
      // next to a place where the function is not defined: a unit of curvature
      return here.indices.map { $0 == index ? 2 : 0 }
    }
    return SymmetricMatrix(rows: columns.map { column in coordinates.map { column[$0] } })
  }
}

/// An orthonormal basis of the vectors at right angles to `normal`: the Householder reflection's other
/// columns. All of space for none.
private func tangents(to normal: [Double], count: Int) -> [[Double]] {
  let length = dot(normal, normal).squareRoot()
  var mirror = normal
  guard length > 0 else { return SymmetricMatrix.identity(order: count).rows }
  mirror[0] += normal[0] < 0 ? -length : length
  let square = dot(mirror, mirror)
  return (1..<max(count, 1)).map { column in
    (0..<count).map { ($0 == column ? 1 : 0) - 2 * mirror[$0] * mirror[column] / square }
  }
}
