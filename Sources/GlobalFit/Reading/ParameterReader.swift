import Physics

/// Reads `parameters:` — a number fixes a parameter, a mapping gives its prior.
struct ParameterReader {
  static let priors: [String: [String]] = [
    "uniform": ["min", "max"],
    "log-uniform": ["min", "max"],
    "power-law": ["exponent", "min", "max"],
    "normal": ["mean", "sigma"],
    "truncated-normal": ["mean", "sigma", "min", "max"],
    "half-normal": ["sigma"],
    "log-normal": ["median", "factor"],
    "fixed": ["value"],
  ]

  /// The keys of a parameter beside those of its prior.
  static let keys = ["prior", "nuisance", "theory", "periodic", "source"]

  static func parameters(
    _ element: Element, _ parametrisation: Parametrisation
  ) throws(InputError) -> [FitParameter] {
    var parameters: [FitParameter] = []
    for entry in try element.entries("'parameters'") {
      let parameter: Parameter = try entry.key.choice("parameter")
      guard parametrisation.parameters.contains(parameter) else {
        throw entry.key.failure("'\(entry.name)' is no parameter of '\(parametrisation.rawValue)'")
      }
      for other in parameters.map(\.parameter) {
        try entry.key.requireCompatible(parameter, with: other)
      }
      let (role, isPeriodic) = try role(of: parameter, entry.value)
      let isTheory = try isTheory(entry.value, role)
      parameters.append(
        FitParameter(
          parameter: parameter, role: role, isPeriodic: isPeriodic, isTheory: isTheory,
          source: try source(entry.value), place: entry.key.place))
    }
    for parameter in parametrisation.parameters where parameter.defaultValue == nil {
      guard parameters.contains(where: { $0.parameter == parameter }) else {
        throw element.failure("missing parameter '\(parameter.rawValue)': it has no default")
      }
    }
    guard parameters.contains(where: { $0.prior != nil }) else {
      throw element.failure("every parameter is fixed: a fit needs at least one with a prior")
    }
    return parameters
  }

  /// Whether the width of the prior is declared a theory error, which only that of a normal nuisance can be.
  private static func isTheory(_ element: Element, _ role: FitParameter.Role) throws(InputError) -> Bool {
    guard element.isMapping else { return false }
    for entry in try element.entries("a parameter") where entry.name == "theory" {
      guard try entry.value.boolean("theory") else { return false }
      guard case .nuisance(.normal) = role else {
        throw entry.value.failure(
          "only the width of a normal prior of a nuisance parameter can be a theory error")
      }
      return true
    }
    return false
  }

  /// Where a value or a prior comes from, as the file says.
  private static func source(_ element: Element) throws(InputError) -> String? {
    guard element.isMapping else { return nil }
    for entry in try element.entries("a parameter") where entry.name == "source" {
      return try entry.value.prose("a source, a text or an address", without: keys)
    }
    return nil
  }

  private static func role(of parameter: Parameter, _ element: Element) throws(InputError)
    -> (role: FitParameter.Role, isPeriodic: Bool)
  {
    guard element.isMapping else {
      let value = try element.number("the value of '\(parameter.rawValue)'")
      try parameter.requirePhysical(value...value, at: element)
      return (.fixed(value), false)
    }
    let what = "the parameter '\(parameter.rawValue)'"
    let allKeys = Set(priors.values.joined()).sorted()
    // First any key that belongs to some prior, then only those of the prior that is named.
    let record = try element.record(what, keys: keys + allKeys)
    let name = try record.required("prior")
    let prior = try name.text("a prior")
    guard let own = priors[prior] else {
      throw name.failure(
        "unknown prior '\(prior)'\(Spelling.suggestion(for: prior, among: priors.keys.sorted()))")
    }
    for key in allKeys where !own.contains(key) {
      if let extra = record[key] {
        throw extra.failure("a '\(prior)' prior has no '\(key)'; it has \(own.joined(separator: ", "))")
      }
    }
    let periodic = try record["periodic"].flatMap { element throws(InputError) in
      try element.boolean("periodic") ? element : nil
    }
    if let periodic, !parameter.isPhase {
      throw periodic.failure("only a phase can be periodic, and '\(parameter.rawValue)' is none")
    }
    let isNuisance = try record["nuisance"]?.boolean("nuisance") ?? false
    if prior == "fixed" {
      if isNuisance, let flag = record["nuisance"] {
        throw flag.failure("a fixed parameter is no nuisance parameter")
      }
      let value = try record.required("value")
      let number = try value.number("the value of '\(parameter.rawValue)'")
      try parameter.requirePhysical(number...number, at: value)
      return (.fixed(number), false)
    }
    let density = try self.prior(prior, record)
    try parameter.requirePhysical(density.reach, at: element)
    if let periodic { try requireTurn(density, named: prior, at: periodic) }
    return (isNuisance ? .nuisance(density) : .free(density), periodic != nil)
  }

  /// Refuses a periodic prior that is not uniform over one whole turn.
  static func requireTurn(_ prior: Prior, named name: String, at element: Element) throws(InputError) {
    guard case .uniform(let range) = prior else {
      throw element.failure("a periodic prior is uniform over a whole turn, not '\(name)'")
    }
    let width = range.upperBound - range.lowerBound
    guard abs(width - 2 * .pi) < 1e-9 else {
      throw element.failure(
        "a periodic prior spans a whole turn: max − min = 6.283185307179586 (2π), but here it is \(width); "
          + "such as min: -3.141592653589793, max: 3.141592653589793")
    }
  }

  private static func prior(_ name: String, _ record: Record) throws(InputError) -> Prior {
    switch name {
    case "uniform": return .uniform(try range(record))
    case "log-uniform":
      let range = try range(record)
      guard range.lowerBound > 0 else {
        throw try record.required("min").failure("the min of a log-uniform prior must be greater than zero")
      }
      return .logUniform(range)
    case "power-law":
      let range = try range(record)
      let element = try record.required("exponent")
      let exponent = try element.number("exponent")
      guard abs(exponent) <= 100 else { throw element.failure("the exponent must lie between −100 and 100") }
      guard range.lowerBound > 0 || (range.lowerBound == 0 && exponent >= 0) else {
        throw try record.required("min").failure(
          "the min of a power-law prior must be greater than zero (or zero for an exponent ≥ 0)")
      }
      return .powerLaw(exponent: exponent, range)
    case "normal": return .normal(mean: try mean(record), sigma: try sigma(record))
    case "truncated-normal":
      let (mean, sigma, range) = (try mean(record), try sigma(record), try range(record))
      guard range.upperBound > mean - Prior.tail * sigma, range.lowerBound < mean + Prior.tail * sigma else {
        throw record.element.failure("the range lies more than \(Int(Prior.tail)) sigma away from the mean")
      }
      return .truncatedNormal(mean: mean, sigma: sigma, range)
    case "half-normal": return .halfNormal(sigma: try sigma(record))
    default:
      let factor = try record.required("factor")
      guard try factor.number("factor") > 1 else { throw factor.failure("factor must be greater than one") }
      return .logNormal(
        median: try record.required("median").positiveNumber("median"), factor: try factor.number("factor"))
    }
  }

  private static func mean(_ record: Record) throws(InputError) -> Double {
    try record.required("mean").number("mean")
  }

  private static func sigma(_ record: Record) throws(InputError) -> Double {
    try record.required("sigma").positiveNumber("sigma")
  }

  private static func range(_ record: Record) throws(InputError) -> ClosedRange<Double> {
    let minimum = try record.required("min").number("min")
    let element = try record.required("max")
    let maximum = try element.number("max")
    guard minimum < maximum else {
      throw element.failure("max (\(maximum.short)) must be greater than min (\(minimum.short))")
    }
    guard (maximum - minimum).isFinite else { throw element.failure("the range is too wide for a double") }
    return minimum...maximum
  }
}

extension Element {
  /// Refuses a parameter given twice, and a complex coupling given both ways.
  fileprivate func requireCompatible(_ parameter: Parameter, with other: Parameter) throws(InputError) {
    if parameter == other { throw failure("'\(parameter.rawValue)' is given twice") }
    guard let coupling = parameter.complexParameter, coupling == other.complexParameter,
      parameter.component?.form != other.component?.form
    else { return }
    throw failure(
      "'\(parameter.rawValue)' beside '\(other.rawValue)': a complex coupling is given by modulus and phase or "
        + "by re and im, not both")
  }
}

extension Parameter {
  /// Refuses values the parameter cannot have, such as a negative mass.
  func requirePhysical(_ values: ClosedRange<Double>, at element: Element) throws(InputError) {
    guard physicalRange.contains(values.lowerBound), physicalRange.contains(values.upperBound) else {
      let reach =
        values.lowerBound == values.upperBound
        ? "" : "; this prior reaches from \(values.lowerBound.short) to \(values.upperBound.short)"
      throw element.failure(
        "'\(rawValue)' must lie between \(physicalRange.lowerBound.short) and \(physicalRange.upperBound.short)"
          + (unit.isEmpty ? "" : " \(unit)") + reach)
    }
  }
}
