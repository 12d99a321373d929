import ArgumentParser
import Physics
import Typesetting

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

  @Option(help: OutputFormat.help)
  var format: OutputFormat = .text

  private struct Row: Encodable {
    let name: Observable
    let meaning, unit, equation, validity: String
  }

  func run() throws {
    let rows = Observable.allCases.map {
      Row(name: $0, meaning: $0.meaning, unit: $0.unit, equation: $0.equation, validity: $0.validity)
    }
    var table = Table(["name", "unit", "equation", "meaning", "validity"], indent: "")
    for row in rows {
      table.add([
        .name(.observable(row.name)), Cell(row.unit), Cell(row.equation.isEmpty ? "–" : row.equation),
        Cell(row.meaning),
        Cell(row.validity),
      ])
    }
    try Console.write(format.rendering(["observables": rows], Document(table)))
  }
}
