import Runs

/// What one command asks of a fit, whose answer has a run of its own: `limit v_Phi`, `profile mZPrime, gPrime`.
///
/// What else can be asked for (levels, sides, numbers of toys) are goals, as those of a sampler are: a run is gone on with for
/// others.
struct Question: Sendable, Equatable {
  /// The commands that ask.
  enum Command: String, Sendable { case limit, impact, toys, profile }

  let command: Command
  /// The names of the quantities that it is about.
  let quantities: [String]

  init(_ command: Command, about quantities: [String] = []) {
    (self.command, self.quantities) = (command, quantities)
  }

  /// As a run keeps it.
  var words: String {
    ([command.rawValue] + [quantities.joined(separator: ", ")]).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The command that a run's question comes from; nil if this program has none such.
  static func command(of words: String) -> Command? {
    Command(rawValue: String(words.prefix { $0 != " " }))
  }

  /// The folder of the run, if no other is named: beside that of the fit. A seed that is not the fit file's is part of the name, so
  /// that trying several needs no folders to be named.
  func folder(besideThatOf fit: String, variant: String?, seed: UInt64?) -> String {
    let parts =
      [FitCommand.folder(ofFit: fit, variant: variant), command.rawValue] + quantities.map(portableName)
      + (seed.map { ["seed-\($0)"] } ?? [])
    return parts.joined(separator: "-")
  }
}
