import ArgumentParser
import Foundation
import Runs

/// `mutau export`
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "The draws of a run in the files of GetDist, ArviZ, cobaya, or as CSV.",
    discussion: """
      Every parameter and prediction at every draw, with prior and likelihood;
      for ArviZ and cobaya every term of the likelihood too. Draws with weights
      keep them; for ArviZ, which knows none, they are drawn again with equal
      ones, and the file says how many are left.

      Examples:
        mutau export runs/leptonic --as getdist
        mutau export runs/leptonic --as arviz --to posterior
        mutau export runs/leptonic --as csv --to /tmp/draws
      """)

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"), completion: .directory)
  var folder: String

  @Option(help: "The format: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var `as`: ExportFormat

  @Option(
    help: ArgumentHelp(
      "Beginning of the names of the files [default: <run>/<format>/<name of the run>].", valueName: "path"))
  var to: String?

  @Option(help: OutputFormat.help)
  var format: OutputFormat = .text

  @OptionGroup var work: WorkOptions

  func validate() throws {
    if to == "" { throw ValidationError("--to takes the beginning of the names of the files") }
  }

  func run() throws {
    let stored = try StoredRun(folder)
    let posterior = try ProgressLine.during("the predictions of the draws", quiet: work.quiet) {
      try SampledPosterior(stored, threads: work.threads)
    }
    let name = URL(fileURLWithPath: stored.folder.path).lastPathComponent
    let root = to ?? "\(stored.folder.path)/\(`as`.rawValue)/\(name)"
    let files: [String]
    do throws(RunFolder.Problem) {
      // what a user names may be a link; a folder that somebody sent must not lead out of itself
      if to == nil { try stored.folder.requireInside("\(`as`.rawValue)/\(name)") }
      files = try posterior.export(as: `as`, to: root, followsLinks: to != nil)
    } catch {
      throw Failure.numerics("the export could not be written: \(error)")
    }
    try Console.write(format.rendering(namesOf: files))
  }
}

extension ExportFormat: ExpressibleByArgument {}
