import Testing

@testable import GlobalFit

@Suite("A correlation in a file")
struct CorrelationReaderTests {
  private func correlation(_ text: String, count: Int = 3) throws -> [Double] {
    try CorrelationReader.correlation(element(text), count: count).matrix.elements
  }

  @Test("A number stands for every pair; a full matrix and its upper rows mean the same")
  func forms() throws {
    #expect(try correlation("0.25") == [1, 0.25, 0.25, 0.25, 1, 0.25, 0.25, 0.25, 1])
    let full = [1, 0.5, -0.2, 0.5, 1, 0.3, -0.2, 0.3, 1]
    #expect(try correlation("[[1, 0.5, -0.2], [0.5, 1, 0.3], [-0.2, 0.3, 1]]") == full)
    #expect(try correlation("[[1, 0.5, -0.2], [1, 0.3], [1]]") == full)
    #expect(try correlation("[[1, 0.5, -0.2], [1, 0.3], [-0.2, 0.3, 1]]") == full)
    #expect(try correlation("[[1]]", count: 1) == [1])
    #expect(try correlation("[[1, 0.5], [1]]", count: 2) == [1, 0.5, 0.5, 1])
  }

  @Test(
    "What is no correlation matrix is refused where it is none, never repaired",
    arguments: [
      // flavio adds the transpose: 0.7 without a word.
      ("[[1, 0.5], [0.2, 1]]", 2, "1:13: the correlation is not symmetric: 0.2 here, 0.5 above the diagonal"),
      ("[[1, 0.5], [0, 1]]", 2, "1:13: the correlation is not symmetric: 0 here, 0.5 above the diagonal"),
      ("[[0.9, 0.5], [0.5, 1]]", 2, "1:3: a correlation matrix has 1 on its diagonal, found 0.9"),
      ("[[1, 0.5], [2]]", 2, "1:13: a correlation matrix has 1 on its diagonal, found 2"),
      (
        "1", 2,
        "1:1: a correlation lies between −1 and 1, found 1; where that is the rounding of print, more digits are needed"
      ),
      ("-1.5", 2, "1:1: a correlation lies between −1 and 1, found -1.5"),
      (
        "[[1, 1], [1]]", 2,
        "1:6: a correlation lies between −1 and 1, found 1; where that is the rounding of print, more digits are needed"
      ),
      ("[[1, nan], [1]]", 2, "1:6: expected a correlation, a finite number, found 'nan'"),
      ("[[1, 0.5]]", 2, "1:1: expected a matrix with 2 rows, found 1"),
      ("[[1, 0.5], [1], [1]]", 2, "1:1: expected a matrix with 2 rows, found 3"),
      (
        "[[1, 0.5, 0.1], [1], [1]]", 3,
        "1:17: expected a row of 3 numbers, or 2 from the diagonal on, found 1"
      ),
      ("[[1, 0.5], [1, 2, 3]]", 2, "1:12: expected a row of 2 numbers, or 1 from the diagonal on, found 3"),
      ("[1, 0.5]", 2, "1:2: expected a row of the matrix (a list), found '1'"),
      ("a", 2, "1:1: expected a correlation (a number), found 'a'"),
    ])
  func refused(text: String, count: Int, said: String) {
    #expect(whatIsSaid { try correlation(text, count: count) } == "input.yaml:\(said)")
  }

  // Eigenvalues: 1 − 0.6 − 0.6 < 0 for all pairs at −0.6, numpy.linalg.eigvalsh for the other.
  @Test(
    "A matrix that is not positive definite is refused with its smallest eigenvalue",
    arguments: [("-0.6", "-0.2"), ("[[1, 0.9, -0.9], [1, 0.9], [1]]", "-0.8")])
  func indefinite(text: String, eigenvalue: String) {
    #expect(
      whatIsSaid { try correlation(text) }
        == "input.yaml:1:1: this is no correlation matrix: it is not positive definite (smallest eigenvalue \(eigenvalue))"
    )
  }

  @Test("A covariance is split into errors and correlation")
  func covariance() throws {
    let (sigmas, correlation) = try CorrelationReader.covariance(element("[[4, -3], [-3, 9]]"), count: 2)
    #expect(sigmas == [2, 3])
    #expect(correlation.matrix.elements == [1, -0.5, -0.5, 1])
  }

  @Test("Halves that differ by the last digit of print are read as half of their sum")
  func rounded() throws {
    let (sigmas, covariance) = try CorrelationReader.covariance(
      element("[[4.00e-8, 7.782018e-9], [7.782019e-9, 4.00e-8]]"), count: 2)
    #expect(sigmas.allSatisfy { deviation($0, from: 2e-4) < 1e-15 })
    // (7.782018 + 7.782019)/2/40
    #expect(deviation(covariance.matrix[0, 1], from: 0.1945504625) < 1e-14)
    let half = 0.125
    #expect(deviation(try correlation("[[1, 0.12], [0.13, 1]]", count: 2)[1], from: half) < 1e-15)
    #expect(deviation(try correlation("[[1.00, 0.13], [0.125, 1.00]]", count: 2)[1], from: 0.1275) < 1e-15)
    #expect(try correlation("[[0.9999999999999998, 0.5], [0.5, 1.0000000000000002]]", count: 2)[0] == 1)
  }

  @Test(
    "Halves that differ by more are refused, with both as they are written",
    arguments: [
      ("[[4.00e-8, 7.782018e-9], [7.782029e-9, 4.00e-8]]", "7.782029e-9 here, 7.782018e-9 above"),
      ("[[4.00e-8, 7.7820180e-9], [7.7820190e-9, 4.00e-8]]", "7.7820190e-9 here, 7.7820180e-9 above"),
      ("[[1, 0.1], [0.2, 1]]", "0.2 here, 0.1 above"), ("[[100, 30], [33, 100]]", "33 here, 30 above"),
      ("[[4, 1e-9223372036854775807], [1, 4]]", "1 here, 1e-9223372036854775807 above"),
    ])
  func notRounded(text: String, said: String) {
    let heard = whatIsSaid { try CorrelationReader.covariance(element(text), count: 2) }
    #expect(heard?.hasSuffix("the covariance is not symmetric: \(said)") == true, "\(heard ?? "accepted")")
  }

  @Test(
    "What is no covariance is refused",
    arguments: [
      ("[[4, -3], [3, 9]]", "1:12: the covariance is not symmetric: 3 here, -3 above"),
      ("[[4, -3], [9]]", "1:11: expected a row of 2 numbers, found 1"),
      ("[[-4, 1], [1, 9]]", "1:3: a variance must be greater than zero, found '-4'"),
      ("[[4, 6], [6, 9]]", "1:1: this is no covariance matrix: it is not positive definite"),
      ("[[4, 7], [7, 9]]", "1:1: this is no covariance matrix: it is not positive definite"),
      ("[[1e-320, 0], [0, 1]]", "1:3: a variance must be at least 1e-100, found '1e-320'"),
    ])
  func noCovariance(text: String, said: String) {
    let heard = whatIsSaid { try CorrelationReader.covariance(element(text), count: 2) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }
}
