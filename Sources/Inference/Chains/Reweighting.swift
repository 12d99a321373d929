import Foundation

/// Draws from one posterior made to stand for another by weights, and whether they can.
public struct Reweighting: Sendable {
  /// The draws with the weights of the other posterior; nil if no draw has any weight there.
  public let draws: WeightedDraws?
  /// The shape k̂ of the tail of the weights: below 0.5 they have a variance, above 0.7 nothing estimated from them can be
  /// trusted (A. Vehtari et al., arXiv:1507.02646).
  public let paretoShape: Double
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
      (draws, paretoShape, effectiveSampleSize) = (nil, .infinity, 0)
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
    let kish = sum * sum / squares
    effectiveSampleSize = kish
    let sorted = logWeights.filter { $0.isFinite }.sorted(by: >)
    let tail =
      Int(max(0.2 * Double(logWeights.count), 3 * Double(logWeights.count).squareRoot()).rounded(.up)) + 1
    paretoShape = Inference.paretoShape(ofLargest: Array(sorted.prefix(tail)), of: logWeights.count)
  }
}
