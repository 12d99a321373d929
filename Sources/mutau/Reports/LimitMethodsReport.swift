import GlobalFit
import Typesetting

/// The limits on one quantity as text.
struct LimitMethodsReport {
  private let limits: Limits
  private let problem: Problem

  init(_ limits: Limits, of problem: Problem) {
    self.limits = limits
    self.problem = problem
  }

  var document: Document {
    Document([
      FitReport.verdict(limits.problems.map { "NOT CONVERGED: \($0)" })
        .followed(by: FitReport.header(problem, seed: limits.seed)), body,
    ])
  }

  /// Without what the whole fit has in common.
  var body: Document { bestFit.followed(by: table) }

  private var bestFit: Document {
    let unit = limits.unit.isEmpty ? "" : " \(limits.unit)"
    var document = Document()
    document.head(
      "Limits on \(symbol(of: limits.quantity)) at \((100 * limits.level).typed) %",
      "best fit \(limits.bestFit.resolving(limits.limits.compactMap(distance).min()))\(limits.bestFit.isFinite ? unit : ""), χ² = \(limits.chiSquared.fixed(2))"
    )
    if let edge = limits.edge {
      document.say(
        "  the best fit is at the \(edge.rawValue) edge of what the priors allow: its intervals are one-sided"
      )
    }
    if let standardModel = limits.standardModel {
      document.say(
        "  Standard Model: \(standardModel.resolving(standardModel - limits.bestFit))\(standardModel.isFinite ? unit : "")"
      )
    }
    return document
  }

  private var table: Document {
    var document = Document()
    guard !limits.limits.isEmpty else { return document }
    var table = Table(
      ["method", .quantity(limits.quantity, limits.unit), "Δχ²", "remark"],
      alignments: [.left, .left, .right, .left])
    for limit in limits.limits where hasLimit(limit.side) {
      table.add([
        limit.method.rawValue, words(limit), limit.deltaChiSquared?.fixed(3) ?? "", limit.remark,
      ])
    }
    let missing = Limit.Side.allCases.compactMap { side -> String? in
      guard let own = limits.limits.first(where: { $0.side == side }), !hasLimit(side) else { return nil }
      return "  no \(side.rawValue) limit: \(own.remark)"
    }
    if missing.count < Set(limits.limits.map(\.side)).count { document.add(table) }
    for line in missing { document.say(line) }
    return document
  }

  private func hasLimit(_ side: Limit.Side) -> Bool {
    limits.limits.contains { $0.side == side && $0.value != nil }
  }

  /// How far a limit is from the best fit; nil where they are the same.
  private func distance(of limit: Limit) -> Double? {
    limit.value.flatMap { $0.isFinite && $0 != limits.bestFit ? ($0 - limits.bestFit).magnitude : nil }
  }

  /// `> 609.3`, `< 1.62 ± 0.02`, or a dash.
  private func words(_ limit: Limit) -> String {
    guard let value = limit.value else { return "–" }
    let sign = limit.side == .lower ? ">" : "<"
    guard let error = limit.error, error > 0, error.isFinite else {
      return "\(sign) \(value.resolving(distance(of: limit), digits: 5))"
    }
    return "\(sign) \(Double.withError(value, error))"
  }
}
