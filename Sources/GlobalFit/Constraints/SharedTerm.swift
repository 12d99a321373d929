/// Data of many correlated numbers, in the form in which the hot path needs them: nothing in it allocates.
final class SharedTerm: Sendable {
  private let triangle: [SIMD8<Double>]
  /// The best prediction of each observable, made whole eights by zeros.
  private let values: [Double]
  /// Where the predictions stand.
  private let observables: [Int]
  /// χ² where all predictions are the best ones.
  let leastChiSquared: Double

  /// - Parameter indices: where the prediction of each measured number stands.
  init(_ form: SharedPredictions, means: [Double], indices: [Int]) {
    triangle = form.triangle
    (values, leastChiSquared) = form.combined(means)
    var observables = [Int](repeating: 0, count: form.count)
    for (index, place) in zip(indices, form.places) { observables[place] = index }
    self.observables = observables
  }

  /// |L (p̂ − p)|².
  func chiSquared(of predictions: Span<Double>) -> Double { sum(of: predictions) { _, _, _ in } }

  /// The same, to the bit; adds −½ its derivatives with respect to the predictions to `slopes`.
  func chiSquared(of predictions: Span<Double>, slopes: inout MutableSpan<Double>) -> Double {
    withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: values.count) { columns in
      columns.initialize(repeating: .zero)
      let sum = sum(of: predictions) { triangle, count, rows in
        for column in 0..<count { columns[column] += triangle[column] * rows }
      }
      for index in observables.indices { slopes[observables[index]] += columns[index].sum() }
      return sum
    }
  }

  /// Tells of every eight rows of L where they begin, how many columns they have, and what they make of the distances.
  @inline(__always)
  private func sum(
    of predictions: Span<Double>,
    _ told: (_ rows: UnsafePointer<SIMD8<Double>>, _ columns: Int, _ products: SIMD8<Double>) -> Void
  ) -> Double {
    triangle.withUnsafeBufferPointer { triangle in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { distances in
        guard var rows = triangle.baseAddress else { return 0 }
        fill(distances, predictions)
        var sum = SIMD8<Double>.zero
        for group in 0..<distances.count / 8 {
          let columns = 8 * (group + 1)
          let products = Self.product(rows, UnsafeBufferPointer(distances), columns: columns)
          sum += products * products
          told(rows, columns, products)
          rows += columns
        }
        return sum.sum()
      }
    }
  }

  /// Eight rows of L times the distances, in two sums for the processor to go on with one while it waits for the other.
  @inline(__always)
  private static func product(
    _ rows: UnsafePointer<SIMD8<Double>>, _ distances: UnsafeBufferPointer<Double>, columns: Int
  ) -> SIMD8<Double> {
    var (even, odd) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    for column in stride(from: 0, to: columns, by: 2) {
      even += rows[column] * distances[column]
      odd += rows[column + 1] * distances[column + 1]
    }
    return even + odd
  }

  @inline(__always)
  private func fill(_ distances: UnsafeMutableBufferPointer<Double>, _ predictions: Span<Double>) {
    distances.initialize(repeating: 0)
    for index in observables.indices { distances[index] = values[index] - predictions[observables[index]] }
  }
}
