import ArgumentParser
import GlobalFit
import Physics
import Typesetting

/// `mutau inputs`
struct InputsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: "List the measurements, show one, or combine several of one observable.",
    discussion: """
      A combination assumes nothing about the model. --as v_Phi says at which v_Phi
      the model predicts the combined value and each of its limits, for a heavy Z'.

      Examples:
        mutau inputs
        mutau inputs neutrino-trident/nutev-2000
        mutau inputs --combine R_trident --as v_Phi \\
          --only neutrino-trident/charm-ii-1990,neutrino-trident/ccfr-1991
        mutau inputs --combine Delta_a_mu --only muon-magnetic-moment/2009 --as v_Phi
      """)

  @Argument(help: "The input to show; all of them are listed without it.")
  var name: String?

  @OptionGroup var options: LibraryOptions

  @Option(help: ArgumentHelp("Combine the measurements of this observable.", valueName: "observable"))
  var combine: String?

  @Option(
    help: ArgumentHelp("Combine these inputs only [default: all that nothing supersedes].", valueName: "a,b"))
  var only: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Translate the combination into this: v_Phi.", valueName: "quantity"))
  var translation: String?

  @Option(
    name: .customLong("mZPrime"), help: ArgumentHelp("Mass of the Z' for --as, in GeV.", valueName: "GeV"))
  var mass: Double = 100

  func validate() throws {
    if combine == nil, only != nil || translation != nil {
      throw ValidationError("--only and --as go with --combine")
    }
    if combine != nil, name != nil { throw ValidationError("either show an input or --combine several") }
    if let translation, translation != Observable.symmetryBreakingScale.rawValue {
      throw ValidationError("--as takes \(Observable.symmetryBreakingScale.rawValue), found '\(translation)'")
    }
    guard Parameter.mZPrime.physicalRange.contains(mass) else {
      throw ValidationError("--mZPrime is out of range")
    }
  }

  func run() throws {
    let library = try options.library()
    if let combine {
      try self.combine(combine, library)
    } else if let name {
      try show(library.selection([name]))
    } else {
      try list(library)
    }
  }

  private struct Row: Encodable {
    let input: String
    let observable: Observable
    let measured, experiment, citation: String
    let note, description: String?
    let publication: BibliographicRecord?
  }

  private struct Correlation: Encodable {
    let observables: [Observable]
    let matrix: [[Double]]
  }

  private struct Shown: Encodable {
    let inputs: [Row]
    let correlations: [Correlation]
  }

  private func rows(_ constraints: [Problem.Constraint]) -> [Row] {
    constraints.flatMap { constraint in
      constraint.measurements.flatMap { measurement in
        measurement.rows.map { observable, measured in
          Row(
            input: constraint.name, observable: observable, measured: measured,
            experiment: measurement.experiment ?? "", citation: measurement.citation, note: measurement.note,
            description: measurement.description, publication: measurement.record.nilIfEmpty)
        }
      }
    }
  }

  private func list(_ library: InputLibrary) throws {
    // A file that cannot be read does not hide the others: they are listed, and then it is complained of.
    var constraints: [Problem.Constraint] = []
    var mistakes: [InputError] = []
    for name in library.names {
      do {
        constraints.append(
          Problem.Constraint(name: name, measurements: try library.measurements(named: name)))
      } catch {
        mistakes.append(error)
      }
    }
    defer { for mistake in mistakes.dropFirst() { Console.complain("error: \(mistake)") } }
    let rows = rows(constraints)
    var table = Table(["input", "observable", "measured", "experiment", "source"], indent: "")
    var last = ""
    for row in rows {
      table.add([
        Cell(row.input == last ? "" : row.input), .observable(row.observable), .measured(row.measured),
        Cell(row.experiment), Cell(row.citation),
      ])
      last = row.input
    }
    try Console.write(options.format.rendering(["inputs": rows], Document(table)))
    if let first = mistakes.first { throw first }
  }

  private func show(_ constraints: [Problem.Constraint]) throws {
    let correlations = constraints.flatMap(\.measurements).flatMap(\.correlations).map {
      Correlation(observables: $0.observables, matrix: $0.rows)
    }
    try Console.write(
      options.format.rendering(
        Shown(inputs: rows(constraints), correlations: correlations), document(of: constraints)))
  }

  private func document(of constraints: [Problem.Constraint]) -> Document {
    var document = Document()
    for measurement in constraints.flatMap(\.measurements) {
      document.head(measurement.title, "\(measurement.file):\(measurement.line)", gap: 3)
      var table = Table(["", ""])
      if let experiment = measurement.experiment { table.add(["experiment", experiment]) }
      let record = measurement.record
      if let authors = record.authorsInWords { table.add(["authors", authors]) }
      if let collaboration = record.collaboration { table.add(["collaboration", collaboration]) }
      if let title = record.title { table.add(["title", title]) }
      if let journal = record.journal {
        table.add(["journal", journal.words])
      } else if let year = record.year {
        table.add(["year", "\(year)"])
      }
      if let inspire = measurement.inspire { table.add(["INSPIRE", inspire]) }
      if let url = measurement.url { table.add(["address", .link(url, to: url)]) }
      if let description = measurement.description { table.add(["description", description]) }
      if let note = measurement.note { table.add(["note", note]) }
      for old in measurement.supersedes { table.add(["supersedes", old]) }
      for other in measurement.sharesDataWith { table.add(["shares data with", other]) }
      for (observable, measured) in measurement.rows {
        table.add([.name(.observable(observable)), .measured(measured, unit: observable.unit)])
      }
      document.add(table)
      for block in measurement.correlations {
        document.say("  correlation")
        let right = Array(repeating: Table.Alignment.right, count: block.observables.count)
        var matrix = Table(
          [""] + block.observables.map { Cell.name(.observable($0)) }, alignments: [.left] + right,
          indent: "    "
        )
        for (observable, row) in zip(block.observables, block.rows) {
          matrix.add([.name(.observable(observable))] + row.map { Cell($0.plain) })
        }
        document.add(matrix)
      }
    }
    return document
  }

  private func combine(_ name: String, _ library: InputLibrary) throws {
    guard let observable = Observable(rawValue: name) else {
      let suggestion = Spelling.suggestion(for: name, among: Observable.allCases.map(\.rawValue))
      throw Failure.usage("--combine: unknown observable '\(name)'\(suggestion)")
    }
    let constraints: [Problem.Constraint]
    if let only {
      constraints = try library.selection(NameList.names(in: only, among: library.names))
    } else {
      constraints = try library.current(of: observable)
    }
    do {
      let combination = try Combination(observable, of: constraints)
      let report = try CombinationReport(
        combination, translation: translation == nil ? nil : translated(observable), mass: mass)
      try Console.write(options.format.rendering(report, report.document))
    } catch let refusal as Combination.Refusal {
      throw Failure.usage(refusal.description)
    }
  }

  private func translated(_ observable: Observable) throws -> Translation {
    guard Parametrisation.leptonic.observables.contains(observable),
      let translation = Translation(observable, mass: mass)
    else {
      throw Failure.usage(
        "\(observable.rawValue) does not change steadily with v_Phi: it cannot be translated")
    }
    return translation
  }
}
