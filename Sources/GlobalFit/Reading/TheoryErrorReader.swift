/// Reads `theory-errors:`: one treatment for all, or a mapping with `default` and names of inputs and nuisance parameters.
struct TheoryErrorReader {
  static func choice(_ element: Element) throws(InputError) -> TheoryErrorChoice {
    guard element.isMapping else {
      return TheoryErrorChoice(standard: try element.choice("treatment of theory errors"))
    }
    var choice = TheoryErrorChoice()
    for entry in try element.entries("'theory-errors', treatments by input or nuisance parameter") {
      let treatment: TheoryErrors = try entry.value.choice("treatment of theory errors")
      if entry.name == "default" {
        choice.standard = treatment
      } else {
        choice.exceptions[entry.name] = treatment
      }
    }
    return choice
  }
}
