/// Inputs that take the place of others, go, and come.
struct InputChanges: Sendable {
  var replacements: [(old: ConstraintReference, new: ConstraintReference)] = []
  var removals: [ConstraintReference] = []
  var additions: [ConstraintReference] = []

  static let keys = ["replace", "remove", "add"]

  var isEmpty: Bool { replacements.isEmpty && removals.isEmpty && additions.isEmpty }

  /// The inputs after replacing, removing and adding, in that order.
  func apply(to constraints: [ConstraintReference]) -> [ConstraintReference] {
    var result: [ConstraintReference] = []
    for constraint in constraints where !removals.contains(where: { $0.name == constraint.name }) {
      result.append(replacements.first { $0.old.name == constraint.name }?.new ?? constraint)
    }
    return result + additions
  }

  /// What is replaced or removed.
  var touched: [ConstraintReference] { replacements.map(\.old) + removals }

  /// `nutev-1998 → nutev-2000`, `without ccfr-1991`.
  var words: [String] {
    replacements.map { "\($0.old.name) → \($0.new.name)" } + removals.map { "without \($0.name)" }
      + additions.map { "with \($0.name)" }
  }
}

extension InputChanges {
  /// Reads `replace`, `remove` and `add`.
  init(_ record: Record) throws(InputError) {
    for pair in try record["replace"]?.entries("'replace', old inputs with new ones") ?? [] {
      let new = ConstraintReference(name: try pair.value.inputName(), place: pair.value.place)
      guard new.name != pair.name else { throw new.place.failure("'\(new.name)' is replaced by itself") }
      replacements.append((ConstraintReference(name: pair.name, place: pair.key.place), new))
    }
    if let element = record["remove"] {
      removals = try ConstraintListReader.references(element, "'remove'")
    }
    if let element = record["add"] { additions = try ConstraintListReader.references(element, "'add'") }
  }

  /// Refuses what cannot be done to these inputs; `user` is what has them afterwards.
  func check(
    against constraints: [ConstraintReference], user: String, remedy: String = ""
  ) throws(InputError) {
    let names = constraints.map(\.name)
    for old in touched where !names.contains(old.name) {
      throw old.place.failure(
        "'\(old.name)' is no constraint of this fit\(remedy)\(Spelling.suggestion(for: old.name, among: names))"
      )
    }
    for (old, _) in replacements where removals.contains(where: { $0.name == old.name }) {
      throw old.place.failure("'\(old.name)' is both replaced and removed")
    }
    var seen: Set<String> = []
    for constraint in apply(to: constraints) where !seen.insert(constraint.name).inserted {
      throw constraint.place.failure(
        "'\(constraint.name)' is used twice in \(user): one measurement counts once")
    }
  }
}

/// Reads lists of inputs, refusing one that is named twice.
struct ConstraintListReader {
  static func references(_ element: Element, _ what: String) throws(InputError) -> [ConstraintReference] {
    var references: [ConstraintReference] = []
    for item in try element.list("\(what), inputs by name") {
      let name = try item.inputName()
      guard !references.contains(where: { $0.name == name }) else {
        throw item.failure("'\(name)' is used twice: one measurement counts once")
      }
      references.append(ConstraintReference(name: name, place: item.place))
    }
    return references
  }
}
