import GlobalFit
import Typesetting

/// A comparison on one screen: how well every variant fits, the quantities that were asked for, and what moved most.
struct ComparisonScreen {
  private let comparison: Comparison
  private let problem: Problem
  private let quantities: [Quantity]
  /// Whether somebody asked for them: then all are told of.
  private let areAsked: Bool

  /// - Parameter quantities: those to be told of, the first first; empty for as many as there is room for, derived ones first.
  init(_ comparison: Comparison, _ problem: Problem, quantities: [Quantity]) {
    (self.comparison, self.problem, areAsked) = (comparison, problem, !quantities.isEmpty)
    guard quantities.isEmpty else {
      self.quantities = quantities
      return
    }
    var names: [Quantity] = []
    for name in comparison.results.flatMap(\.profiles).map(\.quantity) where !names.contains(name) {
      names.append(name)
    }
    let parameters = Set(problem.free.map { Quantity.parameter($0.parameter) })
    self.quantities = names.filter { !parameters.contains($0) } + names.filter(parameters.contains)
  }

  var document: Document {
    let report = ComparisonReport(comparison, problem)
    var title = Document()
    title.title(
      comparison.title, counted(comparison.shifts.count, "variant"), splitAtWidth: Document.screenWidth)
    let first = Document([report.verdict, title, report.fits])
    let last = moves
    var parts = [first]
    for name in quantities {
      let next = Document(parts + [report.summary(of: name), last])
      // an empty line and the last one follow
      guard areAsked || next.lines <= FirstScreen.height - 2 else { break }
      parts.append(report.summary(of: name))
    }
    return Document(parts + [last])
  }

  /// The largest shifts of medians, those that were asked for if any were.
  private var moves: Document {
    var document = Document()
    let wanted = comparison.drivers.filter { quantities.contains($0.quantity) }
    let largest = (wanted.isEmpty ? comparison.drivers : wanted).prefix(3)
    if !largest.isEmpty {
      let words = largest.map {
        "\($0.quantity.symbol.replacing(" ", with: "\u{a0}")) \($0.sigmas.signed(1))\u{a0}σ by \($0.variant)"
      }
      document.tell("Medians moved", "most: " + words.joined(separator: ", "))
    }
    let left = quantities.isEmpty ? "" : "--quantity \(quantities[0].name) --table limits: one table; "
    document.tell("More", left + "--full: every table and every difference")
    return document
  }
}
