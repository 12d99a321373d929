import GlobalFit
import Physics
import Typesetting

/// The best fit as text.
struct BestFitReport {
  private let bestFit: BestFit
  private let problem: Problem
  private let interval: (Quantity) -> Double?
  /// The significance against the Standard Model by toys, where there are any.
  private let toys: String?

  /// - Parameters:
  ///   - toys: what toys say of the fit, if there are any.
  ///   - resolution: how far apart values of a quantity must be to be told apart, where its interval says so.
  init(
    _ bestFit: BestFit, of problem: Problem, toys: GoodnessOfFit? = nil,
    resolution: @escaping (Quantity) -> Double?
  ) {
    self.bestFit = bestFit
    self.toys = Self.significance(byToys: toys)
    self.problem = problem
    interval = resolution
  }

  /// How far the best fit is from the Standard Model by toys, `2.1 σ by 1000 toys`; nil without toys.
  static func significance(byToys toys: GoodnessOfFit?) -> String? {
    guard let toys, let ratio = toys.standardModel else { return nil }
    let bound = ratio.isSignificanceBound ? "> " : ""
    return "\(bound)\(ratio.significanceOfToys.fixed(1)) σ by \(toys.toys) toys"
  }

  /// How far apart values of a quantity must be to be told apart: what its interval says, its error, that of a measurement of
  /// it, or the range of its prior.
  private func resolution(of quantity: Quantity) -> Double? {
    if let known = interval(quantity) { return known }
    switch quantity {
    case .parameter(let parameter):
      let support = problem.free.first { $0.parameter == parameter }?.prior.support
      return bestFit.parameters.first { $0.parameter == parameter }?.error
        ?? support.map { $0.upperBound - $0.lowerBound }
    case .observable(let observable):
      return bestFit.evaluation.constraints.flatMap { zip($0.observables, $0.measured) }
        .filter { $0.0 == observable }
        .compactMap { RoundedMeasurement(published: $0.1.typeset)?.smallestError }.min()
    }
  }

  var document: Document {
    var document = core
    document.say("  pulls  \(bestFit.evaluation.largestPulls(6))", in: .text)
    document.add(pullTable, in: .type)
    document.append(shape)
    return document
  }

  /// The minimum and what is predicted there.
  var core: Document {
    let p = bestFit.pValue.map { " (p = \($0.asProbability))" } ?? ""
    var document = Document()
    document.head(
      "Best fit",
      "χ² = \(bestFit.chiSquared.fixed(2)) for \(bestFit.degreesOfFreedom) dof\(p); \(bestFit.search)")
    if let ratio = bestFit.standardModel {
      document.say("  Standard Model: \(ratio.words)\(toys.map { "; \($0)" } ?? "")")
    }
    document.add(parameters)
    if let reason = bestFit.hessianProblem {
      document.say("  no errors from the second derivatives (\(reason)): intervals come from the profile")
    } else if bestFit.isAtEdge {
      document.say(
        "  the best fit is at an edge of the priors: every interval depends on where the ranges end")
    } else if !bestFit.isParabolic {
      document.say("  χ² is not parabolic here: intervals come from the profile")
    }
    return document
  }

  /// What the data leave open, and other minima.
  var shape: Document {
    var document = unconstrained
    if bestFit.minima.count > 1 || bestFit.minima.contains(where: { !$0.varying.isEmpty }) {
      document.append(minima)
    }
    return document
  }

  private var parameters: Table {
    var table = Table(["", ""], typeset: ["quantity", "best fit", "remark"])
    for (parameter, own) in zip(bestFit.parameters, problem.free) {
      let unit = own.parameter.unit
      // An error that the shape of χ² does not bear out is worse than none, and so is one with another held at an edge.
      let error = (bestFit.isParabolic && !bestFit.isAtEdge) || own.isNuisance ? parameter.error : nil
      let value =
        error.map { Double.withError(parameter.value, $0, unit: unit) }
        ?? parameter.value.resolving(resolution(of: .parameter(parameter.parameter)))
        + (unit.isEmpty ? "" : " \(unit)")
      table.add([
        .symbol(of: .parameter(parameter.parameter)),
        .value(value, error.flatMap { RoundedMeasurement(parameter.value, $0) }, unit: unit),
        Cell(Self.remark(parameter, own)),
      ])
    }
    for observable in problem.fit.predictions {
      guard let value = bestFit.predictions[observable] else { continue }
      table.add([
        .symbol(of: .observable(observable)),
        Cell(
          value.resolving(resolution(of: .observable(observable)))
            + (observable.unit.isEmpty ? "" : " \(observable.unit)")),
      ])
    }
    return table
  }

  private static func remark(_ parameter: BestFit.ParameterResult, _ own: FreeParameter) -> String {
    guard let limit = parameter.limit else {
      let isFree = parameter.isUnconstrained
      return [own.isNuisance ? "nuisance" : nil, isFree ? parameter.noError : nil].compactMap(
        \.self
      )
      .joined(separator: ", ")
    }
    let edge = limit == .upper ? own.prior.support.upperBound : own.prior.support.lowerBound
    return edge.isFinite
      ? "at the \(limit.rawValue) edge of its range: its intervals are one-sided"
      : "beyond eight standard deviations of its prior"
  }

  /// Every measurement beside its prediction, in file order.
  private var pullTable: Table {
    var table = Table(
      ["quantity", "constraint", "measured", "predicted", "pull"],
      alignments: [.left, .left, .right, .right, .right], caption: "Pulls: (measured − predicted)/σ")
    for constraint in bestFit.evaluation.constraints {
      for (index, observable) in constraint.observables.enumerated() {
        table.add([
          .quantity(.observable(observable)), Cell(constraint.name),
          .measured(constraint.measured[index]),
          .predicted(constraint.predictions[index], beside: constraint.measured[index]),
          Cell(constraint.pulls[index].signed(2)),
        ])
      }
    }
    for auxiliary in bestFit.evaluation.auxiliary {
      let value = bestFit.evaluation.parameters[auxiliary.parameter]
      table.add([
        .quantity(.parameter(auxiliary.parameter)), "prior", "",
        Cell(value?.resolving(resolution(of: .parameter(auxiliary.parameter))) ?? ""),
        Cell(auxiliary.pull.signed(2)),
      ])
    }
    return table
  }

  /// The directions in which the data say nothing: `m_Z' with g' (m_Z' up, g' up by 0.57)`.
  private var unconstrained: Document {
    var document = Document()
    guard !bestFit.unconstrained.isEmpty else { return document }
    let directions = bestFit.unconstrained.map { direction in
      let symbols = direction.parameters.map(\.parameter.symbol)
      guard symbols.count > 1 else { return symbols.joined() }
      let moves = direction.parameters.enumerated().map { index, component in
        "\(symbols[index]) \(component.share < 0 ? "down" : "up")"
          + (index == 0 ? "" : " by \(component.share.magnitude.fixed(2))")
      }
      return
        "\(symbols[0]) with \(symbols.dropFirst().joined(separator: ", ")) (\(moves.joined(separator: ", ")))"
    }
    document.say(
      (["  the data do not constrain:"] + directions.map { "    \($0)" }).joined(separator: "\n"))
    if bestFit.unconstrained.contains(where: { $0.parameters.count > 1 }) {
      document.say("    (numbers: parts of the prior's range, for the whole range of the first)")
    }
    return document
  }

  /// A column for each class, for parameters may be many and classes are few.
  private var minima: Document {
    let shown = bestFit.minima.prefix(4)
    let count = bestFit.minima.count
    var document = Document()
    document.say(
      "  \(count) class\(count == 1 ? "" : "es") of minima within Δχ² < 9; the data do not tell members of one apart"
        + (shown.count < count ? " (the lowest \(shown.count) shown)" : ""))
    var table = Table(
      [String](), alignments: [.left] + shown.map { _ in .left }, indent: "    ", caption: "Minima")
    table.add(["Δχ²"] + shown.map { ($0.chiSquared - bestFit.chiSquared).fixed(2) })
    table.add(["starts"] + shown.map { "\($0.starts)" })
    for parameter in bestFit.parameters.map(\.parameter) {
      table.add(
        [.symbol(of: .parameter(parameter))]
          + shown.map { members in
            guard let spread = members.varying.first(where: { $0.parameter == parameter }) else {
              let distance = resolution(of: .parameter(parameter))
              return Cell(members.parameters[parameter]?.resolving(distance) ?? "")
            }
            return Cell(
              spread.values.map { values in
                let distance = zip(values, values.dropFirst()).map { ($0 - $1).magnitude }.min()
                return values.map { $0.resolving(distance, digits: 3) }.joined(separator: " or ")
              }
                ?? [spread.lower, spread.upper].map {
                  $0.resolving(spread.upper - spread.lower, digits: 3)
                }.joined(separator: " … "))
          })
    }
    document.add(table)
    return document
  }
}

extension Evaluation {
  /// So many pulls, the largest first: `Δa_μ +3.1 · g_Ve −2.2 · …`.
  func largestPulls(_ count: Int) -> String {
    var pulls: [(name: String, pull: Double)] = []
    for constraint in constraints {
      for (index, observable) in constraint.observables.enumerated() {
        // Where several constraints measure one observable, the constraint's own name tells them apart.
        let isShared = constraints.count { $0.observables.contains(observable) } > 1
        let own = String(constraint.name.split(separator: "/").last ?? "")
        let symbol = observable.symbol
        let name = !isShared ? symbol : constraint.observables.count > 1 ? "\(symbol) of \(own)" : own
        pulls.append((name, constraint.pulls[index]))
      }
    }
    for auxiliary in auxiliary { pulls.append((auxiliary.parameter.symbol, auxiliary.pull)) }
    let shown = pulls.sorted { $0.pull.magnitude > $1.pull.magnitude }.prefix(count)
    return shown.map { "\($0.name) \($0.pull.signed(1))" }.joined(separator: " · ")
      + (pulls.count > shown.count ? " · …" : "")
  }
}
