import Foundation

/// Whether weights let draws of one posterior stand for another, by the largest of them.
///
/// The shape of the tail tells whether the mean of the weights exists with a variance (A. Vehtari et al., arXiv:1507.02646). It does
/// not tell whether enough draws are there: where a handful of them has all the weight of a tail, what rests on it is off by more
/// than its error, which the same handful makes. So the draws that hold the heaviest 2.3 % of the weight are counted too.
public struct WeightTail: Sendable, Equatable {
  /// The shape k̂: below 0.5 the weights have a variance, above 0.7 nothing estimated from them can be trusted. −∞ if all are the
  /// same.
  public let paretoShape: Double
  /// How many draws hold the heaviest 2.3 % of the weight.
  public let heaviestDraws: Int
  /// How many would if all weighed the same.
  public let equalDraws: Double

  /// The largest shape that is trusted.
  public static let largestShape = 0.7
  /// The fewest draws that a tail with 2.3 % of the weight may rest on: its weight is then known to a seventh.
  public static let fewestDraws = 50

  /// Of weights given by their logarithms.
  public init(logWeights: [Double]) {
    let sorted = logWeights.filter(\.isFinite).sorted(by: >)
    let count = Double(logWeights.count)
    let tail = Int(max(0.2 * count, 3 * count.squareRoot()).rounded(.up)) + 1
    paretoShape = Inference.paretoShape(ofLargest: Array(sorted.prefix(tail)), of: logWeights.count)
    let weights = sorted.map { exp($0 - (sorted.first ?? 0)) }
    let fraction = 0.5 * erfc(2 / 2.0.squareRoot())
    let share = fraction * weights.reduce(0, +)
    equalDraws = fraction * count
    var (sum, draws) = (0.0, 0)
    for weight in weights where sum < share {
      sum += weight
      draws += 1
    }
    heaviestDraws = draws
  }

  /// Why nothing should be concluded from the weights; nil if it may.
  public var problem: String? {
    if paretoShape >= Self.largestShape || paretoShape.isNaN {
      return "the tail of the weights has k = \(String(format: "%.2f", paretoShape))"
    }
    // few draws in all are not the fault of the weights
    let fewest = min(Double(Self.fewestDraws), equalDraws / 4)
    guard Double(heaviestDraws) < fewest else { return nil }
    return
      "\(heaviestDraws) draws hold the heaviest 2.3 % of the weights, fewer than \(Int(fewest.rounded(.up)))"
  }
}
