import ArgumentParser
import Foundation
import GlobalFit
import Runs

/// `mutau cite`
struct CiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite",
    abstract: "What to cite for a run or a fit file, as BibTeX.",
    discussion: """
      An entry for every measurement that enters, under its key on INSPIRE where it
      has one, so that INSPIRE's own entries can take their place; the model; and
      the program.

      Examples:
        mutau cite runs/leptonic > leptonic.bib
        mutau cite fits/global.yaml
      """)

  @Argument(help: ArgumentHelp("The folder of a run, or a fit file.", valueName: "run or fit"))
  var source: String

  @Option(
    help: ArgumentHelp("Folder of measurements, of a fit file.", valueName: "folder"), completion: .directory)
  var inputs: String?

  func run() throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
    let isRun = exists && isFolder.boolValue || source.hasSuffix(RunStore.fileName)
    if isRun {
      try Console.write(Bibliography(StoredRun(source).problem).text)
    } else {
      var options = LibraryOptions()
      options.inputs = inputs
      options.format = .text
      let problem = try Problem(Fit(contentsOf: source), library: options.library(besideFit: source))
      try Console.write(Bibliography(problem).text)
    }
  }
}
