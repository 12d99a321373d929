import Inference
import Physics
import PolynomialPredictions
import Synchronization

/// Predictions of a file below the folder of inputs, with the theory errors of its observables.
public struct FilePredictions: Sendable {
  /// The name of the file below the folder of inputs, without `.popxf.json`.
  public let name: String
  /// What it predicts.
  public let file: PolynomialFile
  /// The errors of its predictions.
  let theory: TheorySource

  /// The errors as a fit takes them.
  func theory(as choice: PredictionErrors) throws(InputError) -> TheoryCovariance {
    let everything = PolynomialPredictions(
      file.observables.indices.map { .init(file, observable: $0, place: $0) }, CoefficientMap([:]))
    var predictions = [Double](repeating: 0, count: file.observables.count)
    var span = predictions.mutableSpan
    everything.predict(at: .zero, into: &span)
    return try theory.covariance().treated(as: choice, predictions)
  }

  /// What a user should know of it, one sentence each.
  func notes(_ coefficients: CoefficientMap) -> [String] {
    let absent = coefficients.absent(from: file)
    var origin = file.tools.isEmpty ? "" : " by \(file.tools.joined(separator: ", "))"
    if let scale = file.scale {
      origin += ", coefficients in the basis of \(file.basis ?? "the file") at \(scale.short) GeV"
    }
    var notes = ["\(name): predictions are polynomials\(origin); all else in them is frozen"]
    if !absent.isEmpty {
      notes.append("\(name): \(absent.joined(separator: ", ")) of the file, which the model has not, are 0")
    }
    if file.hasVaryingUncertainties {
      notes.append("\(name): theory errors are those where all coefficients are 0")
    }
    return notes
  }
}

/// Theory errors that are read when a fit asks for them: most of what looks into the inputs does not.
final class TheorySource: Sendable {
  private let read: @Sendable () throws(InputError) -> TheoryCovariance
  private let known = Mutex<Result<TheoryCovariance, InputError>?>(nil)

  init(_ read: @escaping @Sendable () throws(InputError) -> TheoryCovariance) { self.read = read }

  func covariance() throws(InputError) -> TheoryCovariance {
    if let known = known.withLock({ $0 }) { return try known.get() }
    let result: Result<TheoryCovariance, InputError>
    do { result = .success(try read()) } catch { result = .failure(error) }
    known.withLock { $0 = result }
    return try result.get()
  }
}
