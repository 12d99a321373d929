/// What the model predicts and an experiment, or the Standard Model, can constrain.
///
/// The raw value is the name in input files and output.
public enum Observable: Hashable, Sendable {
  /// One with a formula of its own.
  case catalogue(CatalogueObservable)
  /// One that a file predicts as a function of polynomials of Wilson coefficients.
  case polynomial(PolynomialObservable)
}

extension Observable: RawRepresentable, CaseIterable {
  /// Every observable with a formula of its own.
  public static let allCases: [Observable] = CatalogueObservable.allCases.map { .catalogue($0) }

  /// The observable of this name that has a formula of its own: which names files have is not known here.
  public init?(rawValue: String) {
    guard let own = CatalogueObservable(rawValue: rawValue) else { return nil }
    self = .catalogue(own)
  }

  /// The name in input files and output.
  public var rawValue: String {
    switch self {
    case .catalogue(let own): own.rawValue
    case .polynomial(let own): own.name
    }
  }

  /// The observable of this name in results, which were written by somebody who knew it.
  init(named name: String) {
    self = Observable(rawValue: name) ?? .polynomial(PolynomialObservable(name: name))
  }
}

extension Observable: Codable, CodingKeyRepresentable {
  /// Encodes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  /// Decodes a name.
  public init(from decoder: any Decoder) throws {
    self.init(named: try decoder.singleValueContainer().decode(String.self))
  }

  /// The name as a key.
  public var codingKey: any CodingKey { rawValue.codingKey }

  /// The observable of a key.
  public init?<Key: CodingKey>(codingKey: Key) { self.init(named: codingKey.stringValue) }
}

extension Observable: CustomStringConvertible {
  /// The name.
  public var description: String { rawValue }
}
