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
    if bestFit.minima.count > 1 { text += minima }
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
    guard let limit = parameter.limit else { return own.isNuisance ? "nuisance" : "" }
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

  private var minima: String {
    var text = "  \(bestFit.minima.count) distinct minima within Δχ² < 9:\n"
    var table = Table(
      ["Δχ²"] + bestFit.parameters.map { symbol(of: $0.name) } + ["starts"],
      alignments: Array(repeating: .right, count: bestFit.parameters.count + 2), indent: "    ")
    for minimum in bestFit.minima {
      table.add(
        [(minimum.chiSquared - bestFit.chiSquared).fixed(2)]
          + bestFit.parameters.map { minimum.parameters[$0.name]?.significant(4) ?? "" } + [
            "\(minimum.starts)"
          ])
    }
    text += table.text
    return text
  }
}
