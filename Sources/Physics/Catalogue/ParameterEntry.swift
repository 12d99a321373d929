extension Parameter {
  /// What the catalogue says of a parameter: nothing can be left out.
  struct Entry {
    /// The name in fit files and output.
    let name: String
    /// The symbol in plain text, for tables.
    let symbol: String
    /// The symbol in LaTeX, for figures.
    let latex: String
    /// The unit, empty for a pure number.
    let unit: String
    /// What it is, in one line.
    let meaning: String
    /// The value where a fit says nothing; the masses that make the model have none.
    let defaultValue: Double?
    /// The default and where it comes from; nil for what is free in any fit or defined by its equation.
    let source: String?
    /// The values it can have at all, in its unit.
    let range: ClosedRange<Double>
    /// Which parametrisations have it.
    let parametrisations: [Parametrisation]

    init(
      _ name: String, _ symbol: String, latex: String, unit: String, _ meaning: String,
      default defaultValue: Double?, source: String?, range: ClosedRange<Double>,
      in parametrisations: [Parametrisation]
    ) {
      self.name = name
      self.symbol = symbol
      self.latex = latex
      self.unit = unit
      self.meaning = meaning
      self.defaultValue = defaultValue
      self.source = source
      self.range = range
      self.parametrisations = parametrisations
    }
  }

  /// What the catalogue says of it.
  var entry: Entry {
    switch self {
    case .lepton(let parameter): parameter.entry
    case .quark(let parameter): parameter.entry
    case .component(let coupling, let component): coupling.entry.entry(of: component)
    }
  }

  /// The symbol in plain text, for tables.
  public var symbol: String { entry.symbol }

  /// The symbol in LaTeX, for figures.
  public var latex: String { entry.latex }

  /// The unit, empty for a pure number.
  public var unit: String { entry.unit }

  /// What it is, in one line.
  public var meaning: String { entry.meaning }

  /// The value where a fit says nothing; the masses that make the model have none.
  public var defaultValue: Double? { entry.defaultValue }

  /// The default and where it comes from; nil for what is free in any fit or defined by its equation.
  public var defaultSource: String? { entry.source }

  /// The values the parameter can have at all, in its unit.
  public var physicalRange: ClosedRange<Double> { entry.range }
}
