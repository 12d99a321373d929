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
        figure: figure, shapes: try figure.shapes(of: fit, library: library, by: workforce), title: fit.title
      ).drawing
    }
  }
}
