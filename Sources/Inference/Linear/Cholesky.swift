import Foundation

/// The factor L of a positive definite matrix A = L Lᵀ, with L lower triangular.
///
/// Written out rather than taken from GSL, whose routine ends the program when the matrix is not positive
/// definite.
public struct Cholesky: Sendable, Equatable {
  /// The number of rows.
  public let order: Int
  /// L row by row, zeros above the diagonal.
  public let lower: [Double]

  /// Factorises `matrix`; nil if a pivot is not positive, see ``SymmetricMatrix/definiteness(tolerance:)``
  /// for the reason.
  public init?(_ matrix: SymmetricMatrix) {
    let order = matrix.order
    var lower = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        var sum = matrix[row, column]
        for k in 0..<column { sum -= lower[row * order + k] * lower[column * order + k] }
        if row == column {
          guard sum > 0, sum.isFinite else { return nil }
          lower[row * order + row] = sum.squareRoot()
        } else {
          lower[row * order + column] = sum / lower[column * order + column]
        }
      }
    }
    self.order = order
    self.lower = lower
  }

  /// ln det A.
  public var logDeterminant: Double {
    (0..<order).reduce(0) { $0 + 2 * log(lower[$1 * order + $1]) }
  }

  /// L z: turns independent unit normals into a vector of covariance A.
  public func times(_ vector: [Double]) -> [Double] {
    (0..<order).map { row in (0...row).reduce(0) { $0 + lower[row * order + $1] * vector[$1] } }
  }

  /// L⁻¹ b: turns a vector of covariance A into independent unit normals.
  public func whiten(_ vector: [Double]) -> [Double] {
    precondition(vector.count == order, "the vector has the order of the matrix")
    var result = vector
    for row in 0..<order {
      for column in 0..<row { result[row] -= lower[row * order + column] * result[column] }
      result[row] /= lower[row * order + row]
    }
    return result
  }

  /// A⁻¹ b.
  public func solve(_ vector: [Double]) -> [Double] {
    var result = whiten(vector)
    for row in stride(from: order - 1, through: 0, by: -1) {
      for below in (row + 1)..<max(order, row + 1) {
        result[row] -= lower[below * order + row] * result[below]
      }
      result[row] /= lower[row * order + row]
    }
    return result
  }

  /// bᵀ A⁻¹ b: the χ² of a residual b with covariance A.
  public func quadraticForm(_ vector: [Double]) -> Double {
    whiten(vector).reduce(0) { $0 + $1 * $1 }
  }

  /// A⁻¹.
  public var inverse: SymmetricMatrix {
    var unit = [Double](repeating: 0, count: order)
    var elements: [Double] = []
    for column in 0..<order {
      unit[column] = 1
      elements += solve(unit)
      unit[column] = 0
    }
    return SymmetricMatrix(order: order, elements: elements)
  }
}
