/// Reads `theory-errors:`: one treatment for all, or a mapping with `default` and names of inputs and nuisance parameters,
/// and of files of predictions with `{scale: …}`.
struct TheoryErrorReader {
  static func choice(_ element: Element) throws(InputError) -> TheoryErrorChoice {
    guard element.isMapping else {
      return TheoryErrorChoice(standard: try element.choice("treatment of theory errors"))
    }
    var choice = TheoryErrorChoice()
    for entry in try element.entries("'theory-errors', treatments by input or nuisance parameter") {
      if entry.value.isMapping {
        let record = try entry.value.record("the theory errors of a file of predictions", keys: ["scale"])
        choice.scales[entry.name] = try record.required("scale").number(
          "a scale", where: { (0...1e3).contains($0) }, "lies between 0 and 1000")
        continue
      }
      let treatment: TheoryErrors = try entry.value.choice("treatment of theory errors")
      if entry.name == "default" {
        choice.standard = treatment
      } else {
        choice.exceptions[entry.name] = treatment
      }
    }
    return choice
  }

  /// Refuses names that mean nothing: `known` are those of the inputs and nuisance parameters.
  ///
  /// - Parameters:
  ///   - user: what has no input or parameter of another name: `this fit`.
  ///   - remedy: what cures it where the names are inherited.
  static func check(
    _ element: Element, against known: [String], user: String, remedy: String = ""
  ) throws(InputError) {
    guard element.isMapping else { return }
    for entry in try element.entries("'theory-errors'")
    where entry.name != "default" && !entry.value.isMapping {
      guard !known.contains(entry.name) else { continue }
      throw entry.key.failure(
        "'\(entry.name)' is no input and no nuisance parameter of \(user)\(remedy)"
          + Spelling.suggestion(for: entry.name, among: ["default"] + known))
    }
  }
}
