import ArgumentParser
import GlobalFit
import Physics

/// `mutau impact`
struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Which constraints and which nuisance parameters move a quantity, and how far.",
    discussion: """
      Fits again without each constraint, and with each nuisance parameter at
      either end of its 68.3 % interval. Kept in runs/<fit>-impact-<quantity>; after
      an interruption the same command goes on.

      Examples:
        mutau impact fits/leptonic.yaml --on v_Phi
        mutau impact fits/leptonic.yaml --on gPrime --format json
      """)

  @OptionGroup var options: FitOptions

  @OptionGroup var answer: AnswerOptions

  @Option(help: ArgumentHelp("A free parameter or an observable.", valueName: "quantity"))
  var on: String

  func run() throws {
    let problem = try options.problem()
    let quantity = try quantity(in: problem)
    let run = try AnswerRun(Question(.impact, about: [quantity.name]), problem, options, answer)
    let format = options.library.format
    let impact = problem.impact(on: quantity, seed: run.seed, by: run.workforce) { doing, share in
      run.goesOn(doing, share: share)
    } known: { impact in
      run.onInterruption {
        try? run.write(format.rendering(impact, ImpactReport(impact, of: problem).document))
      }
    }
    try run.finish()
    try run.end(with: impact, as: format, ImpactReport(impact, of: problem).document)
    if let reason = impact.problems.first { throw Failure.numerics(reason) }
  }

  private func quantity(in problem: Problem) throws(Failure) -> Quantity {
    let known =
      problem.free.map { Quantity.parameter($0.parameter) }
      + problem.fit.parametrisation.observables.map { Quantity.observable($0) }
    if let quantity = known.first(where: { $0.name == on }) { return quantity }
    if let parameter = Parameter(rawValue: on), problem.allParameters.contains(parameter) {
      throw .usage("'\(on)' is fixed in \(options.fit): nothing moves it")
    }
    let suggestion = Spelling.suggestion(for: on, among: known.map(\.name))
    throw .usage("\(options.fit) knows no quantity '\(on)'\(suggestion)")
  }
}
