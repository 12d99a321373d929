extension FitParameter {
  /// A number, or a mapping with the prior and the source.
  var written: String { written(source) }

  /// The same without the source: what the fit makes of the parameter.
  var writtenRole: String { written(nil) }

  private func written(_ source: String?) -> String {
    let origin = source.map { [("source", YAMLText.scalar($0))] } ?? []
    let role = declaredRole ?? role
    switch role {
    case .fixed(let value):
      guard !origin.isEmpty else { return YAMLText.number(value) }
      return YAMLText.mapping([("prior", "fixed"), ("value", YAMLText.number(value))] + origin)
    case .free(let prior), .nuisance(let prior):
      let (name, numbers) = prior.written
      var entries: [(key: String, value: String)] = [("prior", name)]
      entries += numbers.map { ($0.key, YAMLText.number($0.value)) }
      entries.append(("nuisance", "\(isNuisance)"))
      // Only these can be a theory error, and only those have ends that can be one and the same.
      if case .nuisance(.normal) = role { entries.append(("theory", "\(isTheory)")) }
      if parameter.isPhase, case .uniform = prior { entries.append(("periodic", "\(isPeriodic)")) }
      return YAMLText.mapping(entries + origin)
    }
  }
}

extension Prior {
  /// The name and the keys that ``ParameterReader`` reads.
  fileprivate var written: (name: String, numbers: [(key: String, value: Double)]) {
    switch self {
    case .uniform(let range): ("uniform", range.written)
    case .logUniform(let range): ("log-uniform", range.written)
    case .powerLaw(let exponent, let range): ("power-law", [("exponent", exponent)] + range.written)
    case .normal(let mean, let sigma): ("normal", [("mean", mean), ("sigma", sigma)])
    case .truncatedNormal(let mean, let sigma, let range):
      ("truncated-normal", [("mean", mean), ("sigma", sigma)] + range.written)
    case .halfNormal(let sigma): ("half-normal", [("sigma", sigma)])
    case .logNormal(let median, let factor): ("log-normal", [("median", median), ("factor", factor)])
    }
  }
}

extension ClosedRange<Double> {
  fileprivate var written: [(key: String, value: Double)] { [("min", lowerBound), ("max", upperBound)] }
}
