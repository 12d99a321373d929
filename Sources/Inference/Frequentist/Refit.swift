extension Minimizer {
  /// The minimum reached from `start` by Newton steps alone: for a start that lies in the valley of the minimum looked
  /// for, as that of data drawn anew mostly does. Verified like any other.
  public func polish(
    _ function: some DifferentiableFunction, from start: [Double], within bounds: [ClosedRange<Double>]
  ) -> Minimum {
    precondition(start.count == function.dimension, "the start has one number for each coordinate")
    precondition(bounds.count == function.dimension, "there is one bound for each coordinate")
    var search = Search(function, minimizer: self, start: start, within: bounds)
    return search.polish(function)
  }

  /// The lowest value reached from any of the `starts` where a quantity equals `target`: one point of a profile, without
  /// a minimum to start from.
  public func minimize(
    _ function: some DifferentiableFunction, where quantity: some DifferentiableFunction,
    equals target: Double,
    from starts: [[Double]], within bounds: [ClosedRange<Double>]
  ) -> ProfilePoint? {
    let minimizer = ConstrainedMinimizer(tolerances: tolerances, maximumEvaluations: maximumEvaluations)
    let ends = starts.map {
      minimizer.minimize(function, where: quantity, equals: target, from: $0, within: bounds)
    }
    return ends.filter(\.isConverged).min { $0.value < $1.value }
  }
}
