import ArgumentParser
import Foundation
import Inference
import KnownPosteriors

/// The samplers against posteriors with known answers.
struct Samplers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs samplers on posteriors with known answers, with many seeds, and prints a table.",
    discussion: """
      A row is right if all that its converged runs claim is true, errors included; WRONG if not; declined if no run \
      claims to have converged. Exit code 1 if a row is wrong, but where a sampler is known to be blind.
      """)

  @Option(help: "One of: \(Contender.all.map(\.name).joined(separator: ", ")), all.")
  var sampler = "all"

  @Option(parsing: .upToNextOption, help: "Only posteriors with one of these in their names.")
  var target: [String] = []

  @Option(help: "How many runs of each, with the seeds 1, 2, …")
  var seeds = 20

  @Option(help: "How many runs at a time.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard seeds > 0 else { throw ValidationError("--seeds is at least 1") }
    guard threads > 0 else { throw ValidationError("--threads is at least 1") }
    guard !contenders.isEmpty else {
      let names = Contender.all.map(\.name).joined(separator: ", ")
      throw ValidationError("no sampler is called ‘\(sampler)’; there are: \(names), all")
    }
    for part in target where !KnownPosterior.all.contains(where: { $0.isMeant(by: part) }) {
      let names = KnownPosterior.all.map { "  \($0.name)" }.joined(separator: "\n")
      throw ValidationError("no posterior has ‘\(part)’ in its name; there are:\n\(names)")
    }
  }

  func run() throws {
    reportNumericalErrorsInResults()
    print(Row.header)
    var verdicts: [Score.Verdict] = []
    var rowsThatDecline = 0
    for posterior in posteriors {
      for contender in contenders {
        let row = Row(contender, on: posterior, seeds: seeds, threads: threads)
        print(row.line)
        fflush(nil)
        verdicts.append(row.score.verdict)
        rowsThatDecline += row.score.declinedCount > 0 ? 1 : 0
      }
    }
    let counts = [Score.Verdict.right, .declined, .blind, .wrong].map { verdict in
      "\(verdicts.count { $0 == verdict }) \(verdict.rawValue)"
    }
    print("\n\(verdicts.count) rows: \(counts.joined(separator: ", "))")
    print("\(rowsThatDecline) rows with runs that declined")
    if verdicts.contains(.wrong) { throw ExitCode(1) }
  }

  private var contenders: [Contender] { Contender.all.filter { sampler == "all" || $0.name == sampler } }

  private var posteriors: [KnownPosterior] {
    KnownPosterior.all.filter { posterior in target.isEmpty || target.contains(where: posterior.isMeant) }
  }
}

extension KnownPosterior {
  /// Whether its name has `part` in it, in capitals or not.
  fileprivate func isMeant(by part: String) -> Bool { name.localizedCaseInsensitiveContains(part) }
}

extension Row {
  /// Runs with the seeds 1 … `seeds`, `threads` at a time.
  init(_ contender: Contender, on posterior: KnownPosterior, seeds: Int, threads: Int) {
    let runs = parallelMap(seeds, threads: threads) { index in
      let clock = ContinuousClock()
      let start = clock.now
      let claim = contender.run(CountedPosterior(posterior), UInt64(index + 1))
      return (claim: claim, seconds: (clock.now - start) / .seconds(1))
    }
    sampler = contender.name
    score = Score(runs.map(\.claim), of: contender, on: posterior)
    seconds = runs.reduce(0) { $0 + $1.seconds } / Double(seeds)
  }
}
