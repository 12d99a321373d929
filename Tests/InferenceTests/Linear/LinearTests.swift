import Foundation
import Testing

@testable import Inference

@Suite("Small symmetric matrices")
struct LinearTests {
  @Test("The Cholesky factor of an integer matrix is exact")
  func cholesky() throws {
    let matrix = SymmetricMatrix(rows: [[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
    let factor = try #require(Cholesky(matrix))
    #expect(factor.lower == [2, 0, 0, 6, 1, 0, -8, 5, 3])
    #expect(abs(factor.logDeterminant - log(36)) < 1e-14)
    #expect(factor.solve(matrix.times([1, 2, 3])) == [1, 2, 3])
    #expect(factor.times([1, 2, 3]) == [2, 8, 11])
    #expect(factor.whiten([2, 8, 11]) == [1, 2, 3])
    #expect(factor.quadraticForm([2, 8, 11]) == 14)
    let inverse = factor.inverse
    #expect(abs(inverse[0, 0] - 1777.0 / 36) < 1e-10 && abs(inverse[2, 2] - 1.0 / 9) < 1e-13)
  }

  @Test("No factor without positive definiteness")
  func notPositive() {
    #expect(Cholesky(SymmetricMatrix(rows: [[1, 2], [2, 1]])) == nil)
    #expect(Cholesky(SymmetricMatrix(rows: [[.nan, 0], [0, 1]])) == nil)
    #expect(Cholesky(SymmetricMatrix(order: 0))?.logDeterminant == 0)
  }

  @Test("Eigenvalues and eigenvectors of a hand-made matrix")
  func spectrum() {
    let spectrum = SymmetricMatrix(rows: [[2, -1, 0], [-1, 2, -1], [0, -1, 2]]).spectrum
    for (value, truth) in zip(spectrum.eigenvalues, [2 - 2.0.squareRoot(), 2, 2 + 2.0.squareRoot()]) {
      #expect(abs(value - truth) < 1e-14)
    }
    let half = 0.5, side = 0.5.squareRoot()
    for (value, truth) in zip(spectrum.eigenvectors[0], [half, side, half]) {
      #expect(abs(value - truth) < 1e-14)
    }
  }

  @Test("A correlation matrix that cannot be is named with its eigenvalue")
  func impossibleCorrelations() {
    let matrix = SymmetricMatrix(rows: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    guard case .indefinite(let eigenvalue, let direction) = matrix.definiteness() else {
      Issue.record("\(matrix.definiteness())")
      return
    }
    #expect(abs(eigenvalue + 0.8) < 1e-14)
    #expect(direction.allSatisfy { abs(abs($0) - 1 / 3.0.squareRoot()) < 1e-12 })
    #expect("\(matrix.definiteness())".hasPrefix("not positive definite (eigenvalue -0.8"))
  }

  @Test("Definiteness does not depend on units")
  func units() {
    let scaled = SymmetricMatrix(rows: [[1, 0.5], [0.5, 1]]).scaled(by: [1e-8, 1e6])
    guard case .positive(let smallest) = scaled.definiteness() else {
      Issue.record("\(scaled.definiteness())")
      return
    }
    #expect(abs(smallest - 0.5) < 1e-14)
    #expect(SymmetricMatrix(rows: [[1, 1], [1, 1]]).definiteness().isPositive == false)
    #expect(SymmetricMatrix(rows: [[1, 0], [0, -1]]).definiteness() == .undefined(row: 1))
    #expect(SymmetricMatrix(rows: [[1, .nan], [.nan, 1]]).definiteness() == .undefined(row: 0))
  }

  @Test("Building, cutting and scaling")
  func plumbing() {
    let matrix = SymmetricMatrix(order: 2, elements: [1, 2, 4, 9])
    #expect(matrix[0, 1] == 3 && matrix[1, 0] == 3)
    #expect(matrix.restricted(to: [1]).elements == [9])
    #expect(matrix.unitDiagonal?.elements == [1, 1, 1, 1])
    #expect(matrix.rows == [[1, 3], [3, 9]])
  }
}
