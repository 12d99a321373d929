/// Draws from a posterior, from whatever sampler: chains, or independent draws with weights.
public protocol PosteriorDraws: Sendable {
  /// What they say of a quantity.
  associatedtype Estimates: QuantityEstimates
  /// The number of parameters.
  var dimension: Int { get }
  /// The number of draws.
  var count: Int { get }
  /// All draws, one after the other, parameters together.
  var values: [Double] { get }
  /// The log density of each draw.
  var logDensities: [Double] { get }
  /// What each draw counts; nil if all count the same.
  var importance: [Double]? { get }

  /// What the draws say of a quantity known at every draw.
  func diagnostics(ofQuantity values: [Double]) -> Estimates
}

/// The posterior of one quantity as draws tell it, with Monte Carlo errors.
public protocol QuantityEstimates: Sendable {
  /// Why the errors, or R̂ alone, are not defined; nil if they are.
  var problem: Diagnostics.Problem? { get }
  /// The mean.
  var mean: Double { get }
  /// The standard deviation.
  var standardDeviation: Double { get }
  /// The Monte Carlo standard error of the mean.
  var monteCarloErrorOfMean: Double { get }
  /// The larger 1 the less the independent parts of the run agree.
  var rHat: Double { get }
  /// How many independent draws the mean is worth.
  var meanEffectiveSampleSize: Double { get }
  /// How many independent draws the middle of the distribution is worth.
  var bulkEffectiveSampleSize: Double { get }
  /// How many independent draws its tails are worth.
  var tailEffectiveSampleSize: Double { get }

  /// How many independent draws the estimate of a quantile is worth.
  func quantileEffectiveSampleSize(_ probability: Double) -> Double
  /// The quantile at a probability.
  func quantile(_ probability: Double) -> Double
  /// Its Monte Carlo standard error.
  func monteCarloError(ofQuantile probability: Double) -> Double
  /// The fraction of the posterior below a value.
  func fraction(below value: Double) -> Double
  /// The shortest interval between two draws that holds a probability, where lengths are those of `scale` of the ends.
  func shortestInterval(holding probability: Double, scale: (Double) -> Double) -> CredibleInterval
}

extension QuantityEstimates {
  /// The median.
  public var median: Double { quantile(0.5) }

  /// The Monte Carlo standard error of the median.
  public var monteCarloErrorOfMedian: Double { monteCarloError(ofQuantile: 0.5) }

  /// Whether R̂ and the effective sample sizes meet the goal; of what cannot be compared with itself, the latter alone.
  public func meet(_ goal: ConvergenceGoal) -> Bool {
    guard problem == .oneChain || (problem == nil && rHat < goal.rHat) else { return false }
    return bulkEffectiveSampleSize >= goal.effectiveSampleSize
      && tailEffectiveSampleSize >= goal.tailEffectiveSampleSize
  }
}

extension PosteriorDraws {
  /// All values of one parameter, draw by draw.
  public func values(of parameter: Int) -> [Double] {
    (0..<count).map { values[$0 * dimension + parameter] }
  }

  /// A quantity at every draw, worked out on `threads` threads.
  public func values(
    threads: Int = 1, of quantity: @Sendable (_ point: Span<Double>) -> Double
  ) -> [Double] {
    let size = 1024
    return parallelMap((count + size - 1) / size, threads: threads) { block in
      (block * size..<min(count, (block + 1) * size)).map { draw in
        quantity(values.span.extracting(draw * dimension..<(draw + 1) * dimension))
      }
    }.flatMap(\.self)
  }
}

extension Chains: PosteriorDraws {
  /// The number of draws of all chains.
  public var count: Int { logDensities.count }

  /// All draws count the same.
  public var importance: [Double]? { nil }
}

extension WeightedDraws: PosteriorDraws {
  /// The weights.
  public var importance: [Double]? { weights }
}

extension Diagnostics: QuantityEstimates {
  /// The fraction of the draws below a value.
  public func fraction(below value: Double) -> Double {
    Double(sorted.firstPlace { $0 >= value }) / Double(max(1, sorted.count))
  }

  /// The shortest interval between two draws that holds a probability, where lengths are those of `scale` of the ends.
  public func shortestInterval(holding probability: Double, scale: (Double) -> Double) -> CredibleInterval {
    highestDensityInterval(ofSorted: sorted.map(scale), probability: probability)
  }
}

extension WeightedDiagnostics: QuantityEstimates {
  /// The shortest interval between two draws that holds a probability, where lengths are those of `scale` of the ends.
  public func shortestInterval(holding probability: Double, scale: (Double) -> Double) -> CredibleInterval {
    let ends = order.sorted.map(scale)
    var interval = CredibleInterval(
      lower: ends.first ?? .nan, upper: ends.last ?? .nan, probability: probability, kind: .highestDensity)
    var last = 0
    for first in ends.indices {
      while last < ends.count, cumulative[last] - cumulative[first] < probability { last += 1 }
      guard last < ends.count else { break }
      if ends[last] - ends[first] < interval.upper - interval.lower {
        (interval.lower, interval.upper) = (ends[first], ends[last])
      }
    }
    return interval
  }
}
