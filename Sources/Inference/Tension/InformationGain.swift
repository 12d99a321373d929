import Foundation

/// What one factor of the likelihood adds to all the others: the Kullback-Leibler divergence from the posterior without it to the
/// one with it, D = ⟨ln L_i⟩ − ln(Z/Z_without), in nats.
///
/// By draws of the posterior with it: Z_without/Z is the mean of 1/L_i. That is to be trusted if the posterior with it covers the one
/// without, which the tail of the weights 1/L_i tells; where it does not, both evidences are needed.
public struct InformationGain: Sendable {
  /// D.
  public let gain: Estimate
  /// What the largest weights tell; nil if none were used.
  public let tail: WeightTail?

  /// The shape of the tail of the weights; nil if none were used.
  public var paretoShape: Double? { tail?.paretoShape }

  /// Whether it can be trusted.
  public var isReliable: Bool { tail?.problem == nil }

  /// By weights, from ln L_i at the draws of the posterior with it.
  public init(_ draws: some PosteriorDraws, logLikelihoods: [Double]) {
    let values = Self.finite(logLikelihoods)
    let lowest = values.min() ?? 0
    let weights = draws.importance ?? [Double](repeating: 1, count: draws.count)
    let inverse = values.map { exp(lowest - $0) }
    let mean = draws.diagnostics(ofQuantity: values).mean
    let ratio = draws.diagnostics(ofQuantity: inverse).mean
    let influence = zip(values, inverse).map { ($0 - mean) + ($1 / ratio - 1) }
    let own = draws.diagnostics(ofQuantity: influence)
    gain = Estimate(
      max(0, mean - lowest + log(ratio)), error: own.problem == .constant ? 0 : own.monteCarloErrorOfMean)
    tail = WeightTail(logWeights: zip(weights, values).map { $0 > 0 ? log($0) - $1 : -.infinity })
  }

  /// From the evidences with and without it.
  public init(
    _ draws: some PosteriorDraws, logLikelihoods: [Double], logEvidence: Estimate, without: Estimate
  ) {
    let own = draws.diagnostics(ofQuantity: Self.finite(logLikelihoods))
    let mean = Estimate(
      own.mean, error: own.problem == .constant ? 0 : own.monteCarloErrorOfMean)
    gain = mean - logEvidence + without
    tail = nil
  }

  /// Draws without weight may lie where L = 0.
  private static func finite(_ logLikelihoods: [Double]) -> [Double] {
    let lowest = logLikelihoods.lazy.filter(\.isFinite).min() ?? 0
    return logLikelihoods.map { $0.isFinite ? $0 : lowest }
  }
}
