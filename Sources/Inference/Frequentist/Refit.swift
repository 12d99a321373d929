extension Minimizer {
  /// The minimum reached from `start` by Newton steps alone: for a start that lies in the valley of the minimum looked
  /// for, as that of data drawn anew mostly does. Verified like any other.
  public func polish(
    _ function: some DifferentiableFunction, from start: [Double], within bounds: [ClosedRange<Double>]
  ) -> Minimum {
    var search = Search(function, minimizer: self, start: start, within: bounds)
    return search.polish(function)
  }

  /// The lowest minimum that quick descents from the `starts` reach: for many sets of data like one another. Verified like any
  /// other; nil where none could be.
  ///
  /// Quasi-Newton descents are a few times as cheap as Newton steps with everything that verifies them; only the lowest
  /// end is verified, and where that fails the next.
  ///
  /// - Parameter curvature: that of data like these near the starts.
  public func refit(
    _ function: some DifferentiableFunction, from starts: [[Double]], curvature: [Double] = [],
    within bounds: [ClosedRange<Double>]
  ) -> Minimum? {
    let descent = HeldDescent(function, holding: [], within: bounds)
    let ends = starts.map { descent.descend(from: $0, curvature: curvature, verifying: true) }
      .sorted { $0.value < $1.value }
    for end in ends where end.value < .infinity {
      let minimum = polish(function, from: end.point, within: bounds)
      if minimum.isConverged { return minimum }
    }
    return nil
  }

  /// The lowest value reached from any of the `starts` where a quantity equals `target`: one point of a profile, without
  /// a minimum to start from.
  public func minimize(
    _ function: some DifferentiableFunction, where quantity: some DifferentiableFunction,
    equals target: Double,
    from starts: [[Double]], within bounds: [ClosedRange<Double>]
  ) -> ProfilePoint? {
    let search = ConditionalSearch(
      function: function, quantity: quantity, bounds: bounds, tolerances: tolerances,
      maximumEvaluations: maximumEvaluations)
    let lowest = search.lowest(at: target, from: starts.map { .init(point: $0) })
    return lowest.isConverged ? lowest : nil
  }

  /// The lowest end of quick descents with a quantity held: for many sets of data like one another.
  ///
  /// A descent that ends below `enough` ends the search: where it is asked whether the lowest value is at least that much,
  /// any point is proof. Otherwise the lowest end is believed with a curvature worked out there, and where that fails verified
  /// like any other minimum.
  ///
  /// - Parameter curvature: that of data like these near the first start, as an end of such a descent had it.
  public func refit(
    _ function: some DifferentiableFunction, where quantity: some DifferentiableFunction,
    equals target: Double, from starts: [[Double]], curvature: [Double] = [],
    below enough: Double = -.infinity,
    within bounds: [ClosedRange<Double>]
  ) -> HeldEnd? {
    let descent = HeldDescent(function, along: [HeldAxis(quantity)], within: bounds, tolerance: 1e-9)
    descent.hold(at: [target])
    var best: HeldMinimum?
    for (number, start) in starts.enumerated() {
      let end = descent.descend(from: start, curvature: number == 0 ? curvature : [])
      if end.value < best?.value ?? .infinity { best = end }
      if end.value < enough { return HeldEnd(end) }
    }
    guard let best else { return nil }
    let again = descent.descend(from: best.point, verifying: true)
    if again.isConverged, again.value <= best.value + 1e-9 * Tolerances.size(of: best.value) {
      return HeldEnd(again)
    }
    let minimum =
      minimize(function, where: quantity, equals: target, from: [again.point], within: bounds)
      ?? minimize(function, where: quantity, equals: target, from: starts, within: bounds)
    return minimum.map { HeldEnd(value: $0.value, point: $0.point, curvature: []) }
  }
}

/// The lowest point found where a quantity is held.
public struct HeldEnd: Sendable {
  /// The value there.
  public let value: Double
  /// Where.
  public let point: [Double]
  /// The curvature as the descent knew it; may be empty.
  public let curvature: [Double]

  fileprivate init(value: Double, point: [Double], curvature: [Double]) {
    (self.value, self.point, self.curvature) = (value, point, curvature)
  }

  fileprivate init(_ end: HeldMinimum) {
    self.init(value: end.value, point: end.point, curvature: end.curvature)
  }
}
