import ArgumentParser
import GlobalFit

/// `mutau toys`
struct ToysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toys",
    abstract: "Does the best fit describe the data, and better than the Standard Model? By simulated data.",
    discussion: """
      Draws data at the best fit, each measurement's from its own distribution,
      fits them again, and holds the measured data against them: χ², the best fit
      of each parameter, the pull of each measurement. The same at the Standard
      Model tells how often it looks as bad beside the fit as it does here. Kept in
      runs/<fit>-toys; after an interruption, or for more toys, the same command
      goes on.

      Examples:
        mutau toys fits/leptonic.yaml
        mutau toys fits/leptonic.yaml --toys 10000 --seed 7
        mutau toys fits/leptonic.yaml --variant no-nutev --format json
      """)

  @OptionGroup var options: FitOptions

  @OptionGroup var answer: AnswerOptions

  @Option(help: "How many data sets to draw at each of the two points.")
  var toys = 1000

  func validate() throws {
    guard (100...10_000_000).contains(toys) else {
      throw ValidationError("--toys takes a number from 100 to 10000000")
    }
  }

  func run() throws {
    let problem = try options.problem()
    let run = try AnswerRun(Question(.toys), problem, options, answer)
    let format = options.library.format
    let result = try problem.goodnessOfFit(toys: toys, seed: run.seed, by: run.workforce) { [toys] done in
      run.goesOn("\(done) of \(2 * toys) toys done", share: Double(done) / Double(2 * toys))
    } found: { bestFit in
      let known = UnfinishedToys(bestFit, of: problem, seed: run.seed)
      run.onInterruption { try? run.write(format.rendering(known, known.document(of: problem))) }
    }
    try run.finish()
    try run.end(with: result, as: format, ToysReport(result, of: problem).document)
    if let reason = result.problem { throw Failure.numerics(reason) }
  }
}
