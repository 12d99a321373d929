extension MultiStart {
  /// How many starts a search for peaks makes.
  public static let peakStarts = 16

  /// Where −2 ln of a density has its minima, from these starts: places at which samplers look besides what they find from the prior.
  ///
  /// Minima up to 25 above the lowest count, e⁻¹² of the density. A start that takes more than 2000 evaluations follows a flat valley,
  /// along which samplers find the way. If not even the best end is a minimum, it is the only place.
  public static func peaks(
    of minusTwiceLogDensity: some DifferentiableFunction, within bounds: [ClosedRange<Double>],
    from starts: [[Double]], seed: UInt64, by workforce: Workforce = Workforce(threads: 1)
  ) -> [[Double]] {
    let search = MultiStart(
      starts: starts.count, seed: seed, minimizer: Minimizer(maximumEvaluations: 2000, seed: seed),
      window: 25
    ).minimize(minusTwiceLogDensity, within: bounds, starts: starts, by: workforce)
    return search.best.isConverged ? search.minima.map(\.minimum.point) : [search.best.point]
  }
}
