import ArgumentParser
import Physics

/// `mutau observables`
struct ObservablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "observables",
    abstract: "List what can be predicted: name, meaning, unit, equation, validity.",
    discussion: """
      Examples:
        mutau observables
        mutau observables --format json
      """)

  @Option(help: "How to print the result: text or json.")
  var format: OutputFormat = .text

  private struct Row: Encodable {
    let name, meaning, unit, equation, validity: String
  }

  func run() throws {
    let rows = Observable.allCases.map {
      Row(name: $0.rawValue, meaning: $0.meaning, unit: $0.unit, equation: $0.equation, validity: $0.validity)
    }
    if format == .json { return try Console.write(json(["observables": rows])) }
    var table = Table(["name", "unit", "equation", "meaning", "validity"], indent: "")
    for row in rows {
      table.add([row.name, row.unit, row.equation.isEmpty ? "–" : row.equation, row.meaning, row.validity])
    }
    try Console.write(table.text)
  }
}
