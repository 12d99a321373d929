/// Descends a function with creases inside bounds to a minimum that may lie on some of them, and verifies it.
///
/// An active-set Newton method (Fletcher, Practical Methods of Optimization, §14.2): the point is held on the creases that it
/// has met, where Newton steps follow them; the slope that a crease's term would need to balance all others, its Lagrange
/// multiplier, says whether the crease is to be left, and to which side. A minimum is verified where every multiplier lies
/// between the slopes on both sides of its crease — zero then lies in the subdifferential — and the curvature along the
/// creases is not negative. Works in scaled coordinates.
struct CreaseSearch {
  let space: CreaseSpace
  let tolerance: Double
  private var damping = 0.0

  /// How a descent ended.
  struct End {
    let stop: StopReason
    let estimatedDecrease: Double
    let point: [Double]
    /// The sum of the parts there.
    let value: Double
    let creases: [Crease]
    /// The gradient with the multipliers of the creases in place of their terms' slopes, in scaled coordinates.
    let gradient: [Double]
  }

  init(space: CreaseSpace, tolerance: Double) {
    self.space = space
    self.tolerance = tolerance
  }

  /// Descends from `start`; nil if the function is not defined there.
  mutating func run(from start: [Double], steps: Int = 300) -> End? {
    let start = space.box.snapped(start)
    let walls = space.surfaces.compactMap { surface -> CreaseSpace.Held? in
      guard let index = space.coordinate(of: surface) else { return nil }
      let edges = space.edges(of: surface)
      return edges.firstIndex(of: start[index]).map { CreaseSpace.Held(surface: surface, edge: $0) }
    }
    guard var state = space.state(at: start, held: walls) else { return nil }
    var model = CreaseModel(at: state, in: space)
    var idle = 0
    for _ in 0..<steps {
      let size = Tolerances.size(of: state.value)
      let isFine = model.decrease <= 1e-3 * tolerance * size
      if isFine, let release = model.releases.first, release.gain > 1e-3 * tolerance * size, idle < 40,
        let freed = state.released(from: release.held, upwards: release.upwards, in: space)
      {
        idle += 1
        state = freed
      } else if isFine, model.decrease <= 1e-8 * tolerance * size, model.escape == nil {
        break
      } else if let next = advanced(from: state, model) ?? (isFine ? escaped(from: state, model) : nil) {
        if next.value < state.value - 1e-3 * tolerance * size { idle = 0 } else { idle += 1 }
        if idle > 80 { break }
        state = next
      } else if let next = slid(from: state) {
        state = next
      } else {
        break
      }
      model = CreaseModel(at: state, in: space)
    }
    return end(state, model)
  }

  // MARK: - Steps

  /// A lower state by a damped step of the model, on the creases that the step met if the lowest place lies there; or the
  /// same state held on one more crease that leaves no room for a step.
  private mutating func advanced(from state: CreaseState, _ model: CreaseModel) -> CreaseState? {
    for _ in 0..<14 {
      let step = model.step(damping: damping)
      let meetings = meetings(of: state, along: step)
      if let wall = meetings.first, wall.share < 1e-12 {
        if let held = held(state, on: wall, at: state.point) { return held }
      }
      let slope = dot(state.gradient(in: space), step)
      var lowest: (state: CreaseState, share: Double)?
      func offer(_ trial: CreaseState?, _ share: Double) {
        guard let trial, trial.value < (lowest?.state.value ?? state.value) else { return }
        lowest = (trial, share)
      }
      let reached = zip(state.point, step).map { $0 + $1 }
      offer(space.state(at: space.box.clipped(reached), held: state.held), 1)
      for meeting in meetings.prefix(8) where meeting.share >= 1e-12 {
        let place = space.box.clipped(zip(state.point, step).map { $0 + meeting.share * $1 })
        offer(held(state, on: meeting, at: place), meeting.share)
      }
      if let lowest {
        let share = (state.value - lowest.state.value) / max(-slope * lowest.share, .leastNormalMagnitude)
        if share > 0.4 { damping = damping > 1e-9 * model.stiffest ? 0.1 * damping : 0 }
        if share < 0.1 { damping = max(4 * damping, 1e-8 * model.stiffest) }
        return lowest.state
      }
      damping = max(10 * damping, 1e-8 * model.stiffest)
    }
    damping = 0
    return nil
  }

  /// A crossing of a surface: after which share of a step, and which way.
  private struct Meeting {
    let held: CreaseSpace.Held
    let upwards: Bool
    let share: Double
  }

  /// The surfaces that a step crosses by the linear model of their quantities, the nearest first.
  private func meetings(of state: CreaseState, along step: [Double]) -> [Meeting] {
    var meetings: [Meeting] = []
    for surface in space.surfaces where !state.held.contains(where: { $0.surface == surface }) {
      let rate = dot(state.normal(of: surface), step)
      guard rate != 0, rate.isFinite else { continue }
      let edges = space.edges(of: surface)
      let piece = space.coordinate(of: surface) == nil ? state.pieces[surface] : 0
      let ahead = rate > 0 ? Array((piece + 1)..<edges.count) : Array((0...piece).reversed())
      for edge in ahead {
        let share = (edges[edge] - state.quantity(of: surface)) / rate
        guard share < 1 else { break }
        meetings.append(
          Meeting(
            held: CreaseSpace.Held(surface: surface, edge: edge), upwards: rate > 0, share: max(share, 0)))
      }
    }
    return meetings.sorted { $0.share < $1.share }
  }

  /// The state at a place, held on a surface that was met there besides its own; on the far side of one that is no valley.
  private func held(_ state: CreaseState, on meeting: Meeting, at place: [Double]) -> CreaseState? {
    let (below, above) = space.slopes(at: meeting.held)
    let normals = NormalSpace(of: state.held.map { state.normal(of: $0.surface) })
    guard normals.isIndependent(state.normal(of: meeting.held.surface)) else { return nil }
    if below <= above {
      return space.state(at: place, held: state.held + [meeting.held])
    }
    // a ridge: no minimum lies on it, and beyond it the way leads on
    let beyond = meeting.upwards ? meeting.held.edge : meeting.held.edge - 1
    return space.state(at: place, held: state.held, pinned: (meeting.held.surface, beyond))
  }

  /// A clearly lower state along a direction of negative curvature.
  private func escaped(from state: CreaseState, _ model: CreaseModel) -> CreaseState? {
    guard let direction = model.escape else { return nil }
    for length in [1.0, -1, 0.1, -0.1, 0.01, -0.01] {
      let place = space.box.clipped(zip(state.point, direction).map { $0 + length * $1 })
      guard let trial = space.state(at: place, held: state.held) else { continue }
      if trial.value < state.value - tolerance * Tolerances.size(of: state.value) { return trial }
    }
    return nil
  }

  /// A lower state down the steepest way, where more creases meet than can be held at once.
  private func slid(from state: CreaseState) -> CreaseState? {
    let balance = CreaseBalance(at: state, in: space)
    guard balance.rest > 0 else { return nil }
    for exponent in 0..<12 {
      let length = (exponent == 0 ? 1 : 1 / Double(1 << (2 * exponent))) / balance.rest
      let place = space.box.clipped(zip(state.point, balance.gradient).map { $0 - length * $1 })
      guard let trial = space.state(at: place, held: []) else { continue }
      if trial.value < state.value - 1e-3 * tolerance * Tolerances.size(of: state.value) { return trial }
    }
    return nil
  }

  // MARK: - The verdict

  private func end(_ state: CreaseState, _ model: CreaseModel) -> End {
    let size = Tolerances.size(of: state.value)
    var left = model.decrease + model.releases.reduce(0) { $0 + $1.gain }
    var multipliers = model.multipliers
    var held = state.held
    if left > tolerance * size {
      // more creases may meet here than are held
      let balance = CreaseBalance(at: state, in: space)
      if 0.5 * balance.rest * balance.rest <= tolerance * size {
        (left, held, multipliers) = (0.5 * balance.rest * balance.rest, balance.surfaces, balance.multipliers)
      }
    }
    let creases = space.creases(held, slopes: multipliers)
    let lagrangian = CreaseLagrangian(creased: space.creased, creases: creases, pieces: state.pieces)
    let gradient = space.evaluate(lagrangian, at: state.point).gradient
    let stop: StopReason =
      left > tolerance * size ? .stalled : model.escape != nil ? .saddlePoint : .converged
    return End(
      stop: stop, estimatedDecrease: left, point: point(of: state), value: state.value,
      creases: creases, gradient: gradient)
  }

  /// The point, moved off the end of a support by so little that rounding does not put it outside.
  private func point(of state: CreaseState) -> [Double] {
    for offset in [0, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11, 1e-10] {
      guard let point = space.restored(state.point, onto: state.held, offset: offset) else { continue }
      let isInside = space.creased.terms.allSatisfy {
        $0.piece(holding: space.evaluate($0.quantity, at: point).value) != nil
      }
      if isInside { return point }
    }
    return state.point
  }
}
