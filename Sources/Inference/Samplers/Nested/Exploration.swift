import Foundation

/// Runs of nested sampling put together, and what they are worth.
struct Exploration: Sendable {
  let merged: MergedRuns
  /// The points that carry the posterior.
  let draws: WeightedDraws
  let logEvidenceError: Double
  let insertionRankProbability: Double
  let insertionRanks: [Int]
  let logEvidences: [Double]
  let calls: Int
  let invalid: Int
  let stuck: Int
  /// Whether every run came to its end.
  let isComplete: Bool

  init(_ runs: [NestedRun]) {
    let merged = MergedRuns(runs)
    self.merged = merged
    let weights = merged.logWeights.map { exp($0 - merged.logEvidence) }
    // Points below which hardly any probability lies only cost time.
    var (first, below) = (0, 0.0)
    while first < weights.count, below + weights[first] < 1e-6 {
      below += weights[first]
      first += 1
    }
    let kept = first..<weights.count
    let dimension = kept.isEmpty ? 0 : runs[0].positions.count / runs[0].logLikelihoods.count
    var values: [Double] = []
    values.reserveCapacity(kept.count * dimension)
    for (run, place) in merged.order[kept] {
      values += runs[Int(run)].positions[Int(place) * dimension..<(Int(place) + 1) * dimension]
    }
    draws = WeightedDraws(
      values: values,
      logDensities: merged.order[kept].map { runs[Int($0.run)].logPosteriors[Int($0.place)] },
      weights: Array(weights[kept]), runs: merged.order[kept].map(\.run), runCount: runs.count,
      lives: WeightedDraws.Lives(
        births: merged.births[kept].map { max(0, $0 - Int32(first)) }, alive: Array(merged.alive[kept])))
    let influences = pointInfluences(births: merged.births, alive: merged.alive) { weights[$0] }
    let variance = influences.reduce(0) { $0 + $1 * $1 }
    logEvidenceError = Self.error(of: merged, influences, variance, runs.count, draws.inflation)
    insertionRankProbability = uniformityProbability(runs.flatMap(\.insertions))
    var ranks = [Int](repeating: 0, count: 20)
    for rank in runs.lazy.flatMap(\.insertions) { ranks[min(Int(20 * rank), 19)] += 1 }
    insertionRanks = ranks
    logEvidences = runs.map { MergedRuns([$0]).logEvidence }
    calls = runs.reduce(0) { $0 + $1.calls }
    invalid = runs.reduce(0) { $0 + $1.invalid }
    stuck = runs.reduce(0) { $0 + $1.stuck }
    isComplete = runs.allSatisfy(\.isComplete)
  }

  /// The standard error of ln Z, as ``WeightedDraws`` takes that of a mean.
  private static func error(
    of merged: MergedRuns, _ influences: [Double], _ variance: Double, _ runCount: Int, _ inflation: Double
  ) -> Double {
    guard runCount > 1 else { return variance.squareRoot() }
    var byRun = [Double](repeating: 0, count: runCount)
    for (place, influence) in zip(merged.order, influences) { byRun[Int(place.run)] += influence }
    let mean = byRun.mean
    let scatter =
      byRun.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * Double(runCount) / Double(runCount - 1)
    let (prior, degrees) = (15.0, Double(runCount - 1))
    return ((prior * inflation * variance + degrees * scatter) / (prior + degrees)).squareRoot()
  }

  /// Whether no point has a likelihood.
  var isEmpty: Bool { merged.logEvidence == -.infinity }

  /// Whether the likelihood is the same everywhere: more runs would say no more.
  var isFlat: Bool { merged.logLikelihoods.first == merged.logLikelihoods.last }

  /// How many evaluations runs like these would take to the goal, from the beginning.
  func callsToGoal(_ settings: NestedSettings) -> Double {
    let factor = max(
      1 / draws.fulfilment(of: settings.goal, threads: settings.threads),
      logEvidenceError * logEvidenceError / (settings.evidenceError * settings.evidenceError))
    return Double(calls) * max(1, factor)
  }
}

extension WeightedDraws {
  /// How nearly the bulk and tail effective sample sizes of all parameters and of the log density meet the goal: 1 if the
  /// worst just does.
  func fulfilment(of goal: ConvergenceGoal, threads: Int) -> Double {
    parallelMap(dimension + 1, threads: threads) { parameter in
      let found = diagnostics(ofQuantity: parameter < dimension ? values(of: parameter) : logDensities)
      guard found.problem != .constant else { return Double.infinity }
      return goal.fulfilment(bulk: found.bulkEffectiveSampleSize, tail: found.tailEffectiveSampleSize)
    }.min() ?? 0
  }

  /// About how many independent draws these are worth.
  var worth: Double { 1 / (sumOfSquares * inflation) }

  /// About how many independent draws of its own surroundings these are worth: runs that disagree about how much lies where still
  /// know what it looks like there.
  var localWorth: Double { 1 / (sumOfSquares * min(inflation, 4)) }

  /// These draws and others, each set with the share it is worth, these with no less than `leastShare`.
  func merged(with other: WeightedDraws, leastShare: Double = 0) -> WeightedDraws {
    let share = max(worth / (worth + other.worth), leastShare)
    var merged = WeightedDraws(
      values: values + other.values, logDensities: logDensities + other.logDensities,
      weights: weights.map { $0 * share } + other.weights.map { $0 * (1 - share) },
      runs: Array(repeating: 0, count: count + other.count), runCount: 1, lives: nil)
    merged.inflation = 1 / (merged.sumOfSquares * (worth + other.worth))
    return merged
  }
}
