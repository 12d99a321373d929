extension ProfileLikelihood {
  /// Takes up known minima as starts: those that differ most, from the best and from one another, by where they lie or by
  /// their values of the quantity.
  ///
  /// - Parameters:
  ///   - minima: the points of minima, the lowest first.
  ///   - limit: how many are taken for either reason.
  public mutating func start(from minima: [[Double]], atMost limit: Int = 4) {
    let quantity = HeldAxis(quantity)
    starts += function.differing(
      minima, from: minimum.point, within: bounds, by: [quantity], atMost: limit)
  }
}

extension ProfilePlane {
  /// Takes up known minima as starts: those that differ most, from the best and from one another, by where they lie or by
  /// their values of either quantity.
  ///
  /// - Parameters:
  ///   - minima: the points of minima, the lowest first.
  ///   - limit: how many are taken for each reason.
  public mutating func start(from minima: [[Double]], atMost limit: Int = 4) {
    starts += function.differing(
      minima, from: minimum.point, within: bounds, by: axes, atMost: limit)
  }
}

extension DifferentiableFunction {
  /// Those points that differ most from one and from each other, by where they lie in the box or by the values of a quantity.
  fileprivate func differing(
    _ others: [[Double]], from point: [Double], within bounds: [ClosedRange<Double>],
    by quantities: [HeldAxis], atMost limit: Int
  ) -> [[Double]] {
    let points = others.map { image(of: $0, from: point, within: bounds) }
    let widths = Box.lengths(bounds, at: point)
    // places in units of the ranges, values in units of all that was met
    let places = points.map { zip($0, widths).map { $0 / $1 } }
    var chosen = Set(farthest(places, from: zip(point, widths).map { $0 / $1 }, limit, threshold: 0.01))
    for quantity in quantities {
      let best = quantity.value(at: point)
      let values = points.map { quantity.value(at: $0) }
      let finite = (values + [best]).filter(\.isFinite)
      let extent = (finite.max() ?? 0) - (finite.min() ?? 0)
      guard extent > 1e-9 * best.magnitude else { continue }
      let shares = values.map { [($0.isFinite ? $0 : best) / extent] }
      chosen.formUnion(farthest(shares, from: [best / extent], limit, threshold: 0.01))
    }
    return chosen.sorted().map { points[$0] }
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
