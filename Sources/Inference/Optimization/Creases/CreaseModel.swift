/// The second-order model around a state held on surfaces, along them.
struct CreaseModel {
  /// The decrease that a step along the surfaces promises.
  private(set) var decrease = 0.0
  /// A direction of clearly negative curvature along the surfaces.
  private(set) var escape: [Double]?
  /// The slope of each held surface's term that balances all others.
  let multipliers: [Double]
  /// What letting go of a surface promises.
  private(set) var releases: [Release] = []
  private var modes: [(slope: Double, stiffness: Double, direction: [Double])] = []
  private let reach: Double

  /// A held surface that the multipliers want left, and to which side.
  struct Release {
    let held: CreaseSpace.Held
    let upwards: Bool
    let gain: Double
  }

  /// The greatest stiffness.
  var stiffest: Double { modes.reduce(0) { max($0, $1.stiffness) } }

  init(at state: CreaseState, in space: CreaseSpace) {
    let gradient = state.gradient(in: space)
    let normals = NormalSpace(of: state.held.map { state.normal(of: $0.surface) })
    multipliers = normals.multiples(nearestTo: gradient.map { -$0 })
    reach = 2 * (space.box.scaledLengths.max() ?? 1)
    let curvature = Self.curvature(at: state, multipliers, gradient, in: space)
    let tangents = normals.tangents(dimension: space.dimension)
    var reduced = SymmetricMatrix(order: tangents.count)
    for row in tangents.indices {
      let image = curvature.times(tangents[row])
      for column in 0...row { reduced[row, column] = dot(image, tangents[column]) }
    }
    let spectrum = reduced.spectrum
    let largest = spectrum.eigenvalues.reduce(0) { max($0, $1.magnitude) }
    let floor = max(1e-9 * largest, 1e-30)
    for (eigenvalue, vector) in zip(spectrum.eigenvalues, spectrum.eigenvectors) {
      var direction = [Double](repeating: 0, count: space.dimension)
      for (weight, tangent) in zip(vector, tangents) {
        for index in direction.indices { direction[index] += weight * tangent[index] }
      }
      let slope = dot(gradient, direction)
      let stiffness = max(eigenvalue.magnitude, floor)
      decrease += min(0.5 * slope * slope / stiffness, slope.magnitude * reach)
      modes.append((slope, stiffness, direction))
      if escape == nil, eigenvalue < -1e-6 * max(largest, 1) { escape = direction }
    }
    for (index, held) in state.held.enumerated() {
      let (below, above) = space.slopes(at: held)
      let (up, down) = (multipliers[index] - above, below - multipliers[index])
      let violation = max(up, down)
      guard violation > 0 else { continue }
      let unit = state.held.indices.map { $0 == index ? 1.0 : 0 }
      guard let away = normals.shortest(unit) else { continue }
      let bend = dot(curvature.times(away), away)
      let room = min(space.room(from: held, upwards: up > down), reach / dot(away, away).squareRoot())
      let gain = bend > 0 ? min(0.5 * violation * violation / bend, violation * room) : violation * room
      releases.append(Release(held: held, upwards: up > down, gain: gain))
    }
    releases.sort { $0.gain > $1.gain }
  }

  /// The step along the surfaces with `damping` added to every stiffness.
  func step(damping: Double, dimension: Int) -> [Double] {
    var step = [Double](repeating: 0, count: dimension)
    for mode in modes {
      let length = min(max(-mode.slope / (mode.stiffness + damping), -reach), reach)
      for index in step.indices { step[index] += length * mode.direction[index] }
    }
    return step
  }

  /// The second derivatives of the Lagrangian, by differences of its gradient inside the bounds.
  private static func curvature(
    at state: CreaseState, _ multipliers: [Double], _ here: [Double], in space: CreaseSpace
  ) -> SymmetricMatrix {
    let box = space.box
    let creases = zip(state.held, multipliers).compactMap { held, slope in
      space.coordinate(of: held.surface) == nil
        ? Crease(term: held.surface, edge: held.edge, slope: slope) : nil
    }
    let lagrangian = CreaseLagrangian(creased: space.creased, creases: creases, pieces: state.pieces)
    let here = space.evaluate(lagrangian, at: state.point).gradient
    func slope(_ index: Int, _ move: Double) -> [Double]? {
      var moved = state.point
      moved[index] += move
      let slope = space.evaluate(lagrangian, at: moved).gradient
      return slope.allSatisfy(\.isFinite) ? slope : nil
    }
    let columns = here.indices.map { index in
      let isFixed = box.lower[index] == box.upper[index]
      guard !isFixed else { return here.map { _ in 0.0 } }
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
    return SymmetricMatrix(rows: columns)
  }
}
