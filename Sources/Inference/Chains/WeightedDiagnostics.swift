import CGSL
import Foundation

/// How far weighted draws of one quantity can be trusted: as ``Diagnostics``, for ``WeightedDraws``.
///
/// An effective sample size is what the error it stands for is worth: variance / (Monte Carlo error)².
public struct WeightedDiagnostics: Sendable {
  /// Why the diagnostics are not defined; nil if they are.
  public let problem: Diagnostics.Problem?
  /// The weighted mean.
  public let mean: Double
  /// The standard deviation, Bessel's correction included as far as the draws are worth it.
  public let standardDeviation: Double
  private let draws: WeightedDraws
  private let values: [Double]
  let order: RankOrder
  /// The weight of the draws below each of `order`, and half its own.
  let cumulative: [Double]

  init(of values: [Double], in draws: WeightedDraws) {
    (self.values, self.draws) = (values, draws)
    guard draws.count >= 4, values.allSatisfy(\.isFinite) else {
      problem = draws.count < 4 ? .tooFewDraws : .notFinite
      (mean, standardDeviation, order, cumulative) = (.nan, .nan, RankOrder([]), [])
      return
    }
    let order = RankOrder(values)
    self.order = order
    problem = order.sorted.first == order.sorted.last ? .constant : nil
    let mean = draws.mean(of: values)
    var variance = 0.0
    for i in values.indices { variance += draws.weights[i] * (values[i] - mean) * (values[i] - mean) }
    self.mean = mean
    standardDeviation = (variance / (1 - draws.sumOfSquares)).squareRoot()
    var below = 0.0
    cumulative = order.places.map { place in
      let weight = draws.weights[Int(place)]
      below += weight
      return below - weight / 2
    }
  }

  /// The quantile at `probability`: linear between draws, each of which stands at the middle of its weight.
  public func quantile(_ probability: Double) -> Double {
    guard let first = order.sorted.first, let last = order.sorted.last else { return .nan }
    let place = cumulative.firstPlace { $0 >= probability }
    guard place > 0 else { return first }
    guard place < cumulative.count else { return last }
    let (low, high) = (cumulative[place - 1], cumulative[place])
    let fraction = high > low ? (probability - low) / (high - low) : 1
    return (1 - fraction) * order.sorted[place - 1] + fraction * order.sorted[place]
  }

  /// The weight of the draws below a value.
  public func fraction(below value: Double) -> Double {
    let place = order.sorted.firstPlace { $0 >= value }
    guard place > 0 else { return 0 }
    return cumulative[place - 1] + draws.weights[Int(order.places[place - 1])] / 2
  }
}

// MARK: - Errors

extension WeightedDiagnostics {
  /// The Monte Carlo standard error of the mean.
  public var monteCarloErrorOfMean: Double {
    problem == .constant ? 0 : problem == nil ? draws.variance(ofMeanOf: values).squareRoot() : .nan
  }

  /// The Monte Carlo standard error of a quantile: the quantiles at the ±1σ points of Beta(e p + 1, e (1 − p) + 1), for e
  /// effective draws.
  public func monteCarloError(ofQuantile probability: Double) -> Double {
    guard problem == nil else { return problem == .constant ? 0 : .nan }
    let size = quantileEffectiveSampleSize(probability)
    let (a, b) = (size * probability + 1, size * (1 - probability) + 1)
    let low = betaQuantile(0.1586553, a, b)
    let high = betaQuantile(0.8413447, a, b)
    return (quantile(high) - quantile(low)) / 2
  }

  /// How many independent draws the mean is worth.
  public var meanEffectiveSampleSize: Double { effectiveSampleSize(ofMeanOf: values) }

  /// The effective sample size of the mean of the normal scores: whether the middle is well explored.
  public var bulkEffectiveSampleSize: Double {
    problem == nil ? effectiveSampleSize(ofMeanOf: scores) : .nan
  }

  /// The smaller of those of the 5 % and the 95 % quantile.
  public var tailEffectiveSampleSize: Double {
    min(quantileEffectiveSampleSize(0.05), quantileEffectiveSampleSize(0.95))
  }

  /// The effective sample size of a quantile: of the fraction of draws not above it.
  public func quantileEffectiveSampleSize(_ probability: Double) -> Double {
    let quantile = quantile(probability)
    return effectiveSampleSize(ofMeanOf: values.map { $0 <= quantile ? 1 : 0 })
  }

  /// √(1 + variance of the runs' means / variance), of the normal scores: do the independent runs agree? 1 if they do.
  public var rHat: Double {
    guard problem == nil, draws.runCount > 1 else { return .nan }
    let scores = scores
    let between = draws.variances(ofMeanOf: scores).fromRuns * Double(draws.runCount)
    return (1 + between / variance(of: scores)).squareRoot()
  }

  /// The normal scores Φ⁻¹ of the fraction of weight below each draw.
  private var scores: [Double] {
    var scores = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < values.count {
      var last = first
      while last + 1 < values.count, order.sorted[last + 1] == order.sorted[first] { last += 1 }
      // Draws at the ends that weigh nothing stand at 0 or 1, where the score is infinite.
      let fraction = min(
        max((cumulative[first] + cumulative[last]) / 2, .leastNormalMagnitude), 1 - .ulpOfOne)
      let score = gsl_cdf_ugaussian_Pinv(fraction)
      for rank in first...last { scores[Int(order.places[rank])] = score }
      first = last + 1
    }
    return scores
  }

  private func effectiveSampleSize(ofMeanOf terms: [Double]) -> Double {
    guard problem == nil else { return .nan }
    let error = draws.variance(ofMeanOf: terms)
    return error > 0 ? variance(of: terms) / error : 1 / draws.sumOfSquares
  }

  private func variance(of terms: [Double]) -> Double {
    let mean = draws.mean(of: terms)
    var sum = 0.0
    for i in terms.indices { sum += draws.weights[i] * (terms[i] - mean) * (terms[i] - mean) }
    return sum
  }
}

extension [Double] {
  /// The first place of a rising array at which `condition` holds, its count if nowhere; by bisection.
  func firstPlace(where condition: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
