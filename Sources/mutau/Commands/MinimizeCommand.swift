import ArgumentParser
import GlobalFit

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
      """)

  @OptionGroup var options: FitOptions

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
    let bestFit = problem.bestFit(seed: seed, by: options.workforce)
    let profiles =
      bestFit.isConverged ? problem.profiles(from: bestFit, seed: seed, by: options.workforce) : []
    if options.library.format == .json {
      try Console.write(
        json(
          Result(
            title: problem.fit.title, variant: problem.variant, notes: problem.notes, bestFit: bestFit,
            profiles: profiles)))
    } else {
      let warning =
        (bestFit.isConverged ? "" : "NOT CONVERGED: \(bestFit.search)\n")
        + FitReport.warnings(profiles).map { $0 + "\n" }.joined()
      let parts = [
        warning + FitReport.header(problem, seed: seed), BestFitReport(bestFit, of: problem).text,
        profiles.isEmpty ? "" : ProfileReport(profiles).text, LimitsReport(profiles).text,
      ]
      try Console.write(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
    }
    guard bestFit.isConverged else { throw Failure.numerics("the minimiser did not converge") }
    if let failed = profiles.first(where: { $0.problem != nil }) {
      throw Failure.numerics("the profile of \(failed.quantity) did not converge: \(failed.problem ?? "")")
    }
  }
}
