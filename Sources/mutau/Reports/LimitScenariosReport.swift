import GlobalFit
import Typesetting

/// Limits on one quantity of the fit as it stands and of variants, side by side.
struct LimitScenariosReport {
  private let problem: Problem
  /// The limits of each, the fit as it stands first.
  var found: [Limits] = []
  /// Whether all are there.
  var isFinished = false

  /// - Parameter problem: the fit as it stands.
  init(of problem: Problem) { self.problem = problem }

  /// Why numbers must not be used or are missing, each with the name of its fit.
  var problems: [String] {
    found.flatMap { limits in limits.problems.map { "\(name(limits)): \($0)" } }
  }

  var document: Document {
    guard let first = found.first else { return Document() }
    let reasons = problems.map { "NOT CONVERGED: \($0)" }
    let warnings =
      (isFinished ? [] : ["UNFINISHED: interrupted before all limits were known"])
      + Advice.below(reasons, Advice.onLimits(of: problem.fit))
    var title = Document()
    title.title(
      problem.fit.title, "\(counted(found.count - 1, "variant")), seed \(first.seed)",
      splitAtWidth: Document.screenWidth)
    let table = LimitTable(
      quantity: first.quantity, symbols: problem.free.map { .parameter($0.parameter) }, level: first.level,
      scenarios: found.map {
        LimitTable.Scenario(name: name($0), bestFit: $0.bestFit, limits: $0.limits)
      })
    return Document([FitReport.verdict(warnings).followed(by: title), table.document])
  }

  private func name(_ limits: Limits) -> String { limits.variant ?? "as it stands" }
}
