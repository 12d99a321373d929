import Inference

/// Fits data drawn anew, fast: Newton steps from where the minimum of such data mostly lies.
///
/// They start from the points given (the point at which the data were drawn), and from the lowest of points spread over
/// the priors, for the minimum of other data can lie elsewhere. Where none of these descents ends in a verified minimum
/// the fit's own algorithm is run from the same points.
struct ToyFitter: Sendable {
  private let spread: [[Double]]
  private let minimizer: Minimizer

  init(_ problem: Problem, seed: UInt64) {
    spread = lowDiscrepancyPoints(Self.looks, dimension: problem.free.count, seed: seed)
      .map(problem.coordinates(atPriorQuantiles:))
    let settings = problem.fit.minimize
    minimizer = Minimizer(
      algorithm: settings.algorithm, polisher: settings.polisher ?? .slsqp,
      maximumEvaluations: settings.maximumEvaluations, seed: seed)
  }

  /// How many points spread over the priors are looked at.
  private static let looks = 64

  /// The global minimum of χ²; nil if none of the descents ends in a verified minimum.
  func minimum(of problem: Problem, near starts: [[Double]]) -> Minimum? {
    let chiSquared = ChiSquared(problem)
    let bounds = problem.bounds
    var (lowest, least) = (nil as [Double]?, Double.infinity)
    for point in spread {
      let value = chiSquared.value(at: point.span)
      if value < least { (lowest, least) = (point, value) }
    }
    let all = starts + (lowest.map { [$0] } ?? [])
    func best(_ descend: ([Double]) -> Minimum) -> Minimum? {
      all.map(descend).filter(\.isConverged).min { $0.value < $1.value }
    }
    return best { minimizer.polish(chiSquared, from: $0, within: bounds) }
      ?? best { minimizer.minimize(chiSquared, from: $0, within: bounds) }
  }
}
