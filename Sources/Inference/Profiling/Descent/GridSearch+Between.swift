// The points of a finer grid, between those of the coarser one.

extension GridSearch {
  /// Every point that is new on this grid, from its neighbours on the one twice as coarse: first those between two of them,
  /// then those in the middle of four.
  mutating func refine(_ new: [Int], _ stride: Int) {
    let isInside = Dictionary(
      uniqueKeysWithValues: new.map { ($0, lattice.parents(of: $0, stride).count > 2) })
    for inside in [false, true] {
      let points = new.filter { isInside[$0] == inside }
      work(on: points) { search, descent, index in search.refined(index, stride, descent) }
    }
  }

  private func refined(_ index: Int, _ stride: Int, _ descent: HeldDescent) -> HeldMinimum {
    let parents = lattice.parents(of: index, stride).map { minima[$0] }
    let lowest = parents.min { $0.value < $1.value } ?? parents[0]
    let middle = middle(of: index, stride, parents)
    // a held quantity may have its value on several sheets: from between two of them a descent ends on either
    let isOneSheet = descent.quantities.isEmpty
    // where the parents lie in one valley, its floor here is between theirs
    if !task.isThorough, isOneSheet {
      let promise = 0.25 * gain(at: lowest.value)
      if let end = descent.descend(from: middle, curvature: lowest.curvature, ifPromisingLessThan: promise) {
        return end
      }
    } else if !task.isThorough {
      let end = descent.descend(from: middle, curvature: lowest.curvature)
      if end.isConverged, isOnSheet(end, forecast: forecast(at: end.held, amid: parents)) { return end }
    }
    let ends = parents.map { ($0.point, $0) }
    let offers = isOneSheet ? [(middle, lowest)] + ends : ends + [(middle, lowest)]
    var (start, source, value) = (offers[0].0, offers[0].1, descent.value(at: offers[0].0))
    for (point, parent) in offers.dropFirst() {
      let there = descent.value(at: point)
      if there < value { (start, source, value) = (point, parent, there) }
    }
    return descent.descend(from: start, curvature: source.curvature, verifying: task.isThorough)
  }

  /// Where the floor of a valley is expected at a point of a finer grid, from the points around it: a cubic along a line, and
  /// inside a cell what is linear in either direction from side to side (Coons 1967).
  private func middle(of index: Int, _ stride: Int, _ parents: [HeldMinimum]) -> [Double] {
    if parents.count == 4 {
      let sides = lattice.neighbours(of: index, stride, 4).map { minima[$0] }
      if sides.count == 4, sides.allSatisfy({ $0.value < .infinity }) {
        return combined(sides.map { ($0, 0.5) } + parents.map { ($0, -0.25) })
      }
    } else if parents.count == 2, let outer = lattice.beyondParents(of: index, stride)?.map({ minima[$0] }),
      outer.allSatisfy({ $0.value < .infinity })
    {
      return combined(parents.map { ($0, 0.5625) } + outer.map { ($0, -0.0625) })
    }
    return combined(parents.map { ($0, 1 / Double(parents.count)) })
  }

  /// A weighted sum of ends, around circles as the first one sees them.
  private func combined(_ ends: [(end: HeldMinimum, weight: Double)]) -> [Double] {
    var sum = ends[0].end.point.map { $0 * ends[0].weight }
    for (end, weight) in ends.dropFirst() {
      let seen = image(of: end, from: ends[0].end)
      for i in sum.indices { sum[i] += weight * seen[i] }
    }
    return sum
  }
}
