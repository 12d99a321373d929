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
      An entry for every publication that enters, with what its inputs say of
      authors, title and journal, under its key on INSPIRE where it has one; the
      model; the methods and libraries that the fit or the run uses, each with what
      for; and the program. A note in each entry says what it stands for. Nothing
      is asked of a network.

      Examples:
        mutau cite runs/leptonic > leptonic.bib
        mutau cite fits/global.yaml
      """)

  @Argument(help: ArgumentHelp("The folder of a run, or a fit file.", valueName: "run or fit"))
  var source: String

  @Option(
    help: ArgumentHelp("Folder of measurements, of a fit file.", valueName: "folder"), completion: .directory)
  var inputs: String?

  @Option(help: "How to print the entries: text, which is BibTeX, or json.")
  var format: OutputFormat = .text

  func validate() throws {
    guard format == .text || format == .json else {
      throw ValidationError("--format: what to cite is printed as BibTeX (text) or as json")
    }
  }

  func run() throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
    let isRun = exists && isFolder.boolValue || source.hasSuffix(RunStore.fileName)
    if isRun {
      try write(Bibliography(StoredRun(source)))
    } else {
      let library = try LibraryOptions.library(inputs, besideFit: source)
      let problem = try Problem(Fit(contentsOf: source), library: library)
      try write(Bibliography(problem, work: CitedWork(of: problem.fit)))
    }
  }

  private func write(_ bibliography: Bibliography) throws(Failure) {
    try Console.write(format == .json ? json(bibliography) : bibliography.text)
  }
}
