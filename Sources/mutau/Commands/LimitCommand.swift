import ArgumentParser
import GlobalFit
import Physics
import Synchronization
import Typesetting

/// `mutau limit`
struct LimitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limit",
    abstract: "One-sided limits on any quantity: by the rise of χ², CLs, Feldman-Cousins and the posterior.",
    discussion: """
      Puts the limits of all methods side by side. CLs and Feldman-Cousins draw
      data at values of the quantity, other parameters at their best values there;
      their limits have a statistical error that falls with the number of toys.
      The posterior is sampled as the fit's 'sample:' says, with the fit's priors
      and with flat ones.

      What is quick is printed first. Everything is kept in a folder of its own,
      runs/<fit>-limit-<quantity>: after an interruption, which prints what is known
      so far, the same command goes on and ends in the same bits.

      With --method only these statistics: chi-squared, cls, feldman-cousins,
      posterior. With --variants the fit as it stands and these variants in one
      table, each kept in a run of its own.

      Examples:
        mutau limit fits/leptonic.yaml --on v_Phi
        mutau limit fits/neutrino-trident.yaml --on v_Phi --side lower --toys 10000
        mutau limit fits/leptonic.yaml --on gPrime --level 0.9 --format json
        mutau limit fits/leptonic.yaml --on v_Phi --side lower \\
          --variants nutev-2000,no-nutev --method chi-squared,posterior
      """)

  @OptionGroup var options: FitOptions

  @OptionGroup var answer: AnswerOptions

  @Option(help: ArgumentHelp("A free parameter or an observable.", valueName: "quantity"))
  var on: String

  @Option(help: "The confidence level.")
  var level = 0.95

  @Option(help: "Only the lower or only the upper limit.")
  var side: Limit.Side?

  @Option(help: ArgumentHelp("Only by these: \(LimitStatistic.names).", valueName: "a,b"))
  var method: String?

  @Option(help: ArgumentHelp("These variants too, side by side.", valueName: "a,b"))
  var variants: String?

  @Option(help: "Toys at each value that is tried; 0 for no toys.")
  var toys = 1000

  @Flag(help: "Do not sample the posterior.")
  var noPosterior = false

  func validate() throws {
    guard level > 0.5, level < 1 else {
      throw ValidationError("--level takes a confidence level between 0.5 and 1, such as 0.95")
    }
    guard toys == 0 || (100...10_000_000).contains(toys) else {
      throw ValidationError("--toys takes 0 or a number from 100 to 10000000")
    }
    if noPosterior, method != nil {
      throw ValidationError("--method or --no-posterior, not both: --method names what is wanted")
    }
    if variants != nil, options.variant != nil {
      throw ValidationError("--variant or --variants, not both")
    }
    if variants != nil, answer.output != nil {
      throw ValidationError("--output names one folder, and every one of --variants has its own")
    }
  }

  func run() throws {
    let settings = try settings()
    if let variants { return try runSideBySide(variants, settings) }
    let problem = try options.problem()
    let quantity = try quantity(in: problem)
    let run = try AnswerRun(Question(.limit, about: [quantity.name]), problem, options, answer)
    let printer = Printer(run, problem, options.library.format)
    let limits = limits(on: quantity, of: problem, settings, by: run) { printer.take($0) }
    try run.finish()
    try run.end(with: limits, as: options.library.format, printer.rest(of: limits))
    if let reason = limits.problems.first { throw Failure.numerics(reason) }
  }

  /// The fit as it stands and variants of it in one table.
  private func runSideBySide(_ names: String, _ settings: LimitSettings) throws {
    let fit = try options.readFit()
    let chosen = try FitOptions.variants(names, of: fit, in: options.fit)
    var problems: [Problem] = []
    let scenarios = [options] + chosen.map { options.of($0.name) }
    for own in scenarios { problems.append(try own.problem()) }
    let quantity = try quantity(in: problems[0])
    for problem in problems.dropFirst() where !problem.limitedQuantities.contains(quantity) {
      throw Failure.usage(
        "\(problem.variant ?? "") has no limits on '\(on)': it is neither free nor predicted there")
    }
    var report = LimitScenariosReport(of: problems[0])
    var folders: [String] = []
    for (place, (own, problem)) in zip(scenarios, problems).enumerated() {
      let name = "\(problem.variant ?? "as it stands") (\(place + 1) of \(problems.count)): "
      let run = try AnswerRun(
        Question(.limit, about: [quantity.name]), problem, own, answer, label: name)
      if place > 0 {
        let known = report
        run.onInterruption { try? run.write(options.library.format.rendering(known.found, known.document)) }
      }
      let found = limits(on: quantity, of: problem, settings, by: run) { _ in }
      try run.finish()
      report.found.append(found)
      if let folder = try run.keep(found) { folders.append(folder) }
    }
    report.isFinished = true
    let format = options.library.format
    var text = try format.rendering(report.found, report.document)
    if format == .text, !folders.isEmpty { text += "\nWritten to \(folders.joined(separator: ", ")).\n" }
    try Console.write(text)
    if let reason = report.problems.first { throw Failure.numerics(reason) }
  }

  private func limits(
    on quantity: Quantity, of problem: Problem, _ settings: LimitSettings, by run: AnswerRun,
    known: @escaping (Limits) -> Void
  ) -> Limits {
    problem.limits(
      on: quantity, settings: settings, seed: run.seed, by: run.workforce,
      progress: { doing, share in run.goesOn(doing, share: share) }, known: known)
  }

  private func settings() throws(Failure) -> LimitSettings {
    let statistics = try LimitStatistic.chosen(method)
    if method != nil, toys == 0, statistics.contains(.feldmanCousins) {
      throw .usage("--method feldman-cousins needs toys, and --toys 0 has none")
    }
    return LimitSettings(
      level: level, sides: side.map { [$0] } ?? Limit.Side.allCases, toys: toys,
      methods: Set(statistics.flatMap(\.methods)), hasPosterior: !noPosterior)
  }

  /// Prints the limits that are quick as soon as they are known, and when the work is stopped all that is known.
  private final class Printer: Sendable {
    private let run: AnswerRun
    private let problem: Problem
    private let format: OutputFormat
    private let isBegun = Mutex(false)

    init(_ run: AnswerRun, _ problem: Problem, _ format: OutputFormat) {
      (self.run, self.problem, self.format) = (run, problem, format)
    }

    func take(_ limits: Limits) {
      // whoever cannot be written to is told at the end
      if format == .text, !isBegun.withLock({ $0 }) {
        try? run.write(LimitMethodsReport(limits, of: problem).quickPart.text + "\n")
        isBegun.withLock { $0 = true }
      }
      run.onInterruption { [self] in try? run.write(format.rendering(limits, rest(of: limits))) }
    }

    /// What is not printed yet.
    func rest(of limits: Limits) -> Document {
      let report = LimitMethodsReport(limits, of: problem)
      return isBegun.withLock { $0 } ? report.slowPart : report.document
    }
  }

  private func quantity(in problem: Problem) throws(Failure) -> Quantity {
    let known = problem.limitedQuantities
    if let quantity = known.first(where: { $0.name == on }) { return quantity }
    if let own = problem.free.first(where: { $0.parameter.rawValue == on }), own.isPeriodic {
      throw .usage("'\(on)' is a phase: nothing lies above or below everything else on a circle")
    }
    if let parameter = Parameter(rawValue: on), problem.allParameters.contains(parameter) {
      throw .usage("'\(on)' is fixed in \(options.fit): only free parameters and observables have limits")
    }
    let suggestion = Spelling.suggestion(for: on, among: known.map(\.name))
    throw .usage("\(options.fit) knows no quantity '\(on)'\(suggestion)")
  }
}

extension Limit.Side: ExpressibleByArgument {}
