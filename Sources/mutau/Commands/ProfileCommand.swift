import ArgumentParser
import GlobalFit
import Inference
import Physics

/// `mutau profile`
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "The profile likelihood over a quantity or a plane of two, all other parameters refitted.",
    discussion: """
      Over one quantity, a free parameter or an observable: intervals, those apart
      from the best fit too, limits, and with --format json the curve. Over two
      quantities: chi-squared on a grid and its contours, by default at
      68.27, 95.45 and 99.73 %, as polylines with --format json. Without --over:
      every quantity under `profile:` in the fit file. Kept in runs/<fit>-profile-…;
      after an interruption the same command goes on.

      Examples:
        mutau profile fits/leptonic.yaml
        mutau profile fits/leptonic.yaml --over v_Phi --level 0.9 --level 0.99
        mutau profile fits/leptonic.yaml --over mZPrime,gPrime
        mutau profile fits/global.yaml --over mZPrime,gPrime --points 100
        mutau profile fits/global.yaml --over v_Phi,DeltaM_s/SM
      """)

  @OptionGroup var options: FitOptions

  @OptionGroup var answer: AnswerOptions

  @Option(help: ArgumentHelp("A quantity, or two.", valueName: "x,y"))
  var over: String?

  @Option(help: ArgumentHelp("Points of the curve, or of the plane along each axis.", valueName: "number"))
  var points = 40

  @Option(
    help: ArgumentHelp("A confidence level, 0.9; give it again for more levels.", valueName: "fraction"))
  var level: [Double] = []

  func validate() throws {
    guard (5...1000).contains(points) else {
      throw ValidationError("--points takes a number from 5 to 1000")
    }
    guard level.allSatisfy({ $0 > 0 && $0 < 1 }) else {
      throw ValidationError("--level takes a number between 0 and 1, such as 0.95")
    }
    guard level.allSatisfy({ $0 >= 0.001 }) else {
      throw ValidationError("--level below 0.001 stands for a rise of chi-squared that is lost in rounding")
    }
  }

  func run() throws {
    let problem = try options.problem()
    let quantities = try quantities(of: problem)
    let run = try AnswerRun(
      Question(.profile, about: over == nil ? [] : quantities.map(\.name)), problem, options, answer)
    let format = options.library.format
    _ = run.goesOn("best fit")
    let bestFit = problem.bestFit(seed: run.seed, by: run.workforce)
    var result = ProfileAnswer(
      title: problem.fit.title, variant: problem.variant, notes: problem.notes, over: over, bestFit: bestFit)
    if bestFit.isConverged {
      if over != nil, let axes = Self.axes(quantities) {
        result.plane = plane(over: axes, of: problem, from: bestFit, run)
      } else {
        result.profiles = profiles(of: quantities, problem, run, for: result)
      }
    }
    try run.finish()
    guard bestFit.isConverged else {
      throw Failure.numerics(
        "no profile without a best fit; the minimiser did not converge: \(bestFit.search)")
    }
    try run.end(with: result, as: format, result.document(of: problem, seed: run.seed))
    if let reason = result.problems.first { throw Failure.numerics(reason) }
  }

  private func plane(
    over axes: (Quantity, Quantity), of problem: Problem, from bestFit: BestFit, _ run: AnswerRun
  ) -> ProfilePlaneResult {
    let names = "\(axes.0.name), \(axes.1.name)"
    _ = run.goesOn("plane of \(names)")
    let levels = level.sorted()
    return run.workforce.part("planes").result(of: "\(names) \(points) \(levels)") {
      problem.profilePlane(
        over: axes.0, axes.1, points: points, levels: levels, from: bestFit, seed: run.seed,
        threads: options.threads
      ) { found, points in
        run.workforce.told?(WorkProgress(part: "plane of \(names)", done: found, total: points))
      }
    }
  }

  /// The profiles one by one: when the work is stopped, those that are there are printed.
  private func profiles(
    of quantities: [Quantity], _ problem: Problem, _ run: AnswerRun, for answer: ProfileAnswer
  ) -> [ProfileResult] {
    let (format, seed) = (options.library.format, run.seed)
    var found: [ProfileResult] = []
    for (number, quantity) in quantities.enumerated() {
      let share = Double(number) / Double(quantities.count)
      guard run.goesOn("profile of \(quantity.name)", share: share) else { break }
      var workforce = run.workforce
      workforce.told = { [told = workforce.told] in told?($0.asPiece(number, of: quantities.count)) }
      found += problem.profiles(
        of: [quantity], .init(levels: level.sorted(), points: points), from: answer.bestFit, seed: seed,
        by: workforce)
      var known = answer
      known.profiles = found
      known.isFinished = false
      run.onInterruption { [known] in
        try? run.write(format.rendering(known, known.document(of: problem, seed: seed)))
      }
    }
    return found
  }

  private static func axes(_ quantities: [Quantity]) -> (Quantity, Quantity)? {
    quantities.count == 2 ? (quantities[0], quantities[1]) : nil
  }

  /// What is profiled: what `--over` names, or what the fit file lists.
  private func quantities(of problem: Problem) throws(Failure) -> [Quantity] {
    guard let over else {
      guard !problem.fit.profile.isEmpty else {
        throw .usage("\(options.fit) has no `profile:`; name a quantity with --over")
      }
      return problem.fit.profile
    }
    let catalogue = Parameter.allCases.map(\.rawValue) + Observable.allCases.map(\.rawValue)
    let names = NameList.names(in: over, among: catalogue)
    guard (1...2).contains(names.count), !names.contains("") else {
      throw .usage("--over takes one quantity or two, x,y; found '\(over)'")
    }
    guard Set(names).count == names.count else {
      throw .usage("--over takes two different quantities; found '\(over)'")
    }
    let free = problem.free.map(\.parameter)
    let observables = problem.predictable
    let known = free.map(\.rawValue) + observables.map(\.rawValue)
    var quantities: [Quantity] = []
    for name in names {
      if let parameter = free.first(where: { $0.rawValue == name }) {
        quantities.append(.parameter(parameter))
      } else if let observable = observables.first(where: { $0.rawValue == name }) {
        guard names.count == 1 || !problem.isConstant(observable) else {
          throw .usage("--over \(over): '\(name)' is the same wherever this fit looks, and spans no plane")
        }
        quantities.append(.observable(observable))
      } else if let observable = Observable(rawValue: name) {
        throw .usage("--over \(observable.rawValue): this fit cannot predict it")
      } else if Parameter(rawValue: name) != nil {
        throw .usage(
          "--over \(over): '\(name)' is not free in this fit; free are "
            + free.map(\.rawValue).joined(separator: ", "))
      } else {
        throw .usage("--over: unknown quantity '\(name)'\(Spelling.suggestion(for: name, among: known))")
      }
    }
    return quantities
  }
}
