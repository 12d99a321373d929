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
      FitReport.verdict(unfinished + general + reasons { _ in true })
        .followed(by: FitReport.header(problem, seed: limits.seed)),
      body,
    ])
  }

  /// Without what the whole fit has in common.
  var body: Document { bestFit.followed(by: table { _ in true }) }

  /// What is known soon, to be printed before the rest is.
  var quickPart: Document {
    Document([
      FitReport.verdict(general + reasons(isQuick))
        .followed(by: FitReport.header(problem, seed: limits.seed)),
      bestFit.followed(by: table(isQuick)),
    ])
  }

  /// The rest, to be printed behind the ``quickPart``; empty if there is none.
  var slowPart: Document {
    let table = table { !isQuick($0) }
    var heading = Document()
    if !table.isEmpty { heading.head("By toys and the posterior") }
    return FitReport.verdict(unfinished + reasons { !isQuick($0) }).followed(by: heading).followed(by: table)
  }

  private func isQuick(_ limit: Limit) -> Bool { limit.method.isQuick }

  private var unfinished: [String] {
    limits.isFinished ? [] : ["UNFINISHED: interrupted before all limits were known"]
  }

  /// Why there is no limit at all.
  private var general: [String] {
    guard limits.limits.isEmpty else { return [] }
    return Advice.below(limits.problems.map { "NOT CONVERGED: \($0)" }, Advice.onFits(of: problem.fit))
  }

  /// Why limits must not be used or are missing.
  private func reasons(_ isShown: (Limit) -> Bool) -> [String] {
    let reasons = limits.limits.filter(isShown).compactMap { limit in
      limit.problem.map {
        let verdict = limit.value == nil ? "NOT DETERMINED" : "NOT CONVERGED"
        return "\(verdict): \(limit.method.rawValue), \(limit.side.rawValue) limit (\($0))"
      }
    }
    return Advice.below(reasons, Advice.onLimits(of: problem.fit))
  }

  private var bestFit: Document {
    let unit = limits.unit.isEmpty ? "" : " \(limits.unit)"
    var document = Document()
    document.head(
      "Limits on \(limits.quantity.symbol) at \((100 * limits.level).typed) %",
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

  private func table(_ isShown: (Limit) -> Bool) -> Document {
    let shown = limits.limits.filter(isShown)
    var document = Document()
    guard !shown.isEmpty else { return document }
    var table = Table(
      ["method", .quantity(limits.quantity), "Δχ²", "remark"],
      alignments: [.left, .left, .right, .left])
    let missing = Limit.Side.allCases.filter { side in
      shown.contains { $0.side == side } && shown.allSatisfy { $0.side != side || isNone($0) }
    }
    for limit in shown where !missing.contains(limit.side) {
      table.add([
        limit.method.rawValue, words(limit), limit.deltaChiSquared?.fixed(3) ?? "", limit.remark,
      ])
    }
    if !table.isEmpty { document.add(table) }
    for side in missing {
      guard let own = shown.first(where: { $0.side == side }) else { continue }
      document.say("  no \(side.rawValue) limit: \(own.remark)")
    }
    return document
  }

  /// Whether the priors end before the limit.
  private func isNone(_ limit: Limit) -> Bool { limit.value == nil && limit.problem == nil }

  private func words(_ limit: Limit) -> String { limit.inWords(bestFit: limits.bestFit) }

  /// How far a limit is from the best fit; nil where they are the same.
  private func distance(of limit: Limit) -> Double? { limit.distance(from: limits.bestFit) }
}

extension Limit {
  /// How far it is from the best fit; nil where they are the same.
  fileprivate func distance(from bestFit: Double) -> Double? {
    value.flatMap { $0.isFinite && $0 != bestFit ? ($0 - bestFit).magnitude : nil }
  }

  /// `> 609.3`, `< 1.62 ± 0.02`, or a dash.
  func inWords(bestFit: Double) -> String {
    guard let value else { return "–" }
    let sign = side == .lower ? ">" : "<"
    guard let error, error > 0, error.isFinite else {
      return "\(sign) \(value.resolving(distance(from: bestFit), digits: 5))"
    }
    return "\(sign) \(Double.withError(value, error))"
  }
}
