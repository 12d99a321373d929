/// A density whose peaks are flattened: the likelihood, or the whole density if it has no prior, to a power.
struct TemperedDensity: LogDensity {
  /// ln of what stays as it is, and ln of what is raised to the power.
  typealias Parts = @Sendable (_ point: Span<Double>) -> (kept: Double, tempered: Double)

  let dimension: Int
  /// The power: 0 leaves the prior, 1 the density itself.
  var power = 0.0
  private let parts: Parts
  private let cycles: [ClosedRange<Double>?]

  init(_ density: some LogDensity) {
    dimension = density.dimension
    cycles = (0..<density.dimension).map(density.cycle)
    if let model = density as? any BayesianModel {
      parts = Self.parts(of: model)
    } else {
      parts = { point in (0, density.logDensity(at: point)) }
    }
  }

  private static func parts(of model: some BayesianModel) -> Parts {
    { point in
      let logPrior = model.logPrior(at: point)
      return (logPrior, logPrior > -.infinity ? model.logLikelihood(at: point) : 0)
    }
  }

  /// ln of what is raised to the power; NaN where there is no density.
  func tempered(at point: [Double]) -> Double {
    let (kept, tempered) = parts(point.span)
    return (kept + tempered).isFinite ? tempered : .nan
  }

  func logDensity(at point: Span<Double>) -> Double {
    let (kept, tempered) = parts(point)
    // without this a power of 0 would make −∞ not a number
    return (kept + tempered).isFinite ? kept + power * tempered : kept + tempered
  }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { cycles[coordinate] }
}
