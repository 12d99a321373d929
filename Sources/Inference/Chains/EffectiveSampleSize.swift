extension Diagnostics {
  /// The bulk effective sample size: of the mean of the normal scores. Tells whether the middle is well explored.
  public var bulkEffectiveSampleSize: Double {
    isDefined ? effectiveSampleSize(ofMeanOf: scores) : .nan
  }

  /// The tail effective sample size: the smaller of those of the 5 % and the 95 % quantile.
  public var tailEffectiveSampleSize: Double {
    min(quantileEffectiveSampleSize(0.05), quantileEffectiveSampleSize(0.95))
  }

  /// The effective sample size of the mean.
  public var meanEffectiveSampleSize: Double { isDefined ? effectiveSampleSize(ofMeanOf: halves) : .nan }

  /// The effective sample size of the standard deviation: of the mean of (x − mean)².
  public var standardDeviationEffectiveSampleSize: Double {
    guard isDefined else { return .nan }
    let mean = mean
    return effectiveSampleSize(ofMeanOf: halves.map { ($0 - mean) * ($0 - mean) })
  }

  /// The effective sample size of a quantile: of the fraction of draws not above it.
  public func quantileEffectiveSampleSize(_ probability: Double) -> Double {
    guard isDefined else { return .nan }
    let quantile = quantile(probability)
    return effectiveSampleSize(ofMeanOf: halves.map { $0 <= quantile ? 1 : 0 })
  }

  /// The effective sample size of the mean of what stands in `terms`, laid out as `halves`.
  private func effectiveSampleSize(ofMeanOf terms: [Double]) -> Double {
    guard walkerCount > 1 else { return SeriesSet(values: terms, length: halfCount).effectiveSampleSize }
    let averages = averagedOverWalkers(terms)
    let spread = averages.variance
    guard spread > 0 else { return Double(terms.count) }
    return SeriesSet(values: averages, length: halfCount).effectiveSampleSize * terms.variance / spread
  }

  /// The averages over the walkers of each ensemble, step by step.
  private func averagedOverWalkers(_ terms: [Double]) -> [Double] {
    let length = 2 * halfCount
    var averages = [Double](repeating: 0, count: terms.count / walkerCount)
    for chain in 0..<chainCount {
      let (to, from) = (chain / walkerCount * length, chain * length)
      for step in 0..<length { averages[to + step] += terms[from + step] }
    }
    return averages.map { $0 / Double(walkerCount) }
  }
}
