import ArgumentParser
import Foundation
import Inference
import KnownPosteriors

/// The samplers against posteriors with known answers.
@main
struct Battery: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs every sampler on every posterior with known answers, with many seeds, and prints a table.",
    discussion: "Exit code 1 if a sampler that claimed success was wrong.")

  @Option(help: "How many runs, with the seeds 1, 2, …")
  var seeds = 50

  @Option(help: "Only posteriors with this in their names.")
  var only: String?

  @Option(help: "Only this sampler: \(Contender.all.map(\.name).joined(separator: ", ")).")
  var sampler: String?

  func validate() throws {
    guard seeds > 0 else { throw ValidationError("--seeds is at least 1") }
    guard !contenders.isEmpty else {
      let names = Contender.all.map(\.name).joined(separator: ", ")
      throw ValidationError("no sampler is called ‘\(sampler ?? "")’; there are: \(names)")
    }
    guard !posteriors.isEmpty else { throw ValidationError("no posterior has ‘\(only ?? "")’ in its name") }
  }

  func run() throws {
    reportNumericalErrorsInResults()
    print(Row.header)
    var isRight = true
    for posterior in posteriors {
      for contender in contenders {
        let row = score(contender, on: posterior)
        print(row.line)
        fflush(nil)
        isRight = isRight && row.score.verdict != .wrong
      }
    }
    if !isRight { throw ExitCode(1) }
  }

  private var contenders: [Contender] { Contender.all.filter { sampler == nil || $0.name == sampler } }

  private var posteriors: [KnownPosterior] {
    KnownPosterior.all.filter { posterior in
      only.map { posterior.name.localizedCaseInsensitiveContains($0) } ?? true
    }
  }

  /// Runs with all seeds, on all cores.
  private func score(_ contender: Contender, on posterior: KnownPosterior) -> Row {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let runs = parallelMap(seeds, threads: cores) { index in
      var report: Report?
      let time = ContinuousClock().measure { report = contender.run(posterior, UInt64(index + 1)) }
      return (report, time / .seconds(1))
    }
    return Row(
      sampler: contender.name, score: Score(runs.compactMap(\.0), of: contender, on: posterior),
      seconds: runs.reduce(0) { $0 + $1.1 } / Double(seeds))
  }
}
