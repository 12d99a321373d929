import ArgumentParser
import GlobalFit
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
        mutau observables fits/b-physics-data.yaml
      """)

  @Argument(
    help: "A fit file: list what it can predict, the observables of its files of predictions among them.",
    completion: .file(extensions: ["yaml"]))
  var fit: String?

  @OptionGroup var library: LibraryOptions

  private struct Row: Encodable {
    let name: Observable
    let meaning, unit, equation, validity: String
  }

  func run() throws {
    let rows = try self.rows
    var table = Table(["name", "unit", "equation", "meaning", "validity"], indent: "")
    for row in rows {
      table.add([
        .name(.observable(row.name)), Cell(row.unit), Cell(row.equation.isEmpty ? "–" : row.equation),
        Cell(row.meaning),
        Cell(row.validity),
      ])
    }
    try Console.write(library.format.rendering(["observables": rows], Document(table)))
  }

  private var rows: [Row] {
    get throws {
      guard let fit else { return Observable.allCases.map { row($0, of: []) } }
      let problem = try Problem(Fit(contentsOf: fit), library: library.library(besideFit: fit))
      return problem.predictable.map { row($0, of: problem.predictionFiles) }
    }
  }

  private func row(_ observable: Observable, of files: [FilePredictions]) -> Row {
    let name = observable.rawValue
    for own in files {
      guard case .polynomial = observable, let number = own.file.observables.firstIndex(of: name) else {
        continue
      }
      return Row(
        name: observable, meaning: "predicted by \(own.name)", unit: observable.unit,
        equation: own.file.writtenExpressions?[number] ?? "polynomial", validity: observable.validity)
    }
    return Row(
      name: observable, meaning: observable.meaning, unit: observable.unit, equation: observable.equation,
      validity: observable.validity)
  }
}
