/// What the predictions depend on: the model, and the inputs of the Standard Model that a fit can vary.
///
/// Masses are in GeV. The raw value is the name in fit files and output.
public enum Parameter: Hashable, Sendable {
  /// One that the Z′ and its leptons depend on, and maybe quarks too.
  case lepton(LeptonParameter)
  /// One that only quarks depend on.
  case quark(QuarkParameter)
  /// Half of a complex coupling.
  case component(ComplexParameter, ComplexParameter.Component)

  /// The coupling of the Z′, in short.
  public static var gPrime: Parameter { .lepton(.gPrime) }

  /// The mass of the Z′, in short.
  public static var mZPrime: Parameter { .lepton(.mZPrime) }

  /// The complex coupling this is a component of, if it is one.
  public var complexParameter: ComplexParameter? {
    if case .component(let coupling, _) = self { coupling } else { nil }
  }

  /// The component this is of a complex coupling.
  public var component: ComplexParameter.Component? {
    if case .component(_, let component) = self { component } else { nil }
  }

  /// Whether it is a phase in radians: values 2π apart are the same.
  public var isPhase: Bool { component == .phase }
}

extension Parameter: RawRepresentable, CaseIterable, Codable, CodingKeyRepresentable {
  /// Every parameter; each complex coupling with all four components.
  public static let allCases: [Parameter] =
    LeptonParameter.allCases.map { .lepton($0) } + QuarkParameter.allCases.map { .quark($0) }
    + ComplexParameter.allCases.flatMap { coupling in
      ComplexParameter.Component.allCases.map { .component(coupling, $0) }
    }

  /// Every name, and what it means; a complex coupling's own name means its real part.
  private static let byName: [String: Parameter] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) }
      + ComplexParameter.allCases.map { ($0.name, .component($0, .real)) })

  /// The parameter of this name. A complex coupling's own name means its real part.
  public init?(rawValue: String) {
    guard let parameter = Self.byName[rawValue] else { return nil }
    self = parameter
  }

  /// The name in fit files and output.
  public var rawValue: String { entry.name }
}

extension Parameter: CustomStringConvertible {
  /// The name.
  public var description: String { rawValue }
}
