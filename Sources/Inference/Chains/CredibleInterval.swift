/// An interval that holds a given probability of the posterior.
public struct CredibleInterval: Sendable, Equatable, Codable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double
  /// The probability inside; of an interval that is one of several making a region, the probability of the region.
  public var probability: Double
  /// Which of the many intervals of this probability it is.
  public var kind: Kind

  /// Which of the many intervals of a probability is meant.
  public enum Kind: String, Sendable, Codable {
    /// Equal probability below and above: commutes with monotone changes of variable, never touches an edge.
    case equalTailed
    /// Density inside nowhere lower than outside: the shortest; starts at an edge where the density is high there.
    case highestDensity
  }

  /// An interval from `lower` to `upper`.
  public init(lower: Double, upper: Double, probability: Double, kind: Kind) {
    self.lower = lower
    self.upper = upper
    self.probability = probability
    self.kind = kind
  }

  /// Whether a value lies inside, ends included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// The interval that leaves (1 − probability)/2 of the draws below and as many above.
///
/// Quantiles are interpolated linearly between draws. The ends are NaN if there are no draws or one is NaN.
public func equalTailedInterval(of draws: [Double], probability: Double) -> CredibleInterval {
  let sorted = sortedOrNone(draws)
  return CredibleInterval(
    lower: sorted.quantile((1 - probability) / 2), upper: sorted.quantile((1 + probability) / 2),
    probability: probability, kind: .equalTailed)
}

/// The shortest interval between two draws that holds the given fraction of them.
///
/// It is the highest-density region of a density with one peak; where there may be several, ask
/// `highestDensityRegion`. Needs no smoothing, but its ends are noisier than quantiles. As ArviZ 0.23 `hdi`: the ends are
/// ⌊probability · S⌋ ranks apart. The ends are NaN if there are no draws or one is NaN.
///
/// Source: M.-H. Chen, Q.-M. Shao, J. Comput. Graph. Stat. 8 (1999) 69, doi:10.1080/10618600.1999.10474802.
public func highestDensityInterval(of draws: [Double], probability: Double) -> CredibleInterval {
  highestDensityInterval(ofSorted: sortedOrNone(draws), probability: probability)
}

/// The same of draws that are in ascending order already, as `Diagnostics/sorted` are.
public func highestDensityInterval(ofSorted sorted: [Double], probability: Double) -> CredibleInterval {
  var interval = CredibleInterval(
    lower: sorted.first ?? .nan, upper: sorted.last ?? .nan, probability: probability, kind: .highestDensity)
  let reach = Int(probability * Double(sorted.count))
  for first in 0..<max(0, sorted.count - reach)
  where sorted[first + reach] - sorted[first] < interval.upper - interval.lower {
    (interval.lower, interval.upper) = (sorted[first], sorted[first + reach])
  }
  return interval
}

/// The region of highest density that holds the given fraction of the draws: one interval, or several if the
/// posterior has several peaks.
///
/// The density is `MarginalDensity`: smoothed, and reflected at the ends of `support`, so that a posterior that is
/// high at the edge of its prior keeps that edge. Empty if there are no draws or one is NaN.
///
/// - Parameters:
///   - draws: the draws.
///   - probability: the fraction the region is to hold.
///   - support: where the quantity may lie; infinite ends are no edges. Nil for the whole line.
///   - effectiveSampleSize: what the draws are worth if they are correlated; sets how much to smooth.
public func highestDensityRegion(
  of draws: [Double], probability: Double, within support: ClosedRange<Double>? = nil,
  effectiveSampleSize: Double? = nil
) -> [CredibleInterval] {
  MarginalDensity(of: draws, within: support, effectiveSampleSize: effectiveSampleSize)?
    .region(holding: probability) ?? []
}

private func sortedOrNone(_ draws: [Double]) -> [Double] {
  draws.contains(where: \.isNaN) ? [] : RankOrder(draws).sorted
}
