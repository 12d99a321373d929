import Inference
import Physics

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

  private init(name: String, places: [Observable: Int], covariance: SymmetricMatrix) {
    (self.name, self.places, self.covariance) = (name, places, covariance)
  }

  /// The same errors as a fit takes them: scaled, and with others beside them.
  ///
  /// - Parameter predictions: those of the Standard Model, in the order of the places.
  func treated(as choice: PredictionErrors, _ predictions: [Double]) -> TheoryCovariance {
    var result = covariance.scaled(by: predictions.map { _ in choice.scale })
    for error in choice.common {
      for (one, i) in places where error.concerns(one.rawValue) {
        for (other, j) in places where j <= i && error.concerns(other.rawValue) {
          result[i, j] += error.relative * error.relative * predictions[i] * predictions[j]
        }
      }
    }
    return TheoryCovariance(name: name, places: places, covariance: result)
  }

  /// The covariance of the errors of two predictions.
  func callAsFunction(_ first: Observable, _ second: Observable) -> Double {
    guard let i = places[first], let j = places[second] else { return 0 }
    return covariance[i, j]
  }

  /// Whether a factor's predictions have such errors.
  func concerns(_ factor: Factor) -> Bool { factor.observables.contains { self($0, $0) > 0 } }
}
