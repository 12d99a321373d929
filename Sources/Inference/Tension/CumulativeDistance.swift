import Foundation

/// Distances between distributions on the same draws that differ in the weights only.
public struct CumulativeDistance: Sendable {
  private let order: [Int32]
  private let gaps: [Double]

  /// For draws of one quantity at these values.
  public init(_ values: [Double]) {
    let ranks = RankOrder(values)
    order = ranks.places.map { Int32($0) }
    gaps = zip(ranks.sorted.dropFirst(), ranks.sorted).map { $0 - $1 }
  }

  /// The cumulative Jensen-Shannon distance between the distributions that two sets of weights give: between 0 and 1, 0 if they
  /// are the same.
  ///
  /// With cumulative distributions P, Q on the range of the draws, CJS(P‖Q) = ∫ P (log₂ P − log₂ ½(P + Q)) dx
  /// + ½/ln 2 ∫ (Q − P) dx. The distance is √((CJS(P‖Q) + CJS(Q‖P))/∫(P + Q) dx), the larger of this and the same for −x.
  ///
  /// Source: H.-V. Nguyen, J. Vreeken, "Non-parametric Jensen-Shannon divergence", ECML PKDD 2015; N. Kallioinen
  /// et al., arXiv:2107.14054, section 2.3.
  public func distance(_ first: [Double], _ second: [Double]) -> Double {
    let (total, other) = (first.reduce(0, +), second.reduce(0, +))
    guard total > 0, other > 0 else { return .nan }
    var (p, q) = (0.0, 0.0)
    var (lower, lowerBound, upper, upperBound) = (0.0, 0.0, 0.0, 0.0)
    for (rank, gap) in gaps.enumerated() {
      let draw = Int(order[rank])
      p += first[draw] / total
      q += second[draw] / other
      guard gap > 0 else { continue }
      lower += gap * Self.divergence(p, q)
      lowerBound += gap * (p + q)
      let (above, otherAbove) = (max(0, 1 - p), max(0, 1 - q))
      upper += gap * Self.divergence(above, otherAbove)
      upperBound += gap * (above + otherAbove)
    }
    func ratio(_ sum: Double, _ bound: Double) -> Double { bound > 0 ? max(0, sum) / bound : 0 }
    return max(ratio(lower, lowerBound), ratio(upper, upperBound)).squareRoot()
  }

  /// p log₂(p/m) + q log₂(q/m) with m the mean of both: what CJS(P‖Q) + CJS(Q‖P) add up, for the linear terms cancel.
  ///
  /// It is of second order in p − q: near 0 the logarithms would cancel to nothing.
  private static func divergence(_ p: Double, _ q: Double) -> Double {
    let mean = (p + q) / 2
    guard mean > 0 else { return 0 }
    let t = (p - q) / (p + q)
    // mean·((1 + t) ln(1 + t) + (1 − t) ln(1 − t)) = mean·(t² + t⁴/6 + t⁶/15 + …)
    if t.magnitude < 0.01 {
      let square = t * t
      let series: Double = 1 + square / 6 + square * square / 15
      return mean * square * series / log(2)
    }
    func term(_ x: Double) -> Double { x > 0 ? x * log2(x) : 0 }
    return mean * (term(1 + t) + term(1 - t))
  }
}
