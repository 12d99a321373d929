import ArgumentParser
import GlobalFit
import Physics
import Typesetting

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
      every quantity under `profile:` in the fit file.

      Examples:
        mutau profile fits/leptonic.yaml
        mutau profile fits/leptonic.yaml --over v_Phi --level 0.9 --level 0.99
        mutau profile fits/leptonic.yaml --over mZPrime,gPrime
        mutau profile fits/global.yaml --over mZPrime,gPrime --points 100
        mutau profile fits/global.yaml --over v_Phi,DeltaM_s/SM
      """)

  @OptionGroup var options: FitOptions

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
  }

  private struct Result: Encodable {
    let title: String
    let variant: String?
    let notes: [String]
    let bestFit: BestFit
    let profiles: [ProfileResult]?
    let plane: ProfilePlaneResult?
  }

  func run() throws {
    let problem = try options.problem()
    let seed = options.seed(of: problem.fit)
    let quantities = try quantities(of: problem)
    let interruption = Interruption()
    let bestFit = problem.bestFit(seed: seed, by: options.workforce)
    try interruption.check()
    guard bestFit.isConverged else {
      throw Failure.numerics(
        "no profile without a best fit; the minimiser did not converge: \(bestFit.search)")
    }
    var (profiles, plane): ([ProfileResult]?, ProfilePlaneResult?)
    if over != nil, let axes = Self.axes(quantities) {
      plane = problem.profilePlane(
        over: axes.0, axes.1, points: points, levels: level.sorted(), from: bestFit, seed: seed,
        threads: options.threads)
    } else {
      profiles = problem.profiles(
        of: quantities, .init(levels: level.sorted(), points: points), from: bestFit, seed: seed,
        by: options.workforce)
    }
    try interruption.check()
    let result = Result(
      title: problem.fit.title, variant: problem.variant, notes: problem.notes, bestFit: bestFit,
      profiles: profiles, plane: plane)
    try Console.write(
      options.library.format.rendering(result, document(result, of: problem, seed: seed)))
    if let failed = profiles?.first(where: { $0.problem != nil }) {
      throw Failure.numerics("the profile of \(failed.quantity) did not converge: \(failed.problem ?? "")")
    }
    if let reason = plane?.problem { throw Failure.numerics("the profile of the plane: \(reason)") }
  }

  private func document(_ result: Result, of problem: Problem, seed: UInt64) -> Document {
    let warnings =
      FitReport.warnings(result.profiles ?? [])
      + (result.plane?.problem.map { ["NOT CONVERGED: the profile of the plane (\($0))"] } ?? [])
    var bestFit = Document()
    bestFit.head("Best fit", "χ² = \(result.bestFit.chiSquared.fixed(2)); \(result.bestFit.search)")
    return Document([
      FitReport.verdict(warnings).followed(by: FitReport.header(problem, seed: seed)), bestFit,
      result.profiles.map { ProfileReport($0).document } ?? Document(),
      result.profiles.map { LimitsReport($0).document } ?? Document(),
      result.plane.map { ProfilePlaneReport($0).document } ?? Document(),
    ])
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
    let names = over.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(names.count), !names.contains("") else {
      throw .usage("--over takes one quantity or two, x,y; found '\(over)'")
    }
    guard Set(names).count == names.count else {
      throw .usage("--over takes two different parameters; found '\(over)'")
    }
    let free = problem.free.map(\.parameter)
    let observables = problem.predictable
    let known = free.map(\.rawValue) + observables.map(\.rawValue)
    var quantities: [Quantity] = []
    for name in names {
      if let parameter = free.first(where: { $0.rawValue == name }) {
        quantities.append(.parameter(parameter))
      } else if let observable = observables.first(where: { $0.rawValue == name }) {
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
