import CGSL

/// The eigenvalues of a symmetric matrix, ascending, with their unit eigenvectors.
public struct Spectrum: Sendable, Equatable {
  /// The eigenvalues, ascending; NaN if the matrix was not finite.
  public let eigenvalues: [Double]
  /// The eigenvectors in the order of the eigenvalues, of length 1, the largest component positive.
  public let eigenvectors: [[Double]]

  /// The spectrum of `matrix`, by GSL's symmetric bidiagonalisation and QR reduction.
  public init(_ matrix: SymmetricMatrix) {
    let order = matrix.order
    guard order > 0, matrix.isFinite, let workspace = gsl_eigen_symmv_alloc(order) else {
      eigenvalues = [Double](repeating: .nan, count: order)
      eigenvectors = SymmetricMatrix.identity(order: order).rows
      return
    }
    defer { gsl_eigen_symmv_free(workspace) }
    var elements = matrix.elements
    var values = [Double](repeating: 0, count: order)
    var vectors = [Double](repeating: 0, count: order * order)
    elements.withUnsafeMutableBufferPointer { elements in
      values.withUnsafeMutableBufferPointer { values in
        vectors.withUnsafeMutableBufferPointer { vectors in
          var a = gsl_matrix_view_array(elements.baseAddress, order, order)
          var e = gsl_vector_view_array(values.baseAddress, order)
          var v = gsl_matrix_view_array(vectors.baseAddress, order, order)
          gsl_eigen_symmv(&a.matrix, &e.vector, &v.matrix, workspace)
          gsl_eigen_symmv_sort(&e.vector, &v.matrix, GSL_EIGEN_SORT_VAL_ASC)
        }
      }
    }
    eigenvalues = values
    eigenvectors = (0..<order).map { column in
      let vector = (0..<order).map { vectors[$0 * order + column] }
      let largest = vector.max { $0.magnitude < $1.magnitude } ?? 1
      return largest < 0 ? vector.map { -$0 } : vector
    }
  }
}

extension SymmetricMatrix {
  /// The rows.
  public var rows: [[Double]] {
    (0..<order).map { Array(elements[($0 * order)..<(($0 + 1) * order)]) }
  }

  /// The eigenvalues and eigenvectors.
  public var spectrum: Spectrum { Spectrum(self) }
}
