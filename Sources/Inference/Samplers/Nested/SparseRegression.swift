import Foundation

/// The inverse Cholesky factor of a covariance that was estimated from few points: every coordinate is regressed on those before
/// it, and only on those that it clearly depends on.
///
/// x_j = Σ b_ji x_i + e_j with i < j makes Σ⁻¹ = (1 − B)ᵀ V⁻¹ (1 − B), positive definite whatever the b are: M. Pourahmadi,
/// Biometrika 86 (1999) 677. Of D (D − 1)/2 coefficients from n points the many that are zero would cost more than the few others
/// gain, so a coefficient is kept if it improves n ln σ_j² by more than ln n + 2 ln j (G. Schwarz, Ann. Stat. 6 (1978) 461, with
/// the choice among j paid for), the best one first.
struct SparseRegression: Sendable {
  /// V^(−1/2) (1 − B), row by row, zeros above the diagonal.
  let inverseLower: [Double]
  /// ln det Σ.
  let logDeterminant: Double

  /// From a covariance that `size` points show; nil if a coordinate has no variance left.
  init?(_ covariance: SymmetricMatrix, size: Double) {
    let order = covariance.order
    var inverse = [Double](repeating: 0, count: order * order)
    var logDeterminant = 0.0
    var rest = [Double](repeating: 0, count: order * order)
    var shared = [Double](repeating: 0, count: order)
    for row in 0..<order {
      var variance = covariance[row, row]
      guard variance > 0, variance.isFinite else { return nil }
      for i in 0..<row {
        shared[i] = covariance[i, row]
        for k in 0..<row { rest[i * order + k] = covariance[i, k] }
      }
      let price = log(max(size, 2)) + 2 * log(Double(max(row, 1)))
      var chosen: [Int] = []
      while chosen.count < row, Double(chosen.count) < size / 3 {
        var (best, most) = (-1, 0.0)
        for i in 0..<row where rest[i * order + i] > 1e-10 * covariance[i, i] && !chosen.contains(i) {
          let square = shared[i] * shared[i] / (rest[i * order + i] * variance)
          if square > most { (best, most) = (i, square) }
        }
        guard best >= 0, -size * log1p(-min(most, 1 - 1e-15)) > price else { break }
        let (pivot, share) = (rest[best * order + best], shared[best])
        variance -= share * share / pivot
        guard variance > 1e-14 * covariance[row, row] else { return nil }
        let column = (0..<row).map { rest[$0 * order + best] }
        for i in 0..<row {
          shared[i] -= column[i] * share / pivot
          for k in 0..<row { rest[i * order + k] -= column[i] * column[k] / pivot }
        }
        chosen.append(best)
      }
      guard let factor = Cholesky(covariance.restricted(to: chosen)) else { return nil }
      let coefficients = factor.solve(chosen.map { covariance[$0, row] })
      // as much wider as the points scatter less about a line that was fitted to them
      variance *= size / max(size - Double(chosen.count) - 1, 0.5 * size)
      let scale = 1 / variance.squareRoot()
      inverse[row * order + row] = scale
      for (i, coefficient) in zip(chosen, coefficients) { inverse[row * order + i] = -scale * coefficient }
      logDeterminant += log(variance)
    }
    (inverseLower, self.logDeterminant) = (inverse, logDeterminant)
  }

  /// The Cholesky factor itself.
  var lower: [Double] {
    let order = Int(Double(inverseLower.count).squareRoot())
    var lower = [Double](repeating: 0, count: order * order)
    for column in 0..<order {
      lower[column * order + column] = 1 / inverseLower[column * order + column]
      for row in (column + 1)..<max(order, column + 1) {
        var sum = 0.0
        for k in column..<row { sum -= inverseLower[row * order + k] * lower[k * order + column] }
        lower[row * order + column] = sum / inverseLower[row * order + row]
      }
    }
    return lower
  }
}
