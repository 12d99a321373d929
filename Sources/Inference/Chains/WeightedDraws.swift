import Foundation

/// Independent draws with weights: what nested and importance sampling leave behind.
public struct WeightedDraws: Sendable {
  /// The number of parameters.
  public let dimension: Int
  /// All draws, draw by draw, parameters together.
  public let values: [Double]
  /// The log posterior density of each draw, not normalised: ln prior + ln L.
  public let logDensities: [Double]
  /// What each draw counts; they sum to 1.
  public let weights: [Double]
  /// Which of the independent runs each draw comes from.
  public let runs: [Int32]
  /// How many independent runs there are.
  public let runCount: Int
  /// When the draws of nested sampling were born; nil if the draws are independent of one another.
  let lives: Lives?
  /// How much larger the variance between runs is than the lives of the points explain; 1 if they explain it.
  var inflation = 1.0

  /// The lives of points of nested sampling, which stand in the order in which they left.
  struct Lives: Sendable {
    /// How many of these had left when each was born.
    let births: [Int32]
    /// How many were alive when each left.
    let alive: [Int32]
  }

  /// Independent draws that were kept, or weighted anew; of nested sampling without what is known of its points' lives.
  public init(
    values: [Double], logDensities: [Double], weights: [Double], runs: [Int32], runCount: Int
  ) {
    self.init(
      values: values, logDensities: logDensities, weights: weights, runs: runs, runCount: runCount, lives: nil
    )
  }

  /// The number of draws.
  public var count: Int { weights.count }

  init(
    values: [Double], logDensities: [Double], weights: [Double], runs: [Int32], runCount: Int,
    lives: Lives?
  ) {
    let total = weights.reduce(0, +)
    dimension = values.count / max(1, weights.count)
    (self.values, self.logDensities, self.runs, self.runCount) = (values, logDensities, runs, runCount)
    self.weights = weights.map { $0 / total }
    self.lives = lives
    guard lives != nil, runCount > 1, dimension > 0 else { return }
    let ratios = (0..<dimension).compactMap { coordinate -> Double? in
      let (lives, runs) = variances(ofMeanOf: self.values(of: coordinate))
      return lives > 0 ? runs / lives : nil
    }
    inflation = max(1, ratios.isEmpty ? 1 : ratios.mean)
  }

  /// The point of one draw.
  public func point(_ draw: Int) -> [Double] { Array(values[draw * dimension..<(draw + 1) * dimension]) }

  /// Points of equal weight in random order: draws taken independently, with the probability of their weights.
  public func resampled(_ count: Int, using random: inout Random) -> [[Double]] {
    var sum = 0.0
    let cumulative = weights.map { weight in
      sum += weight
      return sum
    }
    return (0..<count).map { _ in
      let uniform = random.uniform() * sum
      return point(min(cumulative.firstPlace { $0 > uniform }, weights.count - 1))
    }
  }

  /// The places of draws of equal weight, by systematic resampling.
  func resampledPlaces(_ count: Int, using random: inout Random) -> [Int] {
    systematicResampling(of: weights.indices, weights: { weights[$0] }, total: 1, count, using: &random)
  }

  /// The same for the draws of each run by itself.
  func resampledPlaces(ofEachRun count: Int, using random: inout Random) -> [[Int]] {
    var places = [[Int]](repeating: [], count: runCount)
    for place in runs.indices { places[Int(runs[place])].append(place) }
    return places.map { own in
      let total = own.reduce(0) { $0 + weights[$1] }
      return systematicResampling(of: own, weights: { weights[$0] }, total: total, count, using: &random)
    }
  }

  /// What the draws say of a quantity known at every draw.
  public func diagnostics(ofQuantity values: [Double]) -> WeightedDiagnostics {
    WeightedDiagnostics(of: values, in: self)
  }

  /// Σw²: one over Kish's effective number of draws.
  var sumOfSquares: Double { weights.reduce(0) { $0 + $1 * $1 } }
}

// MARK: - Errors

extension WeightedDraws {
  /// The weighted mean.
  func mean(of terms: [Double]) -> Double {
    var sum = 0.0
    for i in terms.indices { sum += weights[i] * terms[i] }
    return sum
  }

  /// The variance of the estimate of the mean of `terms` over repetitions of the whole run.
  ///
  /// Of independent draws Σ w² (f − mean)². Of nested sampling what a bootstrap of the points' lives gives, worked out to first
  /// order, enlarged where the runs differ by more than that, and averaged with the scatter of the runs themselves as
  /// their number allows: correlations between live points are seen by the runs only.
  func variance(ofMeanOf terms: [Double]) -> Double {
    let (fromLives, fromRuns) = variances(ofMeanOf: terms)
    guard lives != nil, runCount > 1 else { return fromLives }
    let prior = 15.0
    let degrees = Double(runCount - 1)
    return (prior * inflation * fromLives + degrees * fromRuns) / (prior + degrees)
  }

  /// The variance of the mean as the lives of the points alone, and as the scatter of the runs alone, give it.
  func variances(ofMeanOf terms: [Double]) -> (fromLives: Double, fromRuns: Double) {
    let mean = mean(of: terms)
    var influences: [Double] = []
    if let lives {
      // A point of nested sampling does not only contribute itself: while alive it makes the prior shrink less.
      influences = pointInfluences(births: lives.births, alive: lives.alive) {
        weights[$0] * (terms[$0] - mean)
      }
    }
    var byRun = [Double](repeating: 0, count: runCount)
    var squares = 0.0
    for i in terms.indices {
      let influence = influences.isEmpty ? weights[i] * (terms[i] - mean) : influences[i]
      byRun[Int(runs[i])] += influence
      squares += influence * influence
    }
    let scatter = byRun.reduce(0) { $0 + $1 * $1 } * Double(runCount) / Double(runCount - 1)
    return (squares, scatter)
  }
}

/// The derivative of Σ `term` over points of nested sampling, in the order they left, with respect to how often each is
/// counted, where a term stands for g_i L_i w_i of ``MergedRuns``.
///
/// Counting a point k times multiplies w_i by k, and every N_j of its life counts k − 1 more.
func pointInfluences(births: [Int32], alive: [Int32], _ term: (Int) -> Double) -> [Double] {
  let count = births.count
  var influences = [Double](repeating: 0, count: count)
  var after = 0.0
  for i in stride(from: count - 1, through: 0, by: -1) {
    let here = term(i)
    let shrinking = alive[i] > 1 ? -log1p(-1 / Double(alive[i])) : 0
    influences[i] = here - shrinking * after
    after += here
  }
  var sums = [Double](repeating: 0, count: count + 1)
  for i in 0..<count { sums[i + 1] = sums[i] + influences[i] / Double(alive[i]) }
  for i in 0..<count { influences[i] -= sums[i + 1] - sums[Int(births[i])] }
  return influences
}

/// `count` of the `places`, each as often as its share of the total weight, up to one more or less.
func systematicResampling(
  of places: some Sequence<Int>, weights: (Int) -> Double, total: Double, _ count: Int,
  using random: inout Random
) -> [Int] {
  var chosen: [Int] = []
  chosen.reserveCapacity(count)
  let step = total / Double(count)
  var (sum, wanted) = (0.0, random.uniform() * step)
  for place in places {
    sum += weights(place)
    while wanted < sum, chosen.count < count {
      chosen.append(place)
      wanted += step
    }
  }
  return chosen
}
