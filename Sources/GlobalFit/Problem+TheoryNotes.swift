extension Problem {
  /// Where the fit says what to make of a theory error that there is not.
  static func theoryNotes(_ fit: Fit, _ constraints: [Constraint]) -> [String] {
    let names = fit.namesWithTheoryErrors(constraints)
    let choice = fit.theoryErrors
    if choice.standard != .nuisance, names.isEmpty, choice.predictions.isEmpty {
      return ["theory-errors: nothing in this fit has a theory error that stands by itself"]
    }
    let treated = choice == TheoryErrorChoice() ? [] : ["theory errors are treated by: \(choice.words)"]
    return treated
      + choice.exceptions.keys.sorted().filter { !names.contains($0) }.map {
        "theory-errors: '\($0)' has no theory error that stands by itself in this fit"
      }
  }
}
