import Physics

/// A number that a fit can be asked about: a parameter or a predicted observable.
public enum Quantity: Hashable, Sendable {
  /// A parameter, at its own value.
  case parameter(Parameter)
  /// An observable, at the value predicted for it.
  case observable(Observable)

  /// The name in fit files and JSON.
  public var name: String {
    switch self {
    case .parameter(let parameter): parameter.rawValue
    case .observable(let observable): observable.rawValue
    }
  }

  /// The symbol in tables: `m_Z'`.
  public var symbol: String {
    switch self {
    case .parameter(let parameter): parameter.symbol
    case .observable(let observable): observable.symbol
    }
  }

  /// The symbol in LaTeX, for figures.
  public var latex: String {
    switch self {
    case .parameter(let parameter): parameter.latex
    case .observable(let observable): observable.latex
    }
  }

  /// The unit, empty for pure numbers.
  public var unit: String {
    switch self {
    case .parameter(let parameter): parameter.unit
    case .observable(let observable): observable.unit
    }
  }
}

extension Quantity {
  /// The quantity of this name; no parameter shares its name with an observable.
  public init?(name: String) {
    if let parameter = Parameter(rawValue: name) {
      self = .parameter(parameter)
    } else if let observable = Observable(rawValue: name) {
      self = .observable(observable)
    } else {
      return nil
    }
  }
}

extension Quantity: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

extension Quantity: Codable {
  /// Encodes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  /// Decodes a name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let quantity = Quantity(name: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no parameter and no observable is called '\(name)'")
    }
    self = quantity
  }
}
