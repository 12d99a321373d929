import Physics

// Data without scatter: every density has its mode at the prediction.

extension Problem.Constraint {
  /// The same experiments, each having found what is predicted.
  func centred(on predictions: [Observable: Double]) -> Problem.Constraint {
    var other = self
    for measurement in measurements.indices {
      for (index, factor) in measurements[measurement].factors.enumerated() {
        other.measurements[measurement].factors[index] = factor.centred(
          on: factor.predictions(in: predictions))
      }
    }
    return other
  }
}

extension Factor {
  fileprivate func centred(on predictions: [Double]) -> Factor {
    let shape: Shape =
      switch self.shape {
      case .single(let distribution): .single(distribution.centred(on: predictions[0]))
      case .correlated(let normal): .correlated(normal.centred(on: predictions))
      }
    return Factor(observables: observables, shape: shape)
  }
}

extension Distribution {
  /// The density with its mode at the prediction.
  ///
  /// A counting experiment has found as many events as are expected, a whole number or not; where that is below zero
  /// events, none.
  func centred(on prediction: Double) -> Distribution {
    switch self {
    case .normal(let density): .normal(Normal(mean: prediction, sigma: density.sigma))
    case .asymmetricNormal(let density):
      .asymmetricNormal(
        AsymmetricNormal(mode: prediction, upperSigma: density.upperSigma, lowerSigma: density.lowerSigma))
    case .theoryRange(let density):
      .theoryRange(
        TheoryRange(
          mean: prediction, sigma: density.sigma, halfRange: density.halfRange, treatment: density.treatment))
    case .halfNormal(let density): .halfNormal(HalfNormal(edge: prediction, sigma: density.sigma))
    case .uniform(let density):
      .uniform(
        Uniform(
          prediction - (density.range.upperBound - density.range.lowerBound) / 2...prediction
            + (density.range.upperBound - density.range.lowerBound) / 2))
    case .logNormal(let density):
      .logNormal(LogNormal(median: density.median * (prediction / density.mode), factor: density.factor))
    case .gamma(let density): .gamma(density.centred(on: prediction))
    case .tabulated(let density): .tabulated(density.shifted(by: prediction - density.mode))
    }
  }
}

extension Gamma {
  fileprivate func centred(on prediction: Double) -> Gamma {
    isCounting
      ? Gamma(
        shape: max(1, (prediction - location) / scale + 1), location: location, scale: scale, isPositive: true
      )
      : Gamma(
        shape: shape, location: prediction - (shape - 1) * scale, scale: scale, isPositive: isPositive)
  }
}
