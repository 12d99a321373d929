extension ProfileLikelihood {
  /// The profile at `points` values evenly spread over all that the bounds allow the quantity, and at the best fit; nil if
  /// that has no end. Of a circle, half a turn each way.
  public func curve(points: Int, isCircle: Bool = false, threads: Int = 1) -> [ProfilePoint]? {
    precondition(points > 1, "a curve has two ends")
    var (lower, upper) = (reach(towards: -1).edge, reach(towards: 1).edge)
    guard lower.isFinite, upper.isFinite, lower < upper else { return nil }
    if isCircle { (lower, upper) = (0.75 * lower + 0.25 * upper, 0.25 * lower + 0.75 * upper) }
    var values = (0..<points).map { place in
      let share = Double(place) / Double(points - 1)
      return min(max((1 - share) * lower + share * upper, lower), upper)
    }
    let best = bestFit
    let place = values.firstIndex { $0 >= best } ?? values.count
    if !values.contains(best) { values.insert(best, at: place) }
    return scan(over: values, threads: threads)
  }

  /// The pieces of the confidence region at a threshold: the interval around the best fit first, then every other that a
  /// point of `curve` lies in, ascending.
  ///
  /// A piece narrower than the distance between two points of the curve can be missed.
  public func intervals(
    threshold: Double, along curve: [ProfilePoint], isCircle: Bool = false
  ) -> [ConfidenceInterval] {
    precondition(threshold > 0, "an interval needs a threshold above 0")
    let spacings = zip(curve, curve.dropFirst()).map { $1.quantity - $0.quantity }
    let longest = spacings.max() ?? .infinity
    var search = IntervalSearch(profile: self, threshold: threshold, longestStep: longest)
    let main = search.interval()
    let turn = isCircle ? (curve.last?.quantity ?? 0) - (curve.first?.quantity ?? 0) : 0
    var pieces = [main]
    func isKnown(_ value: Double) -> Bool {
      pieces.contains { piece in
        [-turn, 0, turn].contains { shift in
          value + shift >= piece.lowerEnd.quantity && value + shift <= piece.upperEnd.quantity
        }
      }
    }
    let inside = curve.filter { $0.isConverged && $0.value - minimum.value < threshold }
    for point in inside.sorted(by: { $0.value < $1.value }) where !isKnown(point.quantity) {
      var search = IntervalSearch(
        profile: self, threshold: threshold, from: point, longestStep: longest)
      let piece = search.interval()
      if !isKnown(piece.lowerEnd.quantity), !isKnown(piece.upperEnd.quantity) { pieces.append(piece) }
    }
    return [main] + pieces.dropFirst().sorted { $0.lowerEnd.quantity < $1.lowerEnd.quantity }
  }
}
