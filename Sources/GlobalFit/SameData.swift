import Physics

extension Problem {
  /// Whether the data are those of another problem, so that the difference of ln Z is the ln of a Bayes factor.
  ///
  /// An informative prior of a nuisance parameter is an auxiliary measurement, and one of the data. How a theory error is
  /// treated is no part of them: it says what the model makes of the same numbers, each time with a normalised density.
  func hasSameData(as other: Problem) -> Bool {
    Set(constraints.map(\.name)) == Set(other.constraints.map(\.name))
      && fit.auxiliaryPriors == other.fit.auxiliaryPriors
  }
}

extension Fit {
  /// The priors that are auxiliary measurements, as the file gives them.
  fileprivate var auxiliaryPriors: [Parameter: Prior] {
    Dictionary(
      parameters.compactMap { parameter in parameter.auxiliaryPrior.map { (parameter.parameter, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
