import Figures
import GlobalFit
import Physics

/// What a constraint is called in figures: by the symbols of its observables, or by its experiment and year where others measure
/// the same.
struct ConstraintLabel {
  private let problem: Problem

  /// Labels of the constraints of a problem.
  init(_ problem: Problem) { self.problem = problem }

  /// The label of a constraint, `$\Delta a_\mu$`, or `CHARM-II 1990` of one among several.
  func label(of name: String) -> Label {
    guard let own = problem.constraints.first(where: { $0.name == name }) else { return .verbatim(name) }
    let observables = Self.observables(of: own)
    guard !observables.contains(where: isShared) else {
      return .verbatim(experiment(of: name))
    }
    let symbols = observables.prefix(observables.count > 3 ? 2 : 3).map { "$\($0.latex)$" }
    return Label(symbols.joined(separator: ", ") + (observables.count > symbols.count ? ", …" : ""))
  }

  /// Whether several constraints measure an observable.
  func isShared(_ observable: Observable) -> Bool {
    problem.constraints.count { Self.observables(of: $0).contains(observable) } > 1
  }

  private static func observables(of constraint: Problem.Constraint) -> [Observable] {
    constraint.measurements.flatMap(\.observables)
  }

  /// The experiment and the year of a constraint: `CHARM-II 1990`. The last part of its name where there is none.
  func experiment(of name: String) -> String {
    let last = String(name.split(separator: "/").last ?? "")
    guard let own = problem.constraints.first(where: { $0.name == name }),
      let experiment = own.measurements.first?.experiment, experiment != "theory"
    else { return last }
    let year = last.split(separator: "-").first { $0.count == 4 && Int($0) != nil }
    return year.map { "\(experiment) \($0)" } ?? experiment
  }
}
