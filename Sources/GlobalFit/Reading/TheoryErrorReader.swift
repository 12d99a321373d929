/// Reads `theory-errors:`: one treatment for all, or a mapping with `default` and names of inputs and nuisance parameters,
/// and of files of predictions with `{scale: …, common: […]}`.
struct TheoryErrorReader {
  static func choice(_ element: Element) throws(InputError) -> TheoryErrorChoice {
    guard element.isMapping else {
      return TheoryErrorChoice(standard: try element.choice("treatment of theory errors"))
    }
    var choice = TheoryErrorChoice()
    for entry in try element.entries("'theory-errors', treatments by input or nuisance parameter") {
      if entry.value.isMapping {
        choice.predictions[entry.name] = try predictionErrors(entry.value, at: entry.key.place)
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

  private static func predictionErrors(
    _ element: Element, at place: InputError.Place
  ) throws(InputError) -> PredictionErrors {
    let record = try element.record("the theory errors of a file of predictions", keys: ["scale", "common"])
    var errors = PredictionErrors()
    errors.place = place
    guard record["scale"] != nil || record["common"] != nil else {
      throw element.failure("expected 'scale' or 'common', found an empty mapping")
    }
    if let scale = record["scale"] {
      errors.scale = try scale.number("a scale", where: { (0...1e3).contains($0) }, "lies between 0 and 1000")
    }
    for item in try record["common"]?.list("errors in common") ?? [] {
      let own = try item.record("an error in common", keys: ["relative", "observables"])
      let observables = try own.required("observables").list("observables, with or without their bins")
      errors.common.append(
        PredictionErrors.CommonError(
          relative: try own.required("relative").positiveNumber("a relative error"),
          observables: try observables.map { name throws(InputError) in try name.text("an observable") }))
    }
    return errors
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
