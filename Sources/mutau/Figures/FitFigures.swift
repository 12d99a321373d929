import Figures
import GlobalFit
import Inference

/// The figures that a fit file describes, computed.
struct FitFigures {
  let fit: Fit
  let library: InputLibrary

  /// The figures of these names; all of them without names.
  ///
  /// - Throws: a name that the fit does not have, and whatever the figures ask for that is not there.
  func drawings(named names: [String] = [], by workforce: Workforce) throws -> [Figure] {
    try check()
    let known = fit.figures.map(\.name)
    guard !known.isEmpty else {
      throw Failure.usage("\(fit.file) describes no figures: add 'figures', as fits/figure-3.yaml has them")
    }
    for name in names where !known.contains(name) {
      throw Failure.usage(
        "\(fit.file) has no figure '\(name)'\(Spelling.suggestion(for: name, among: known))")
    }
    return try fit.figures.filter { names.isEmpty || names.contains($0.name) }.map { figure in
      PlaneDrawing(
        figure: figure, shapes: try figure.shapes(of: fit, library: library, by: workforce), title: fit.title,
        notes: try figure.validityNotes(of: fit, library: library)
      ).drawing
    }
  }

  /// Refuses titles and labels that would not be shown as they were meant.
  func check() throws(InputError) {
    for text in fit.figures.flatMap(\.texts) {
      guard let problem = Label(text.words).problem else { continue }
      throw text.failure(Self.words(problem))
    }
  }

  /// What is wrong with a label, in words.
  static func words(_ problem: Label.Problem) -> String {
    switch problem {
    case .openFormula:
      return
        "the last dollar sign opens a formula that nothing closes; one that is to be seen is written '\\$'"
    case .unmatchedBrace: return "a brace in a formula has no partner"
    case .commandOutsideFormula(let name):
      return "'\\\(name)' stands in no formula; put it between dollar signs, as in '$\\mu$'"
    case .unknownCommand(let name):
      // Of three letters every command is near.
      if name.count > 3, let nearest = Spelling.nearest(to: name, among: Label.commands) {
        return "'\\\(name)' is not understood in a formula; did you mean '\\\(nearest)'?"
      }
      return "'\\\(name)' is not understood in a formula; understood are "
        + Label.commands.map { "\\\($0)" }.joined(separator: " ")
    }
  }
}
