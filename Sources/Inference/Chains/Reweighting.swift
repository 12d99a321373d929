import Foundation

/// Draws from one posterior made to stand for another by weights, and whether they can.
public struct Reweighting: Sendable {
  /// The draws with the weights of the other posterior; nil if no draw has any weight there.
  public let draws: WeightedDraws?
  /// Whether the largest weights let the draws stand for the other posterior.
  public let tail: WeightTail
  /// How many independent draws with equal weights they are worth (Kish).
  public let effectiveSampleSize: Double

  /// From draws that are nearly independent of one another.
  ///
  /// - Parameters:
  ///   - values: the points, draw by draw.
  ///   - logDensities: ln of the other posterior's density.
  ///   - logWeights: ln of what each draw counts there: of what it counted before and of the ratio of the densities.
  ///   - runs: which of `runCount` independent runs each draw comes from.
  public init(
    values: [Double], logDensities: [Double], logWeights: [Double], runs: [Int32], runCount: Int
  ) {
    precondition(
      logWeights.count == logDensities.count && runs.count == logWeights.count, "one for each draw")
    let highest = logWeights.lazy.filter { $0 < .infinity }.max() ?? -.infinity
    guard highest > -.infinity else {
      (draws, tail, effectiveSampleSize) = (nil, WeightTail(logWeights: []), 0)
      return
    }
    let weights = logWeights.map { $0 < .infinity ? exp($0 - highest) : 0 }
    let (sum, squares) = weights.reduce(into: (0.0, 0.0)) {
      $0.0 += $1
      $0.1 += $1 * $1
    }
    let draws = WeightedDraws(
      values: values, logDensities: logDensities, weights: weights, runs: runs, runCount: runCount)
    self.draws = draws
    effectiveSampleSize = sum * sum / squares
    tail = WeightTail(logWeights: logWeights)
  }
}
