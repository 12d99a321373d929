import ArgumentParser
import Foundation
import GlobalFit

/// `mutau verify`
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Can a run be reproduced? Its inputs and its densities, looked at again.",
    discussion: """
      Compares the SHA-256 of every input with the files as they are now, and
      computes the posterior density of the kept draws again. Exit code 1 if this
      program would not come to the same bits.

      Examples:
        mutau verify runs/leptonic
        mutau verify runs/leptonic --inputs /elsewhere/inputs --format json
      """)

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"), completion: .directory)
  var folder: String

  @OptionGroup var library: LibraryOptions

  @OptionGroup var work: WorkOptions

  func run() throws {
    let run = try StoredRun(folder)
    let inputs = library.inputs == nil ? try? library.library() : try library.library()
    let verification = try ProgressLine.during("the draws of \(folder), computed again", quiet: work.quiet) {
      try Verification(run, library: inputs, threads: work.threads)
    }
    try Console.write(library.format.rendering(verification, verification.document))
    guard verification.isReproducible else {
      throw Failure.numerics("the run cannot be reproduced: see the first lines of the result")
    }
  }
}
