/// One axis of a density estimate: equal cells over the draws, cut at the edges of the support.
public struct DensityAxis: Sendable, Equatable {
  /// Where the first cell begins.
  public let lower: Double
  /// Where the last cell ends.
  public let upper: Double
  /// The number of cells.
  public let count: Int

  /// Cells over `draws` with a tenth of their range to spare on each side, but not beyond `support`.
  ///
  /// Nil if there are no draws, or one is not finite.
  init?(over draws: [Double], within support: ClosedRange<Double>?, count: Int) {
    guard let low = draws.min(), let high = draws.max(), low.isFinite, high.isFinite,
      draws.allSatisfy(\.isFinite)
    else { return nil }
    let spare = high > low ? (high - low) / 10 : max(abs(low) * 1e-6, 1e-12)
    lower = max(low - spare, min(low, support?.lowerBound ?? -.infinity))
    upper = min(high + spare, max(high, support?.upperBound ?? .infinity))
    self.count = count
  }

  /// The width of a cell.
  public var step: Double { (upper - lower) / Double(count) }

  /// The middle of a cell.
  public func center(_ cell: Int) -> Double { lower + (Double(cell) + 0.5) * step }

  /// The middles of all cells.
  public var centers: [Double] { (0..<count).map(center) }

  /// The cell a value lies in; the nearest for one outside.
  func cell(of value: Double) -> Int { max(0, min(count - 1, Int((value - lower) / step))) }

  /// The two cells whose middles enclose a value (one and the same near the ends), and how far it is between them.
  func neighbours(of value: Double) -> (Int, Int, Double) {
    let place = max(0, min(Double(count - 1), (value - lower) / step - 0.5))
    let cell = Int(place)
    return (cell, min(cell + 1, count - 1), place - Double(cell))
  }
}

/// What draws are worth when each has a weight: (Σw)²/Σw², L. Kish, Survey Sampling (1965); their number if not.
func effectiveCount(_ count: Int, weights: [Double]?) -> Double {
  guard let weights else { return Double(count) }
  let sum = weights.reduce(0, +)
  return sum * sum / weights.reduce(0) { $0 + $1 * $1 }
}

/// The density level above which lies the fraction `probability` of the draws, from the densities at the draws.
///
/// Source: R. J. Hyndman, Am. Stat. 50 (1996) 120, doi:10.1080/00031305.1996.10474359, section 3.
func densityLevel(holding probability: Double, of densities: RankOrder, weights: [Double]?) -> Double {
  guard let weights else { return densities.sorted.quantile(1 - probability) }
  let target = (1 - probability) * weights.reduce(0, +)
  var sum = 0.0
  for (density, place) in zip(densities.sorted, densities.places) {
    sum += weights[Int(place)]
    if sum > target { return density }
  }
  return densities.sorted.last ?? .nan
}
