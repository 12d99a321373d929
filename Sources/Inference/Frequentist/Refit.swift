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
  /// end is verified, and where that fails the next. Where the function has corners descents may end anywhere on a crease:
  /// Newton steps go on from every end.
  ///
  /// - Parameters:
  ///   - starts: the most promising ones first.
  ///   - least: how many of them are tried in any case; after these no more is as soon as the lowest value was reached twice.
  ///   - valleys: where minima of functions like this one lie, the most promising ones first.
  public func refit(
    _ function: some DifferentiableFunction, from starts: [[Double]], atLeast least: Int = .max,
    known valleys: [Valley] = [], within bounds: [ClosedRange<Double>]
  ) -> Minimum? {
    let descent = HeldDescent(function, holding: [], within: bounds)
    var ends: [HeldMinimum] = []
    for start in starts {
      if ends.count >= least, isLowestReachedTwice(ends) { break }
      ends.append(descent.descend(from: start, verifying: true))
    }
    ends += self.ends(
      of: valleys, below: ends.map(\.value).min() ?? .infinity, function, within: bounds)
    var lowest: Minimum?
    for end in ends.sorted(by: { $0.value < $1.value }) where end.value < .infinity {
      let minimum = polish(function, from: end.point, within: bounds)
      guard minimum.isConverged, minimum.value < lowest?.value ?? .infinity else { continue }
      if !function.hasCorners { return minimum }
      lowest = minimum
    }
    return lowest
  }

  /// Whether two descents came to the lowest value of all.
  private func isLowestReachedTwice(_ ends: [HeldMinimum]) -> Bool {
    guard let lowest = ends.map(\.value).min() else { return false }
    return ends.count { $0.isConverged && $0.value <= lowest + 1e-5 * Tolerances.size(of: lowest) } > 1
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
}
