// The hot path: nothing here allocates.

extension SharedPredictions {
  /// |L (p̂ − p)|²; `observables` says where the predictions stand.
  @inline(__always)
  func chiSquared(_ values: Span<Double>, _ predictions: Span<Double>, _ observables: Span<Int>) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { distances in
      fill(distances, values, predictions, observables)
      let triangle = triangle.span
      var sum = SIMD8<Double>.zero
      var start = 0
      for group in 0..<values.count / 8 {
        let rows = product(triangle, from: start, UnsafeBufferPointer(distances), columns: 8 * (group + 1))
        sum += rows * rows
        start += 8 * (group + 1)
      }
      return sum.sum()
    }
  }

  /// The same, to the bit; adds −½ its derivatives with respect to the predictions to `slopes`.
  @inline(__always)
  func chiSquared(
    _ values: Span<Double>, _ predictions: Span<Double>, _ observables: Span<Int>,
    slopes: inout MutableSpan<Double>
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { distances in
      withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: values.count) { columns in
        fill(distances, values, predictions, observables)
        columns.initialize(repeating: .zero)
        let triangle = triangle.span
        var sum = SIMD8<Double>.zero
        var start = 0
        for group in 0..<values.count / 8 {
          let count = 8 * (group + 1)
          let rows = product(triangle, from: start, UnsafeBufferPointer(distances), columns: count)
          sum += rows * rows
          for column in 0..<count { columns[column] += triangle[unchecked: start + column] * rows }
          start += count
        }
        for index in observables.indices { slopes[observables[index]] += columns[index].sum() }
        return sum.sum()
      }
    }
  }

  /// Eight rows of L times the distances, in two sums for the processor to go on with one while it waits for the other.
  @inline(__always)
  private func product(
    _ triangle: Span<SIMD8<Double>>, from start: Int, _ distances: UnsafeBufferPointer<Double>, columns: Int
  ) -> SIMD8<Double> {
    var (even, odd) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    for column in stride(from: 0, to: columns, by: 2) {
      even += triangle[unchecked: start + column] * distances[column]
      odd += triangle[unchecked: start + column + 1] * distances[column + 1]
    }
    return even + odd
  }

  @inline(__always)
  private func fill(
    _ distances: UnsafeMutableBufferPointer<Double>, _ values: Span<Double>, _ predictions: Span<Double>,
    _ observables: Span<Int>
  ) {
    distances.initialize(repeating: 0)
    for index in observables.indices { distances[index] = values[index] - predictions[observables[index]] }
  }
}
