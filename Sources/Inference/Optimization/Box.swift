/// The bounds of a problem and the units in which the algorithms see its coordinates: u = x / scale.
struct Box {
  let lower: [Double]
  let upper: [Double]
  /// The natural length of each coordinate.
  let scale: [Double]
  /// The bounds in scaled coordinates.
  let scaledLower: [Double]
  let scaledUpper: [Double]
  /// The width of each coordinate's range in scaled coordinates; where infinite, the length that stands for
  /// it.
  let scaledLengths: [Double]

  init(_ bounds: [ClosedRange<Double>], scale: [Double], lengths: [Double]) {
    lower = bounds.map(\.lowerBound)
    upper = bounds.map(\.upperBound)
    self.scale = scale
    scaledLower = zip(lower, scale).map { $0 / $1 }
    scaledUpper = zip(upper, scale).map { $0 / $1 }
    scaledLengths = zip(lengths, scale).map { $0 / $1 }
  }

  var dimension: Int { scale.count }

  /// The coordinates that the bounds leave free.
  var free: [Int] { (0..<dimension).filter { lower[$0] < upper[$0] } }

  /// Whether every bound of a free coordinate is finite.
  var isFinite: Bool { free.allSatisfy { (upper[$0] - lower[$0]).isFinite } }

  func scaled(_ point: [Double]) -> [Double] {
    clipped(zip(point, scale).map { $0 / $1 })
  }

  func coordinate(_ index: Int, ofScaled value: Double) -> Double {
    // a scaled bound gives back exactly the bound
    if value <= scaledLower[index] { return lower[index] }
    if value >= scaledUpper[index] { return upper[index] }
    return min(max(value * scale[index], lower[index]), upper[index])
  }

  func point(ofScaled scaled: [Double]) -> [Double] {
    scaled.indices.map { coordinate($0, ofScaled: scaled[$0]) }
  }

  /// The scaled point moved inside the bounds.
  func clipped(_ scaled: [Double]) -> [Double] {
    scaled.indices.map { min(max(scaled[$0], scaledLower[$0]), scaledUpper[$0]) }
  }

  /// The point inside the bounds, put on a bound that it all but touches.
  func snapped(_ scaled: [Double]) -> [Double] {
    scaled.indices.map { index in
      let margin = 1e-11 * scaledLengths[index]
      if scaled[index] <= scaledLower[index] + margin { return scaledLower[index] }
      if scaled[index] >= scaledUpper[index] - margin { return scaledUpper[index] }
      return scaled[index]
    }
  }

  /// The multiple of `step` that first touches a bound, if that is less than 1.
  func firstBound(from point: [Double], along step: [Double]) -> Double? {
    var first = Double.infinity
    for index in step.indices where step[index] != 0 {
      let room = step[index] > 0 ? scaledUpper[index] - point[index] : scaledLower[index] - point[index]
      if room != 0 { first = min(first, room / step[index]) }
    }
    return first < 1 && first > 0 ? first : nil
  }
}

extension Box {
  /// How a gradient changes with each of some scaled coordinates, by differences that stay inside the bounds.
  ///
  /// - Parameters:
  ///   - here: the gradient at the point.
  ///   - gradient: that elsewhere; nil where it is not defined.
  func gradientDerivatives(
    along coordinates: [Int], at point: [Double], here: [Double], of gradient: ([Double]) -> [Double]?
  ) -> [[Double]] {
    func moved(_ index: Int, by length: Double) -> [Double]? {
      var there = point
      there[index] += length
      return gradient(there)
    }
    return coordinates.map { index in
      let length = min(1e-4, scaledLengths[index] / 8)
      let below = point[index] - scaledLower[index]
      let above = scaledUpper[index] - point[index]
      if below > length, above > length, let up = moved(index, by: length),
        let down = moved(index, by: -length)
      {
        return zip(up, down).map { ($0 - $1) / (2 * length) }
      }
      let inward = above >= below ? length : -length
      if let near = moved(index, by: inward), let far = moved(index, by: 2 * inward) {
        return here.indices.map { (4 * near[$0] - 3 * here[$0] - far[$0]) / (2 * inward) }
      }
      // next to a place where the function is not defined: a unit of curvature
      return here.indices.map { $0 == index ? 2 : 0 }
    }
  }
}
