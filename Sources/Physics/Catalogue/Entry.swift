/// What the catalogue says of an observable: nothing can be left out.
struct Entry {
  /// The symbol in plain text, for tables.
  let symbol: String
  /// The symbol in LaTeX, for figures.
  let latex: String
  /// The unit, empty for a pure number.
  let unit: String
  /// What it can reasonably be, in its unit.
  let plausible: ClosedRange<Double>
  /// What it is, in one line.
  let meaning: String
  /// The equation that predicts it; empty for what is a parameter itself.
  let equation: String
  /// Where the formula holds, or nil when everywhere in the parametrisation.
  let domain: Domain?

  init(
    _ symbol: String, latex: String, unit: String, plausible: ClosedRange<Double>, _ meaning: String,
    equation: String, domain: Domain?
  ) {
    self.symbol = symbol
    self.latex = latex
    self.unit = unit
    self.plausible = plausible
    self.meaning = meaning
    self.equation = equation
    self.domain = domain
  }
}

extension Observable {
  /// What there is to say of it.
  var entry: Entry {
    switch self {
    case .catalogue(let own): own.entry
    case .polynomial(let own): own.entry
    }
  }

  /// The symbol in plain text, for tables.
  public var symbol: String { entry.symbol }

  /// The symbol in LaTeX, for figures.
  public var latex: String { entry.latex }

  /// The unit, empty for a pure number.
  public var unit: String { entry.unit }

  /// What it can reasonably be in its unit: a measured value far outside was written in another unit.
  public var plausibleRange: ClosedRange<Double> { entry.plausible }

  /// What it is, in one line.
  public var meaning: String { entry.meaning }

  /// The equation that predicts it; empty for what is a parameter itself.
  public var equation: String { entry.equation }

  /// Where the formula holds, or nil when everywhere in the parametrisation.
  public var domain: Domain? { entry.domain }

  /// Where the formula holds, in words; empty when everywhere.
  public var validity: String {
    guard let domain else { return "" }
    return "\(domain.extent): \(domain.reason)"
  }
}
