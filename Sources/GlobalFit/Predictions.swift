import Inference
import Physics
import PolynomialPredictions

/// Predictions of a file below the folder of inputs, with the theory errors of its observables.
public struct FilePredictions: Sendable {
  /// The name of the file below the folder of inputs, without `.popxf.json`.
  public let name: String
  /// What it predicts.
  public let file: PolynomialFile
  /// The errors of its predictions.
  let theory: TheoryCovariance

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

/// Correlated normal theory errors of predictions, common to all measurements of them.
struct TheoryCovariance: Sendable {
  /// Whose errors they are, to be named in `theory-errors`.
  let name: String
  /// The place of each observable in the matrix.
  let places: [Observable: Int]
  /// In the order of the places.
  let covariance: SymmetricMatrix

  init(name: String, observables: [Observable], covariance: SymmetricMatrix) {
    self.name = name
    places = Dictionary(uniqueKeysWithValues: zip(observables, observables.indices))
    self.covariance = covariance
  }

  /// The same errors, each multiplied by a factor.
  func scaled(by factor: Double) -> TheoryCovariance {
    var other = TheoryCovariance(name: name, places: places, covariance: covariance)
    other.scale = factor
    return other
  }

  private init(name: String, places: [Observable: Int], covariance: SymmetricMatrix) {
    (self.name, self.places, self.covariance) = (name, places, covariance)
  }

  private var scale = 1.0

  /// The covariance of the errors of two predictions.
  func callAsFunction(_ first: Observable, _ second: Observable) -> Double {
    guard let i = places[first], let j = places[second] else { return 0 }
    return scale * scale * covariance[i, j]
  }

  /// Whether a factor's predictions have such errors.
  func concerns(_ factor: Factor) -> Bool { factor.observables.contains { self($0, $0) > 0 } }
}
