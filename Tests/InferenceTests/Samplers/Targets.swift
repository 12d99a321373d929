import KnownPosteriors

@testable import Inference

extension KnownPosterior {
  /// The posteriors that the ensemble must get right in one run of default settings.
  static let everyday: [KnownPosterior] = [
    .correlatedNormal(2), .correlatedNormal(5), .illScaledNormal, .bimodal, .banana, .halfNormal,
    .exponential,
    .simplex, .linearRegression,
  ]
}

/// A density that one test needs, and where its walkers start.
struct OneOff: LogDensity {
  let dimension: Int
  let logarithm: @Sendable (Span<Double>) -> Double
  let start: @Sendable (inout Random) -> [Double]

  func logDensity(at point: Span<Double>) -> Double { logarithm(point) }
}

extension Truth {
  /// (estimate − truth)/(Monte Carlo error).
  func zScore(in chains: Chains) -> Double {
    let found = chains.diagnostics(ofQuantity: chains.values(of: function))
    if let probability {
      return (found.quantile(probability) - value) / found.monteCarloError(ofQuantile: probability)
    }
    return (found.mean - value) / found.monteCarloErrorOfMean
  }
}

extension [Double] {
  /// The largest distance from zero; infinite if a member is NaN.
  var largest: Double { map { $0.isNaN ? .infinity : abs($0) }.max() ?? 0 }
}
