import Foundation
import Testing

@testable import Inference

@Suite("A covariance from few points, by sparse regressions")
struct SparseRegressionTests {
  private static let (order, memory) = (12, 0.7)

  /// Each number 0.7 of the one before and a rest, all of variance 1: cov(i, j) = 0.7^|i − j|.
  ///
  /// The inverse knows neighbours only: (1 + 0.7²)/(1 − 0.7²), 1/(1 − 0.7²) at both ends, −0.7/(1 − 0.7²) beside it; the
  /// determinant is (1 − 0.7²)^(D − 1).
  private var chain: SymmetricMatrix {
    var matrix = SymmetricMatrix(order: Self.order)
    for row in 0..<Self.order {
      for column in 0...row { matrix[row, column] = pow(Self.memory, Double(row - column)) }
    }
    return matrix
  }

  private func inverseOfChain(_ row: Int, _ column: Int) -> Double {
    let rest = 1 - Self.memory * Self.memory
    if abs(row - column) > 1 { return 0 }
    if row != column { return -Self.memory / rest }
    return row == 0 || row == Self.order - 1 ? 1 / rest : (1 + Self.memory * Self.memory) / rest
  }

  /// A⁻¹ = (L⁻¹)ᵀ L⁻¹.
  private func inverse(_ found: SparseRegression, order: Int) -> SymmetricMatrix {
    var inverse = SymmetricMatrix(order: order)
    for row in 0..<order {
      for column in 0...row {
        inverse[row, column] = (0..<order).reduce(0) {
          $0 + found.inverseLower[$1 * order + row] * found.inverseLower[$1 * order + column]
        }
      }
    }
    return inverse
  }

  /// The covariance of draws, about their mean.
  private func covariance(of draws: [[Double]]) -> SymmetricMatrix {
    let (order, count) = (draws[0].count, Double(draws.count))
    let means = (0..<order).map { j in draws.map { $0[j] }.mean }
    var matrix = SymmetricMatrix(order: order)
    for row in 0..<order {
      for column in 0...row {
        matrix[row, column] =
          draws.reduce(0) { $0 + ($1[row] - means[row]) * ($1[column] - means[column]) } / count
      }
    }
    return matrix
  }

  /// Coefficients that were kept.
  private func kept(_ found: SparseRegression, order: Int) -> [(row: Int, column: Int)] {
    (0..<order).flatMap { row in (0..<row).map { (row, $0) } }.filter {
      found.inverseLower[$0.0 * order + $0.1] != 0
    }
  }

  @Test("has the inverse and the determinant of a chain, and none but neighbours in it")
  func exact() throws {
    let found = try #require(SparseRegression(chain, size: 1e9))
    let inverse = inverse(found, order: Self.order)
    for row in 0..<Self.order {
      for column in 0...row {
        #expect(abs(inverse[row, column] - inverseOfChain(row, column)) < 1e-7, "\(row), \(column)")
      }
    }
    #expect(kept(found, order: Self.order).allSatisfy { $0.row == $0.column + 1 })
    #expect(kept(found, order: Self.order).count == Self.order - 1)
    #expect(abs(found.logDeterminant - 11 * log(0.51)) < 1e-6)
  }

  /// Elements of an inverse covariance Ω from n points have errors of √((Ω_ii Ω_jj + Ω_ij²)/n), or less where some are known
  /// to be zero. A false coefficient passes with 0.24 e^(−ln n/2 − ln j): 0.02 are expected.
  @Test("finds the inverse from draws within its errors")
  func drawn() throws {
    var random = Random(seed: 21, stream: 0)
    let count = 20_000
    let draws = (0..<count).map { _ in
      var draw = [random.normal()]
      while draw.count < Self.order {
        draw.append(Self.memory * draw[draw.count - 1] + 0.51.squareRoot() * random.normal())
      }
      return draw
    }
    let found = try #require(SparseRegression(covariance(of: draws), size: Double(count)))
    #expect(kept(found, order: Self.order).filter { $0.row > $0.column + 1 }.count <= 1)
    let inverse = inverse(found, order: Self.order)
    for row in 0..<Self.order {
      for column in 0...row {
        let truth = inverseOfChain(row, column)
        let product = inverseOfChain(row, row) * inverseOfChain(column, column)
        let error = ((product + truth * truth) / Double(count)).squareRoot()
        #expect(abs(inverse[row, column] - truth) < 4.5 * error, "\(row), \(column)")
      }
    }
  }

  @Test("has the whole inverse where all coordinates depend on one another")
  func full() throws {
    let matrix = SymmetricMatrix(rows: [
      [4, 1.2, -0.8, 0.5], [1.2, 2, 0.9, -0.3], [-0.8, 0.9, 3, 0.7], [0.5, -0.3, 0.7, 1],
    ])
    let found = try #require(SparseRegression(matrix, size: 1e9))
    let cholesky = try #require(Cholesky(matrix))
    let truth = cholesky.inverse
    let inverse = inverse(found, order: 4)
    for row in 0..<4 {
      for column in 0...row { #expect(abs(inverse[row, column] - truth[row, column]) < 1e-6) }
    }
    #expect(abs(found.logDeterminant - cholesky.logDeterminant) < 1e-6)
  }

  /// 190 coefficients of nothing, of which 0.27 e^(−ln n/2 − ln j) each pass: 0.17 in all, and more than three with 4·10⁻⁵.
  @Test("drops what is not significant")
  func insignificant() throws {
    var random = Random(seed: 22, stream: 0)
    let draws = (0..<1000).map { _ in (0..<20).map { _ in random.normal() } }
    let found = try #require(SparseRegression(covariance(of: draws), size: 1000))
    #expect(kept(found, order: 20).count <= 3)
  }

  @Test("is positive definite even of fewer points than dimensions, and its factors belong to one another")
  func positive() throws {
    var random = Random(seed: 23, stream: 0)
    let draws = (0..<15).map { _ in
      let shared = random.normal()
      return (0..<20).map { _ in shared + random.normal() }
    }
    let matrix = covariance(of: draws)
    let found = try #require(SparseRegression(matrix, size: 15))
    #expect(!kept(found, order: 20).isEmpty)
    let (inverse, lower) = (found.inverseLower, found.lower)
    for row in 0..<20 {
      #expect(inverse[row * 20 + row] > 0 && inverse[row * 20 + row].isFinite)
      for column in 0..<20 {
        let product = (0..<20).reduce(0) { $0 + inverse[row * 20 + $1] * lower[$1 * 20 + column] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-10)
        if column > row { #expect(inverse[row * 20 + column] == 0 && lower[row * 20 + column] == 0) }
      }
    }
    let logDiagonal = (0..<20).reduce(0) { $0 + 2 * log(lower[$1 * 20 + $1]) }
    #expect(abs(found.logDeterminant - logDiagonal) < 1e-10)
  }

  @Test("is as much wider as points scatter less about their mean than about the truth")
  func unbiased() throws {
    let found = try #require(SparseRegression(SymmetricMatrix(diagonal: [4]), size: 10))
    #expect(abs(found.lower[0] * found.lower[0] - 40 / 9.0) < 1e-12)
  }

  @Test("does not exist where a coordinate has no variance of its own")
  func degenerate() {
    #expect(SparseRegression(SymmetricMatrix(diagonal: [1, 0]), size: 100) == nil)
    #expect(SparseRegression(SymmetricMatrix(rows: [[1, 1], [1, 1]]), size: 100) == nil)
  }
}
