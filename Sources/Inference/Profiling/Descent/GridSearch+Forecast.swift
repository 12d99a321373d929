// What the surface is expected to be at a point, from what is known around it.

extension GridSearch {
  /// The value between two ends on the line through what they hold, along the cubic with their values and slopes (Hermite's):
  /// wrong in the fourth order of their distance where both lie on one smooth sheet. Nil where it is not known.
  func forecast(at held: [Double], between first: HeldMinimum, _ last: HeldMinimum) -> Double? {
    guard first.value < .infinity, last.value < .infinity, first.slopes.count == held.count,
      last.slopes.count == held.count
    else { return nil }
    var (along, length, start, end) = (0.0, 0.0, 0.0, 0.0)
    for axis in held.indices {
      let way = last.held[axis] - first.held[axis]
      along += (held[axis] - first.held[axis]) * way
      length += way * way
      start += first.slopes[axis] * way
      end += last.slopes[axis] * way
    }
    guard length > 0 else { return nil }
    let share = along / length
    let rest = 1 - share
    return rest * rest * (1 + 2 * share) * first.value + share * share * (3 - 2 * share) * last.value
      + share * rest * (rest * start - share * end)
  }

  /// Whether nothing lower than a point has by more than a gain is to be expected there from the sheet on which a neighbour lies:
  /// by the cubic through this and the point beyond, with what its highest term contributes for its error.
  func isHopeless(_ index: Int, from neighbour: Int) -> Bool {
    guard let beyond = lattice.beyond(neighbour, from: index) else { return false }
    let (own, near, far) = (minima[index], minima[neighbour], minima[beyond])
    guard own.isConverged, near.isConverged, far.isConverged, far.value < .infinity,
      let cubic = forecast(at: own.held, between: far, near)
    else { return false }
    // the parabola with the neighbour's value and both slopes
    var (way, length, last, first, next) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for axis in own.held.indices {
      let (step, before) = (own.held[axis] - near.held[axis], near.held[axis] - far.held[axis])
      next += near.slopes[axis] * step
      last += near.slopes[axis] * before
      first += far.slopes[axis] * before
      way += before * before
      length += step * before
    }
    let ratio = length / way
    let parabola = near.value + next + 0.5 * ratio * ratio * (last - first)
    return min(cubic, parabola) - (cubic - parabola).magnitude > own.value - gain(at: own.value)
  }

  /// The value in the middle of the points around it: between two, or on both diagonals of a cell.
  func forecast(at held: [Double], amid parents: [HeldMinimum]) -> Double? {
    let pairs: [(Int, Int)]
    switch parents.count {
    case 2: pairs = [(0, 1)]
    case 4: pairs = [(0, 3), (1, 2)]
    default: return nil
    }
    let values = pairs.compactMap { forecast(at: held, between: parents[$0], parents[$1]) }
    guard values.count == pairs.count else { return nil }
    return values.reduce(0, +) / Double(values.count)
  }

  /// Whether an end lies on the sheet of the points around it, as far as their values and slopes can tell: a quantity that is
  /// no coordinate may have its value on several sheets, and what looks like one valley may be two.
  func isOnSheet(_ end: HeldMinimum, forecast: Double?) -> Bool {
    guard let forecast else { return false }
    return (end.value - forecast).magnitude < 0.5 * gain(at: end.value)
  }
}
