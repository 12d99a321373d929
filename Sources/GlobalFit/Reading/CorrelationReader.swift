import Inference

/// Reads correlation and covariance matrices; nothing is repaired, what is not a correlation is refused.
struct CorrelationReader {
  /// A correlation: one number for all pairs, a full symmetric matrix, or its upper-triangular rows.
  static func correlation(_ element: Element, count: Int) throws(InputError) -> Correlation {
    var matrix = SymmetricMatrix(order: count)
    for i in 0..<count { matrix[i, i] = 1 }
    if element.isList {
      try fill(&matrix, from: rows(element, count: count, allowingTriangle: true), element: element)
    } else {
      let common = try element.number("a correlation")
      try requireCorrelation(common, at: element)
      for i in 0..<count { for j in 0..<i { matrix[i, j] = common } }
    }
    return try positiveDefinite(matrix, "this is no correlation matrix", at: element)
  }

  /// A covariance matrix, split into standard deviations and correlation.
  static func covariance(_ element: Element, count: Int) throws(InputError) -> (sigmas: [Double], Correlation)
  {
    let rows = try rows(element, count: count, allowingTriangle: false)
    var sigmas: [Double] = []
    for i in 0..<count {
      sigmas.append(try rows[i][i].positiveNumber("a variance").squareRoot())
    }
    var matrix = SymmetricMatrix(order: count)
    for i in 0..<count {
      matrix[i, i] = 1
      for j in i + 1..<max(count, i + 1) {
        let value = try rows[i][j].number("a covariance")
        let mirrored = try rows[j][i].number("a covariance")
        guard abs(value - mirrored) <= 1e-9 * sigmas[i] * sigmas[j] else {
          throw rows[j][i].failure(
            "the covariance is not symmetric: \(mirrored.short) here, \(value.short) above")
        }
        matrix[i, j] = value / (sigmas[i] * sigmas[j])
      }
    }
    return (sigmas, try positiveDefinite(matrix, "this is no covariance matrix", at: element))
  }

  private static func rows(
    _ element: Element, count: Int, allowingTriangle: Bool
  ) throws(InputError) -> [[Element]] {
    let lines = try element.list("a matrix, as a list of rows")
    guard lines.count == count else {
      throw element.failure("expected a matrix with \(count) rows, found \(lines.count)")
    }
    var rows: [[Element]] = []
    for (i, line) in lines.enumerated() {
      let row = try line.list("a row of the matrix")
      guard row.count == count || (allowingTriangle && row.count == count - i) else {
        let triangle = allowingTriangle ? ", or \(count - i) from the diagonal on" : ""
        throw line.failure("expected a row of \(count) numbers\(triangle), found \(row.count)")
      }
      rows.append(row)
    }
    return rows
  }

  private static func fill(
    _ matrix: inout SymmetricMatrix, from rows: [[Element]], element: Element
  ) throws(InputError) {
    let count = rows.count
    // Every row says how it is meant by its length; the last row and a 1×1 matrix are both.
    for (i, row) in rows.enumerated() {
      let isTriangular = row.count < count
      for (k, entry) in row.enumerated() {
        let j = isTriangular ? i + k : k
        let value = try entry.number("a correlation")
        if i == j {
          guard value == 1 else {
            throw entry.failure("a correlation matrix has 1 on its diagonal, found \(value.short)")
          }
          continue
        }
        try requireCorrelation(value, at: entry)
        if j < i {
          guard matrix[i, j] == value else {
            throw entry.failure(
              "the correlation is not symmetric: \(value.short) here, \(matrix[i, j].short) above the diagonal"
            )
          }
        } else {
          matrix[i, j] = value
        }
      }
    }
  }

  private static func requireCorrelation(_ value: Double, at element: Element) throws(InputError) {
    guard abs(value) < 1 else {
      throw element.failure("a correlation lies between −1 and 1, found \(value.short)")
    }
  }

  private static func positiveDefinite(
    _ matrix: SymmetricMatrix, _ problem: String, at element: Element
  ) throws(InputError) -> Correlation {
    guard let correlation = Correlation(matrix) else {
      let least = matrix.spectrum.eigenvalues.first ?? .nan
      throw element.failure("\(problem): it is not positive definite (smallest eigenvalue \(least.short))")
    }
    return correlation
  }
}
