import Inference
import Physics
import PolynomialPredictions

/// Reads a file of predictions and the correlations of their errors beside it, and refuses what the model cannot give.
struct PredictionsReader {
  /// - Parameters:
  ///   - path: the path of the file, for messages.
  ///   - correlations: the path and the bytes of the file of correlations; nil if there is none.
  static func predictions(
    named name: String, _ bytes: [UInt8], path: String, correlations: (path: String, bytes: [UInt8])?
  ) throws(InputError) -> FilePredictions {
    let file = try at(path) { () throws(TextProblem) in try PolynomialFile(bytes) }
    guard file.basis == Model.basis else {
      throw InputError(
        file: path,
        problem:
          "coefficients in the basis '\(file.basis ?? "custom")' are not known here, only those of '\(Model.basis)'"
      )
    }
    guard file.scale != nil else {
      throw InputError(
        file: path,
        problem: "polynomials at several scales would need coefficients that run, which the model has not")
    }
    if let twice = file.observables.first(where: { Observable(rawValue: $0) != nil }) {
      throw InputError(
        file: path, problem: "'\(twice)' is the name of an observable with a formula of its own")
    }
    return FilePredictions(
      name: name, file: file,
      theory: TheorySource { () throws(InputError) in
        let known = try correlations.map { own throws(InputError) in
          try at(own.path) { () throws(TextProblem) in try CorrelationFile(own.bytes) }
        }
        return TheoryCovariance(
          name: name, observables: file.observables.map { .polynomial(PolynomialObservable(name: $0)) },
          covariance: try positive(
            SymmetricMatrix(rows: file.covariance(known)), path: correlations?.path ?? path))
      })
  }

  private static func at<Value>(
    _ path: String, _ read: () throws(TextProblem) -> Value
  ) throws(InputError) -> Value {
    do {
      return try read()
    } catch {
      throw InputError(file: path, line: error.line, column: error.column, problem: error.problem)
    }
  }

  /// The nearest matrix without negative eigenvalues: correlations are printed with a few digits, and those of many
  /// observables then miss being ones by as much.
  private static func positive(_ covariance: SymmetricMatrix, path: String) throws(InputError)
    -> SymmetricMatrix
  {
    let uncertain = (0..<covariance.order).filter { covariance[$0, $0] > 0 }
    guard let correlation = covariance.restricted(to: uncertain).unitDiagonal, !uncertain.isEmpty else {
      return covariance
    }
    let spectrum = correlation.spectrum
    guard let least = spectrum.eigenvalues.first, least < 0 else { return covariance }
    guard least > -1e-3 else {
      throw InputError(
        file: path, problem: "these are no correlations of theory errors: an eigenvalue is \(least.short)")
    }
    var result = covariance
    let sigmas = uncertain.map { covariance[$0, $0].squareRoot() }
    for (value, vector) in zip(spectrum.eigenvalues, spectrum.eigenvectors) where value < 0 {
      for (row, i) in uncertain.enumerated() {
        for (column, j) in uncertain[...row].enumerated() {
          result[i, j] -= value * vector[row] * vector[column] * sigmas[row] * sigmas[column]
        }
      }
    }
    return result
  }
}
