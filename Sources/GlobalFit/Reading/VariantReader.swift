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

/// Reads `variants:`.
struct VariantReader {
  /// The variants of a fit with these constraints; one that changes nothing, or leaves nothing, is refused.
  static func variants(
    _ element: Element, of constraints: [ConstraintReference]
  ) throws(InputError) -> [Variant] {
    var variants: [Variant] = []
    for entry in try element.entries("'variants', each under its name") {
      let record = try entry.value.record(
        "the variant '\(entry.name)'", keys: ["replace", "remove", "add", "theory-errors"])
      var replacements: [(ConstraintReference, ConstraintReference)] = []
      for pair in try record["replace"]?.entries("'replace', old inputs with new ones") ?? [] {
        let new = try pair.value.inputName()
        replacements.append(
          (
            ConstraintReference(name: pair.name, place: pair.key.place),
            ConstraintReference(name: new, place: pair.value.place)
          ))
      }
      let removals =
        try record["remove"].map { element throws(InputError) in
          try ConstraintListReader.references(element, "'remove'")
        } ?? []
      let additions =
        try record["add"].map { element throws(InputError) in
          try ConstraintListReader.references(element, "'add'")
        } ?? []
      let theoryErrors = try record["theory-errors"].map(TheoryErrorReader.choice)
      guard !(replacements.isEmpty && removals.isEmpty && additions.isEmpty && theoryErrors == nil) else {
        throw entry.value.failure(
          "the variant '\(entry.name)' changes nothing; expected replace, remove, add or theory-errors")
      }
      let variant = Variant(
        name: entry.name, replacements: replacements, removals: removals, additions: additions,
        theoryErrors: theoryErrors)
      try check(variant, at: entry.value, constraints)
      variants.append(variant)
    }
    return variants
  }

  private static func check(
    _ variant: Variant, at element: Element, _ constraints: [ConstraintReference]
  ) throws(InputError) {
    let names = constraints.map(\.name)
    for old in variant.replacements.map(\.old) + variant.removals where !names.contains(old.name) {
      throw old.place.failure(
        "'\(old.name)' is no constraint of this fit\(Spelling.suggestion(for: old.name, among: names))")
    }
    for (old, _) in variant.replacements where variant.removals.contains(where: { $0.name == old.name }) {
      throw old.place.failure("'\(old.name)' is both replaced and removed")
    }
    var seen: Set<String> = []
    for constraint in variant.apply(to: constraints) where !seen.insert(constraint.name).inserted {
      throw constraint.place.failure(
        "'\(constraint.name)' is used twice in '\(variant.name)': one measurement counts once")
    }
    guard !seen.isEmpty else { throw element.failure("the variant '\(variant.name)' leaves no constraint") }
  }
}
