import GlobalFit
import Typesetting

/// Limits on one quantity in several scenarios: scenarios down, methods across.
struct LimitTable {
  /// A row.
  struct Scenario {
    let name: String
    let bestFit: Double
    let limits: [Limit]
    /// What stands before the limits, in the columns that the table has for it.
    var first: [Cell] = []
  }

  /// A column: both sides of one method.
  private struct Column: Equatable {
    let method: Limit.Method
    let prior: String?

    init(_ limit: Limit) { (method, prior) = (limit.method, limit.prior) }
  }

  let quantity: Quantity
  /// What priors may tell of.
  let symbols: [Quantity]
  let level: Double
  let scenarios: [Scenario]
  /// The names of the columns that stand before those of the limits.
  var first: [String] = []
  /// What these columns mean.
  var meanings: [String] = []
  /// Whether these columns have errors of draws.
  var firstHaveErrors = false

  private var limits: [Limit] { scenarios.flatMap(\.limits) }

  private var columns: [Column] {
    var columns: [Column] = []
    for column in limits.map(Column.init) where !columns.contains(column) { columns.append(column) }
    return Limit.Method.allCases.flatMap { method in columns.filter { $0.method == method } }
  }

  var document: Document {
    let columns = columns
    let priors = columns.compactMap(\.prior)
    let headings = first.map { Cell($0) } + columns.map { Cell(heading($0, among: priors)) }
    var table = Table([""] + headings, typeset: [.quantity(quantity)] + headings)
    for scenario in scenarios {
      table.add([Cell(scenario.name)] + scenario.first + columns.map { cell($0, in: scenario) })
    }
    let what = "limits at \((100 * level).typed) %, each side by itself"
    let notes = notes(priors)
    let words = ": " + ([what] + notes).joined(separator: "; ") + "."
    table.caption([.quantity(quantity)] + Cell.typeset(words, symbols: symbols))
    var document = Document()
    document.head(Cell.quantity(quantity).text, what, gap: 3)
    document.add(table, splitAtWidth: ComparisonReport.width)
    for note in notes { document.say("  \(note)") }
    return document
  }

  private func heading(_ column: Column, among priors: [String]) -> String {
    guard priors.count > 1, let place = column.prior.flatMap(priors.firstIndex) else {
      return column.method.rawValue
    }
    return "\(column.method.rawValue) (\(place + 1))"
  }

  private func cell(_ column: Column, in scenario: Scenario) -> Cell {
    let own = scenario.limits.filter { Column($0) == column }
    let words = own.map { limit in
      limit.inWords(bestFit: scenario.bestFit) + (limit.isDoubtful ? " †" : "")
        + (limit.problem == nil ? "" : " ‡")
    }
    return Cell(words.isEmpty ? "–" : words.joined(separator: ", "))
  }

  /// What the columns and marks mean, one by one.
  private func notes(_ priors: [String]) -> [String] {
    var notes = meanings
    for (place, prior) in priors.enumerated() {
      notes.append(priors.count > 1 ? "posterior (\(place + 1)): \(prior)" : "posterior: \(prior)")
    }
    if firstHaveErrors || limits.contains(where: { $0.error != nil }) {
      notes.append("± is the statistical error of toys or of draws")
    }
    if limits.contains(where: \.isDoubtful) {
      notes.append("†: NOT TO BE TRUSTED, the method does not hold here")
    }
    if limits.contains(where: { $0.problem != nil }) { notes.append("‡: NOT CONVERGED") }
    return notes
  }
}
