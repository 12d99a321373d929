import Foundation
import Inference
import Physics

/// Quantities at the draws of a run, and their densities: what figures of a posterior are made from.
///
/// A density is one per unit of the axis on which its quantity is shown: of ln x where that is logarithmic.
public struct DrawnQuantities: Sendable {
  /// The quantities, in the order in which they were asked for.
  public let quantities: [DrawnQuantity]
  /// What each draw counts; nil if all count the same.
  public let weights: [Double]?

  /// Quantities at draws of a problem.
  public init(_ wanted: [Quantity], of problem: Problem, at sample: PosteriorSample, threads: Int) {
    weights = sample.weights
    quantities =
      if let draws = sample.weightedDraws {
        Self.quantities(wanted, of: problem, in: draws, threads: threads)
      } else {
        Self.quantities(wanted, of: problem, in: sample.drawsOfChains, threads: threads)
      }
  }

  /// What draws say of quantities, with intervals that hold these probabilities.
  public static func summaries(
    of wanted: [Quantity], _ problem: Problem, at sample: PosteriorSample, holding probabilities: [Double],
    threads: Int
  ) -> [QuantityPosterior] {
    let drawn = DrawnQuantities(wanted, of: problem, at: sample, threads: threads).quantities
    func summaries(_ draws: some PosteriorDraws) -> [QuantityPosterior] {
      parallelMap(drawn.count, threads: threads) {
        problem.summarize(drawn[$0].quantity, drawn[$0].values, draws, holding: probabilities)
      }
    }
    return sample.weightedDraws.map { summaries($0) } ?? summaries(sample.drawsOfChains)
  }

  private static func quantities(
    _ wanted: [Quantity], of problem: Problem, in draws: some PosteriorDraws, threads: Int
  ) -> [DrawnQuantity] {
    let observables = wanted.compactMap { quantity -> Observable? in
      if case .observable(let observable) = quantity { observable } else { nil }
    }
    let predictions = DrawnPredictions(observables, of: problem, in: draws, threads: threads)
    return parallelMap(wanted.count, threads: threads) { index in
      switch wanted[index] {
      case .parameter(let parameter):
        let place = problem.free.firstIndex { $0.parameter == parameter } ?? 0
        let own = problem.free[place]
        let values = draws.values(of: place).map { own.density.scale.value(at: $0) }
        return DrawnQuantity(
          wanted[index], values, own, isLogarithmic: problem.isLogarithmic(wanted[index], values), draws)
      case .observable(let observable):
        let values = observables.firstIndex(of: observable).map { predictions.values[$0] } ?? []
        return DrawnQuantity(
          wanted[index], values, nil, isLogarithmic: problem.isLogarithmic(wanted[index], values), draws)
      }
    }
  }

  /// The density of one of them, by its place; nil without draws.
  ///
  /// - Parameter isLogarithmic: whether it is per unit of ln x; nil for as the quantity is shown by itself. Only of positive values.
  public func density(_ index: Int, isLogarithmic: Bool? = nil) -> MarginalDensity? {
    let own = quantities[index]
    let isLogarithmic = isLogarithmic ?? own.isLogarithmic
    let values = own.scaled(isLogarithmic)
    let spread = DrawSpread(values, weights: weights)
    return MarginalDensity(
      of: values.map { min($0, own.highest) }, weights: weights(of: [own]),
      within: own.support(isLogarithmic, of: spread), effectiveSampleSize: own.effectiveSampleSize,
      leastBandwidth: own.leastBandwidth(isLogarithmic, of: spread), isLocal: true)
  }

  /// The weights of the draws, none for those that lie beyond what is shown of one of these.
  private func weights(of shown: [DrawnQuantity]) -> [Double]? {
    let cut = shown.filter { $0.highest.isFinite }
    guard let count = cut.first?.values.count else { return weights }
    return (0..<count).map { place in
      cut.contains { $0.values[place] > $0.highest } ? 0 : weights?[place] ?? 1
    }
  }

  /// The density of two of them together, by their places; nil without draws.
  ///
  /// - Parameter isLogarithmic: whether it is per unit of ln x and of ln y; nil for as the quantities are shown by themselves.
  public func density(_ x: Int, _ y: Int, isLogarithmic: (x: Bool, y: Bool)? = nil) -> JointDensity? {
    let (first, second) = (quantities[x], quantities[y])
    let isLogarithmic = isLogarithmic ?? (first.isLogarithmic, second.isLogarithmic)
    let (own, other) = (first.scaled(isLogarithmic.x), second.scaled(isLogarithmic.y))
    let (mine, theirs) = (DrawSpread(own, weights: weights), DrawSpread(other, weights: weights))
    // One that follows the other makes a region thinner than cells that suit all others, and so does one with a spike.
    let spikes = [first.highest, second.highest].contains(where: \.isFinite)
    let isThin =
      spikes || abs(correlation(own, other, weights: weights)) > 0.99
      || abs(correlation(mine.ranks, theirs.ranks, weights: weights)) > 0.99
    let shown = weights(of: [first, second])
    let total = weights?.reduce(0, +) ?? Double(own.count)
    return JointDensity(
      ofX: own.map { min($0, first.highest) }, y: other.map { min($0, second.highest) }, weights: shown,
      xSupport: first.support(isLogarithmic.x, of: mine),
      ySupport: second.support(isLogarithmic.y, of: theirs),
      effectiveSampleSize: min(first.effectiveSampleSize, second.effectiveSampleSize),
      largestBandwidth: (0.01 * first.highest, 0.01 * second.highest), isLocal: true,
      leftOut: spikes ? max(0, 1 - (shown?.reduce(0, +) ?? total) / total) : 0, cells: isThin ? 256 : 64)
  }
}

extension PosteriorSample {
  /// The draws with their weights; nil if all count the same.
  fileprivate var weightedDraws: WeightedDraws? {
    weights.map {
      WeightedDraws(
        values: coordinates, logDensities: logDensities, weights: $0,
        runs: part ?? [Int32](repeating: 0, count: count), runCount: max(1, parts))
    }
  }

  /// The draws as those of chains.
  fileprivate var drawsOfChains: Chains {
    Chains(
      values: coordinates, logDensities: logDensities, chainCount: chains, ensembleCount: parts,
      dimension: count == 0 ? 0 : coordinates.count / count, outcome: .converged)
  }
}

/// The linear correlation of two lists of numbers; 0 if one does not vary.
private func correlation(_ x: [Double], _ y: [Double], weights: [Double]?) -> Double {
  var (total, meanX, meanY, squaresX, squaresY, products) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
  for place in x.indices {
    let weight = weights?[place] ?? 1
    guard weight > 0 else { continue }
    total += weight
    // The means move towards each new value: no large numbers are taken from each other.
    let (fromX, fromY) = (x[place] - meanX, y[place] - meanY)
    meanX += fromX * weight / total
    meanY += fromY * weight / total
    squaresX += weight * fromX * (x[place] - meanX)
    squaresY += weight * fromY * (y[place] - meanY)
    products += weight * fromX * (y[place] - meanY)
  }
  let size = (squaresX * squaresY).squareRoot()
  return size > 0 ? products / size : 0
}

/// A quantity at every draw.
public struct DrawnQuantity: Sendable {
  /// Which quantity.
  public let quantity: Quantity
  /// Its values, draw by draw.
  public let values: [Double]
  /// Whether it is shown on a logarithmic axis, per unit of which its highest density is meant: a parameter whose prior is simple
  /// there, a positive scale as v_Φ, or a positive prediction that the priors spread over decades.
  public let isLogarithmic: Bool
  /// Whether it is above zero at every draw, so that it can be shown on a logarithmic axis.
  public let isPositive: Bool
  /// Where it may lie; of a prediction nothing is known but that it has been nowhere negative.
  private let reach: ClosedRange<Double>?
  /// What the draws are worth for it.
  public let effectiveSampleSize: Double
  /// The quantiles at 0.5, 15.9, 50, 84.1 and 99.5 %.
  public let quantiles: [Double]
  /// Up to where it is shown: of a prediction with a spike at zero and few draws far from it, which together in one picture would
  /// hide the spike, as far as 97.7 % of the draws reach; else infinite.
  public let highest: Double
  /// Of a prediction the shortest intervals along the axis that hold 68.27 and 95.45 %, as nothing is known of its edges; nil of
  /// a parameter.
  public let shortest: [ClosedRange<Double>]?

  /// The values as the axis on which it is shown by itself counts them.
  public var scaled: [Double] { scaled(isLogarithmic) }

  /// The values, or their logarithms.
  public func scaled(_ isLogarithmic: Bool) -> [Double] { isLogarithmic ? values.map { log($0) } : values }

  /// Where it may lie, as an axis counts it; nil where nothing is known of its ends.
  public func support(_ isLogarithmic: Bool) -> ClosedRange<Double>? {
    guard isLogarithmic else { return reach }
    return reach.flatMap { $0.upperBound.isFinite ? log(max($0.lowerBound, 0))...log($0.upperBound) : nil }
  }

  /// Where it may lie, for smoothing: of a prediction what its draws tell of edges too.
  fileprivate func support(_ isLogarithmic: Bool, of spread: DrawSpread) -> ClosedRange<Double>? {
    let known = support(isLogarithmic)
    guard shortest != nil else { return known }
    let (low, high) = (spread.lowerEdge ?? known?.lowerBound, spread.upperEdge ?? known?.upperBound)
    return (low ?? -.infinity)...(high ?? .infinity)
  }

  /// Draws of a prediction crowd where those of the parameters do not, which with weights makes wiggles: on a logarithmic axis,
  /// where predictions have no spikes, smoothing is at least seven tenths of that of a normal distribution (B. W. Silverman,
  /// Density Estimation (1986), eq. 3.31).
  fileprivate func leastBandwidth(_ isLogarithmic: Bool, of spread: DrawSpread) -> Double {
    guard isLogarithmic, shortest != nil else { return 0 }
    return 0.7 * 0.9 * spread.deviation * pow(effectiveSampleSize, -0.2)
  }

  fileprivate init(
    _ quantity: Quantity, _ values: [Double], _ own: FreeParameter?, isLogarithmic: Bool,
    _ draws: some PosteriorDraws
  ) {
    (self.quantity, self.values, self.isLogarithmic) = (quantity, values, isLogarithmic)
    let estimates = draws.diagnostics(ofQuantity: values)
    let count = estimates.meanEffectiveSampleSize
    effectiveSampleSize = count.isFinite && count > 1 ? count : Double(max(2, values.count))
    isPositive = values.allSatisfy { $0 > 0 }
    quantiles = [0.005, 0.159, 0.5, 0.841, 0.995].map { estimates.quantile($0) }
    if let own {
      reach = own.reach
      highest = .infinity
      shortest = nil
    } else {
      reach = values.allSatisfy { $0 >= 0 } ? 0...Double.infinity : nil
      let (nearlyAll, most) = (estimates.quantile(0.977), values.max() ?? 0)
      let isSpike = values.min() == 0 && nearlyAll > 0 && estimates.quantile(0.841) < 0.02 * most
      highest = isSpike ? nearlyAll : .infinity
      shortest = credibleProbabilities.map { probability in
        let found = estimates.shortestInterval(holding: probability) { isLogarithmic ? log($0) : $0 }
        let ends = [found.lower, found.upper].map { isLogarithmic ? exp($0) : $0 }
        return ends[0] <= ends[1] ? ends[0]...ends[1] : values[0]...values[0]
      }
    }
  }
}

extension FreeParameter {
  /// The values between which the fit looks, and the density of the prior at evenly spaced ones of them on the scale on which it
  /// is shown: per unit of ln x where that is logarithmic.
  public func priorCurve(points: Int) -> (values: [Double], densities: [Double], isLogarithmic: Bool) {
    let isLogarithmic = density.scale.kind == .logarithmic
    let range = isLogarithmic ? log(reach.lowerBound)...log(reach.upperBound) : reach
    let values = (0..<points).map { index in
      let place =
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(points - 1)
      let value = isLogarithmic ? exp(place) : place
      return min(max(value, reach.lowerBound), reach.upperBound)
    }
    return (values, values.map { exp(prior.logDensity(at: $0)) * (isLogarithmic ? $0 : 1) }, isLogarithmic)
  }
}

extension Problem {
  /// σ/√(σ² + Δ²) of each measured number with an experimental error σ and a theory error Δ that is added in quadrature: the
  /// share of the experiment in the error; 1 of a number without a theory error of its own, or with one that is a range.
  public func experimentalShares(of constraint: Constraint) -> [Double] {
    constraint.factors.flatMap { factor -> [Double] in
      if case .single(.theoryRange(let density)) = factor.shape, let normal = density.normal {
        return [density.sigma / normal.sigma]
      }
      return joint.experimentalShares(of: factor)
    }
  }
}
