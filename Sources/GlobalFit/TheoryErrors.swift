/// What to make of a theory error: half the width ±Δ of a range in which the theorist believes the truth to lie.
///
/// Compared in J. Charles et al., Eur. Phys. J. C 77 (2017) 214, arXiv:1611.04768.
public enum TheoryErrors: String, CaseIterable, Sendable, Codable {
  /// Δ is the standard deviation of a nuisance parameter; profiled, it adds to the statistical error in quadrature.
  case nuisance
  /// Every shift inside ±Δ is equally likely: the normal density smeared with a box (UTfit).
  case gaussianFlat = "gaussian-flat"
  /// No shift inside ±Δ costs anything, and none outside is allowed (CKMfitter).
  case rfit
}

/// The treatment of theory errors in a fit, and where it is another one.
public struct TheoryErrorChoice: Sendable, Equatable {
  /// What is done if nothing else is said.
  public var standard = TheoryErrors.nuisance
  /// By the name of an input or of a nuisance parameter.
  public var exceptions: [String: TheoryErrors] = [:]
  /// What is made of the correlated theory errors of a file of predictions, by its name.
  public var predictions: [String: PredictionErrors] = [:]

  /// What is done with the theory error of an input or a nuisance parameter.
  public func treatment(of name: String) -> TheoryErrors { exceptions[name] ?? standard }

  /// The same without what it says of other names.
  func limited(to names: [String]) -> TheoryErrorChoice {
    var limited = self
    limited.exceptions = exceptions.filter { names.contains($0.key) }
    return limited
  }

  /// `rfit`, `nuisance, rfit for lrFactor`.
  public var words: String {
    ([standard.rawValue] + exceptions.sorted { $0.key < $1.key }.map { "\($0.value.rawValue) for \($0.key)" }
      + predictions.sorted { $0.key < $1.key }.map { $0.value.words(of: $0.key) })
      .joined(separator: ", ")
  }
}

/// What is made of the correlated theory errors of a file of predictions.
public struct PredictionErrors: Sendable, Equatable {
  /// What they are multiplied by.
  public var scale = 1.0
  /// Errors that some predictions have in common beside them.
  public var common: [CommonError] = []
  /// Where a file says so.
  var place = InputError.Place(file: "", line: 0, column: 0)

  /// Whether both say the same, wherever they do.
  public static func == (one: PredictionErrors, other: PredictionErrors) -> Bool {
    one.scale == other.scale && one.common == other.common
  }

  /// A fully correlated error of some predictions, each in proportion to its value in the Standard Model.
  public struct CommonError: Sendable, Equatable {
    /// The standard deviation, relative to the prediction.
    public let relative: Double
    /// Whose error it is: names of observables, or those without their bins for all bins.
    public let observables: [String]

    /// Whether an observable has it.
    func concerns(_ observable: String) -> Bool {
      observables.contains { observable == $0 || observable.hasPrefix($0 + "[") }
    }
  }

  /// `1.5 times those of b-to-s, 0.15 in common of <dBR/dq2>(B+->Kmumu)`.
  func words(of name: String) -> String {
    (["\(scale.short) times those of \(name)"]
      + common.map { "\($0.relative.short) in common of \($0.observables.joined(separator: " and "))" })
      .joined(separator: ", ")
  }
}
