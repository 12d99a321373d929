import ArgumentParser
import GlobalFit

/// `mutau tension`
struct TensionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tension",
    abstract: "Do groups of constraints agree with one another? By best fits, evidences and posteriors.",
    discussion: """
      A group is a list of inputs of the fit, or of folders of inputs. Without
      --and it is held against all other constraints; without --between every
      constraint is, one after the other.

      Examples:
        mutau tension fits/leptonic.yaml
        mutau tension fits/leptonic.yaml --between neutrino-trident
        mutau tension fits/leptonic.yaml --between tau-decay --and z-couplings
        mutau tension fits/b-physics.yaml --between bs-mixing --format json
      """)

  @OptionGroup var options: FitOptions

  @Option(help: ArgumentHelp("The first group: inputs or folders.", valueName: "a,b"))
  var between: String?

  @Option(help: ArgumentHelp("The second group [default: all others].", valueName: "c,d"))
  var and: String?

  func validate() throws {
    if and != nil, between == nil { throw ValidationError("--and needs --between, the first group") }
  }

  func run() throws {
    let problem = try options.problem()
    let pairs = try pairs(of: problem)
    let watch = SamplingWatch(quiet: options.quiet)
    let result = problem.tension(
      between: pairs, seed: options.seed(of: problem.fit), by: watch.watching(options.workforce),
      doing: watch.doing, progress: watch.progress)
    watch.finish()
    try watch.interruption.check()
    try Console.write(options.library.format.rendering(result, TensionReport(result, of: problem).document))
    if let reason = result.problems.first { throw Failure.numerics(reason) }
  }

  private func pairs(of problem: Problem) throws(Failure) -> [(ConstraintGroup, ConstraintGroup)] {
    let all = problem.constraints.indices
    guard all.count > 1 else {
      throw .usage("\(options.fit) has one constraint: there is nothing that it could disagree with")
    }
    func others(of group: ConstraintGroup) -> ConstraintGroup {
      ConstraintGroup(all.filter { !group.places.contains($0) })
    }
    guard let between else {
      let each = all.map { ConstraintGroup([$0]) }
      // of two the second comparison is the first
      return each.prefix(all.count == 2 ? 1 : all.count).map { ($0, others(of: $0)) }
    }
    let first = try group(between, "--between", in: problem)
    let second =
      try and.map { words throws(Failure) in try group(words, "--and", in: problem) } ?? others(of: first)
    guard !second.places.isEmpty else {
      throw .usage("--between \(between) is all that \(options.fit) has: nothing is left to compare it with")
    }
    if let both = first.places.first(where: second.places.contains) {
      throw .usage("'\(problem.constraints[both].name)' is in both groups: one measurement counts once")
    }
    return [(first, second)]
  }

  private func group(_ words: String, _ option: String, in problem: Problem) throws(Failure)
    -> ConstraintGroup
  {
    let constraints = problem.constraints.map(\.name)
    let folders = constraints.flatMap { name in
      name.indices.filter { name[$0] == "/" }.map { String(name[..<$0]) }
    }
    let names = NameList.names(in: words, among: constraints + folders)
    guard names.allSatisfy({ !$0.isEmpty }) else {
      throw .usage("\(option) takes names of inputs or folders, a,b; found '\(words)'")
    }
    do throws(UnknownConstraint) {
      return try problem.constraintGroup(names)
    } catch {
      throw .usage("\(option): \(error)")
    }
  }
}
