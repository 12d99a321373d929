import ArgumentParser
import Foundation
import GlobalFit
import Inference

/// `mutau`: the words typed.
@main
struct Mutau: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Does a Z' boson coupled to L_mu - L_tau explain the data, and what is left of it?",
    discussion: """
      A fit file says which parameters, which measurements and what to do:

        mutau fit fits/leptonic.yaml        best fit, posterior, intervals, limits
        mutau compare fits/leptonic.yaml    its variants side by side
        mutau evaluate fits/leptonic.yaml --set gPrime=0.1 --set mZPrime=50
        mutau profile fits/leptonic.yaml --over mZPrime,gPrime
        mutau limit fits/leptonic.yaml --on v_Phi    by every method
        mutau toys fits/leptonic.yaml       does it describe the data? by toys
        mutau impact fits/leptonic.yaml --on v_Phi   what moves it?
        mutau tension fits/leptonic.yaml    do the measurements agree?
        mutau sensitivity fits/leptonic.yaml what does each of them teach?
        mutau calibrate fits/leptonic.yaml  do its posteriors hold the truth?
        mutau draw runs/leptonic            figures of a run, for a paper
        mutau report runs/leptonic          the run as one page to send
        mutau inputs                        the measurements that are shipped
        mutau observables                   what can be predicted, by which equation
        mutau tabulate z-to-4mu             make a table that fits read off

      Results go to standard output, progress and warnings to standard error.
      Exit codes: 0 done, 1 the numerics failed (it says why), 2 bad input or
      usage, 130 interrupted (128 + the number of the signal).
      """,
    version: build + Job.remark,
    subcommands: [
      FitCommand.self, EvaluateCommand.self, MinimizeCommand.self, SampleCommand.self, CompareCommand.self,
      ProfileCommand.self, LimitCommand.self, ToysCommand.self, ImpactCommand.self, TensionCommand.self,
      SensitivityCommand.self, CalibrateCommand.self, PredictCommand.self, DrawCommand.self,
      ReportCommand.self,
      ExportCommand.self, VerifyCommand.self, CiteCommand.self, CheckCommand.self,
      InputsCommand.self,
      ObservablesCommand.self, TabulateCommand.self,
    ])

  /// The program's version.
  static let version = "0.1.0"

  /// The version, and of which sources the program was built.
  static let build = "\(version)+\(sourceDigest)"

  /// What is written into every run: a run is gone on with by the program that began it.
  static let program = "mutau \(build)"

  static func main() {
    WriteSignals.becomeErrors()
    OpenFiles.check()
    reportNumericalErrorsInResults()
    _ = Job.ranks
    Job.end(status())
  }

  /// Runs the command and returns the exit code.
  private static func status() -> Int32 {
    do {
      if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard names.contains(word) else {
          throw Failure.usage("unknown command '\(word)'\(Spelling.suggestion(for: word, among: names))")
        }
      }
      var command = try parseAsRoot()
      try command.run()
      return 0
    } catch let failure as Failure {
      Console.complain(failure.message)
      return failure.exitCode
    } catch let error as InputError {
      Console.complain("error: \(error)")
      return 2
    } catch {
      // What is left is ArgumentParser's: a request for help, or words it did not understand.
      let message = fullMessage(for: error)
      guard exitCode(for: error) == .success else {
        Console.complain(message.hasPrefix("Error: ") ? "error: " + message.dropFirst(7) : message)
        return 2
      }
      return help(message)
    }
  }
}

extension Mutau {
  /// Shows help or the version; an exit code as if a command had done it.
  private static func help(_ message: String) -> Int32 {
    do throws(Failure) {
      try Console.write(message + "\n")
      return 0
    } catch {
      Console.complain(error.message)
      return error.exitCode
    }
  }
}

/// Why a command could not do what was asked, when it is not a mistake in a file.
struct Failure: Error {
  let message: String
  let exitCode: Int32

  /// The numerics failed.
  static func numerics(_ message: String) -> Failure { Failure(message: "error: \(message)", exitCode: 1) }

  /// What was asked for on the command line makes no sense.
  static func usage(_ message: String) -> Failure { Failure(message: "error: \(message)", exitCode: 2) }
}
