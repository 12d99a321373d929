import Foundation

extension MarginalDensity {
  /// ∫ p ln(p/q) over the cells, in nats: how far the draws are from another density q; never below zero. It is independent
  /// of the scale, and too low by what the smoothing blurs: small where it is small.
  ///
  /// Source: S. Kullback, R. A. Leibler, Ann. Math. Stat. 22 (1951) 79.
  ///
  /// - Parameter logDensity: ln q per unit of the axis.
  public func relativeEntropy(to logDensity: (Double) -> Double) -> Double {
    var sum = 0.0
    for (cell, value) in values.enumerated() where value > 0 {
      let other = logDensity(axis.center(cell))
      // what smoothing carries beyond an edge of the other density is none of the draws'
      if other.isFinite { sum += value * (log(value) - other) * axis.step }
    }
    return max(0, sum)
  }
}
