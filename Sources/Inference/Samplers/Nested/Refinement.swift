import Foundation

/// The second half of nested sampling: what the runs found is turned into a density, and that is drawn from.
///
/// A draw costs one evaluation of the likelihood instead of the hundreds that lead from one independent live point to the
/// next, and the weights tell how good the density is. A density that serves badly is learned anew from its own draws.
struct Refinement: Sendable {
  /// The draws of one round in the order of their blocks.
  private(set) var blocks: [ImportanceSample] = []
  private let density: LearnedDensity
  /// About how many independent draws the density was learned from.
  var lessons: Double
  private let round: Int
  /// What of the runs' finds the density holds.
  let coverage: Coverage
  private var threshold = -Double.infinity
  static let blockSize = 1024
  static let firstBlocks = 32
  /// With so many draws the tail of the weights is known.
  static let mostDrawsInDoubt = 500_000

  /// The first draws from a density.
  init(
    _ density: LearnedDensity, round: Int, lessons: Double, found: WeightedDraws,
    on model: some BayesianModel, settings: NestedSettings
  ) {
    (self.density, self.round, self.lessons) = (density, round, lessons)
    var random = Random(seed: settings.seed, stream: 1 << 36 + UInt64(round))
    coverage = Coverage(of: found, by: density, on: model, threads: settings.threads, using: &random)
    draw(Self.firstBlocks, on: model, settings: settings)
    // At most a third of what the draws are worth is lost by thinning those below half of Σw²/Σw, and mostly a tenth.
    threshold = logMoments.second - logMoments.first - log(2)
    for block in blocks.indices {
      var random = Random(seed: settings.seed, stream: stream(block) + 1 << 40)
      blocks[block].thin(below: threshold, using: &random)
    }
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

  private func stream(_ block: Int) -> UInt64 { 1 << 32 + UInt64(round) << 24 + UInt64(block) }

  /// How many draws were made.
  var drawCount: Int { blocks.count * Self.blockSize }

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

  /// Whether the density was learned in whitened coordinates.
  var isWhitened: Bool { density.isWhitened }

  /// √((N/ESS − 1)/N).
  var logEvidenceError: Double { (1 / effectiveSampleSize - 1 / Double(drawCount)).squareRoot() }

  /// The shape of the tail of the weights.
  var paretoShape: Double {
    Inference.paretoShape(
      ofLargest: blocks.flatMap { $0.logWeights.filter { $0 > threshold } }, of: drawCount)
  }

  /// The draws that were kept.
  func draws(runs: Int) -> WeightedDraws {
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
