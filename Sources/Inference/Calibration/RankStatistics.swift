import Foundation

/// What the ranks of true values among posterior draws say: uniform if and only if the posterior is the right one.
///
/// The true value is drawn from the prior and the data from their distribution given it. A draw from the posterior of
/// these data is then as good as the true value itself, so the number of `draws` independent draws that lie below the
/// true value is equally likely to be 0, 1, …, `draws`.
///
/// Source: S. Talts et al., "Validating Bayesian inference algorithms with simulation-based calibration",
/// arXiv:1804.06788, theorem 1; of quantities that depend on the data, M. Modrák et al., arXiv:2211.02383, theorem 2.
public struct RankStatistics: Sendable {
  /// The rank of the true value in each simulation.
  public let ranks: [Int]
  /// How many draws there were in each.
  public let draws: Int

  /// - Precondition: there are ranks, and each lies between 0 and `draws`.
  public init(_ ranks: [Int], draws: Int) {
    precondition(!ranks.isEmpty && ranks.allSatisfy((0...draws).contains), "A rank counts draws")
    self.ranks = ranks
    self.draws = draws
  }

  /// How many values a rank can have.
  private var cells: Int { draws + 1 }

  private var count: Double { Double(ranks.count) }

  /// The bins of the histogram: 20, or as many as leave five ranks to be expected in each.
  public var bins: Int { min(20, cells, max(2, ranks.count / 5)) }

  /// How many ranks fall into each of ``bins``, whose widths differ by one rank at most.
  public var histogram: [Int] {
    var counts = [Int](repeating: 0, count: bins)
    for rank in ranks { counts[rank * bins / cells] += 1 }
    return counts
  }

  /// How many would, were the ranks uniform.
  public var expectedHistogram: [Double] {
    var cells = [Double](repeating: 0, count: bins)
    for rank in 0...draws { cells[rank * bins / self.cells] += 1 }
    return cells.map { $0 * count / Double(self.cells) }
  }

  /// Pearson's χ² of the histogram, and how often uniform ranks give a larger one.
  public var chiSquared: (value: Double, degreesOfFreedom: Int, pValue: Double) {
    let value = zip(histogram, expectedHistogram).reduce(0) { sum, bin in
      let distance = Double(bin.0) - bin.1
      return sum + distance * distance / bin.1
    }
    return (value, bins - 1, tailProbability(chiSquared: value, degreesOfFreedom: bins - 1))
  }

  /// The largest distance of the ranks' distribution function from the diagonal, where the edge of the band is at 1.
  ///
  /// Where the band reaches 0 or the number of ranks it has no edge that could be passed, and nothing deviates.
  ///
  /// - Precondition: the band is one for as many ranks of as many draws.
  public func largestDeviation(in band: RankBand) -> Double {
    precondition(band.count == ranks.count && band.cells == cells, "A band belongs to a number of ranks")
    var counts = [Int](repeating: 0, count: cells)
    for rank in ranks { counts[rank] += 1 }
    var below = 0
    var largest = 0.0
    for cell in 1..<cells {
      below += counts[cell - 1]
      let expected = count * Double(cell) / Double(cells)
      let edge = Double(below) > expected ? band.upper[cell] : band.lower[cell]
      guard Double(below) != expected, edge != 0, edge != ranks.count else { continue }
      largest = max(largest, (Double(below) - expected) / (Double(edge) - expected))
    }
    return largest
  }

  /// The fraction of true values inside the equal-tailed credible interval of that probability.
  ///
  /// An end of the interval mostly falls between the ranks; a rank through which it goes counts in part, so that
  /// uniform ranks give the probability itself on average.
  public func coverage(of probability: Double) -> Double {
    let (low, high) = ((1 - probability) / 2 * Double(cells), (1 + probability) / 2 * Double(cells))
    return ranks.reduce(0) { sum, rank in
      sum + max(0, min(Double(rank) + 1, high) - max(Double(rank), low))
    } / count
  }

  /// In which way posteriors are wrong, for ranks that are not uniform.
  public enum Shape: String, Sendable, Codable {
    /// True values lie too often in the tails: the ranks make a ∪.
    case tooNarrow = "too narrow"
    /// True values lie too often in the middle: the ranks make a ∩.
    case tooWide = "too wide"
    /// True values lie too often above the draws: the ranks pile up at the top.
    case tooLow = "too low"
    /// True values lie too often below the draws: the ranks pile up at the bottom.
    case tooHigh = "too high"
    /// Neither.
    case irregular
  }

  /// The more significant of a shift of the mean rank and a change of the ranks' variance; irregular if neither is
  /// three standard deviations from that of uniform ranks.
  public var shape: Shape {
    let places = ranks.map { (Double($0) + 0.5) / Double(cells) }
    // Uniform numbers in [0, 1] have variance 1/12, of which the standard deviation is 1/√(180 n). A shift
    // makes it smaller, and is always the more significant of the two.
    let shift = (places.mean - 0.5) * (12 * count).squareRoot()
    let spread = (places.variance - 1 / 12.0) * (180 * count).squareRoot()
    if max(abs(shift), abs(spread)) < 3 { return .irregular }
    if abs(shift) > abs(spread) { return shift > 0 ? .tooLow : .tooHigh }
    return spread > 0 ? .tooNarrow : .tooWide
  }
}

/// How many of the draws lie below the true value; draws equal to it count as below or above at random, all numbers
/// of them equally likely.
public func rank(of truth: Double, among draws: [Double], using random: inout Random) -> Int {
  var (below, equal) = (0, 0)
  for draw in draws {
    if draw < truth { below += 1 } else if draw == truth { equal += 1 }
  }
  return below + (equal == 0 ? 0 : random.index(below: equal + 1))
}
