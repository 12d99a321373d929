import Foundation
import Inference
import Physics

/// The ranks of one quantity.
public struct CalibratedQuantity: Sendable, Encodable {
  /// Which it is.
  public let quantity: Target
  /// How many draws lie below the true value, in each simulation that converged.
  public let ranks: [Int]
  /// How many ranks lie in each of equal bins.
  public let histogram: [Int]
  /// How many one expects there.
  public let expectedHistogram: [Double]
  /// Pearson's χ² of the histogram.
  public let chiSquared: Double
  /// Its degrees of freedom.
  public let degreesOfFreedom: Int
  /// How often calibrated ranks give a larger χ².
  public let pValue: Double
  /// The largest deviation of the distribution function, in units of the band's width there: outside if above 1.
  public let largestDeviation: Double
  /// Whether neither the band nor χ² tells the ranks from uniform ones.
  public let isUniform: Bool
  /// In which way the posterior is wrong; nil if the ranks are uniform.
  public let shape: RankStatistics.Shape?
  /// 68.27 and 95.45 %.
  public let coverage: [Coverage]

  /// How often credible intervals contain the true value.
  public struct Coverage: Sendable, Encodable {
    /// The probability that the equal-tailed interval claims.
    public let probability: Double
    /// The fraction of simulations in which the true value was inside.
    public let fraction: Double
    /// The binomial standard error that a calibrated fit has.
    public let error: Double
  }

  /// What has a true value in every simulation.
  public enum Target: Sendable, Encodable, CustomStringConvertible {
    /// A parameter or a prediction.
    case quantity(Quantity)
    /// ln L.
    case logLikelihood

    /// The name.
    public var description: String {
      switch self {
      case .quantity(let quantity): quantity.name
      case .logLikelihood: "logLikelihood"
      }
    }

    /// Encodes the name.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(description)
    }
  }
}

extension CalibratedQuantity {
  /// The quantities with their ranks in each simulation.
  ///
  /// - Parameter falseAlarms: how often the band of one of them, and its χ², may call calibrated ranks wrong.
  static func all(
    _ targets: [Target], ranks: [[Int]], draws: Int, falseAlarms: Double
  ) -> [CalibratedQuantity] {
    guard !ranks.isEmpty else { return [] }
    let band = RankBand(count: ranks.count, cells: draws + 1, probability: 1 - falseAlarms)
    return targets.enumerated().map { index, target in
      CalibratedQuantity(
        target, RankStatistics(ranks.map { $0[index] }, draws: draws), band, falseAlarms: falseAlarms)
    }
  }

  private init(_ target: Target, _ statistics: RankStatistics, _ band: RankBand, falseAlarms: Double) {
    quantity = target
    ranks = statistics.ranks
    histogram = statistics.histogram
    expectedHistogram = statistics.expectedHistogram
    (chiSquared, degreesOfFreedom, pValue) = statistics.chiSquared
    largestDeviation = statistics.largestDeviation(in: band)
    isUniform = largestDeviation <= 1 && pValue >= falseAlarms
    shape = isUniform ? nil : statistics.shape
    let count = Double(statistics.ranks.count)
    coverage = credibleProbabilities.map { probability in
      Coverage(
        probability: probability, fraction: statistics.coverage(of: probability),
        error: (probability * (1 - probability) / count).squareRoot())
    }
  }
}
