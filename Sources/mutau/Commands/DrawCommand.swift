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
        planes           confidence regions of the planes that the fit profiles
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
        planes           confidence regions over one another
        forest           intervals, run by run
      Of runs of mutau profile: planes of --over x,y, of a single run profiles.

      Examples:
        mutau draw fits/figure-3.yaml
        mutau draw runs/leptonic
        mutau draw runs/leptonic corner --quantities gPrime,v_Phi --level 0.68,0.95
        mutau draw runs/leptonic runs/leptonic-nutev-2000 --output figures \\
          --label 'NuTeV 1998' --label 'NuTeV 2000' --truth gPrime=0.1,mZPrime=50
        mutau draw runs/leptonic-profile-mZPrime-gPrime
        mutau draw runs/leptonic impact --quantities v_Phi --format pdf,png
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

  @OptionGroup(title: "Look") var look: LookOptions

  @Option(
    help: ArgumentHelp("Folder of measurements, for a fit file.", valueName: "folder"), completion: .directory
  )
  var inputs: String?

  @OptionGroup var work: WorkOptions

  func validate() throws {
    if output == "" { throw ValidationError("--output takes the name of a folder") }
  }

  func run() throws {
    let formats = try formats()
    if let fit = words.first(where: Self.isFitFile) {
      let names = words.filter { $0 != fit }
      guard look.isEmpty else {
        throw Failure.usage(
          "--quantities, --label, --level, --truth, --filled and --lines are for figures of runs; a fit file says all of its planes itself"
        )
      }
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
    let runs = try places.map { try StoredRun($0) }
    let line = ProgressLine(quiet: work.quiet)
    defer { line.clear() }
    line.show("what the figures show")
    let figures = try figures(of: runs, named: names, by: work.workforce(showing: line)) {
      () throws(Failure) in try interruption.check()
    }
    line.clear()
    if output == nil { try Self.requireFigures(in: runs[0].folder) }
    for note in RunFigure.validityNotes(of: runs.map(\.problem)) { Console.complain("note: \(note)") }
    try write(figures, into: output ?? runs[0].folder.path + "/figures", formats)
    if output == nil {
      var record = FigureRecord(runs[0])
      record.record(figures.map(\.name))
    }
  }

  /// Figures of runs of mutau fit, or the planes of runs of which one at least is of mutau profile.
  private func figures(
    of runs: [StoredRun], named names: [RunFigure], by workforce: Workforce, check: () throws(Failure) -> Void
  ) throws -> [Figure] {
    let called = try look.names(of: runs.map(\.folder))
    guard runs.contains(where: { $0.identity.question != nil }) else {
      let drawn = try zip(runs, called).map { try DrawnRun($0, named: $1, by: workforce) }
      try check()
      let known = drawn[0].drawn.quantities.map(\.quantity)
      let options = try look.options(among: known, of: "the run \(called[0].words)")
      return try RunFigure.figures(of: drawn, named: names, options, check: check)
    }
    for name in names where ![.planes, .profiles].contains(name) {
      throw Failure.usage(
        "\(name.rawValue) needs runs of mutau fit; of mutau profile there are planes and profiles")
    }
    let profiled = try zip(runs, called).map { try ProfiledRun($0, named: $1, by: workforce) }
    let options = try look.options(among: profiled[0].quantities, of: "the run \(called[0].words)")
    let curves = profiled.count == 1 ? ProfilesFigure(profiled[0], options)?.figure : nil
    let planes = PlanesFigure(profiled, options)?.figure
    let figures = [(RunFigure.planes, planes), (.profiles, curves)].filter {
      names.isEmpty || names.contains($0.0)
    }
    if let missing = figures.first(where: {
      $0.1 == nil && (!names.isEmpty || planes == nil && curves == nil)
    }) {
      throw Failure.usage("\(missing.0.rawValue) cannot be drawn: \(missing.0.need)")
    }
    return figures.compactMap { $0.1?.noting(RunFigure.validityNotes(of: runs.map(\.problem))) }
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
    let line = ProgressLine(quiet: work.quiet)
    defer { line.clear() }
    return try FitFigures(fit: fit, library: library).drawings(
      named: names, by: work.workforce(showing: line))
  }

  /// Draws figures and says where they are.
  private func write(_ figures: [Figure], into folder: String, _ formats: [Gnuplot.Format]) throws {
    try Self.draw(figures, into: folder, formats: formats, quiet: work.quiet)
    try Console.write(
      figures.map { figure in
        formats.map { "\(folder)/\(figure.name).\($0.rawValue)\n" }.joined()
      }.joined())
  }

  /// Draws figures of a run that was just made, and takes them into its report. They come after the result, and cost nothing of
  /// it: what hinders them is a note.
  static func draw(_ names: [RunFigure] = [], ofRunIn folder: String, by work: WorkOptions) {
    guard Job.isFirst else { return }
    do {
      let stored = try StoredRun(folder)
      let name = RunName.names(of: [stored.folder])[0]
      let line = ProgressLine(quiet: work.quiet)
      defer { line.clear() }
      line.show("what the figures show")
      let run = try DrawnRun(stored, named: name, by: work.workforce(showing: line))
      let figures = try RunFigure.figures(of: [run], named: names)
      line.clear()
      try requireFigures(in: stored.folder)
      try draw(figures, into: folder + "/figures", formats: Gnuplot.Format.allCases, quiet: work.quiet)
      var record = FigureRecord(stored)
      record.record(figures.map(\.name))
      try RunFiles.writePage(of: stored)
    } catch {
      Console.complain("note: no figures; \(error.message.replacing("error: ", with: ""))")
    }
  }

  /// Draws figures; what hinders that is a failure.
  static func draw(
    _ figures: [Figure], into folder: String, formats: [Gnuplot.Format], quiet: Bool
  ) throws(Failure) {
    let words = "drawing \(figures.map(\.name).joined(separator: ", "))"
    do throws(Gnuplot.Problem) {
      try ProgressLine.during(words, quiet: quiet) { () throws(Gnuplot.Problem) in
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
      let names = Spelling.suggestion(for: place, among: RunFigure.allCases.map(\.rawValue))
      let path = Spelling.suggestion(forPath: place)
      let suggestion = path.isEmpty ? names : path
      throw .usage("there is no run in \(place), nor a figure of that name\(suggestion)")
    }
  }
}
