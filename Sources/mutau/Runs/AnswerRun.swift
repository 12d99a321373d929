import ArgumentParser
import Foundation
import GlobalFit
import Inference
import Synchronization
import Typesetting

/// Options of commands whose answer has a run of its own.
struct AnswerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder for the results [default: runs/<name of the fit>-<command>-<quantity>, numbered if that is another's].",
      valueName: "folder"))
  var output: String?

  @Flag(help: "Begin anew in that folder, whatever is there.")
  var overwrite = false

  func validate() throws {
    if output == "" { throw ValidationError("--output takes the name of a folder") }
  }
}

/// A command at work on its answer: what was done before is taken from its run, how far it has come is shown on a terminal, and
/// when it is stopped what is known so far is printed.
final class AnswerRun: Sendable {
  let workforce: Workforce
  let seed: UInt64
  private let keeper: RunKeeper
  private let line: ProgressLine
  private let label: String
  private let interruption: Interruption
  private let known: KnownSoFar
  private let start = ContinuousClock.now

  /// What is to be printed if it is stopped.
  private final class KnownSoFar: Sendable {
    private let printing = Mutex<(@Sendable () -> Void)?>(nil)

    func set(_ print: (@Sendable () -> Void)?) { printing.withLock { $0 = print } }

    /// Prints it, once.
    func print() {
      printing.withLock { print in
        print?()
        print = nil
      }
    }
  }

  /// - Parameter label: stands before everything that is shown of its progress.
  init(
    _ question: Question, _ problem: Problem, _ options: FitOptions, _ answer: AnswerOptions,
    label: String = ""
  ) throws {
    self.label = label
    seed = options.seed(of: problem.fit)
    let base = question.folder(
      besideThatOf: options.fit, variant: options.variant, seed: seed == problem.fit.seed ? nil : seed)
    let keeper =
      if answer.output != nil || answer.overwrite {
        try RunKeeper(
          problem, seed: seed, question: question, folder: answer.output ?? base, overwrite: answer.overwrite)
      } else {
        try RunKeeper(problem, seed: seed, question: question, base: base)
      }
    let (line, known) = (ProgressLine(quiet: options.quiet), KnownSoFar())
    (self.keeper, self.line, self.known) = (keeper, line, known)
    var workforce = keeper.workforce(threads: options.threads)
    workforce.told = line.told(label)
    self.workforce = workforce
    interruption = Interruption(keeper.wordsOfInterruption) {
      line.clear()
      known.print()
      keeper.close()
    }
  }

  /// What is printed from here on if it is stopped; nil where nothing is left to say.
  func onInterruption(print: (@Sendable () -> Void)?) { known.set(print) }

  /// Shows what is being done, and how long it may take if its share is known; false if it is to stop.
  func goesOn(_ doing: String, share: Double? = nil) -> Bool {
    line.show(share: share, self.label + doing)
    return !interruption.isRequested
  }

  /// Prints a part of the answer.
  func write(_ text: String) throws(Failure) {
    line.clear()
    try Console.write(text)
  }

  /// Ends the work; an error if it was stopped.
  func finish() throws(Failure) {
    line.clear()
    if interruption.isRequested {
      known.print()
      keeper.close()
    }
    try interruption.check()
    known.set(nil)
  }

  /// Keeps an answer that is printed with others; the folder. One that was nobody's choice and cannot be written is a note.
  func keep(_ answer: some Encodable) throws(Failure) -> String? {
    defer { keeper.close() }
    switch try keeper.keep(answer: answer) {
    case .folder(let path): return path
    case .nowhere(let reason):
      Console.complain("note: nothing was kept: \(reason)")
      return nil
    }
  }

  /// Prints the answer, or what is left of it, and keeps it.
  func end(
    with answer: some Encodable, as format: OutputFormat, _ document: @autoclosure () -> Document
  ) throws(Failure) {
    // A disk that is full costs the copy, not the result: it is printed all the same.
    let kept = Result { () throws(Failure) in try keeper.keep(answer: answer) }
    keeper.close()
    var text = try format.rendering(answer, document())
    if format == .text {
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      text += "\(text.isEmpty ? "" : "\n")\(seconds.fixed(2)) s.\((try? kept.get().words) ?? "")\n"
    }
    try Console.write(text)
    if case .nowhere(let reason) = try kept.get(), format != .text {
      Console.complain("note: nothing was kept: \(reason)")
    }
  }
}
