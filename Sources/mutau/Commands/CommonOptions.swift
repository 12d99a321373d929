import ArgumentParser
import Foundation
import GlobalFit
import Inference
import Typesetting

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, latex, markdown

  /// What `--help` says of the option.
  static let help: ArgumentHelp = "How to print the result: text, json, latex or markdown."

  /// A result in this format: as JSON, or what a report says of it.
  func rendering(_ result: some Encodable, _ document: @autoclosure () -> Document) throws(Failure) -> String
  {
    switch self {
    case .json: try mutau.json(result)
    case .text: document().text
    case .latex: document().latex
    case .markdown: document().markdown
    }
  }

  /// The names of files that a command wrote.
  func rendering(namesOf files: [String]) throws(Failure) -> String {
    var document = Document()
    for file in files { document.say(file) }
    return try rendering(["files": files], document)
  }
}

/// Options that every command on inputs has.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Folder of measurements.", valueName: "folder"), completion: .directory)
  var inputs: String?

  @Option(help: OutputFormat.help)
  var format: OutputFormat = .text

  /// The library named on the command line, or the first that is found beside the fit file, here, or with the program.
  func library(besideFit fit: String? = nil) throws(InputError) -> InputLibrary {
    try Self.library(inputs, besideFit: fit)
  }

  /// The library in a folder, or without one the first that is found.
  static func library(_ folder: String?, besideFit fit: String?) throws(InputError) -> InputLibrary {
    if let folder { return try InputLibrary(folder: folder) }
    for folder in candidates(fit: fit) {
      if let library = try? InputLibrary(folder: folder) { return library }
    }
    throw InputError(file: "inputs", problem: "no folder of measurements was found; name one with --inputs")
  }

  private static func candidates(fit: String?) -> [String] {
    var folders: [String] = []
    if let fit {
      // `fits/` and `inputs/` stand beside each other.
      let own = (fit as NSString).deletingLastPathComponent
      let parent = own.isEmpty ? ".." : (own as NSString).deletingLastPathComponent
      folders.append((parent as NSString).appendingPathComponent("inputs"))
    }
    folders.append("inputs")
    // An installed program finds what was installed with it; a built one the folder it was built in.
    var place = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      place = URL(fileURLWithPath: own)
    }
    while place.path != "/" {
      place.deleteLastPathComponent()
      folders += [
        place.appendingPathComponent("share/mutau/inputs").path, place.appendingPathComponent("inputs").path,
      ]
    }
    return folders
  }
}

/// How much of a result is printed.
struct ReportOptions: ParsableArguments {
  @Flag(help: "Print everything: every parameter, minimum, interval and note, not what fits on a screen.")
  var full = false
}

/// Options of every command that works for a while.
struct WorkOptions: ParsableArguments {
  @Option(help: "Number of threads; the result does not depend on it.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "No progress line.")
  var quiet = false

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
  }

  /// These threads, whose counted work is shown.
  func workforce(showing line: ProgressLine) -> Workforce {
    var workforce = Workforce(threads: threads)
    workforce.told = line.told()
    return workforce
  }
}

/// Options of every command that computes with a fit.
struct FitOptions: ParsableArguments {
  @Argument(help: "The fit file.", completion: .file(extensions: ["yaml"]))
  var fit: String

  @OptionGroup var library: LibraryOptions

  @Option(help: "Compute this variant of the fit, such as nutev-2000, or nutev-2000+g-2-2025 of a product.")
  var variant: String?

  @Option(help: "Seed of all random numbers; overrides the fit file's.")
  var seed: UInt64?

  @OptionGroup var work: WorkOptions

  var threads: Int { work.threads }

  var quiet: Bool { work.quiet }

  /// The fit as its file describes it.
  func readFit() throws(InputError) -> Fit { try Fit(contentsOf: fit) }

  /// The problem of the fit, or of the variant that is asked for.
  func problem() throws -> Problem {
    let fit = try readFit()
    let variant = try variant.map { name in try Self.variant(name, of: fit, in: self.fit) }
    return try Problem(fit, variant: variant, library: library.library(besideFit: self.fit))
  }

  /// The variant of that name of a fit, which is told of by `place`.
  static func variant(_ name: String, of fit: Fit, in place: String) throws(Failure) -> Variant {
    do throws(NoSuchVariant) {
      return try fit.variant(named: name)
    } catch {
      throw .usage("\(place) \(error)")
    }
  }

  /// Variants by their names `a,b`, each of them once.
  static func variants(_ words: String, of fit: Fit, in place: String) throws(Failure) -> [Variant] {
    let names = words.split(separator: ",").map(String.init)
    guard !names.isEmpty, Set(names).count == names.count else {
      throw .usage("--variants takes different names, a,b; found '\(words)'")
    }
    return try names.map { name throws(Failure) in try variant(name, of: fit, in: place) }
  }

  /// The same options for a variant.
  func of(_ variant: String) -> FitOptions {
    var options = self
    options.variant = variant
    return options
  }

  /// The threads that are asked for, and the ranks that there are.
  var workforce: Workforce { Workforce(threads: threads, ranks: Job.ranks) }

  /// The seed of the command line, or of the fit file.
  func seed(of fit: Fit) -> UInt64 { seed ?? fit.seed }
}
