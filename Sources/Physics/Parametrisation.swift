/// A choice of independent parameters for the model.
public enum Parametrisation: String, CaseIterable, Sendable, Codable {
  /// Only leptons couple to the Z′: its coupling g′ and its mass m_Z'.
  case leptonic

  /// What can be free or fixed in this parametrisation.
  public var parameters: [Parameter] {
    switch self {
    case .leptonic: Parameter.allCases
    }
  }
}
