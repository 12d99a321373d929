import Foundation

/// How a posterior answers when one of its factors, a prior or a likelihood, is raised to a power α near 1: factors that it
/// does not depend on move nothing.
///
/// The answer is the slope of the cumulative Jensen-Shannon distance with log₂ α at α = 1, the mean of both sides. Draws stand for
/// the scaled posteriors by weights.
///
/// Source: N. Kallioinen, T. Paananen, P.-C. Bürkner, A. Vehtari, arXiv:2107.14054, section 2.
public struct PowerScaling: Sendable {
  /// α on either side of 1.
  private static let powers = [1 / 1.01, 1.01]
  /// From here on a factor matters, by the source's rule of thumb.
  public static let notable = 0.05

  /// The shape of the tail of the weights, of the worse side: above 0.7 nothing here can be trusted.
  public let paretoShape: Double
  /// The slope for each quantity; nil where the weights cannot be trusted.
  public let sensitivities: [Estimate?]

  /// Scales one factor.
  ///
  /// - Parameters:
  ///   - logFactor: ln of the factor at each draw.
  ///   - draws: what the draws count already.
  ///   - quantities: the distances of what is looked at.
  public init(
    of logFactor: [Double], in draws: PowerScalingDraws, quantities: [CumulativeDistance]
  ) {
    let highest = logFactor.lazy.filter(\.isFinite).max() ?? 0
    let scaled = Self.powers.map { power in
      zip(draws.weights, logFactor).map {
        $0 > 0 && $1 > -.infinity ? $0 * exp((power - 1) * ($1 - highest)) : 0
      }
    }
    let shapes = scaled.map { weights in
      WeightTail(logWeights: weights.map { log($0) }).paretoShape
    }
    let shape = shapes.filter { !$0.isNaN }.max() ?? .nan
    paretoShape = shape
    guard !(shape > 0.7) else {
      sensitivities = quantities.map { _ in nil }
      return
    }
    let steps = Self.powers.map { log2($0).magnitude }
    sensitivities = quantities.map { quantity in
      func slope(without run: Int32?) -> Double {
        func kept(_ weights: [Double]) -> [Double] {
          guard let run else { return weights }
          return zip(weights, draws.runs).map { $1 == run ? 0 : $0 }
        }
        let base = kept(draws.weights)
        return zip(scaled, steps).reduce(0) { $0 + quantity.distance(base, kept($1.0)) / $1.1 }
          / Double(steps.count)
      }
      let runs = draws.runCount
      guard runs > 1 else { return Estimate(slope(without: nil), error: .nan) }
      // jackknife over the independent runs
      let without = (0..<runs).map { slope(without: Int32($0)) }
      let mean = without.reduce(0, +) / Double(runs)
      let scatter = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return Estimate(
        slope(without: nil), error: (scatter * Double(runs - 1) / Double(runs)).squareRoot())
    }
  }
}

/// What draws count, and which independent run each comes from.
public struct PowerScalingDraws: Sendable {
  /// What each draw counts.
  public let weights: [Double]
  /// The run of each.
  public let runs: [Int32]
  /// How many runs there are.
  public let runCount: Int

  /// Draws of chains or of nested sampling.
  public init(_ draws: some PosteriorDraws) {
    weights = draws.importance ?? [Double](repeating: 1, count: draws.count)
    if let weighted = draws as? WeightedDraws {
      (runs, runCount) = (weighted.runs, weighted.runCount)
    } else if let chains = draws as? Chains {
      let length = chains.count / max(1, chains.ensembleCount)
      runs = (0..<chains.count).map { Int32($0 / max(1, length)) }
      runCount = chains.ensembleCount
    } else {
      (runs, runCount) = ([Int32](repeating: 0, count: draws.count), 1)
    }
  }
}
