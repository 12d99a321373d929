/// The coefficients of a POPxf file and their uncertainties.
struct Terms {
  let coefficients: [Monomial: [Double]]
  let uncertainties: [PolynomialFile.Uncertainty]
  let hasVaryingUncertainties: Bool

  /// - Parameter place: stands for the data in messages.
  init(_ data: [String: JSONNode], _ metadata: Metadata, at place: JSONNode) throws(TextProblem) {
    let observables = metadata.observables.count
    if data["polynomial_central"] == nil, metadata.polynomials != nil {
      throw place.failure("'polynomial_names' needs 'polynomial_central' in 'data'")
    }
    let expanded = try data["observable_central"].map { node throws(TextProblem) in
      try Self.coefficients(node, metadata, count: observables, of: "'observable_names'")
    }
    if let polynomials = metadata.polynomials, let central = data["polynomial_central"] {
      if metadata.hasScales, let both = data["observable_central"] {
        throw both.failure("where each polynomial has its scale there is no 'observable_central'")
      }
      // What 'observable_central' has then is a Taylor expansion, which nothing here needs.
      coefficients = try Self.coefficients(
        central, metadata, count: polynomials.count, of: "'polynomial_names'")
    } else {
      if let central = data["polynomial_central"] {
        throw central.failure("'polynomial_central' needs 'polynomial_names' in 'metadata'")
      }
      guard let expanded else {
        throw place.failure("expected 'observable_central' or 'polynomial_central' in 'data'")
      }
      coefficients = expanded
    }

    var uncertainties: [PolynomialFile.Uncertainty] = []
    var isVarying = false
    for entry in try data["observable_uncertainties"]?.entries("'observable_uncertainties'") ?? [] {
      guard PythonTuple.strings(entry.name) == nil else {
        throw entry.key.failure("expected the name of a source of uncertainty, found a monomial")
      }
      var sigmas: [Double]
      if entry.value.isArray {
        sigmas = try entry.value.numbers(
          "an uncertainty", count: observables, of: "'observable_names'")
      } else {
        let terms = try Self.coefficients(
          entry.value, metadata, count: observables, of: "'observable_names'")
        let varies = terms.keys.contains { $0 != .constant }
        if varies, metadata.hasScales, metadata.polynomials != nil {
          throw entry.value.failure(
            "where each polynomial has its scale only the constant term has an uncertainty")
        }
        isVarying = isVarying || varies
        sigmas = terms[.constant] ?? [Double](repeating: 0, count: observables)
      }
      guard sigmas.allSatisfy({ $0 >= 0 }) else {
        throw entry.value.failure("an uncertainty is not negative")
      }
      uncertainties.append(PolynomialFile.Uncertainty(source: entry.name, sigmas: sigmas))
    }
    self.uncertainties = uncertainties
    hasVaryingUncertainties = isVarying
  }

  private static func coefficients(
    _ node: JSONNode, _ metadata: Metadata, count: Int, of things: String
  ) throws(TextProblem) -> [Monomial: [Double]] {
    var coefficients: [Monomial: [Double]] = [:]
    for entry in try node.entries("coefficients by monomial") {
      let monomial = try Monomial(entry.key, degree: metadata.degree, parameters: metadata.parameters)
      guard coefficients[monomial] == nil else {
        throw entry.key.failure("this monomial is there twice, in two spellings")
      }
      coefficients[monomial] = try entry.value.numbers("coefficients", count: count, of: things)
    }
    return coefficients
  }
}
