import Foundation
import Inference
import KnownPosteriors

@testable import Battery

extension Contender {
  /// Draws from the prior, weighted with L: slow, and plainly right where the prior is not much wider than L.
  ///
  /// Errors by the delta method: those of a ratio of two means, good where many draws have a say.
  static func priorSampling(draws: Int) -> Contender {
    Contender(name: "prior") { model, seed in
      var random = Random(seed: seed, stream: 0)
      let points = (0..<draws).map { _ in model.drawFromPrior(using: &random) }
      let logarithms = points.map { model.logLikelihood(at: $0.span) }
      let highest = logarithms.max() ?? 0
      let weights = logarithms.map { exp($0 - highest) }
      let total = weights.reduce(0, +)
      let mean = total / Double(draws)
      let squares = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let claim = Claim.Estimate(value: log(mean) + highest, error: squares.squareRoot() / total)
      let effectiveDraws = total * total / weights.reduce(0) { $0 + $1 * $1 }
      return Claim(on: model, hasConverged: effectiveDraws > 400, logEvidence: claim) { truth in
        // a quantile is right if the mass below it is
        let terms = points.map { point -> Double in
          let value = truth.function(point.span)
          return truth.probability == nil ? value : value < truth.value ? 1 : 0
        }
        let estimate = zip(weights, terms).reduce(0) { $0 + $1.0 * $1.1 } / total
        let variance = zip(weights, terms).reduce(0) { sum, next in
          sum + pow(next.0 * (next.1 - estimate), 2)
        }
        let offset = estimate - (truth.probability ?? truth.value)
        return Claim.Estimate(
          value: truth.value + offset, error: variance.squareRoot() / total,
          effectiveDraws: effectiveDraws)
      }
    }
  }
}
