/// The same fit with other inputs.
public struct Variant: Sendable {
  /// The name in the fit file.
  public let name: String
  let replacements: [(old: ConstraintReference, new: ConstraintReference)]
  let removals: [ConstraintReference]
  let additions: [ConstraintReference]
  /// What is made of theory errors; nil for what the fit says.
  let theoryErrors: TheoryErrorChoice?

  /// The constraints after replacing, removing and adding, in that order.
  func apply(to constraints: [ConstraintReference]) -> [ConstraintReference] {
    var result: [ConstraintReference] = []
    for constraint in constraints where !removals.contains(where: { $0.name == constraint.name }) {
      result.append(replacements.first { $0.old.name == constraint.name }?.new ?? constraint)
    }
    return result + additions
  }

  /// A few words: `nutev-1998 → nutev-2000`.
  public var summary: String {
    (replacements.map { "\($0.old.name) → \($0.new.name)" } + removals.map { "without \($0.name)" }
      + additions.map { "with \($0.name)" }
      + [theoryErrors].compactMap { $0.map { "theory errors: \($0.words)" } }).joined(separator: ", ")
  }
}
