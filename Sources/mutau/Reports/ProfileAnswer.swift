import GlobalFit
import Typesetting

/// What `mutau profile` answers: the profiles of quantities, or of a plane of two.
struct ProfileAnswer: Codable, Sendable {
  let title: String
  let variant: String?
  let notes: [String]
  /// What was named; nil for what the fit file lists.
  let over: String?
  let bestFit: BestFit
  var profiles: [ProfileResult]?
  var plane: ProfilePlaneResult?
  /// Whether everything that was asked for is there.
  var isFinished = true

  /// Why numbers must not be used, one sentence each; empty if all may.
  var problems: [String] {
    (profiles ?? []).compactMap { profile in
      profile.problem.map { "the profile of \(profile.quantity) did not converge: \($0)" }
    } + (plane?.problem.map { ["the profile of the plane: \($0)"] } ?? [])
  }

  func document(of problem: Problem, seed: UInt64) -> Document {
    let warnings =
      (isFinished ? [] : ["UNFINISHED: interrupted before everything was profiled"])
      + FitReport.warnings(profiles ?? [], of: problem.fit)
      + (plane?.problem.map {
        ["NOT CONVERGED: the profile of the plane (\($0))", Advice.onFits(of: problem.fit)]
      } ?? [])
    return Document([
      FitReport.verdict(warnings).followed(by: FitReport.header(problem, seed: seed)), body,
    ])
  }

  /// Without what the whole fit has in common.
  var body: Document {
    var best = Document()
    best.head("Best fit", "χ² = \(bestFit.chiSquared.fixed(2)); \(bestFit.search)")
    guard profiles?.isEmpty != true else { return best }
    return Document([
      best,
      profiles.map { ProfileReport($0).document } ?? Document(),
      profiles.map { LimitsReport($0).document } ?? Document(),
      plane.map { ProfilePlaneReport($0).document } ?? Document(),
    ])
  }
}
