import GlobalFit
import Typesetting

/// The answer of a run to its question, read back to be shown.
struct KeptAnswer {
  /// What it is, in words.
  let name: String
  /// The command that gives it, but for the folder and the goals.
  let command: String
  /// Options for what else was asked for, of which the answer does not keep how they were given; nil where there are none.
  let goals: String?
  /// The variant of the fit; nil for the fit as it stands.
  let variant: String?
  /// Without what the whole fit has in common.
  let document: Document
  /// Why numbers must not be used or are missing; empty if all are what they say.
  let problems: [String]

  /// An error if the run did not come to its end, or another program made it.
  init(_ run: StoredRun) throws(Failure) {
    guard let result = run.result else { throw run.isUnfinished }
    let problem = run.problem
    switch run.identity.question.flatMap(Question.command) {
    case .limit:
      let limits = try run.kept(Limits.self, in: result)
      name = "Limits on \(limits.quantity.symbol)"
      command = "limit fit.yaml --on \(limits.quantity.name.shellWord)"
      (variant, problems) = (limits.variant, limits.problems)
      goals = "--level, --side, --method, --toys and --no-posterior"
      document = LimitMethodsReport(limits, of: problem).body
    case .impact:
      let impact = try run.kept(Impact.self, in: result)
      name = "What moves \(impact.profile.quantity.symbol)"
      command = "impact fit.yaml --on \(impact.profile.quantity.name.shellWord)"
      (variant, problems) = (impact.variant, impact.problems)
      goals = nil
      document = ImpactReport(impact, of: problem).body
    case .toys:
      let toys = try run.kept(GoodnessOfFit.self, in: result)
      name = "Goodness of fit by toys"
      command = "toys fit.yaml --toys \(toys.toys)"
      (variant, problems) = (toys.variant, [toys.problem].compactMap(\.self))
      goals = nil
      document = ToysReport(toys, of: problem).body
    case .profile:
      let profiles = try run.kept(ProfileAnswer.self, in: result)
      name = "Profile likelihood"
      command = "profile fit.yaml" + (profiles.over.map { " --over \($0.shellWord)" } ?? "")
      (variant, problems) = (profiles.variant, profiles.problems)
      goals = "--level and --points"
      document = profiles.body
    case nil:
      throw .usage(
        "the run in \(run.folder.path) answers a question that this program does not know: "
          + (run.identity.question ?? ""))
    }
  }
}
