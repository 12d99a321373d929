import Foundation

/// The band in which the empirical distribution function of uniform ranks stays, everywhere at once, with a given
/// probability.
///
/// Of `count` ranks, each equally likely to be 0, 1, …, cells − 1, the number below i has the binomial distribution with
/// probability i/cells. The band lies between the quantiles γ/2 and 1 − γ/2 of these distributions, with the largest γ
/// that keeps the whole staircase inside with the probability asked for.
///
/// That probability is computed exactly. Independent Poisson numbers of ranks in the cells, given that their sum is
/// `count`, are the numbers in question; so the staircase is a walk with steps from one Poisson distribution, of which
/// the part that has never left the band is followed from cell to cell.
///
/// Source: T. Säilynoja, P.-C. Bürkner, A. Vehtari, Stat. Comput. 32 (2022) 32, arXiv:2103.10522, sections 2.1 and 2.2.
public struct RankBand: Sendable {
  /// How many ranks there are.
  public let count: Int
  /// How many values a rank can have.
  public let cells: Int
  /// The least number of ranks below i, at i = 0, 1, …, cells.
  public let lower: [Int]
  /// The largest number of ranks below i.
  public let upper: [Int]
  /// The probability that uniform ranks stay inside; not below that asked for.
  public let probability: Double

  /// The band for that many ranks in that many cells.
  ///
  /// - Precondition: there are ranks, at least two cells, and `probability` lies between 0 and 1.
  public init(count: Int, cells: Int, probability: Double) {
    precondition(count > 0 && cells > 1 && probability > 0 && probability < 1, "A band needs ranks in cells")
    self.count = count
    self.cells = cells
    let cumulatives = (1..<cells).map { binomialCumulative(count, Double($0) / Double(cells)) }
    func edges(_ gamma: Double) -> (lower: [Int], upper: [Int]) {
      let inner = cumulatives.map { cumulative in cumulative.firstIndex { $0 >= gamma / 2 } ?? count }
      // The number of ranks above is distributed as that below at the mirror image.
      let outer = inner.reversed().map { count - $0 }
      return ([0] + inner + [count], [0] + outer + [count])
    }
    func probabilityInside(_ gamma: Double) -> Double {
      let (lower, upper) = edges(gamma)
      return Self.probability(count: count, cells: cells, lower: lower, upper: upper)
    }
    // With γ = (1 − probability)/(cells − 1) the pieces cannot add up to more than is allowed (Bonferroni).
    var (inside, outside) = ((1 - probability) / Double(cells - 1), 1.0)
    for _ in 0..<60 where outside / inside > 1 + 1e-9 {
      let middle = (inside * outside).squareRoot()
      if probabilityInside(middle) >= probability { inside = middle } else { outside = middle }
    }
    (lower, upper) = edges(inside)
    self.probability = Self.probability(count: count, cells: cells, lower: lower, upper: upper)
  }

  /// The probability that for every i the number of ranks below i lies between `lower[i]` and `upper[i]`.
  static func probability(count: Int, cells: Int, lower: [Int], upper: [Int]) -> Double {
    let steps = poissonDensities(upTo: count, mean: Double(count) / Double(cells))
    var alive = [1.0]
    var start = 0
    for cell in 1...cells {
      let (low, high) = (lower[cell], upper[cell])
      guard low <= high else { return 0 }
      var next = [Double](repeating: 0, count: high - low + 1)
      for (offset, part) in alive.enumerated() where part > 0 {
        let from = start + offset
        guard from <= high else { break }
        for to in max(from, low)...high { next[to - low] += part * steps[to - from] }
      }
      (alive, start) = (next, low)
    }
    return alive[0] / exp(Double(count) * log(Double(count)) - Double(count) - logFactorial(count))
  }
}

/// P(n = 0), …, P(n = `last`) of Poisson's distribution.
private func poissonDensities(upTo last: Int, mean: Double) -> [Double] {
  (0...last).map { exp(Double($0) * log(mean) - mean - logFactorial($0)) }
}

/// P(n ≤ 0), …, P(n ≤ `count`) of the binomial distribution, 0 < `probability` < 1.
private func binomialCumulative(_ count: Int, _ probability: Double) -> [Double] {
  let (yes, no) = (log(probability), log1p(-probability))
  let all = logFactorial(count)
  var sum = 0.0
  return (0...count).map { n in
    let ways = all - logFactorial(n) - logFactorial(count - n)
    sum += exp(ways + Double(n) * yes + Double(count - n) * no)
    return min(sum, 1)
  }
}

/// ln n!
private func logFactorial(_ n: Int) -> Double { lgamma(Double(n) + 1) }
