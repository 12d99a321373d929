import Foundation
import Inference

/// Regions of highest density of one quantity, whose ends have the Monte Carlo errors of such ends.
struct HighestDensity<Estimates: QuantityEstimates> {
  /// An end of a piece.
  typealias End = (value: Double, error: Double)

  private let estimates: Estimates
  /// The density on the scale of the quantity; nil if a value is not finite.
  let density: MarginalDensity?
  private let count: Int
  /// Whether the density can be trusted up to the edges of the quantity, for they are known: those of a parameter.
  private let hasKnownEdges: Bool
  private let isLogarithmic: Bool

  /// - Parameters:
  ///   - estimates: what the draws say of the quantity.
  ///   - values: its values.
  ///   - weights: what each draw counts, if not all the same.
  ///   - isLogarithmic: whether the density is one per unit of the logarithm.
  ///   - support: the edges of the quantity on that scale; nil if they are not known.
  init(
    _ estimates: Estimates, _ values: [Double], weights: [Double]?, isLogarithmic: Bool,
    within support: ClosedRange<Double>?
  ) {
    self.estimates = estimates
    self.isLogarithmic = isLogarithmic
    count = values.count
    hasKnownEdges = support != nil
    density = MarginalDensity(
      of: isLogarithmic ? values.map { log($0) } : values, weights: weights, within: support,
      effectiveSampleSize: estimates.meanEffectiveSampleSize)
  }

  /// The pieces from left to right: of a smoothed density, or, where edges are not known, the shortest interval between two draws.
  func pieces(holding probability: Double) -> [(lower: End, upper: End)] {
    let size = estimates.meanEffectiveSampleSize
    if hasKnownEdges, let density {
      let pieces = density.region(holding: probability)
      return zip(pieces, density.errors(ofEnds: pieces, effectiveSampleSize: size)).map { piece, errors in
        (end(at: piece.lower, error: errors.lower), end(at: piece.upper, error: errors.upper))
      }
    }
    let interval = estimates.shortestInterval(holding: probability) { isLogarithmic ? log($0) : $0 }
    var (lower, upper) = (end(at: interval.lower), end(at: interval.upper))
    // what begins or ends with the draws has nowhere to slide to
    if let density, !isAtEnd(of: density, interval) {
      let sliding = density.errorOfSliding(interval, effectiveSampleSize: size)
      lower.error = hypot(lower.error, end(at: interval.lower, error: sliding).error)
      upper.error = hypot(upper.error, end(at: interval.upper, error: sliding).error)
    }
    return [(lower, upper)]
  }

  /// An end at a place on the scale of the density, with an error on that scale, or that of the quantile it is.
  private func end(at place: Double, error: Double? = nil) -> End {
    let value = isLogarithmic ? exp(place) : place
    guard let error else { return (value, estimates.errorOfQuantile(at: value, among: count)) }
    return (value, isLogarithmic ? error * value : error)
  }

  /// Whether fewer draws lie beyond an end than would within half a bandwidth of it if the density went on.
  private func isAtEnd(of density: MarginalDensity, _ interval: CredibleInterval) -> Bool {
    let beyond = (
      lower: estimates.fraction(below: end(at: interval.lower).value),
      upper: 1 - estimates.fraction(below: end(at: interval.upper).value)
    )
    let reach = density.bandwidth / 2
    return beyond.lower < density.density(at: interval.lower) * reach
      || beyond.upper < density.density(at: interval.upper) * reach
  }
}

extension QuantityEstimates {
  /// The Monte Carlo standard error of the quantile that a value is; an end at the edge of so many draws has none to speak of.
  func errorOfQuantile(at value: Double, among draws: Int) -> Double {
    let least = 1 / Double(max(2, draws))
    return monteCarloError(ofQuantile: min(max(fraction(below: value), least), 1 - least))
  }
}
