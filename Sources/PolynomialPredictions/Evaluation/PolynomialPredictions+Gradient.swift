extension PolynomialPredictions {
  /// The derivatives of Σ slope · prediction by the four real numbers, with the slopes in the places of the predictions.
  ///
  /// Backwards: from the predictions to the polynomials, to the products, to the numbers.
  public func gradient(at point: SIMD4<Double>, slopes: Span<Double>) -> SIMD4<Double> {
    let blockCount = polynomialCount / 8
    return withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: 2 * blockCount) { buffer in
      let blocks = UnsafeMutableBufferPointer(rebasing: buffer[..<blockCount])
      let adjoints = UnsafeMutableBufferPointer(rebasing: buffer[blockCount...])
      evaluate(at: point, into: blocks)
      adjoints.initialize(repeating: .zero)
      blocks.withMemoryRebound(to: Double.self) { polynomials in
        adjoints.withMemoryRebound(to: Double.self) { adjoints in
          addAdjoints(UnsafeBufferPointer(polynomials), slopes, to: adjoints)
        }
      }
      return gradient(at: point, adjoints: UnsafeBufferPointer(adjoints))
    }
  }

  @inline(__always)
  private func addAdjoints(
    _ polynomials: UnsafeBufferPointer<Double>, _ slopes: Span<Double>,
    to adjoints: UnsafeMutableBufferPointer<Double>
  ) {
    for index in singles.indices {
      let own = singles[index]
      adjoints[own.numerator] += own.scale * slopes[own.place]
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * normalisations.count) { buffer in
      // The normalisations, and the derivatives by each.
      let inverses = UnsafeMutableBufferPointer(rebasing: buffer[..<normalisations.count])
      let inner = UnsafeMutableBufferPointer(rebasing: buffer[normalisations.count...])
      fill(normalisations: inverses, polynomials)
      inner.initialize(repeating: 0)
      for index in ratios.indices {
        let own = ratios[index]
        let slope = own.scale * slopes[own.place]
        adjoints[own.numerator] += slope * inverses[own.normalisation]
        inner[own.normalisation] += slope * polynomials[own.numerator]
      }
      for index in normalisations.indices {
        let own = normalisations[index]
        // d(1/P) = −dP/P², d(1/√(PQ)) = −(dP/P + dQ/Q)/(2√(PQ)).
        guard let second = own.second else {
          adjoints[own.first] -= inner[index] * inverses[index] * inverses[index]
          continue
        }
        let half = 0.5 * inner[index] * inverses[index]
        adjoints[own.first] -= half / polynomials[own.first]
        adjoints[second] -= half / polynomials[second]
      }
    }
    for index in others.indices { addAdjoints(others[index], polynomials, slopes, to: adjoints) }
  }

  /// A program's polynomials in passes of four.
  private func addAdjoints(
    _ own: Other, _ polynomials: UnsafeBufferPointer<Double>, _ slopes: Span<Double>,
    to adjoints: UnsafeMutableBufferPointer<Double>
  ) {
    let places = own.polynomials
    for first in stride(from: 0, to: places.count, by: 4) {
      let result = own.program.value { variable -> Slopes in
        var slope = SIMD4<Double>.zero
        if (first..<first + 4).contains(variable) { slope[variable - first] = 1 }
        return Slopes(polynomials[places[variable]], slope)
      }
      for lane in 0..<min(4, places.count - first) {
        adjoints[places[first + lane]] += slopes[own.place] * result.slopes[lane]
      }
    }
  }

  private func gradient(
    at point: SIMD4<Double>, adjoints: UnsafeBufferPointer<SIMD8<Double>>
  ) -> SIMD4<Double> {
    let rows = matrix.span
    func slope(_ product: Int) -> Double {
      var sum = SIMD8<Double>.zero
      for block in adjoints.indices { sum += rows[block * Quadratic.count + product] * adjoints[block] }
      return sum.sum()
    }
    var gradient = SIMD4<Double>(slope(1), slope(2), slope(3), slope(4))
    var product = 5
    for i in 0..<4 {
      for j in i..<4 {
        let own = slope(product)
        gradient[i] += own * point[j]
        gradient[j] += own * point[i]
        product += 1
      }
    }
    return gradient
  }
}
