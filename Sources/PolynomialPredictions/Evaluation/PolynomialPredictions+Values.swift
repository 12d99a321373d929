extension PolynomialPredictions {
  /// Writes the predictions at the real and imaginary part of one coefficient and those of the other, each to its place.
  public func predict(at point: SIMD4<Double>, into predictions: inout MutableSpan<Double>) {
    withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: polynomialCount / 8) { blocks in
      evaluate(at: point, into: blocks)
      blocks.withMemoryRebound(to: Double.self) { write(UnsafeBufferPointer($0), to: &predictions) }
    }
  }

  /// The same at eight points.
  public func predict(
    lanes point: (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>),
    into predictions: inout MutableSpan<SIMD8<Double>>
  ) {
    let count = polynomialCount
    withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: count + Quadratic.count) { buffer in
      let products = UnsafeMutableBufferPointer(rebasing: buffer[count...])
      Self.fill(products, point.0, point.1, point.2, point.3)
      let rows = matrix.span
      for number in 0..<count {
        let start = number / 8 * Quadratic.count
        var sum = SIMD8<Double>.zero
        for product in 0..<Quadratic.count { sum += rows[start + product][number % 8] * products[product] }
        buffer[number] = sum
      }
      write(UnsafeBufferPointer(rebasing: buffer[..<count]), to: &predictions)
    }
  }

  /// The polynomials, eight side by side.
  @inline(__always)
  func evaluate(at point: SIMD4<Double>, into blocks: UnsafeMutableBufferPointer<SIMD8<Double>>) {
    let (a, b) = (point[0], point[2])
    let rows = matrix.span
    // Imaginary parts of 0 add nothing: the sum is the same to the bit.
    guard point[1] != 0 || point[3] != 0 else {
      for block in blocks.indices {
        let start = block * Quadratic.count
        var sum = rows[start] + rows[start + 1] * a
        sum += rows[start + 3] * b
        sum += rows[start + 5] * (a * a)
        sum += rows[start + 7] * (a * b)
        sum += rows[start + 12] * (b * b)
        blocks.initializeElement(at: block, to: sum)
      }
      return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Quadratic.count) { products in
      Self.fill(products, a, point[1], b, point[3])
      for block in blocks.indices {
        let start = block * Quadratic.count
        var sum = rows[start]
        for product in 1..<Quadratic.count { sum += rows[start + product] * products[product] }
        blocks.initializeElement(at: block, to: sum)
      }
    }
  }

  /// The fifteen products, in the order of `Quadratic`.
  @inline(__always)
  static func fill<Number: PolynomialNumber>(
    _ products: UnsafeMutableBufferPointer<Number>, _ x0: Number, _ x1: Number, _ x2: Number, _ x3: Number
  ) {
    products.initializeElement(at: 0, to: Number(1))
    products.initializeElement(at: 1, to: x0)
    products.initializeElement(at: 2, to: x1)
    products.initializeElement(at: 3, to: x2)
    products.initializeElement(at: 4, to: x3)
    products.initializeElement(at: 5, to: x0 * x0)
    products.initializeElement(at: 6, to: x0 * x1)
    products.initializeElement(at: 7, to: x0 * x2)
    products.initializeElement(at: 8, to: x0 * x3)
    products.initializeElement(at: 9, to: x1 * x1)
    products.initializeElement(at: 10, to: x1 * x2)
    products.initializeElement(at: 11, to: x1 * x3)
    products.initializeElement(at: 12, to: x2 * x2)
    products.initializeElement(at: 13, to: x2 * x3)
    products.initializeElement(at: 14, to: x3 * x3)
  }

  /// 1/P or 1/√(P P) of each normalisation.
  @inline(__always)
  func fill<Number: PolynomialNumber>(
    normalisations inverses: UnsafeMutableBufferPointer<Number>, _ polynomials: UnsafeBufferPointer<Number>
  ) {
    for index in normalisations.indices {
      let own = normalisations[index]
      let first = polynomials[own.first]
      inverses.initializeElement(
        at: index,
        to: own.second.map { Number(1) / (first * polynomials[$0]).squareRoot() } ?? Number(1) / first)
    }
  }

  @inline(__always)
  private func write<Number: PolynomialNumber>(
    _ polynomials: UnsafeBufferPointer<Number>, to predictions: inout MutableSpan<Number>
  ) {
    for index in singles.indices {
      let own = singles[index]
      predictions[own.place] = Number(own.scale) * polynomials[own.numerator]
    }
    withUnsafeTemporaryAllocation(of: Number.self, capacity: normalisations.count) { inverses in
      fill(normalisations: inverses, polynomials)
      for index in ratios.indices {
        let own = ratios[index]
        predictions[own.place] =
          Number(own.scale) * polynomials[own.numerator] * inverses[own.normalisation]
      }
    }
    for index in others.indices {
      let own = others[index]
      predictions[own.place] = own.program.value { polynomials[own.polynomials[$0]] }
    }
  }
}
