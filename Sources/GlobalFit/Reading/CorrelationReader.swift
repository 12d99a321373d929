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
        let scale = sigmas[i] * sigmas[j]
        guard isRounding(value, rows[i][j], mirrored, rows[j][i], scale: scale) else {
          throw rows[j][i].failure(
            "the covariance is not symmetric: \(try rows[j][i].text("a covariance")) here, "
              + "\(try rows[i][j].text("a covariance")) above")
        }
        matrix[i, j] = (value + mirrored) / 2 / scale
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
          guard abs(value - 1) <= 1e-9 else {
            throw entry.failure(
              "a correlation matrix has 1 on its diagonal, found \(try entry.text("a correlation"))")
          }
          continue
        }
        try requireCorrelation(value, at: entry)
        if j < i {
          // The row above may have been given from the diagonal on.
          let above = rows[j][rows[j].count < count ? i - j : i]
          guard isRounding(matrix[i, j], above, value, entry, scale: 1) else {
            throw entry.failure(
              "the correlation is not symmetric: \(try entry.text("a correlation")) here, "
                + "\(try above.text("a correlation")) above the diagonal")
          }
          matrix[i, j] = (matrix[i, j] + value) / 2
        } else {
          matrix[i, j] = value
        }
      }
    }
  }

  /// Whether two halves of a matrix differ by no more than what was lost in print: one unit of the last digit of the one
  /// that has fewer, and a hundredth of what `scale` makes of a whole correlation.
  private static func isRounding(
    _ value: Double, _ element: Element, _ other: Double, _ otherElement: Element, scale: Double
  ) -> Bool {
    let difference = abs(value - other)
    if difference <= 1e-9 * scale { return true }
    let unit = max(element.unitOfLastDigit, otherElement.unitOfLastDigit)
    return difference <= unit * (1 + 1e-6) && difference <= 0.01 * scale * (1 + 1e-6)
  }

  private static func requireCorrelation(_ value: Double, at element: Element) throws(InputError) {
    guard abs(value) < 1 else {
      throw element.failure(
        "a correlation lies between −1 and 1, found \(try element.text("a correlation"))"
          + (abs(value) == 1 ? "; where that is the rounding of print, more digits are needed" : ""))
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

extension Element {
  /// What one more in the last digit of a number changes: 0.01 for `1.25` and 1e-5 for `1.25e-3`; 0 for what is no number.
  fileprivate var unitOfLastDigit: Double {
    guard let text = try? text("a number") else { return 0 }
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    let decimals =
      parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    let exponent = parts.count > 1 ? min(max(Int(parts[1]) ?? 0, -400), 400) : 0
    return Double("1e\(exponent - decimals)") ?? 0
  }
}
