extension ProfileLikelihood {
  /// Takes up known minima as starts: those that differ most, from the best and from one another, by where they lie or by
  /// their values of the quantity.
  ///
  /// - Parameters:
  ///   - minima: the points of minima, the lowest first.
  ///   - limit: how many are taken for either reason.
  public mutating func start(from minima: [[Double]], atMost limit: Int = 6) {
    let points = minima.map { function.image(of: $0, from: minimum.point, within: bounds) }
    let widths = Box.lengths(bounds, at: minimum.point)
    let best = bestFit
    let values = points.map { quantity.value(at: $0) }
    let finite = (values + [best]).filter(\.isFinite)
    let extent = (finite.max() ?? 0) - (finite.min() ?? 0)
    // places in units of the ranges, values in units of all that was met
    let places = points.map { zip($0, widths).map { $0 / $1 } }
    let here = zip(minimum.point, widths).map { $0 / $1 }
    let byPlace = farthest(places, from: here, limit, threshold: 0.01)
    let shares = values.map { [extent > 0 && $0.isFinite ? $0 / extent : best / extent] }
    let byValue =
      extent > 1e-9 * best.magnitude ? farthest(shares, from: [best / extent], limit, threshold: 0.01) : []
    starts += Set(byPlace + byValue).sorted().map { points[$0] }
  }
}

/// The numbers of points each of which is the farthest from `start` and all before it, until the next is no farther than the
/// threshold.
private func farthest(_ points: [[Double]], from start: [Double], _ limit: Int, threshold: Double) -> [Int] {
  func square(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
  var distances = points.map { square($0, start) }
  var chosen: [Int] = []
  while chosen.count < limit, let next = distances.indices.max(by: { distances[$0] < distances[$1] }),
    distances[next] > threshold * threshold
  {
    chosen.append(next)
    for place in points.indices {
      distances[place] = min(distances[place], square(points[place], points[next]))
    }
  }
  return chosen
}
