import Physics

/// The same fit with other inputs, other parameters, or another reading of the formulas.
public struct Variant: Sendable {
  /// The name in the fit file; of a combination the names of its parts, `nutev-2000+g-2-2025`.
  public let name: String
  /// The names of what it combines; empty if it stands by itself.
  let parts: [String]
  let inputs: InputChanges
  /// What is made of theory errors; nil for what the fit says.
  let theoryErrors: TheoryErrorChoice?
  /// Where that is said; nil in a combination, whose parts say it.
  let theoryErrorsPlace: InputError.Place?
  /// What else it sets; nil for nothing.
  let setting: VariantSetting?

  /// The constraints after replacing, removing and adding, in that order.
  func apply(to constraints: [ConstraintReference]) -> [ConstraintReference] {
    inputs.apply(to: constraints)
  }

  /// A few words: `nutev-1998 → nutev-2000`.
  public var summary: String {
    (inputs.words + (setting?.written(\.writtenRole).map { "\($0.key): \($0.value)" } ?? [])
      + [theoryErrors].compactMap { $0.map { "theory errors: \($0.words)" } }).joined(separator: ", ")
  }
}

extension Variant {
  /// Refuses a treatment of theory errors that is the fit's own for everything that has one.
  ///
  /// - Parameters:
  ///   - fit: the fit of the variant.
  ///   - own: what the fit as it stands makes of theory errors.
  ///   - constraints: the inputs of the variant.
  func refuseIdleTheoryErrors(
    of fit: Fit, insteadOf own: TheoryErrorChoice, _ constraints: [Problem.Constraint]
  ) throws(InputError) {
    guard let theoryErrors, let place = theoryErrorsPlace else { return }
    let names = fit.namesWithTheoryErrors(constraints)
    guard theoryErrors.predictions == own.predictions,
      names.allSatisfy({ theoryErrors.treatment(of: $0) == own.treatment(of: $0) })
    else { return }
    throw place.failure(
      names.isEmpty
        ? "nothing in the variant '\(name)' has a theory error that stands by itself: 'theory-errors' changes nothing"
        : "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") treated so in the fit as it stands: "
          + "'theory-errors' changes nothing in the variant '\(name)'")
  }
}

extension Fit {
  /// The parameters and the inputs that have a theory error that stands by itself.
  func namesWithTheoryErrors(_ constraints: [Problem.Constraint]) -> [String] {
    parameters.filter(\.isTheory).map(\.parameter.rawValue)
      + constraints.filter { $0.factors.contains(where: \.hasTheoryError) }.map(\.name)
  }
}

/// What a variant sets: values or priors of parameters, and how formulas are taken.
struct VariantSetting: Sendable {
  /// The switches of formulas that it sets, in the order of a fit file.
  let switches: [FormulaSwitch]
  /// The parameters that it sets, in its order.
  let parameters: [Parameter]
  /// The fit with that, and with its own inputs.
  let fit: Fit
}

/// Keys of a fit file that say how formulas are taken.
enum FormulaSwitch: String, CaseIterable, Sendable {
  case formulas
  case diagonalisation
  case vertexCorrection = "vertex-correction"

  /// What a fit says of it, as its file would.
  func written(of fit: Fit) -> String {
    switch self {
    case .formulas: fit.formulas.asPrinted.written
    case .diagonalisation: fit.formulas.diagonalisation.rawValue
    case .vertexCorrection: fit.formulas.vertexCorrection.rawValue
    }
  }
}

extension VariantSetting {
  /// What it sets, as a fit file says it, with what to say of each parameter.
  func written(_ words: (FitParameter) -> String) -> [(key: String, value: String)] {
    switches.map { ($0.rawValue, $0.written(of: fit)) }
      + parameters.compactMap { parameter in
        fit.parameters.first { $0.parameter == parameter }.map { (parameter.rawValue, words($0)) }
      }
  }
}

/// Names in `variants:` that are no variants of their own.
struct VariantNames: Sendable {
  /// Those that stand for the fit as it stands, to be combined with.
  var standing: [String] = []
  /// The lists of which every combination is a variant; empty for none.
  var product: [[String]] = []
}

/// That a fit has no variant of some name.
public struct NoSuchVariant: Error, CustomStringConvertible {
  /// What a fit file does not have, and the nearest spelling: `has no variant 'nutev-200'; did you mean 'nutev-2000'?`
  public let description: String
}

extension Fit {
  /// The variant of that name.
  public func variant(named name: String) throws(NoSuchVariant) -> Variant {
    if let variant = variants.first(where: { $0.name == name }) { return variant }
    let all = name.split(separator: "+").map(String.init)
    let parts = all.filter { !variantNames.standing.contains($0) }
    if parts.isEmpty {
      throw NoSuchVariant(description: "has no variant '\(name)': that is the fit as it stands")
    }
    // an alternative that is the fit as it stands adds nothing
    let shorter = parts.joined(separator: "+")
    if parts.count < all.count, let variant = variants.first(where: { $0.name == shorter }) { return variant }
    // the parts of a combination in another order
    let same = variants.first { $0.parts.count == parts.count && Set($0.parts) == Set(parts) }
    let suggestion =
      same.map { "; did you mean '\($0.name)'?" }
      ?? Spelling.suggestion(for: name, among: variants.map(\.name))
    throw NoSuchVariant(description: "has no variant '\(name)'\(suggestion)")
  }
}
