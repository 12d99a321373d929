/// The second-order model around a state held on surfaces, along them.
struct CreaseModel {
  /// The slope of each held surface's term that balances all others.
  let multipliers: [Double]
  /// What letting go of a surface promises.
  private(set) var releases: [Release] = []
  private let modes: CurvatureModes

  /// A held surface that the multipliers want left, and to which side.
  struct Release {
    let held: CreaseSpace.Held
    let upwards: Bool
    let gain: Double
  }

  init(at state: CreaseState, in space: CreaseSpace) {
    let gradient = state.gradient(in: space)
    let normals = NormalSpace(of: state.held.map { state.normal(of: $0.surface) })
    multipliers = normals.multiples(nearestTo: gradient.map { -$0 })
    let reach = 2 * (space.box.scaledLengths.max() ?? 1)
    let curvature = Self.curvature(at: state, multipliers, in: space)
    modes = CurvatureModes(
      of: curvature, on: normals.tangents(dimension: space.dimension), slope: gradient, reach: reach, scale: 1
    )
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

  /// The decrease that a step along the surfaces promises.
  var decrease: Double { modes.decrease }

  /// A direction of clearly negative curvature along the surfaces.
  var escape: [Double]? { modes.escape }

  /// The greatest stiffness along the surfaces.
  var stiffest: Double { modes.stiffest }

  /// The step along the surfaces, see ``CurvatureModes/step(damping:)``.
  func step(damping: Double) -> [Double] { modes.step(damping: damping) }

  /// The second derivatives of the Lagrangian, by differences of its gradient inside the bounds.
  private static func curvature(
    at state: CreaseState, _ multipliers: [Double], in space: CreaseSpace
  ) -> SymmetricMatrix {
    let lagrangian = CreaseLagrangian(
      creased: space.creased, creases: space.creases(state.held, slopes: multipliers), pieces: state.pieces)
    let here = space.evaluate(lagrangian, at: state.point).gradient
    let free = space.box.free
    let columns = space.box.gradientDerivatives(along: free, at: state.point, here: here) {
      let slope = space.evaluate(lagrangian, at: $0).gradient
      return slope.allSatisfy(\.isFinite) ? slope : nil
    }
    var rows = here.map { _ in here.map { _ in 0.0 } }
    for (index, column) in zip(free, columns) { rows[index] = column }
    return SymmetricMatrix(rows: rows)
  }
}
