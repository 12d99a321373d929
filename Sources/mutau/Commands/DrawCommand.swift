import ArgumentParser
import Figures
import Foundation
import GlobalFit

/// `mutau draw`
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Figures of a run, or of several side by side, as PDF, SVG and PNG.",
    discussion: """
      Writes numbers, a script of gnuplot, a caption and the drawings of each
      figure into <run>/figures. Of one run:
        corner           every quantity by itself and against every other one
        profiles         profile likelihood over the posterior
        pulls            measured numbers against the best fit
        trace            chains, draw by draw
        rank             do independent parts of the draws agree?
        weights          do few draws carry all?
        prior-posterior  what the data did to every parameter
        impact           the fit without each constraint (takes a while)
      Without names: all but impact, as far as the run has what they show. Of
      several runs:
        corner           regions and densities over one another
        forest           intervals, run by run

      Examples:
        mutau draw runs/leptonic
        mutau draw runs/leptonic corner --quantity gPrime --quantity v_Phi
        mutau draw runs/leptonic runs/leptonic-nutev-2000 --output figures
        mutau draw runs/leptonic impact --quantity v_Phi --format pdf,png
      """)

  @Argument(
    help: ArgumentHelp("Folders of runs, then names of figures.", valueName: "run or figure"),
    completion: .directory)
  var words: [String]

  @Option(help: ArgumentHelp("Folder for the figures [default: <run>/figures].", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("Formats of the drawings.", valueName: "pdf,svg,png"))
  var format = "pdf,svg,png"

  @Option(
    help: ArgumentHelp("What to show, for want of the usual; give it again for more.", valueName: "name"))
  var quantity: [String] = []

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
    let names = words.compactMap(RunFigure.init(rawValue:))
    let places = words.filter { RunFigure(rawValue: $0) == nil }
    guard !places.isEmpty else {
      throw Failure.usage("draw takes a run: mutau draw runs/leptonic \(words.joined(separator: " "))")
    }
    try places.forEach(check)
    let interruption = Interruption()
    let runs = try places.map { try DrawnRun(StoredRun($0), threads: threads) }
    try interruption.check()
    let figures = try RunFigure.figures(of: runs, named: names, quantities: quantity) { () throws(Failure) in
      try interruption.check()
    }
    let folder = output ?? runs[0].stored.folder.path + "/figures"
    try Self.draw(figures, into: folder, formats: formats)
    try Console.write(
      figures.map { figure in
        formats.map { "\(folder)/\(figure.name).\($0.rawValue)\n" }.joined()
      }.joined())
  }

  /// Draws figures; what hinders that is a failure.
  static func draw(_ figures: [Figure], into folder: String, formats: [Gnuplot.Format]) throws(Failure) {
    do throws(Gnuplot.Problem) {
      try Gnuplot().draw(figures, into: folder, formats: formats)
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
    if !isFolder.boolValue, place.hasSuffix(".yaml") || place.hasSuffix(".yml") {
      throw .usage("\(place) is a fit file; fit it first, then draw its run: mutau fit \(place)")
    }
  }
}
