import ArgumentParser
import GlobalFit
import Inference
import Typesetting

/// `mutau sample`
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Sample the posterior and print credible intervals with their diagnostics.",
    discussion: """
      Exit code 1, and a first line that says so, if the draws have not converged.

      Examples:
        mutau sample fits/leptonic.yaml
        mutau sample fits/leptonic.yaml --seed 7 --format json
      """)

  @OptionGroup var options: FitOptions

  @OptionGroup var report: ReportOptions

  private struct Result: Encodable {
    let title: String
    let variant: String?
    let seed: UInt64
    let notes: [String]
    let posterior: PosteriorSummary
  }

  func run() throws {
    let problem = try options.problem()
    let seed = options.seed(of: problem.fit)
    let watch = SamplingWatch(quiet: options.quiet)
    let posterior = problem.posterior(
      seed: seed, by: watch.watching(options.workforce), progress: watch.progress)
    watch.finish()
    try watch.interruption.check()
    let result = Result(
      title: problem.fit.title, variant: problem.variant, seed: seed, notes: problem.notes,
      posterior: posterior)
    try Console.write(
      options.library.format.rendering(result, document(posterior, of: problem, seed: seed)))
    guard posterior.isConverged else {
      throw Failure.numerics("the draws have not converged: \(posterior.problems.first ?? "")")
    }
  }

  private func document(_ posterior: PosteriorSummary, of problem: Problem, seed: UInt64) -> Document {
    let warnings = FitReport.warnings(posterior)
    guard report.full else {
      return FirstScreen(Answer(posterior: posterior), of: problem, seed: seed, warnings: warnings).document
    }
    let head = FitReport.verdict(warnings).followed(by: FitReport.header(problem, seed: seed))
    return Document([head, PosteriorReport(posterior).document])
  }
}
