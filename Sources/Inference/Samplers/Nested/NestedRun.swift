import Foundation

/// One run of nested sampling: live points drawn from the prior, of which the lowest is replaced, again and again, by a
/// point of higher likelihood, until what they can still add to the evidence is negligible.
///
/// Points of equal likelihood (plateaus) leave together and the live points shrink meanwhile: A. Fowlie, W. Handley,
/// L. Su, arXiv:2010.13884. Source of the method: J. Skilling, Bayesian Anal. 1 (2006) 833.
struct NestedRun: Sendable, Codable {
  /// The points in the order they left, live ones last; coordinates together.
  @Packed private(set) var positions: [Double] = []
  /// ln L of each.
  @Packed private(set) var logLikelihoods: [Double] = []
  /// ln prior + ln L of each.
  @Packed private(set) var logPosteriors: [Double] = []
  /// The ln L above which each was drawn; −∞ for draws from the prior.
  @Packed private(set) var births: [Double] = []
  /// How many of the live points each new point came to lie above, as a fraction and spread over the steps between the possible
  /// ones: uniform if all is well.
  @Packed private(set) var insertions: [Float] = []
  /// Evaluations of the likelihood.
  private(set) var calls = 0
  /// Evaluations that gave NaN or +∞.
  private(set) var invalid = 0
  /// Walks that ended where they began.
  private(set) var stuck = 0
  /// Whether the remaining evidence became negligible.
  private(set) var isComplete = false
  /// Whether someone asked to stop.
  private(set) var isStopped = false

  /// - Parameters:
  ///   - livePoints: how many live points.
  ///   - refreshments: how far each new point walks, in units of the spread of the live points, squared.
  ///   - remainder: the fraction of the evidence that may be left to the last live points.
  ///   - maximumCalls: gives up after so many evaluations.
  ///   - goOn: asked now and then; false ends the run.
  init(
    on model: some BayesianModel, livePoints: Int, refreshments: Double, remainder: Double,
    maximumCalls: Int, stream: Random, goOn: () -> Bool
  ) {
    var random = stream
    var points = LivePoints(livePoints, from: model, using: &random, invalid: &invalid)
    var walk = ConstrainedWalk(on: model, refreshments: refreshments)
    var logVolume = 0.0
    var logEvidence = -Double.infinity
    while true {
      let contour = points.lowest
      let ties = points.lowestCount
      // A plateau that all live points share: there is nothing above it.
      if ties == points.count { isComplete = true }
      if logEvidence + log(remainder) > points.highest + logVolume { isComplete = true }
      if isComplete || walk.calls > maximumCalls { break }
      if logLikelihoods.count % 64 == 0, !goOn() {
        isStopped = true
        break
      }
      for tie in 0..<ties {
        let alive = Double(points.count - tie)
        record(points, points.order[tie])
        logEvidence = logarithmicSum(logEvidence, contour + logVolume - log(alive))
        logVolume += log1p(-1 / alive)
      }
      for tie in 0..<ties {
        walk.walk(among: points, excluding: ties - tie, above: contour, on: model, using: &random)
        let below = points.replaceLowest(
          by: walk.position, logLikelihood: walk.logLikelihood, birth: contour)
        insertions.append((Float(below) + Float(random.uniform())) / Float(points.count))
      }
    }
    for point in points.order { record(points, point) }
    logPosteriors = logLikelihoods.indices.map { place in
      let first = place * model.dimension
      let logPrior = model.logPrior(at: positions.span.extracting(first..<first + model.dimension))
      return logPrior + logLikelihoods[place]
    }
    calls = walk.calls + livePoints
    invalid += walk.invalid
    stuck = walk.stuck
  }

  private mutating func record(_ points: LivePoints, _ point: Int) {
    positions += points.positions[point * points.dimension..<(point + 1) * points.dimension]
    logLikelihoods.append(points.logLikelihoods[point])
    births.append(points.births[point])
  }
}

/// ln(eᵃ + eᵇ).
func logarithmicSum(_ a: Double, _ b: Double) -> Double {
  let (low, high) = (min(a, b), max(a, b))
  return low == -.infinity ? high : high + log1p(exp(low - high))
}

extension NestedRun {
  /// A run that was made elsewhere, in the order its points left; of a flat prior.
  init(positions: [Double], logLikelihoods: [Double], births: [Double]) {
    (self.positions, self.logLikelihoods, self.births) = (positions, logLikelihoods, births)
    logPosteriors = logLikelihoods
    isComplete = true
  }
}
