import GlobalFit
import Physics

/// The best fit as text.
struct BestFitReport {
  private let bestFit: BestFit
  private let problem: Problem

  init(_ bestFit: BestFit, of problem: Problem) {
    self.bestFit = bestFit
    self.problem = problem
  }

  var text: String {
    let p = bestFit.pValue.map { " (p = \($0.asProbability))" } ?? ""
    var text =
      "Best fit    χ² = \(bestFit.chiSquared.fixed(2)) for \(bestFit.degreesOfFreedom) dof\(p); \(bestFit.search)\n"
    text += parameters
    text += pulls
    text += unconstrained
    if bestFit.minima.count > 1 || bestFit.minima.contains(where: { !$0.varying.isEmpty }) { text += minima }
    return text
  }

  private var parameters: String {
    var table = Table(["", ""])
    for (parameter, own) in zip(bestFit.parameters, problem.free) {
      let unit = own.parameter.unit
      // An error that the shape of χ² does not bear out is worse than none, and so is one with another held at an edge.
      let error = (bestFit.isParabolic && !bestFit.isAtEdge) || own.isNuisance ? parameter.error : nil
      let value =
        error.map { Double.withError(parameter.value, $0, unit: unit) }
        ?? parameter.value.significant(4) + (unit.isEmpty ? "" : " \(unit)")
      table.add([own.parameter.symbol, value, Self.remark(parameter, own)])
    }
    for observable in problem.fit.predictions {
      guard let value = bestFit.predictions[observable.rawValue] else { continue }
      table.add([
        observable.symbol, value.significant(4) + (observable.unit.isEmpty ? "" : " \(observable.unit)"),
      ])
    }
    var text = table.text
    if let reason = bestFit.hessianProblem {
      text += "  no errors from the second derivatives (\(reason)): intervals come from the profile\n"
    } else if bestFit.isAtEdge {
      text += "  the best fit is at an edge of the priors: every interval depends on where the ranges end\n"
    } else if !bestFit.isParabolic {
      text += "  χ² is not parabolic here: intervals come from the profile\n"
    }
    return text
  }

  private static func remark(_ parameter: BestFit.ParameterResult, _ own: FreeParameter) -> String {
    guard let limit = parameter.limit else {
      let isFree = parameter.noError?.contains("not constrained") == true
      return [own.isNuisance ? "nuisance" : nil, isFree ? "not constrained by the data" : nil].compactMap(
        \.self
      )
      .joined(separator: ", ")
    }
    let edge = limit == .upper ? own.prior.support.upperBound : own.prior.support.lowerBound
    return edge.isFinite
      ? "at the \(limit.rawValue) edge of its range: its intervals are one-sided"
      : "beyond eight standard deviations of its prior"
  }

  /// The largest pulls first.
  private var pulls: String {
    var pulls: [(name: String, pull: Double)] = []
    for constraint in bestFit.evaluation.constraints {
      for (index, observable) in constraint.observables.enumerated() {
        // Where several constraints measure one observable, the constraint's own name tells them apart.
        let isShared = bestFit.evaluation.constraints.count { $0.observables.contains(observable) } > 1
        let name =
          isShared ? String(constraint.name.split(separator: "/").last ?? "") : symbol(of: observable)
        pulls.append((name, constraint.pulls[index]))
      }
    }
    for auxiliary in bestFit.evaluation.auxiliary {
      pulls.append((symbol(of: auxiliary.parameter), auxiliary.pull))
    }
    let shown = pulls.sorted { $0.pull.magnitude > $1.pull.magnitude }.prefix(6)
    let more = pulls.count > shown.count ? " · …" : ""
    return "  pulls  " + shown.map { "\($0.name) \($0.pull.signed(1))" }.joined(separator: " · ") + more
      + "\n"
  }

  /// The directions in which the data say nothing: `m_Z' with g' (m_Z' up, g' up by 0.57)`.
  private var unconstrained: String {
    guard !bestFit.unconstrained.isEmpty else { return "" }
    let directions = bestFit.unconstrained.map { direction in
      let symbols = direction.parameters.map { symbol(of: $0.name) }
      guard symbols.count > 1 else { return symbols.joined() }
      let moves = direction.parameters.enumerated().map { index, component in
        "\(symbols[index]) \(component.share < 0 ? "down" : "up")"
          + (index == 0 ? "" : " by \(component.share.magnitude.fixed(2))")
      }
      return
        "\(symbols[0]) with \(symbols.dropFirst().joined(separator: ", ")) (\(moves.joined(separator: ", ")))"
    }
    var text = "  the data do not constrain:\n" + directions.map { "    \($0)\n" }.joined()
    if bestFit.unconstrained.contains(where: { $0.parameters.count > 1 }) {
      text += "    (numbers: parts of the prior's range, for the whole range of the first)\n"
    }
    return text
  }

  /// A column for each class, for parameters may be many and classes are few.
  private var minima: String {
    let shown = bestFit.minima.prefix(4)
    let count = bestFit.minima.count
    let text =
      "  \(count) class\(count == 1 ? "" : "es") of minima within Δχ² < 9; the data do not tell members of one apart"
      + (shown.count < count ? " (the lowest \(shown.count) shown)" : "") + "\n"
    var table = Table([], alignments: [.left] + shown.map { _ in .left }, indent: "    ")
    table.add(["Δχ²"] + shown.map { ($0.chiSquared - bestFit.chiSquared).fixed(2) })
    table.add(["starts"] + shown.map { "\($0.starts)" })
    for parameter in bestFit.parameters {
      table.add(
        [symbol(of: parameter.name)]
          + shown.map { members in
            guard let spread = members.varying.first(where: { $0.name == parameter.name }) else {
              return members.parameters[parameter.name]?.significant(4) ?? ""
            }
            return spread.values.map { $0.map { $0.significant(3) }.joined(separator: " or ") }
              ?? "\(spread.lower.significant(3)) … \(spread.upper.significant(3))"
          })
    }
    return text + table.text
  }
}
