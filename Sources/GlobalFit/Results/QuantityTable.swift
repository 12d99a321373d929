import Foundation
import Inference
import Physics

/// Every free parameter and every prediction as draws tell them.
struct QuantityTable: Sendable {
  /// Parameters, then predictions.
  let quantities: [Quantity]
  /// The values of each, draw by draw.
  let values: [[Double]]
  /// What the draws say of each.
  let results: [QuantityPosterior]
  /// The same of the log posterior: what misses the goal there, in words; nil if nothing does.
  private let logDensityProblem: @Sendable (ConvergenceGoal) -> String?

  init(of problem: Problem, in draws: some PosteriorDraws, threads: Int) {
    let free = problem.free
    let observables = problem.fit.predictions
    let predictions = DrawnPredictions(observables, of: problem, in: draws, threads: threads)
    quantities = free.map { .parameter($0.parameter) } + observables.map { .observable($0) }
    let found = parallelMap(quantities.count, threads: threads) { [quantities] index in
      let values =
        index < free.count
        ? draws.values(of: index).map { free[index].density.scale.value(at: $0) }
        : predictions.values[index - free.count]
      return (values, problem.summarize(quantities[index], values, draws))
    }
    values = found.map(\.0)
    results = found.map(\.1)
    let logDensity = draws.diagnostics(ofQuantity: draws.logDensities)
    logDensityProblem = { goal in
      guard logDensity.problem != .constant, !logDensity.meet(goal) else { return nil }
      if let problem = logDensity.problem { return problem.rawValue }
      let least = min(logDensity.bulkEffectiveSampleSize, logDensity.tailEffectiveSampleSize)
      return "R̂ = \(String(format: "%.3f", logDensity.rHat)), \(least.roughly) effective draws"
    }
  }

  /// Whose tails rest on so few draws that the errors of their ends say too little.
  func thinTails(fewest: Double) -> [String] { results.compactMap { $0.thinTail(fewest: fewest) } }

  /// What misses the goal, and how.
  func problems(goal: ConvergenceGoal) -> [String] {
    var problems: [String] = []
    for (quantity, result) in zip(quantities, results)
    where result.problem != Diagnostics.Problem.constant.rawValue {
      if let problem = result.problem {
        problems.append("\(quantity.symbol): \(problem)")
      } else if result.rHat == nil {
        problems.append("\(quantity.symbol): R̂ needs more than one run")
      } else if let rHat = result.rHat, !(rHat < goal.rHat) {
        problems.append(
          "\(quantity.symbol): R̂ = \(String(format: "%.3f", rHat)), not below \(goal.rHat.short)")
      } else if !(result.bulkEffectiveSampleSize >= goal.effectiveSampleSize) {
        problems.append(
          "\(quantity.symbol): \(result.bulkEffectiveSampleSize.roughly) effective draws, fewer than "
            + goal.effectiveSampleSize.short)
      } else if !(result.tailEffectiveSampleSize >= goal.tailEffectiveSampleSize) {
        problems.append(
          "\(quantity.symbol): \(result.tailEffectiveSampleSize.roughly) effective draws for its tails, fewer than "
            + goal.tailEffectiveSampleSize.short)
      }
    }
    if let problem = logDensityProblem(goal) { problems.append("the log posterior: \(problem)") }
    return problems
  }
}

extension Double {
  /// To three digits, or to whole numbers where these have more: `45.2`, `158`.
  fileprivate var roughly: String { String(format: magnitude < 100 ? "%.3g" : "%.0f", self) }
}
