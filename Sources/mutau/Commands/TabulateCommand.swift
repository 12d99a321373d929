import ArgumentParser
import Foundation
import FourMuons
import Physics
import Runs

/// `mutau tabulate`
struct TabulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tabulate",
    abstract: "Make a table that fits read: what takes minutes to integrate is done once.",
    discussion: """
      Examples:
        mutau tabulate z-to-4mu --output z-to-4mu.csv
        mutau tabulate z-to-4mu --help
      """,
    subcommands: [FourMuonTableCommand.self])
}

/// `mutau tabulate z-to-4mu`
struct FourMuonTableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "z-to-4mu",
    abstract: "What a Z' adds to Z -> 4 mu within the cuts of ATLAS, by its mass.",
    discussion: """
      Integrates the tree amplitudes over phase space, and writes a and b of
      sigma/sigma_SM = 1 + a g'^2 + b g'^4 with their errors as CSV.
      A million events a mass give 0.5 %, in about three minutes on two cores.

      Examples:
        mutau tabulate z-to-4mu --points 20000
        mutau tabulate z-to-4mu --seed 2 --output z-to-4mu.csv
      """)

  @Option(help: "Seed of all random numbers.")
  var seed: UInt64 = 1

  @Option(help: "Events per mass; errors fall with the square root.")
  var points = 1_000_000

  @OptionGroup var work: WorkOptions

  @Option(
    help: ArgumentHelp("File for the table [default: standard output].", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var output: String?

  func validate() throws {
    guard (1000...1_000_000_000).contains(points) else {
      throw ValidationError("--points takes a number from 1000 to 1000000000")
    }
    if output == "" { throw ValidationError("--output takes the name of a file") }
  }

  func run() throws {
    let line = ProgressLine(quiet: work.quiet)
    let interruption = Interruption(closing: { line.clear() })
    let rate = FourMuonRate(events: points, seed: seed, threads: work.threads)
    line.show("the Standard Model")
    let standardModel = rate.standardModel()
    var rows: [FourMuonTable.Row] = []
    for mass in TableText.masses {
      try interruption.check()
      let (done, all) = (rows.count, TableText.masses.count)
      line.show(
        share: Double(done) / Double(all), "m_Z' = \(mass.typed) GeV, \(done) of \(all) masses done")
      rows.append(rate.row(mass: mass, standardModel: standardModel))
    }
    line.clear()
    try interruption.check()
    let text = TableText.text(
      rows, rate: rate, standardModel: standardModel, program: "mutau \(Mutau.version)")
    guard let output else { return try Console.write(text) }
    let path = output as NSString
    let folder = path.deletingLastPathComponent
    do {
      try RunFolder(path: folder.isEmpty ? "." : folder, followsLinks: true).write(
        text, to: path.lastPathComponent)
    } catch {
      throw Failure.numerics("the table could not be written: \(error)")
    }
  }
}
