import GlobalFit
import Typesetting

/// What is known when toys are interrupted: the best fit at which they are drawn, under the names that ``GoodnessOfFit`` has for it.
struct UnfinishedToys: Encodable, Sendable {
  let title: String
  let variant: String?
  let seed: UInt64
  let notes: [String]
  let search: String
  let chiSquared: Double
  let degreesOfFreedom: Int
  let pValue: Double?
  let isFinished = false

  init(_ bestFit: BestFit, of problem: Problem, seed: UInt64) {
    (title, variant, notes) = (problem.fit.title, problem.variant, problem.notes)
    (search, chiSquared) = (bestFit.search, bestFit.chiSquared)
    (degreesOfFreedom, pValue) = (bestFit.degreesOfFreedom, bestFit.pValue)
    self.seed = seed
  }

  func document(of problem: Problem) -> Document {
    var goodness = Document()
    goodness.head(
      "Goodness of fit",
      "χ² = \(chiSquared.fixed(2)) for \(degreesOfFreedom) dof: "
        + (pValue.map { "p = \($0.asProbability)" } ?? "no p-value by χ²") + "; \(search)")
    return Document([
      FitReport.verdict(["UNFINISHED: interrupted before all toys were done"])
        .followed(by: FitReport.header(problem, seed: seed)), goodness,
    ])
  }
}
