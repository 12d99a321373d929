import Foundation

/// The second half of nested sampling: what the runs found is turned into a density, and that is drawn from.
///
/// A draw costs one evaluation of the likelihood instead of the hundreds that lead from one independent live point to the
/// next, and the weights tell how good the density is. A density that serves badly is learned anew from its own draws.
struct Refinement: Sendable {
  /// The draws of one round in the order of their blocks.
  private(set) var blocks: [ImportanceSample] = []
  let density: MixtureDensity
  /// About how many independent draws the density was learned from.
  private(set) var lessons: Double
  private let round: Int
  /// What of the runs' finds the density holds.
  private(set) var coverage: Coverage
  private var threshold = -Double.infinity
  /// How good the density was on trial.
  private(set) var trialEfficiency = 0.0
  private var isOnTrial = true
  /// How many blocks are known to what is learned next.
  private var blocksLearned = Self.firstBlocks
  static let blockSize = 1024
  static let firstBlocks = 16
  static let firstDraws = firstBlocks * blockSize
  /// How many times as many draws a trial may plan for as it has itself.
  static let mostOverTrial = 4.0
  /// With so many draws the tail of the weights is known.
  static let mostDrawsInDoubt = 500_000

  /// Some draws from a density on trial.
  init(
    _ density: MixtureDensity, round: Int, lessons: Double, found: WeightedDraws, peaks: [WeightedDraws],
    moved: WeightedDraws? = nil, on model: some BayesianModel, settings: NestedSettings
  ) {
    (self.density, self.round, self.lessons) = (density, round, lessons)
    var random = Random(seed: settings.seed, stream: 1 << 36 + UInt64(round))
    coverage = Coverage(of: found, peaks, by: density, on: model, threads: settings.threads, using: &random)
    if let moved { coverage.include(logRatios(at: moved, on: model, threads: settings.threads)) }
    draw(Self.firstBlocks, on: model, settings: settings)
    trialEfficiency = efficiency
    // At most a third of what the draws are worth is lost by thinning those below half of Σw²/Σw, and mostly a tenth.
    threshold = logMoments.second - logMoments.first - log(2)
    for block in blocks.indices {
      var random = Random(seed: settings.seed, stream: stream(block) + 1 << 40)
      blocks[block].thin(below: threshold, using: &random)
    }
  }

  /// Ends the trial, and draws what is kept. A density that was chosen because its draws looked well is not judged by the same
  /// draws: those that missed what it is too thin for look best.
  mutating func begin(with blocks: Int, on model: some BayesianModel, settings: NestedSettings) {
    isOnTrial = false
    self.blocks = []
    draw(blocks, on: model, settings: settings)
  }

  /// Draws more blocks; no number depends on how many at a time.
  mutating func draw(_ count: Int, on model: some BayesianModel, settings: NestedSettings) {
    let first = blocks.count
    blocks += parallelMap(count, threads: settings.threads) { [self] block in
      var random = Random(seed: settings.seed, stream: stream(first + block))
      var sample = ImportanceSample(Self.blockSize, from: density, on: model, using: &random)
      if threshold > -.infinity {
        random = Random(seed: settings.seed, stream: stream(first + block) + 1 << 40)
        sample.thin(below: threshold, using: &random)
      }
      return sample
    }
  }

  private func stream(_ block: Int) -> UInt64 {
    1 << 32 + UInt64(round) << 24 + (isOnTrial ? 0 : 1 << 23) + UInt64(block)
  }

  /// How many draws were made.
  var drawCount: Int { blocks.count * Self.blockSize }

  /// How many of them are kept.
  var keptCount: Int { isOnTrial ? 0 : drawCount }

  /// ln of Σ w and Σ w² over all draws.
  private var logMoments: (first: Double, second: Double) {
    let highest = blocks.lazy.map(\.highest).max() ?? -.infinity
    guard highest > -.infinity else { return (-.infinity, -.infinity) }
    var (first, second) = (0.0, 0.0)
    for block in blocks where block.highest > -.infinity {
      let ratio = exp(block.highest - highest)
      first += ratio * block.sum
      second += ratio * ratio * block.sumOfSquares
    }
    return (highest + log(first), 2 * highest + log(second))
  }

  /// ln of the mean weight.
  var logEvidence: Double { logMoments.first - log(Double(drawCount)) }

  /// H = ∫ ln(L/Z) dP, in nats.
  var information: Double {
    let highest = blocks.lazy.map(\.highest).max() ?? 0
    var (sum, total) = (0.0, 0.0)
    for block in blocks {
      for (logWeight, logLikelihood) in zip(block.logWeights, block.logLikelihoods) {
        let weight = exp(logWeight - highest)
        sum += weight * logLikelihood
        total += weight
      }
    }
    return sum / total - logEvidence
  }

  /// How many independent draws from the posterior all draws are worth, (Σw)²/Σw².
  var effectiveSampleSize: Double { exp(2 * logMoments.first - logMoments.second) }

  /// How many independent draws each draw is worth.
  var efficiency: Double { effectiveSampleSize / Double(drawCount) }

  /// Whether hardly any point of the runs lies where hardly any draw comes.
  var holdsEveryRun: Bool { coverage.holdsEveryRun(draws: drawCount, logEvidence: logEvidence) }

  /// Whether a point of the posterior is so high that hardly any draw would come there.
  func overlooks(_ point: [Double], on model: some BayesianModel) -> Bool {
    let logPosterior = model.logDensity(at: point.span).asLogDensity
    let logDensity = ImportanceSample.mixed(
      density.logDensity(at: point), logPrior: model.logPrior(at: point.span))
    return overlooks(logPosterior - logDensity)
  }

  /// ln of posterior over density at draws.
  func logRatios(at draws: WeightedDraws, on model: some BayesianModel, threads: Int) -> [Double] {
    Coverage.logRatios(of: density, at: draws, on: model, threads: threads)
  }

  /// Has the density hold draws that were moved, of which it has these ratios, too.
  mutating func include(_ logRatiosOfMoved: [Double]) { coverage.include(logRatiosOfMoved) }

  /// Of draws with these ratios those where hardly any draw of the density would come, the least possible first.
  func overlooked(_ logRatios: [Double]) -> [Int] {
    logRatios.indices.filter { overlooks(logRatios[$0]) }.sorted { logRatios[$0] > logRatios[$1] }
  }

  /// Whether hardly any draw would come to where ln of posterior over density is this.
  private func overlooks(_ logRatio: Double) -> Bool { logRatio - logEvidence > logRatioOfOverlooked }

  /// ln of posterior over density, both normalised, from which on hardly any draw comes.
  var logRatioOfOverlooked: Double { log(Double(drawCount) / 100) }

  /// The draw that weighs a tenth or more of all draws, if there is one.
  var heaviest: [Double]? {
    guard let block = blocks.max(by: { $0.highest < $1.highest }), block.highest > logMoments.first - log(10),
      let place = block.logWeights.firstIndex(of: block.highest)
    else { return nil }
    let dimension = block.values.count / block.logWeights.count
    return Array(block.values[place * dimension..<(place + 1) * dimension])
  }

  /// Whether the errors of what the draws say can be believed: the largest weights are no heavy tail, neither of all draws nor
  /// clearly beyond the 5 and 95 % quantiles of any coordinate, and the density leaves out nothing that the runs found.
  func isTrusted(threads: Int) -> Bool {
    isTrustedButForTails && !(leastTailShape(threads: threads) >= 0.7)
  }

  /// The same but for what lies beyond those quantiles.
  var isTrustedButForTails: Bool { holdsEveryRun && !(paretoShape >= 0.7) }

  /// Whether this, learned later, is to be preferred: it knows more, so unless it is clearly less efficient. One that finds more
  /// evidence by five errors is preferred all the same: the other misses something. So is one that costs a little and for the first
  /// time has draws where others are thin.
  func isPreferred(to other: Refinement?) -> Bool {
    guard let other else { return true }
    let errors = logEvidenceError * logEvidenceError + other.logEvidenceError * other.logEvidenceError
    let least = density.knowsThinPlaces && !other.density.knowsThinPlaces ? 0.7 : 0.9
    return trialEfficiency > least * other.trialEfficiency
      || logEvidence - other.logEvidence > 5 * errors.squareRoot()
  }

  /// √((N/ESS − 1)/N).
  var logEvidenceError: Double { (1 / effectiveSampleSize - 1 / Double(drawCount)).squareRoot() }

  /// The shape of the tail of the weights.
  var paretoShape: Double {
    Inference.paretoShape(
      ofLargest: blocks.flatMap { $0.logWeights.filter { $0 > threshold } }, of: drawCount)
  }

  /// The largest shape of the tails of the weights of draws beyond the 5 and 95 % quantile of each coordinate, each less its
  /// standard error: of so many shapes, each of few draws, one looks heavy by chance.
  func leastTailShape(threads: Int) -> Double {
    let draws = draws(runs: 2)
    let logWeights = blocks.flatMap(\.logWeights)
    return parallelMap(draws.dimension, threads: threads) { coordinate in
      let order = RankOrder(draws.values(of: coordinate))
      var below = 0.0
      var (low, high) = (0, order.places.count)
      for (rank, place) in order.places.enumerated() {
        if below < 0.05 { low = rank }
        below += draws.weights[Int(place)]
        if below > 0.95 {
          high = rank
          break
        }
      }
      func shape(_ places: some Collection<UInt32>) -> Double {
        let shape = Inference.paretoShape(
          ofLargest: places.map { logWeights[Int($0)] }.filter { $0 > threshold }, of: places.count)
        return shape - paretoShapeError(shape, ofLargestOf: places.count)
      }
      let shapes = [shape(order.places[..<low]), shape(order.places[high...])]
      return shapes.filter { !$0.isNaN }.max() ?? -.infinity
    }.max() ?? -.infinity
  }

  /// Draws of which nothing that is learned next knows yet; nil if there are none.
  func drawsToLearnFrom(runs: Int) -> WeightedDraws? {
    blocksLearned < blocks.count ? Self.draws(of: blocks[blocksLearned...], runs: runs) : nil
  }

  /// Notes that its draws were learned from, and what all that was learned from is worth.
  mutating func learned(_ lessons: Double) {
    self.lessons = lessons
    blocksLearned = blocks.count
  }

  /// All draws.
  func draws(runs: Int) -> WeightedDraws { Self.draws(of: blocks[...], runs: runs) }

  private static func draws(of blocks: ArraySlice<ImportanceSample>, runs: Int) -> WeightedDraws {
    let logWeights = blocks.flatMap(\.logWeights)
    let highest = logWeights.max() ?? 0
    return WeightedDraws(
      values: blocks.flatMap(\.values), logDensities: blocks.flatMap(\.logDensities),
      weights: logWeights.map { exp($0 - highest) },
      runs: blocks.enumerated().flatMap {
        Array(repeating: Int32($0.offset % runs), count: $0.element.logWeights.count)
      },
      runCount: runs, lives: nil)
  }
}
