import Inference

/// Reads the density of one measured number: an error string, `{distribution: …}`, or a list of them to convolve.
struct DistributionReader {
  /// Names that flavio knows and Mutau refuses, with the reason.
  static let refused = [
    "poisson": "write it as 'gamma_counting_process' with counts_total and counts_background",
    "delta": "a value without an error constrains nothing",
    "discrete_uniform": "no observable here takes discrete values",
    "general_gamma_positive": "gamma densities smeared by a normal one are not supported; use 'numerical'",
    "general_gamma_counting_process":
      "gamma densities smeared by a normal one are not supported; use 'numerical'",
    "general_gamma_upper_limit": "gamma densities smeared by a normal one are not supported; use 'numerical'",
    "kernel_density_estimate": "densities from samples are not supported; use 'numerical'",
    "gaussian_kde": "densities from samples are not supported; use 'numerical'",
    "multivariate_normal": "it belongs under 'observables:', not to a single value",
    "multivariate_numerical": "tables in more than one dimension are not supported",
  ]

  static let supported = [
    "normal", "theory_range", "asymmetric_normal", "half_normal", "gaussian_upper_limit", "uniform",
    "log_normal", "gamma",
    "gamma_positive", "gamma_counting_process", "gamma_upper_limit", "numerical",
  ]

  /// Keys by which other tools write a value with errors, those of HEPData among them.
  private static let otherForms: Set<String> = [
    "symerror", "asymerror", "errors", "error", "value", "values", "sigma", "mean", "central", "err",
    "uncertainty",
  ]

  /// The density that an element describes.
  static func distribution(_ element: Element) throws(InputError) -> Distribution {
    let distribution =
      if element.isMapping { try fromRecord(element) } else if element.isList {
        try convolution(element)
      } else { try fromErrorString(element) }
    guard distribution.maximumLogLikelihood.isFinite else {
      throw element.failure("this density cannot be normalised in double precision")
    }
    return distribution
  }

  private static func fromErrorString(_ element: Element) throws(InputError) -> Distribution {
    let text = try element.text("a measured value such as '0.82 ± 0.28'")
    switch try errorString(text, at: element) {
    case .upperLimit(let limit, let confidence):
      return .halfNormal(try upperLimit(limit, confidence, at: element))
    case .theory(let central, let symmetric, let halfRange):
      let sigma = symmetric.reduce(0) { $0 + $1 * $1 }.squareRoot()
      try requireWidth(sigma, at: element)
      try requireTheoryRange(halfRange, over: sigma, at: element)
      return .theoryRange(TheoryRange(mean: central, sigma: sigma, halfRange: halfRange))
    case .uniform(let range):
      return .uniform(Uniform(range))
    case .logNormal(let median, let factor):
      return .logNormal(LogNormal(median: median, factor: factor))
    case .errors(let central, let symmetric, let asymmetric):
      // Errors of one side add in quadrature; a common normal error counts on both sides.
      let upper = (symmetric + asymmetric.map(\.upper)).reduce(0) { $0 + $1 * $1 }.squareRoot()
      let lower = (symmetric + asymmetric.map(\.lower)).reduce(0) { $0 + $1 * $1 }.squareRoot()
      return try normal(central, upper: upper, lower: lower, at: element)
    }
  }

  private static func errorString(_ text: String, at element: Element) throws(InputError) -> ErrorString {
    do {
      return try ErrorString(text)
    } catch {
      let failure = element.failure("'\(text)' is not understood: \(error.reason)")
      let isQuoted = if case .scalar(let scalar) = element.node { scalar.style != .plain } else { false }
      throw InputError(
        file: failure.file, line: failure.line, column: failure.column + error.offset + (isQuoted ? 1 : 0),
        problem: failure.problem)
    }
  }

  private static func normal(
    _ central: Double, upper: Double, lower: Double, at element: Element
  ) throws(InputError) -> Distribution {
    try requireWidth(upper, at: element)
    try requireWidth(lower, at: element)
    return upper == lower
      ? .normal(Normal(mean: central, sigma: upper))
      : .asymmetricNormal(AsymmetricNormal(mode: central, upperSigma: upper, lowerSigma: lower))
  }

  /// Refuses a theory error so small beside the other one that the two treatments could not be told from rounding.
  private static func requireTheoryRange(
    _ halfRange: Double, over sigma: Double, at element: Element
  ) throws(InputError) {
    try requireWidth(halfRange, at: element)
    guard (1e-4...1e4).contains(halfRange / sigma) else {
      throw element.failure(
        "a theory error is between 1e-4 and 1e4 times the other error, found \(halfRange.short) beside \(sigma.short)"
      )
    }
  }

  private static func upperLimit(
    _ limit: Double, _ confidence: Double, at element: Element
  ) throws(InputError) -> HalfNormal {
    let sigma = HalfNormal.sigma(ofUpperLimit: limit, confidence: confidence)
    try requireWidth(sigma, at: element)
    return HalfNormal(edge: 0, sigma: sigma)
  }

  /// Refuses a width that rounding has brought to zero or infinity, such as that of a limit at 99.99999999999999 %.
  private static func requireWidth(_ width: Double, at element: Element) throws(InputError) {
    guard width >= 1 / Element.largest, width <= Element.largest else {
      throw element.failure("a width of \(width.short) is outside what double precision can use")
    }
  }

  /// A list means a convolution: of normal errors around one central value it is the sum in quadrature.
  private static func convolution(_ element: Element) throws(InputError) -> Distribution {
    var central: Double?
    var (upper, lower) = (0.0, 0.0)
    let parts = try element.list("densities to convolve")
    guard !parts.isEmpty else { throw element.failure("expected at least one density") }
    let numbers = parts.compactMap { try? $0.number("a number") }
    if parts.count > 1, numbers.count == parts.count {
      let isRange = numbers.count == 2 && numbers[0] < numbers[1]
      let texts = isRange ? parts.compactMap { try? $0.text("a number") } : ["0.2", "1.1"]
      throw element.failure(
        "a list of numbers is no density; a range is a text, with quotes around it, such as '[\(texts.joined(separator: ", "))]'; "
          + "a value with its error is 'value ± error'")
    }
    for part in parts {
      let (mode, up, down): (Double, Double, Double)
      switch try distribution(part) {
      case .normal(let normal): (mode, up, down) = (normal.mean, normal.sigma, normal.sigma)
      case .asymmetricNormal(let normal):
        (mode, up, down) = (normal.mode, normal.upperSigma, normal.lowerSigma)
      case let only where parts.count == 1: return only
      default: throw part.failure("only normal and asymmetric_normal densities can be convolved here")
      }
      if let central, central != mode {
        throw part.failure(
          "convolved errors must share one central value: \(central.short), then \(mode.short)")
      }
      central = mode
      (upper, lower) = (upper + up * up, lower + down * down)
    }
    return try normal(central ?? 0, upper: upper.squareRoot(), lower: lower.squareRoot(), at: element)
  }

  private static func fromRecord(_ element: Element) throws(InputError) -> Distribution {
    var name: Element?
    for entry in try element.entries("a density") where entry.name == "distribution" { name = entry.value }
    guard let name else {
      let names = try element.entries("a density").map(\.name)
      let advice =
        !otherForms.isDisjoint(with: names)
        ? "; a value with errors is one text, such as '0.82 ± 0.28 ± 0.10' or '0.82 + 0.3 - 0.2'" : ""
      throw element.failure("missing key 'distribution' in a density\(advice)")
    }
    let kind = try name.text("the name of a distribution")
    if let reason = refused[kind] { throw name.failure("the distribution '\(kind)' is refused: \(reason)") }
    func fields(_ keys: String...) throws(InputError) -> Record {
      try element.record("the distribution '\(kind)'", keys: ["distribution"] + keys)
    }
    switch kind {
    case "normal":
      let record = try fields("central_value", "standard_deviation")
      return .normal(
        try Normal(mean: number("central_value", record), sigma: positive("standard_deviation", record)))
    case "theory_range":
      let record = try fields("central_value", "standard_deviation", "half_range")
      let sigma = try positive("standard_deviation", record)
      let halfRange = try positive("half_range", record)
      try requireTheoryRange(halfRange, over: sigma, at: record.required("half_range"))
      return .theoryRange(
        TheoryRange(mean: try number("central_value", record), sigma: sigma, halfRange: halfRange))
    case "asymmetric_normal":
      let record = try fields("central_value", "right_deviation", "left_deviation")
      return try normal(
        number("central_value", record), upper: positive("right_deviation", record),
        lower: positive("left_deviation", record), at: element)
    case "half_normal":
      let record = try fields("central_value", "standard_deviation")
      let sigma = try number("standard_deviation", record)
      guard sigma != 0 else {
        throw try record.required("standard_deviation").failure("standard_deviation must not be zero")
      }
      try requireWidth(abs(sigma), at: record.required("standard_deviation"))
      return .halfNormal(HalfNormal(edge: try number("central_value", record), sigma: sigma))
    case "gaussian_upper_limit":
      let record = try fields("limit", "confidence_level")
      return .halfNormal(try upperLimit(try positive("limit", record), try confidence(record), at: element))
    case "uniform":
      let record = try fields("central_value", "half_range")
      let (central, half) = (try number("central_value", record), try positive("half_range", record))
      return .uniform(Uniform(central - half...central + half))
    case "log_normal":
      let record = try fields("central_value", "factor")
      let factor = try number("factor", record)
      guard factor > 1 else { throw try record.required("factor").failure("factor must be greater than one") }
      return .logNormal(LogNormal(median: try positive("central_value", record), factor: factor))
    case "gamma", "gamma_positive":
      let record = try fields("a", "loc", "scale")
      let shape = try number("a", record)
      guard shape >= 1 else {
        throw try record.required("a").failure("a must be at least 1, where the density is finite everywhere")
      }
      return .gamma(
        Gamma(
          shape: shape, location: try number("loc", record), scale: try positive("scale", record),
          isPositive: kind == "gamma_positive"))
    case "gamma_counting_process":
      let record = try fields("counts_total", "counts_background", "counts_signal", "scale_factor")
      let (total, background) = try counts(record)
      let scale = try record["scale_factor"]?.positiveNumber("scale_factor") ?? 1
      return .gamma(Gamma(total: total, background: background, scale: scale))
    case "gamma_upper_limit":
      let record = try fields(
        "limit", "confidence_level", "counts_total", "counts_background", "counts_signal")
      let (total, background) = try counts(record)
      let scale = try Gamma.scale(
        total: total, background: background, upperLimit: positive("limit", record),
        confidence: confidence(record))
      try requireWidth(scale, at: element)
      return .gamma(Gamma(total: total, background: background, scale: scale))
    case "numerical":
      return .tabulated(try table(fields("x", "y", "central_value")))
    default:
      let suggestion = Spelling.suggestion(for: kind, among: supported)
      throw name.failure("unknown distribution '\(kind)'\(suggestion)")
    }
  }

  private static func number(_ key: String, _ record: Record) throws(InputError) -> Double {
    try record.required(key).number(key)
  }

  private static func positive(_ key: String, _ record: Record) throws(InputError) -> Double {
    try record.required(key).positiveNumber(key)
  }

  private static func confidence(_ record: Record) throws(InputError) -> Double {
    let element = try record.required("confidence_level")
    let level = try element.number("confidence_level")
    guard level > 0, level < 1 else {
      throw element.failure(
        "confidence_level lies between 0 and 1 (write 0.9 for 90 %), found \(level.short)")
    }
    return level
  }

  /// Observed and background events from any two of the three counts.
  private static func counts(_ record: Record) throws(InputError) -> (total: Double, background: Double) {
    func count(_ key: String) throws(InputError) -> Double? {
      guard let element = record[key] else { return nil }
      let value = try element.number(key)
      guard value >= 0 else { throw element.failure("\(key) must not be negative") }
      return value
    }
    switch (try count("counts_total"), try count("counts_background"), try count("counts_signal")) {
    case (let total?, let background?, nil): return (total, background)
    case (nil, let background?, let signal?): return (background + signal, background)
    case (let total?, nil, let signal?) where total >= signal: return (total, total - signal)
    default:
      throw record.element.failure(
        "expected two of counts_total, counts_background and counts_signal, the total being the largest")
    }
  }

  private static func table(_ record: Record) throws(InputError) -> TabulatedDensity {
    let (xElement, yElement) = (try record.required("x"), try record.required("y"))
    let (x, y) = (try xElement.numbers("x"), try yElement.numbers("y"))
    guard x.count > 1 else { throw xElement.failure("a table needs at least two points") }
    guard x.count == y.count else { throw yElement.failure("\(y.count) values of y for \(x.count) of x") }
    guard zip(x, x.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw xElement.failure("x must be increasing")
    }
    guard y.allSatisfy({ $0 >= 0 }), y.contains(where: { $0 > 0 }) else {
      throw yElement.failure("a density must not be negative, nor zero everywhere")
    }
    if let central = record["central_value"] {
      let value = try central.number("central_value")
      guard value >= x[0], value <= x[x.count - 1] else {
        throw central.failure("central_value lies outside the table")
      }
    }
    guard let table = TabulatedDensity(x: x, y: y) else {
      throw xElement.failure("the table cannot be normalised in double precision")
    }
    return table
  }
}
