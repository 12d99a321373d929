/// Where a quick descent ended: near there lie the minima of functions like that one.
public struct Valley: Sendable {
  /// The value there.
  public let value: Double
  /// Where.
  public let point: [Double]
  /// The curvature over the coordinates as the descent knew it, row by row.
  let curvature: [Double]

  fileprivate init(_ end: HeldMinimum) {
    (value, point, curvature) = (end.value, end.point, end.curvature)
  }
}

extension Minimizer {
  /// The ends of quick descents, lowest first, each value once, up to so much above the lowest.
  ///
  /// - Parameter known: valleys of functions like this one, each followed as far as its curvature promises an end in that
  ///   range.
  public func valleys(
    of function: some DifferentiableFunction, from starts: [[Double]], known: [Valley] = [],
    upTo range: Double, within bounds: [ClosedRange<Double>]
  ) -> [Valley] {
    let descent = HeldDescent(function, holding: [], within: bounds)
    var ends = starts.map { descent.descend(from: $0) }
    ends += descent.ends(of: known, upTo: range, above: ends.map(\.value).min() ?? .infinity)
    let lowest = ends.map(\.value).min() ?? .infinity
    var valleys: [Valley] = []
    for end in ends.sorted(by: { $0.value < $1.value }) where end.value < lowest + range {
      if let last = valleys.last, end.value - last.value < 1e-4 * Tolerances.size(of: end.value) { continue }
      valleys.append(Valley(end))
    }
    return valleys
  }

  /// The ends of descents from known valleys of functions like this one: coarse ones from all, fine ones from the lowest ends of
  /// these, each as far as it promises to come below the others.
  func ends(
    of valleys: [Valley], below lowest: Double, _ function: some DifferentiableFunction,
    within bounds: [ClosedRange<Double>]
  ) -> [HeldMinimum] {
    guard !valleys.isEmpty else { return [] }
    let coarse = HeldDescent(function, holding: [], within: bounds, tolerance: 1e-2)
    let floors = coarse.ends(of: valleys, upTo: 4, above: lowest).sorted { $0.value < $1.value }
    let fine = HeldDescent(function, holding: [], within: bounds)
    return fine.ends(of: floors.prefix((valleys.count + 7) / 8).map { Valley($0) }, upTo: 0, above: lowest)
  }
}

extension HeldDescent {
  /// The ends of descents from known valleys; one that promises no end up to so much above the lowest is given up.
  fileprivate func ends(of valleys: [Valley], upTo range: Double, above lowest: Double) -> [HeldMinimum] {
    var lowest = lowest
    return valleys.map { valley in
      let end = descend(from: valley.point, curvature: valley.curvature, below: lowest + range)
      lowest = min(lowest, end.value)
      return end
    }
  }
}
