/// The second-order model around a state, on the coordinates that the bounds let move and along the equality.
struct NewtonModel {
  /// The coordinates that may move.
  private(set) var free: [Int]
  /// The decrease that the model promises inside the bounds.
  private(set) var decrease = 0.0
  let multiplier: Double
  /// Over the free coordinates.
  private var modes = CurvatureModes()
  private let dimension: Int

  init(at state: NewtonState, objective: Evaluation, equality: Equality?) {
    let box = objective.box
    dimension = box.dimension
    let interior = box.free.filter {
      state.point[$0] > box.scaledLower[$0] && state.point[$0] < box.scaledUpper[$0]
    }
    let reaches = interior.contains { !state.normal.isEmpty && state.normal[$0] != 0 }
    let multiplier = state.multiplier(over: reaches ? interior : box.free)
    self.multiplier = multiplier
    let slope = state.lagrangianGradient(multiplier)
    free = box.free.filter {
      if state.point[$0] <= box.scaledLower[$0] { return slope[$0] < 0 }
      if state.point[$0] >= box.scaledUpper[$0] { return slope[$0] > 0 }
      return true
    }
    guard !free.isEmpty else { return }
    let all = free
    let columns = box.gradientDerivatives(along: all, at: state.point, here: slope) {
      NewtonState($0, objective: objective, equality: equality)?.lagrangianGradient(multiplier)
    }
    let curvature = SymmetricMatrix(rows: columns.map { column in all.map { column[$0] } })
    // a coordinate on its bound that the step would push out is taken out, and the step made again
    while !free.isEmpty {
      let chosen = all.indices.filter { free.contains(all[$0]) }
      modes = CurvatureModes(
        of: curvature.restricted(to: chosen),
        on: tangents(to: state.normal.isEmpty ? [] : free.map { state.normal[$0] }, count: free.count),
        slope: free.map { slope[$0] }, reach: 2 * (free.map { box.scaledLengths[$0] }.max() ?? 1))
      let step = step(damping: 0)
      let blocked = free.filter {
        step[$0] < 0 && state.point[$0] <= box.scaledLower[$0]
          || step[$0] > 0 && state.point[$0] >= box.scaledUpper[$0]
      }
      if blocked.isEmpty { break }
      free.removeAll(where: blocked.contains)
      modes = CurvatureModes()
    }
    let step = step(damping: 0)
    let inside = free.reduce(0.0) {
      let end = min(max(state.point[$1] + step[$1], box.scaledLower[$1]), box.scaledUpper[$1])
      return $0 + abs(slope[$1] * (end - state.point[$1]))
    }
    decrease = min(modes.decrease, inside)
  }

  /// A direction of clearly negative curvature.
  var escape: [Double]? { modes.escape.map(full) }

  /// The greatest stiffness.
  var stiffest: Double { modes.stiffest }

  /// See ``CurvatureModes/step(damping:)``; descends, and is finite, also where the curvature is not positive.
  func step(damping: Double) -> [Double] { full(modes.step(damping: damping)) }

  /// See ``CurvatureModes/correction(ofSlope:damping:)``.
  func correction(ofSlope slope: [Double], damping: Double) -> [Double] {
    full(modes.correction(ofSlope: free.map { slope[$0] }, damping: damping))
  }

  /// A vector over the free coordinates as one over all.
  private func full(_ vector: [Double]) -> [Double] {
    var full = [Double](repeating: 0, count: dimension)
    for (index, component) in zip(free, vector) { full[index] = component }
    return full
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
