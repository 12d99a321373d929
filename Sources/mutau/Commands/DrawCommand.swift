import ArgumentParser
import Figures
import Foundation
import GlobalFit
import Inference
import Runs

/// `mutau draw`
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Figures of a fit file or a run, or of several runs side by side, as PDF, SVG and PNG.",
    discussion: """
      Of a fit file: the planes that it describes under 'figures', computed anew,
      into runs/<name of the fit>/figures.

      Writes numbers, a script of gnuplot, a caption and the drawings of each
      figure into <run>/figures. Of one run:
        corner           every quantity by itself and against every other one
        profiles         profile likelihood over the posterior
        pulls            measured numbers against the best fit
        trace            chains, draw by draw
        rank             do independent parts of the draws agree?
        weights          do few draws carry all?
        evidence         do runs of nested sampling agree, and explore evenly?
        prior-posterior  what the data did to every parameter
        variants         intervals, variant by variant, after mutau compare
        impact           the fit without each constraint (takes a while)
      Without names: all but impact, as far as the run has what they show. Of
      several runs, into the folder that --output says:
        corner           regions and densities over one another
        forest           intervals, run by run

      Examples:
        mutau draw fits/figure-3.yaml
        mutau draw runs/leptonic
        mutau draw runs/leptonic corner --quantity gPrime --quantity v_Phi
        mutau draw runs/leptonic runs/leptonic-nutev-2000 --output figures
        mutau draw runs/leptonic impact --quantity v_Phi --format pdf,png
      """)

  @Argument(
    help: ArgumentHelp(
      "A fit file or folders of runs, then names of figures.", valueName: "fit, run or figure"),
    completion: .file())
  var words: [String]

  @Option(
    help: ArgumentHelp(
      "Folder for the figures [default: figures in the run's; needed for several].", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("Formats of the drawings.", valueName: "pdf,svg,png"))
  var format = "pdf,svg,png"

  @Option(
    help: ArgumentHelp("What to show, for want of the usual; give it again for more.", valueName: "name"))
  var quantity: [String] = []

  @Option(
    help: ArgumentHelp("Folder of measurements, for a fit file.", valueName: "folder"), completion: .directory
  )
  var inputs: String?

  @Option(help: "Number of threads; the result does not depend on it.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
    if output == "" { throw ValidationError("--output takes the name of a folder") }
  }

  func run() throws {
    let formats = try formats()
    if let fit = words.first(where: Self.isFitFile) {
      let names = words.filter { $0 != fit }
      guard quantity.isEmpty else { throw Failure.usage("--quantity is for figures of runs") }
      try write(
        drawings(of: fit, named: names), into: output ?? "\(Self.folder(ofFit: fit))/figures", formats)
      return
    }
    let names = words.compactMap(RunFigure.init(rawValue:))
    let places = words.filter { RunFigure(rawValue: $0) == nil }
    guard !places.isEmpty else {
      throw Failure.usage("draw takes a run: mutau draw runs/leptonic \(words.joined(separator: " "))")
    }
    try places.forEach(check)
    if places.count > 1 {
      try RunFigure.checkThatAllCompare(names)
      guard output != nil else {
        throw Failure.usage(
          "a figure of several runs belongs into the folder of none: say where with --output FOLDER")
      }
    }
    let interruption = Interruption()
    let runs = DrawnRun.distinguished(try places.map { try DrawnRun(StoredRun($0), threads: threads) })
    try interruption.check()
    let figures = try ProgressLine.during("what the figures show") { () throws(Failure) in
      try RunFigure.figures(of: runs, named: names, quantities: quantity) { () throws(Failure) in
        try interruption.check()
      }
    }
    if output == nil { try Self.requireFigures(in: runs[0].stored.folder) }
    for note in RunFigure.validityNotes(of: runs) { Console.complain("note: \(note)") }
    try write(figures, into: output ?? runs[0].stored.folder.path + "/figures", formats)
    if output == nil {
      var record = FigureRecord(runs[0].stored)
      record.record(figures.map(\.name))
    }
  }

  /// - Throws: if the figures of a run would be written somewhere else.
  private static func requireFigures(in folder: RunFolder) throws(Failure) {
    do throws(RunFolder.Problem) {
      try folder.requireInside("figures/figure")
    } catch {
      throw .usage(error.description)
    }
  }

  private static func isFitFile(_ word: String) -> Bool { word.hasSuffix(".yaml") || word.hasSuffix(".yml") }

  /// Where the run of a fit is kept unless something else is asked for.
  static func folder(ofFit path: String) -> String {
    "runs/" + ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }

  /// The planes that a fit file describes.
  private func drawings(of path: String, named names: [String]) throws -> [Figure] {
    let fit = try Fit(contentsOf: path)
    let library = try LibraryOptions.library(inputs, besideFit: path)
    // Reads every input that the fit names: what is wrong with them is said before anything is computed.
    let problem = try Problem(fit, library: library)
    var notes = problem.notes
    for figure in fit.figures where names.isEmpty || names.contains(figure.name) {
      for note in try figure.validityNotes(of: fit, library: library) where !notes.contains(note) {
        notes.append(note)
      }
    }
    for note in notes { Console.complain("note: \(note)") }
    let line = ProgressLine(quiet: false)
    defer { line.clear() }
    var workforce = Workforce(threads: threads)
    workforce.told = { progress in
      guard let words = progress.words else { return }
      line.show(share: progress.share, words)
    }
    return try FitFigures(fit: fit, library: library).drawings(named: names, by: workforce)
  }

  /// Draws figures and says where they are.
  private func write(_ figures: [Figure], into folder: String, _ formats: [Gnuplot.Format]) throws {
    try Self.draw(figures, into: folder, formats: formats)
    try Console.write(
      figures.map { figure in
        formats.map { "\(folder)/\(figure.name).\($0.rawValue)\n" }.joined()
      }.joined())
  }

  /// Draws figures of a run that was just made, and takes them into its report. They come after the result, and cost nothing of
  /// it: what hinders them is a note.
  static func draw(_ names: [RunFigure] = [], ofRunIn folder: String, threads: Int) {
    guard Job.isFirst else { return }
    do {
      let stored = try StoredRun(folder)
      let figures = try RunFigure.figures(
        of: [DrawnRun(stored, threads: threads)], named: names, quantities: [])
      try requireFigures(in: stored.folder)
      try draw(figures, into: folder + "/figures", formats: Gnuplot.Format.allCases)
      var record = FigureRecord(stored)
      record.record(figures.map(\.name))
      try RunFiles.writePage(of: stored)
    } catch {
      Console.complain("note: no figures; \(error.message.replacing("error: ", with: ""))")
    }
  }

  /// Draws figures; what hinders that is a failure.
  static func draw(_ figures: [Figure], into folder: String, formats: [Gnuplot.Format]) throws(Failure) {
    let words = "drawing \(figures.map(\.name).joined(separator: ", "))"
    do throws(Gnuplot.Problem) {
      try ProgressLine.during(words) { () throws(Gnuplot.Problem) in
        try Gnuplot().draw(figures, into: folder, formats: formats)
      }
    } catch {
      throw .numerics(error.description)
    }
  }

  private func formats() throws(Failure) -> [Gnuplot.Format] {
    let known = Gnuplot.Format.allCases.map(\.rawValue)
    let names = format.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return try names.map { name throws(Failure) in
      guard let format = Gnuplot.Format(rawValue: name) else {
        throw .usage(
          "--format: unknown format '\(name)'\(Spelling.suggestion(for: name, among: known)); "
            + "known are \(known.joined(separator: ", "))")
      }
      return format
    }
  }

  /// Whether a word names a run; what else it may have been meant to be, if not.
  private func check(_ place: String) throws(Failure) {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
    guard exists else {
      let suggestion = Spelling.suggestion(for: place, among: RunFigure.allCases.map(\.rawValue))
      throw .usage("there is no run in \(place), nor a figure of that name\(suggestion)")
    }
  }
}
