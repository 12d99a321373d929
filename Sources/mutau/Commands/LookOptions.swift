import ArgumentParser
import Figures
import GlobalFit
import Physics
import Runs

/// Options of how figures of runs look, and what they show.
struct LookOptions: ParsableArguments {
  @Option(
    name: [.customLong("quantities"), .customLong("quantity")],
    help: ArgumentHelp("What to show, for want of the usual; may be given again.", valueName: "a,b"))
  var quantities: [String] = []

  @Option(
    help: ArgumentHelp(
      "What a run is called, formulas between dollar signs; once for each run, in their order.",
      valueName: "name"))
  var label: [String] = []

  @Option(
    help: ArgumentHelp(
      "Probabilities of regions and intervals in corner, profiles and planes [default: 0.683,0.954].",
      valueName: "0.683,0.95"))
  var level: [String] = []

  @Option(
    help: ArgumentHelp(
      "Values to be marked as the true ones, in corner, profiles and planes.", valueName: "x=1,y=2"))
  var truth: [String] = []

  @Flag(exclusivity: .exclusive)
  var regions: Regions?

  /// How regions are drawn.
  enum Regions: String, EnumerableFlag {
    case filled, lines

    static func help(for value: Regions) -> ArgumentHelp? {
      switch value {
      case .filled: "Fill the regions of every run."
      case .lines: "Draw lines around regions, and fill none."
      }
    }

    fileprivate var filling: RegionStyle.Filling {
      switch self {
      case .filled: .all
      case .lines: .none
      }
    }
  }

  /// Whether anything was wished.
  var isEmpty: Bool {
    quantities.isEmpty && label.isEmpty && level.isEmpty && truth.isEmpty && regions == nil
  }

  /// What runs in these folders are called.
  func names(of folders: [RunFolder]) throws(Failure) -> [RunName] {
    guard !label.isEmpty else { return RunName.names(of: folders) }
    guard label.count == folders.count else {
      throw .usage(
        "--label is given \(label.count == 1 ? "once" : "\(label.count) times"), and there "
          + (folders.count == 1 ? "is one run" : "are \(folders.count) runs") + ": one each, in their order")
    }
    for text in label {
      if let problem = Label(text).problem {
        throw .usage("--label '\(text)': \(FitFigures.words(problem))")
      }
    }
    return label.map(RunName.init(formula:))
  }

  /// What is wished of figures of a run that knows these quantities.
  func options(among known: [Quantity], of run: String) throws(Failure) -> FigureOptions {
    var options = FigureOptions(levels: try levels(), filling: regions?.filling)
    for list in quantities {
      for name in NameList.names(in: list, among: known.map(\.name)) {
        let quantity = try Self.quantity(name, "--quantities", among: known, of: run)
        if !options.quantities.contains(quantity) { options.quantities.append(quantity) }
      }
    }
    for list in truth {
      for assignment in Self.assignments(list) {
        guard let sign = assignment.lastIndex(of: "=") else {
          throw .usage("--truth takes names with their values, gPrime=0.1,mZPrime=50; found '\(assignment)'")
        }
        let name = String(assignment[..<sign])
        let words = String(assignment[assignment.index(after: sign)...])
        let quantity = try Self.quantity(name, "--truth", among: known, of: run)
        guard let value = Double(words), value.isFinite else {
          throw .usage("--truth \(name): '\(words)' is not a number")
        }
        guard options.truth.updateValue(value, forKey: quantity) == nil else {
          throw .usage("--truth \(name) is given twice")
        }
      }
    }
    return options
  }

  /// `a=1,b=2` one by one: a comma parts two of them only behind a number, as names may hold commas.
  private static func assignments(_ list: String) -> [String] {
    var found: [String] = []
    for piece in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      if let last = found.last, !last.contains("=") {
        found[found.count - 1] = last + "," + piece
      } else {
        found.append(piece)
      }
    }
    return found
  }

  private static func quantity(
    _ name: String, _ option: String, among known: [Quantity], of run: String
  ) throws(Failure) -> Quantity {
    if let quantity = known.first(where: { $0.name == name }) { return quantity }
    let names = known.map(\.name)
    let suggestion = Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
    throw .usage(
      "\(option): \(run) has no '\(name)'; " + (suggestion ?? "it has \(names.joined(separator: ", "))"))
  }

  /// Ascending, each once; nil for the usual ones.
  private func levels() throws(Failure) -> [Double]? {
    guard !level.isEmpty else { return nil }
    let words = level.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let values = try words.map { word throws(Failure) in
      guard let value = Double(word), value >= 0.001, value <= 0.9999 else {
        throw .usage("--level takes probabilities from 0.001 to 0.9999, such as 0.683,0.95; found '\(word)'")
      }
      return value
    }
    return Set(values).sorted()
  }
}
