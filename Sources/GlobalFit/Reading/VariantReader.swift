/// Reads lists of inputs, refusing one that is named twice.
struct ConstraintListReader {
  static func references(_ element: Element, _ what: String) throws(InputError) -> [ConstraintReference] {
    var references: [ConstraintReference] = []
    for item in try element.list("\(what), inputs by name") {
      let name = try item.text("the name of an input, such as neutrino-trident/ccfr-1991")
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
  /// The variants of a fit with these constraints; what a variant replaces or removes must be one of them.
  static func variants(
    _ element: Element, of constraints: [ConstraintReference]
  ) throws(InputError) -> [Variant] {
    var variants: [Variant] = []
    for entry in try element.entries("'variants', each under its name") {
      let record = try entry.value.record(
        "the variant '\(entry.name)'", keys: ["replace", "remove", "add"])
      var replacements: [(ConstraintReference, ConstraintReference)] = []
      for pair in try record["replace"]?.entries("'replace', old inputs with new ones") ?? [] {
        let new = try pair.value.text("the name of an input")
        replacements.append(
          (
            ConstraintReference(name: pair.name, place: pair.key.place),
            ConstraintReference(name: new, place: pair.value.place)
          ))
      }
      let removals = try record["remove"].map { element throws(InputError) in
        try ConstraintListReader.references(element, "'remove'")
      } ?? []
      let additions = try record["add"].map { element throws(InputError) in
        try ConstraintListReader.references(element, "'add'")
      } ?? []
      for old in replacements.map(\.0) + removals {
        guard constraints.contains(where: { $0.name == old.name }) else {
          let suggestion = Spelling.suggestion(for: old.name, among: constraints.map(\.name))
          throw old.place.failure("'\(old.name)' is no constraint of this fit\(suggestion)")
        }
      }
      guard !(replacements.isEmpty && removals.isEmpty && additions.isEmpty) else {
        throw entry.value.failure("the variant '\(entry.name)' changes nothing; expected replace, remove or add")
      }
      variants.append(
        Variant(name: entry.name, replacements: replacements, removals: removals, additions: additions))
    }
    return variants
  }
}
