/// The χ² of several correlated numbers, see ``CorrelatedNormal``, as the hot path computes it.
///
/// The numbers it needs stand in a table that several blocks share, so that evaluating a likelihood neither copies an
/// array nor counts a reference: from `start` on the n central values, 1/σ₊, 1/σ₋, and the n² elements of ρ⁻¹.
struct CorrelatedBlock: Sendable {
  let count: Int
  let start: Int

  /// The part of a table that one block needs.
  static func table(
    means: [Double], upperSigmas: [Double], lowerSigmas: [Double], inverseCorrelation: [Double]
  ) -> [Double] {
    means + upperSigmas.map { 1 / $0 } + lowerSigmas.map { 1 / $0 } + inverseCorrelation
  }

  /// (measured − predicted)/σ, with the error of the prediction's side.
  @inline(__always)
  func pull(_ index: Int, of x: Double, table: Span<Double>) -> Double {
    let distance = table[start + index] - x
    return distance * inverseSigma(index, isAbove: distance < 0, table: table)
  }

  @inline(__always)
  private func inverseSigma(_ index: Int, isAbove: Bool, table: Span<Double>) -> Double {
    table[start + (isAbove ? 1 : 2) * count + index]
  }

  /// uᵀ ρ⁻¹ u of the pulls u; `observables` from `first` on say where the predictions stand.
  @inline(__always)
  func chiSquared(
    of predictions: Span<Double>, observables: Span<Int>, from first: Int, table: Span<Double>
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { pulls in
      var sum = 0.0
      var row = start + 3 * count
      for i in 0..<count {
        let own = pull(i, of: predictions[observables[first + i]], table: table)
        pulls[i] = own
        // Half of the diagonal and the elements left of it: the matrix is symmetric.
        var product = 0.5 * table[row + i] * own
        for j in 0..<i { product += table[row + j] * pulls[j] }
        sum += own * product
        row += count
      }
      return 2 * sum
    }
  }

  /// The same, to the bit; adds −½ its derivatives with respect to the predictions to `slopes`.
  @inline(__always)
  func chiSquared(
    of predictions: Span<Double>, observables: Span<Int>, from first: Int, table: Span<Double>,
    slopes: inout MutableSpan<Double>
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { pulls in
      for i in 0..<count { pulls[i] = pull(i, of: predictions[observables[first + i]], table: table) }
      var row = start + 3 * count
      for i in 0..<count {
        var product = 0.0
        for j in 0..<count { product += table[row + j] * pulls[j] }
        slopes[observables[first + i]] += product * inverseSigma(i, isAbove: pulls[i] < 0, table: table)
        row += count
      }
    }
    return chiSquared(of: predictions, observables: observables, from: first, table: table)
  }
}
