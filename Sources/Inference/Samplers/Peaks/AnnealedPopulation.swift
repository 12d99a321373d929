import Foundation

/// Points all over a density, light peaks among them: walkers that spread over the prior while the likelihood is switched on.
///
/// Wherever the power of the likelihood rises, points are drawn anew with the weights that this gives them, so that those
/// left behind on spots of little density die out; then an ensemble of all points moves in the new density. What comes out
/// is near the density and is proved nothing of: it is where chains begin.
///
/// Source: P. Del Moral, A. Doucet, A. Jasra, J. R. Stat. Soc. B 68 (2006) 411, doi:10.1111/j.1467-9868.2006.00553.x,
/// section 3 (weights, resampling, moves); the powers are chosen so that half of the points are left effective.
struct AnnealedPopulation: Sendable {
  /// Where the points are; empty if hardly any place of finite density was found.
  private(set) var points: [[Double]] = []
  /// Where they were when the likelihood counted a third: light peaks, which may die out later, had not yet.
  private(set) var wider: [[Double]] = []
  /// Where they were after the first third of the stages: a tempered density from which little is lost yet.
  private(set) var early: [[Double]] = []
  /// What was spent.
  private(set) var spent = Transition()

  /// The most powers on the way.
  private static let mostStages = 200
  private static let widerPower = 0.3
  /// How many differences are taken as they are, which lead from peak to peak: without them each peak would have to live on
  /// descendants of the points it began with, and its share would drift.
  private static let modeJumpProbability = 0.4

  /// A population of up to `count` points, begun with points from `start`.
  ///
  /// - Parameter budget: about how often the density may be asked for; what is left undone when it is used up is how well the
  ///   points are spread.
  init(
    _ count: Int, on density: some LogDensity, from start: (inout Random) -> [Double], budget: Int,
    using random: inout Random
  ) {
    var target = TemperedDensity(density)
    var logs: [Double] = []
    for _ in 0..<min(200 * count, budget / 2) where points.count < count {
      let point = start(&random)
      let log = target.tempered(at: point)
      spent.proposed += 1
      guard log.isFinite else { continue }
      points.append(point)
      logs.append(log)
    }
    guard points.count >= Ensemble.fewestWalkers(dimension: density.dimension) else {
      points = []
      return
    }
    var stages: [[[Double]]] = []
    let sweeps = 4 + density.dimension / 4
    for stage in 1...Self.mostStages {
      let isLast = stage == Self.mostStages || spent.proposed > budget
      let power = isLast ? 1 : Self.nextPower(after: target.power, logs)
      let weights = Self.weights(of: logs, rising: power - target.power)
      points = systematicResampling(
        of: points.indices, weights: { weights[$0] }, total: weights.reduce(0, +), count, using: &random
      ).map { points[$0] }
      target.power = power
      move(target, sweeps: power < 1 ? sweeps : 4 * sweeps, using: &random)
      stages.append(points)
      early = stages[stages.count / 3]
      if power >= Self.widerPower, power < 1, wider.isEmpty { wider = points }
      guard power < 1 else { return }
      logs = points.map(target.tempered)
      spent.proposed += points.count
    }
  }

  /// The points after some steps of an ensemble.
  private mutating func move(_ target: TemperedDensity, sweeps: Int, using random: inout Random) {
    let ensemble = Ensemble(walkers: points.count, modeJumpProbability: Self.modeJumpProbability)
    var state = ensemble.start(at: points, on: target)
    spent.proposed += points.count
    for _ in 0..<sweeps { spent += ensemble.step(&state, on: target, using: &random) }
    let dimension = target.dimension
    points = points.indices.map { Array(state.positions[$0 * dimension..<($0 + 1) * dimension]) }
  }

  /// The power at which half of the points are left effective; 1 if more are then.
  private static func nextPower(after power: Double, _ logs: [Double]) -> Double {
    func share(_ rise: Double) -> Double {
      let weights = weights(of: logs, rising: rise)
      return 1 / weights.reduce(0) { $0 + $1 * $1 } / Double(logs.count)
    }
    if share(1 - power) > 0.5 { return 1 }
    var (low, high) = (0.0, 1 - power)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if share(middle) > 0.5 { low = middle } else { high = middle }
    }
    return power + high
  }

  /// What each point counts, all together one.
  private static func weights(of logs: [Double], rising rise: Double) -> [Double] {
    let highest = logs.max() ?? 0
    let weights = logs.map { exp(rise * ($0 - highest)) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
