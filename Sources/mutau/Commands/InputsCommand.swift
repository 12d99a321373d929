import ArgumentParser
import GlobalFit
import Physics

/// `mutau inputs`
struct InputsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: "List measurements, show one, or combine several of one observable.")

  @OptionGroup var options: LibraryOptions

  func run() throws {
    _ = try options.library()
  }
}
