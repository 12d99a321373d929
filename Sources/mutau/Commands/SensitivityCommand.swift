import ArgumentParser
import Foundation
import GlobalFit
import Inference
import Runs

/// `mutau sensitivity`
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "What each constraint taught, and what the posterior owes to each prior and constraint.",
    discussion: """
      Takes a fit file, whose posterior is sampled, or the folder of a run, whose
      draws are taken. The information of a constraint is that of its posterior
      against the posterior without it. Sensitivities tell how far a
      quantity moves when a prior or a constraint is raised to a power near 1;
      from 0.05 on they matter.

      Examples:
        mutau sensitivity fits/leptonic.yaml
        mutau sensitivity runs/leptonic --format json
      """)

  @OptionGroup var options: FitOptions

  func run() throws {
    let watch = SamplingWatch(quiet: options.quiet)
    let (problem, seed, sample, evidence, problems) = try source(watch)
    try watch.interruption.check()
    guard sample.count > 0 else {
      watch.finish()
      throw Failure.numerics(problems.first ?? "there are no draws")
    }
    let result = problem.sensitivity(
      of: sample, logEvidence: evidence, seed: seed, by: watch.watching(options.workforce),
      doing: watch.doing,
      progress: watch.progress)
    watch.finish()
    try watch.interruption.check()
    try Console.write(
      options.library.format.rendering(
        result, SensitivityReport(result, of: problem, warnings: problems).document))
    if let reason = (problems + result.problems).first { throw Failure.numerics(reason) }
  }

  /// The problem and draws of its posterior: those of a run, or made now.
  private func source(_ watch: SamplingWatch) throws -> (
    Problem, UInt64, PosteriorSample, Estimate?, [String]
  ) {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: options.fit, isDirectory: &isFolder)
    if exists && isFolder.boolValue || options.fit.hasSuffix(RunStore.fileName) {
      guard options.variant == nil else {
        throw Failure.usage("a run is of one fit: --variant needs a fit file")
      }
      let run = try StoredRun(options.fit)
      return (
        run.problem, options.seed ?? run.identity.seed, try run.finishedDraws().sample,
        run.logEvidence.map { Estimate($0.value, error: $0.error) }, []
      )
    }
    let problem = try options.problem()
    let seed = options.seed(of: problem.fit)
    let posterior = problem.posterior(
      seed: seed, by: watch.watching(options.workforce), progress: watch.progress)
    return (
      problem, seed, posterior.sample,
      posterior.nested.map { Estimate($0.logEvidence, error: $0.logEvidenceError) },
      posterior.problems.isEmpty ? [] : ["the draws have not converged: \(posterior.problems[0])"]
    )
  }
}
