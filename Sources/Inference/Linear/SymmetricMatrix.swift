/// A real symmetric matrix, stored row by row.
public struct SymmetricMatrix: Sendable, Equatable {
  /// The number of rows.
  public let order: Int
  /// All elements, row by row.
  public private(set) var elements: [Double]

  /// The zero matrix of this order.
  public init(order: Int) {
    self.order = order
    elements = [Double](repeating: 0, count: order * order)
  }

  /// The matrix with these elements, row by row; the mean of each pair of mirrored elements is taken.
  public init(order: Int, elements: [Double]) {
    precondition(elements.count == order * order, "a symmetric matrix of order n has n² elements")
    self.init(order: order)
    for row in 0..<order {
      for column in 0...row {
        self[row, column] = 0.5 * (elements[row * order + column] + elements[column * order + row])
      }
    }
  }

  /// The matrix with these rows, see ``init(order:elements:)``.
  public init(rows: [[Double]]) { self.init(order: rows.count, elements: rows.flatMap { $0 }) }

  /// The identity of this order.
  public static func identity(order: Int) -> SymmetricMatrix {
    SymmetricMatrix(diagonal: [Double](repeating: 1, count: order))
  }

  /// The diagonal matrix of these elements.
  public init(diagonal: [Double]) {
    self.init(order: diagonal.count)
    for index in diagonal.indices { self[index, index] = diagonal[index] }
  }

  /// The element in this row and column; setting it sets its mirror image too.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[row * order + column] }
    set {
      elements[row * order + column] = newValue
      elements[column * order + row] = newValue
    }
  }

  /// The diagonal.
  public var diagonal: [Double] { (0..<order).map { self[$0, $0] } }

  /// Whether every element is finite.
  public var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The product with a vector.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == order, "the vector has the order of the matrix")
    return (0..<order).map { row in
      var sum = 0.0
      for column in 0..<order { sum += elements[row * order + column] * vector[column] }
      return sum
    }
  }

  /// The matrix with row and column i multiplied by `factors[i]`.
  public func scaled(by factors: [Double]) -> SymmetricMatrix {
    var result = self
    for row in 0..<order {
      for column in 0...row { result[row, column] = factors[row] * factors[column] * self[row, column] }
    }
    return result
  }

  /// The rows and columns of these indices only.
  public func restricted(to indices: [Int]) -> SymmetricMatrix {
    var result = SymmetricMatrix(order: indices.count)
    for row in indices.indices {
      for column in 0...row { result[row, column] = self[indices[row], indices[column]] }
    }
    return result
  }

  /// The matrix in an orthonormal basis, or in one of a part of the space.
  func reduced(to basis: [[Double]]) -> SymmetricMatrix {
    var result = SymmetricMatrix(order: basis.count)
    for row in basis.indices {
      let image = times(basis[row])
      for column in 0...row { result[row, column] = dot(image, basis[column]) }
    }
    return result
  }

  /// The matrix divided by the square roots of its diagonal: correlations, if it is a covariance. Nil unless
  /// the diagonal is positive.
  public var unitDiagonal: SymmetricMatrix? {
    guard diagonal.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    var result = scaled(by: diagonal.map { 1 / $0.squareRoot() })
    for index in 0..<order { result[index, index] = 1 }
    return result
  }
}

/// The scalar product of two vectors.
func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
