import Foundation

/// Independent draws from a learned density, mixed with the prior, and their weights prior × L / density.
///
/// The prior's share bounds every weight by Z⁻¹ max L / share, so the error of the estimates exists and is known: T. Hesterberg,
/// Technometrics 37 (1995) 185.
struct ImportanceSample: Sendable {
  /// The share of the draws that come from the prior.
  static let priorShare = 0.1
  /// Coordinates of the draws that were kept, together.
  private(set) var values: [Double] = []
  /// ln prior + ln L of those.
  private(set) var logDensities: [Double] = []
  /// ln L of those.
  private(set) var logLikelihoods: [Double] = []
  /// ln of their weights.
  private(set) var logWeights: [Double] = []
  /// ln of the largest weight.
  private(set) var highest = -Double.infinity
  /// Σ w/max w over all draws.
  private(set) var sum = 0.0
  /// Σ (w/max w)² over all draws.
  private(set) var sumOfSquares = 0.0
  /// Evaluations that gave NaN or +∞.
  private(set) var invalid = 0

  /// ln of the density that is drawn from, given those of what is learned and of the prior.
  static func mixed(_ logDensity: Double, logPrior: Double) -> Double {
    logarithmicSum(logDensity + log1p(-priorShare), logPrior + log(priorShare))
  }

  /// `count` draws.
  init(_ count: Int, from density: MixtureDensity, on model: some BayesianModel, using random: inout Random) {
    var point = [Double](repeating: 0, count: model.dimension)
    for _ in 0..<count {
      var logDensity: Double
      if random.uniform() < Self.priorShare {
        point = model.drawFromPrior(using: &random)
        logDensity = density.logDensity(at: point)
      } else {
        logDensity = density.draw(into: &point, using: &random)
      }
      let logPrior = model.logPrior(at: point.span)
      guard logPrior > -.infinity else { continue }
      let logLikelihood = model.logLikelihood(at: point.span)
      if !(logLikelihood < .infinity) { invalid += 1 }
      let logPosterior = logPrior + logLikelihood.asLogDensity
      logDensity = Self.mixed(logDensity, logPrior: logPrior)
      guard logPosterior > -.infinity else { continue }
      values += point
      logDensities.append(logPosterior)
      logLikelihoods.append(logLikelihood)
      logWeights.append(logPosterior - logDensity)
    }
    highest = logWeights.max() ?? -.infinity
    for weight in logWeights {
      let ratio = exp(weight - highest)
      sum += ratio
      sumOfSquares += ratio * ratio
    }
  }

  /// Of the draws whose ln weight w lies below the threshold keeps only the fraction e^(w − threshold), at that weight: the
  /// expectation is the same, and there is less to work through.
  mutating func thin(below threshold: Double, using random: inout Random) {
    let dimension = values.count / max(1, logWeights.count)
    var kept = 0
    for draw in logWeights.indices {
      if logWeights[draw] < threshold {
        guard random.uniform() < exp(logWeights[draw] - threshold) else { continue }
        logWeights[draw] = threshold
      }
      if kept < draw {
        for j in 0..<dimension { values[kept * dimension + j] = values[draw * dimension + j] }
        (logWeights[kept], logDensities[kept]) = (logWeights[draw], logDensities[draw])
        logLikelihoods[kept] = logLikelihoods[draw]
      }
      kept += 1
    }
    logWeights.removeLast(logWeights.count - kept)
    logDensities.removeLast(logDensities.count - kept)
    logLikelihoods.removeLast(logLikelihoods.count - kept)
    values.removeLast(values.count - kept * dimension)
  }
}
