/// A choice of independent parameters for the model.
public enum Parametrisation: String, CaseIterable, Sendable, Codable {
  /// Only leptons couple to the Z′: its coupling g′ and its mass m_Z'.
  case leptonic
  /// Quarks couple through the operators of 1403.1269 Eq. 6, whose coefficients are parameters.
  case effective
  /// Quarks couple by mixing with vector-like quarks (Eqs. 9–13), whose masses and Yukawa couplings are parameters.
  case vectorLikeQuarks = "vector-like-quarks"

  /// What can be free or fixed in this parametrisation; complex couplings with all four components, of which a fit
  /// uses modulus and phase or real and imaginary part.
  public var parameters: [Parameter] { Self.parameters[self, default: []] }

  private static let parameters = Dictionary(
    uniqueKeysWithValues: allCases.map { parametrisation in
      (parametrisation, Parameter.allCases.filter { $0.entry.parametrisations.contains(parametrisation) })
    })

  /// Every parameter once: complex couplings in the form in which one of their components is given, or by default.
  public func parameters(inFormsOf given: [Parameter]) -> [Parameter] {
    parameters.filter { parameter in
      guard let coupling = parameter.complexParameter else { return true }
      let own = given.first { $0.complexParameter == coupling }
      return parameter.component?.form == own?.component?.form ?? coupling.defaultForm
    }
  }

  /// What this parametrisation predicts, of L_μ − L_τ and with a table of Z → 4μ.
  public var observables: [Observable] { Observable.allCases.filter(predicts) }

  /// Whether there is a part of the model in it that predicts an observable.
  public func predicts(_ observable: Observable) -> Bool {
    guard case .catalogue(let own) = observable else { return self != .leptonic }
    return switch own.sector {
    case .leptons, .fourMuons, .running: true
    case .quarks, .mixing: self != .leptonic
    case .heavyQuarks: self == .vectorLikeQuarks
    }
  }
}
