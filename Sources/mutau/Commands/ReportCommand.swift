import ArgumentParser
import Foundation
import Runs

/// `mutau report`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "A run as one page to read, print and send: what was fitted, what came out, what it rests on.",
    discussion: """
      Writes one HTML file that needs no network and nothing beside it: the verdict,
      limits, tables with units and sources, the figures that are in the run's folder
      (mutau draw makes them), diagnostics, inputs with their hashes, and how to
      reproduce it all. mutau fit writes it too; afterwards this command takes in
      figures that were drawn since.

      Examples:
        mutau report runs/leptonic
        mutau report runs/leptonic --output leptonic.html
      """)

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"), completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("File for the page [default: <run>/report.html].", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String?

  @Flag(help: "No progress line.")
  var quiet = false

  @Option(help: OutputFormat.help)
  var format: OutputFormat = .text

  func validate() throws {
    if output == "" { throw ValidationError("--output takes the name of a file") }
  }

  func run() throws {
    let run = try StoredRun(folder)
    let page = try ProgressLine.during("the page of \(folder)", quiet: quiet) { () throws(Failure) in
      try RunFiles.page(of: run)
    }
    let place = output ?? "\(run.folder.path)/\(RunFiles.page)"
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue {
      throw Failure.usage("--output takes the name of a file; \(place) is a folder")
    }
    try RunFiles.write(page, of: run, to: output)
    try Console.write(format.rendering(namesOf: [place]))
    if !page.isConverged {
      Console.complain("note: not everything in \(run.folder.path) converged; the report says so first")
    }
  }
}
