import Foundation

/// A gnuplot at work on a figure, in a folder of its own, out of which drawings are moved when all are whole.
struct GnuplotRun {
  private let process = Process()
  private let figure: Figure
  private let files: FigureFiles
  private let formats: [Gnuplot.Format]
  private let workshop: String

  /// Begins to draw a figure whose data and script are there.
  init(
    _ program: String, _ figure: Figure, in files: FigureFiles, formats: [Gnuplot.Format]
  ) throws(Gnuplot.Problem) {
    self.figure = figure
    self.files = files
    self.formats = formats
    let inner = ".drawing-\(figure.name)-\(ProcessInfo.processInfo.processIdentifier)"
    workshop = "\(files.folder)/\(inner)"
    do {
      try FileManager.default.createDirectory(atPath: workshop, withIntermediateDirectories: false)
      // What it says goes to a file: nobody need read while it works, so neither waits for the other.
      let words = "\(workshop)/words"
      try Data().write(to: URL(fileURLWithPath: words))
      let output = try FileHandle(forWritingTo: URL(fileURLWithPath: words))
      defer { try? output.close() }
      process.executableURL = URL(fileURLWithPath: program)
      process.currentDirectoryURL = URL(fileURLWithPath: files.folder)
      let wanted = formats.map(\.rawValue).joined(separator: " ")
      process.arguments = ["-e", "formats='\(wanted)'; folder='\(inner)/'", "\(figure.name).gnuplot"]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = output
      try process.run()
    } catch {
      try? FileManager.default.removeItem(atPath: workshop)
      throw Gnuplot.Problem(
        description: "\(program) could not be run in \(files.folder): \(FigureFiles.reason(error))",
        isMissing: false)
    }
  }

  /// Waits for the end and puts the drawings in their place.
  func finish() throws(Gnuplot.Problem) {
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(atPath: workshop) }
    let drawings = formats.map { "\(figure.name).\($0.rawValue)" }
    let isWhole = drawings.allSatisfy { name in
      let size = try? FileManager.default.attributesOfItem(atPath: "\(workshop)/\(name)")[.size] as? Int
      return (size ?? 0) > 0
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0, isWhole else {
      let words = (try? String(contentsOfFile: "\(workshop)/words", encoding: .utf8)) ?? ""
      let said = words.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty && $0 != "^" }
      let reason =
        process.terminationReason == .exit
        ? "ended with exit code \(process.terminationStatus)"
        : "was ended by signal \(process.terminationStatus)"
      throw Gnuplot.Problem(
        description: """
          gnuplot could not draw \(files.folder)/\(figure.name).gnuplot: it \(reason)\
          \(said.isEmpty ? " without a word" : " and said: " + said.suffix(4).joined(separator: " | "))
          """, isMissing: false)
    }
    for (format, name) in zip(formats, drawings) {
      let draft = "\(workshop)/\(name)"
      if let drawing = FileManager.default.contents(atPath: draft) {
        try files.write(DrawingFinish.finished(drawing, format, of: figure), to: name)
      }
    }
  }
}
