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
  /// What the correlated theory errors of a file of predictions are multiplied by; 1 where nothing is said.
  public var scales: [String: Double] = [:]

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
      + scales.sorted { $0.key < $1.key }.map { "\($0.value.short) times those of \($0.key)" })
      .joined(separator: ", ")
  }
}
