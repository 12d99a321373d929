import ArgumentParser
import GlobalFit
import Typesetting

/// `mutau minimize`
struct MinimizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "minimize",
    abstract:
      "Find the best fit from many starts, list every minimum, and profile what the fit file asks for.",
    discussion: """
      Examples:
        mutau minimize fits/leptonic.yaml
        mutau minimize fits/leptonic.yaml --variant nutev-2000 --format json
        mutau minimize fits/leptonic.yaml --format latex > best-fit.tex
      """)

  @OptionGroup var options: FitOptions

  @OptionGroup var report: ReportOptions

  private struct Result: Encodable {
    let title: String
    let variant: String?
    let notes: [String]
    let bestFit: BestFit
    let profiles: [ProfileResult]
  }

  func run() throws {
    let problem = try options.problem()
    let seed = options.seed(of: problem.fit)
    let watch = SamplingWatch(quiet: options.quiet)
    let workforce = watch.watching(options.workforce)
    let bestFit = problem.bestFit(seed: seed, by: workforce)
    let profiles = bestFit.isConverged ? problem.profiles(from: bestFit, seed: seed, by: workforce) : []
    watch.finish()
    try watch.interruption.check()
    let result = Result(
      title: problem.fit.title, variant: problem.variant, notes: problem.notes, bestFit: bestFit,
      profiles: profiles)
    try Console.write(options.library.format.rendering(result, document(result, of: problem, seed: seed)))
    guard bestFit.isConverged else { throw Failure.numerics("the minimiser did not converge") }
    if let failed = profiles.first(where: { $0.problem != nil }) {
      throw Failure.numerics(
        "the profile of \(failed.quantity.name) did not converge: \(failed.problem ?? "")")
    }
  }

  private func document(_ result: Result, of problem: Problem, seed: UInt64) -> Document {
    let warnings =
      FitReport.warnings(result.bestFit, of: problem.fit)
      + FitReport.warnings(result.profiles, of: problem.fit)
    guard report.full else {
      return FirstScreen(
        Answer(bestFit: result.bestFit, profiles: result.profiles), of: problem, seed: seed,
        warnings: warnings
      ).document
    }
    return Document([
      FitReport.verdict(warnings).followed(by: FitReport.header(problem, seed: seed)),
      BestFitReport(result.bestFit, of: problem) { quantity in
        result.profiles.first { $0.quantity == quantity }.flatMap(\.resolution)
      }.document,
      result.profiles.isEmpty ? Document() : ProfileReport(result.profiles).document,
      LimitsReport(result.profiles).document,
    ])
  }
}
