import Foundation
import Inference
import Physics

/// What kept draws say of further quantities, or with weights of another fit.
public struct Reprediction: Sendable, Encodable {
  /// The fit's title.
  public let title: String
  /// The variant that the draws are weighted for; nil for the fit that they were made of, or another file.
  public let variant: String?
  /// Where formulas are used outside their validity, one sentence each.
  public let notes: [String]
  /// How many draws there are.
  public let draws: Int
  /// How well the draws stand for the other fit; nil if they were made of this one.
  public let weights: Weights?
  /// Parameters, then predictions.
  public let quantities: [QuantityPosterior]
  /// ln of the evidence of the other fit over that of the one that the draws were made of; nil without weights.
  public let logEvidenceRatio: Double?
  /// Its standard error.
  public let logEvidenceRatioError: Double?

  /// What weights are worth.
  public struct Weights: Sendable, Encodable {
    /// The shape k̂ of their tail; above 0.7 nothing here can be trusted.
    public let paretoShape: Double
    /// How many independent draws they leave.
    public let effectiveSampleSize: Double

    /// Whether they can be trusted.
    public var areReliable: Bool { paretoShape <= WeightTail.largestShape }
  }
}

/// Why draws cannot be used for another fit.
public struct NotReweightable: Error, CustomStringConvertible {
  /// One sentence.
  public let description: String

  /// With this reason.
  public init(description: String) { self.description = description }
}

extension Problem {
  /// What draws of this problem say of its parameters and of these observables.
  public func predict(_ observables: [Observable], from sample: PosteriorSample, threads: Int) -> Reprediction
  {
    let quantities =
      if let weights = sample.weights {
        summarize(
          observables,
          WeightedDraws(
            values: sample.coordinates, logDensities: sample.logDensities, weights: weights,
            runs: sample.part ?? [Int32](repeating: 0, count: sample.count), runCount: max(1, sample.parts)),
          threads: threads)
      } else {
        summarize(observables, chains(sample), threads: threads)
      }
    return Reprediction(
      title: fit.title, variant: variant, notes: validityNotes(of: observables), draws: sample.count,
      weights: nil, quantities: quantities,
      logEvidenceRatio: nil, logEvidenceRatioError: nil)
  }

  /// What draws of `other` say of this problem, which has the same free parameters: each is weighted by the ratio of the
  /// posteriors. Draws of chains are thinned to independent ones first.
  ///
  /// - Parameter seed: decides which draws of chains are taken.
  public func predict(
    _ observables: [Observable], from sample: PosteriorSample, of other: Problem, seed: UInt64, threads: Int
  ) throws(NotReweightable) -> Reprediction {
    let found = try weighted(sample, of: other, seed: seed, threads: threads)
    return Reprediction(
      title: fit.title, variant: variant, notes: validityNotes(of: observables), draws: found.draws.count,
      weights: Reprediction.Weights(
        paretoShape: found.tail.paretoShape, effectiveSampleSize: found.effectiveSampleSize),
      quantities: summarize(observables, found.draws, threads: threads),
      logEvidenceRatio: found.logEvidenceRatio, logEvidenceRatioError: found.logEvidenceRatioError)
  }

  /// Draws of another problem with the weights of this one.
  struct Weighted {
    let draws: WeightedDraws
    let tail: WeightTail
    let effectiveSampleSize, logEvidenceRatio, logEvidenceRatioError: Double
  }

  /// Draws of `other` with the weights of this problem, which has the same free parameters.
  func weighted(
    _ sample: PosteriorSample, of other: Problem, seed: UInt64, threads: Int
  ) throws(NotReweightable) -> Weighted {
    let names = free.map(\.parameter.rawValue)
    let own = other.free.map(\.parameter.rawValue)
    guard names == own else {
      let extra = Set(names).symmetricDifference(own).sorted().joined(separator: ", ")
      throw NotReweightable(
        description: extra.isEmpty
          ? "the free parameters are not in the same order: \(own.joined(separator: ", "))"
          : "the free parameters differ: \(extra)")
    }
    if let gap = gap(inDrawsOf: other) { throw gap }
    let dimension = free.count
    var points = sample.coordinates
    var logWeights = sample.weights?.map { log($0) }
    if sample.weights == nil {
      let chains = other.chains(sample)
      var random = Random(seed: seed, stream: 1 << 41)
      let effective =
        parallelMap(dimension, threads: threads) {
          chains.diagnostics(ofQuantity: chains.values(of: $0)).bulkEffectiveSampleSize
        }.filter(\.isFinite).min() ?? 0
      guard effective >= 100 else {
        throw NotReweightable(description: "the chains hold fewer than 100 independent draws")
      }
      points = chains.spreadPoints(min(sample.count, Int(effective)), using: &random).flatMap(\.self)
    }
    let count = points.count / dimension
    let (before, after) = (DrawDescriber(other), DrawDescriber(self))
    let size = 1024
    let described = parallelMap((count + size - 1) / size, threads: threads) { [points] block in
      (block * size..<min(count, (block + 1) * size)).map {
        draw -> (ratio: Double, density: Double, [Double]) in
        let point = Array(points[draw * dimension..<(draw + 1) * dimension])
        let old = before.describe(point)
        let place = zip(self.free, old.values).map { $0.density.scale.coordinate(of: $1) }
        let inside = zip(self.free, old.values).allSatisfy { $0.prior.support.contains($1) }
        let new = after.describe(place)
        let density = inside ? new.logPrior + new.logLikelihoods.reduce(0, +) : -.infinity
        return (density - (old.logPrior + old.logLikelihoods.reduce(0, +)), density, place)
      }
    }.flatMap(\.self)
    let ratios = described.map { $0.ratio.isNaN ? -.infinity : $0.ratio }
    let base = logWeights ?? [Double](repeating: 0, count: count)
    logWeights = zip(base, ratios).map { $0 == -.infinity ? -.infinity : $0 + $1 }
    let reweighting = Reweighting(
      values: described.flatMap(\.2), logDensities: described.map(\.density), logWeights: logWeights ?? [],
      runs: sample.weights == nil
        ? [Int32](repeating: 0, count: count) : sample.part ?? [Int32](repeating: 0, count: count),
      runCount: sample.weights == nil ? 1 : max(1, sample.parts))
    guard let draws = reweighting.draws else {
      throw NotReweightable(description: "no draw has any posterior density there")
    }
    // ln of the mean ratio, and its error as that of a ratio of sums over independent draws
    let highest = ratios.max() ?? 0
    let total = base.reduce(0) { $0 + exp($1) }
    let mean = zip(base, ratios).reduce(0) { $0 + exp($1.0 + $1.1 - highest) } / total
    let squares = zip(base, ratios).reduce(0) {
      let deviation = exp($1.0) * (exp($1.1 - highest) - mean)
      return $0 + deviation * deviation
    }
    return Weighted(
      draws: draws, tail: reweighting.tail,
      effectiveSampleSize: reweighting.effectiveSampleSize, logEvidenceRatio: highest + log(mean),
      logEvidenceRatioError: squares.squareRoot() / (total * mean))
  }

  private func chains(_ sample: PosteriorSample) -> Chains {
    Chains(
      values: sample.coordinates, logDensities: sample.logDensities, chainCount: sample.chains,
      ensembleCount: sample.parts, dimension: free.count, energies: sample.energies ?? [], outcome: .converged
    )
  }

  private func summarize(_ observables: [Observable], _ draws: some PosteriorDraws, threads: Int)
    -> [QuantityPosterior]
  {
    let predictions = DrawnPredictions(observables, of: self, in: draws, threads: threads)
    let quantities = free.map { Quantity.parameter($0.parameter) } + observables.map { .observable($0) }
    return parallelMap(quantities.count, threads: threads) { index in
      let values =
        index < free.count
        ? draws.values(of: index).map { free[index].density.scale.value(at: $0) }
        : predictions.values[index - free.count]
      return summarize(quantities[index], values, draws)
    }
  }
}
