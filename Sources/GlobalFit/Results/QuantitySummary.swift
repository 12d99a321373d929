import Foundation
import Inference
import Physics

extension Problem {
  /// What the draws say of one quantity, given its value at each.
  func summarize(_ quantity: Quantity, _ values: [Double], _ draws: some PosteriorDraws) -> QuantityPosterior
  {
    let circle = circle(of: quantity)
    let cut = circle?.placeToCut(values, weights: draws.importance)
    // On a circle cut open values run from the cut to the cut a turn later, and are printed where they belong.
    let opened = cut.map { $0...$0 + (circle?.turn ?? 0) }
    let values = opened.map { range in values.map(range.wrapping) } ?? values
    func printed(_ value: Double) -> Double { circle?.wrapping(value) ?? value }
    let isLogarithmic = isLogarithmic(quantity, values)
    let diagnostics = draws.diagnostics(ofQuantity: values)
    func errorOfQuantile(_ value: Double) -> Double {
      // The error of an end is that of the quantile it is; an end at the edge of the draws has none to speak of.
      let below = diagnostics.fraction(below: value)
      let inside = min(max(below, 1 / Double(max(2, values.count))), 1 - 1 / Double(max(2, values.count)))
      return diagnostics.monteCarloError(ofQuantile: inside)
    }
    func interval(
      _ probability: Double, _ lower: Double, _ upper: Double,
      errors: (lower: Double?, upper: Double?) = (nil, nil)
    ) -> CredibleIntervalResult {
      CredibleIntervalResult(
        probability: probability, lower: printed(lower), upper: printed(upper),
        monteCarloErrorOfLower: errors.lower ?? errorOfQuantile(lower),
        monteCarloErrorOfUpper: errors.upper ?? errorOfQuantile(upper))
    }
    let size = diagnostics.meanEffectiveSampleSize
    // Only a parameter has edges that are known, and so a density that can be trusted up to them.
    let support = opened ?? support(of: quantity, isLogarithmic: isLogarithmic)
    let density = MarginalDensity(
      of: isLogarithmic ? values.map { log($0) } : values, weights: draws.importance, within: support,
      effectiveSampleSize: size)
    func region(_ probability: Double) -> [CredibleIntervalResult] {
      func end(_ place: Double) -> Double { isLogarithmic ? exp(place) : place }
      func error(_ error: Double, at place: Double) -> Double { isLogarithmic ? error * exp(place) : error }
      if support != nil, let density {
        let pieces = density.region(holding: probability)
        let errors = density.errors(ofEnds: pieces, effectiveSampleSize: size)
        return zip(pieces, errors).map { piece, errors in
          interval(
            probability, end(piece.lower), end(piece.upper),
            errors: (
              errors.lower.map { error($0, at: piece.lower) }, errors.upper.map { error($0, at: piece.upper) }
            ))
        }
      }
      let shortest = diagnostics.shortestInterval(holding: probability) { isLogarithmic ? log($0) : $0 }
      let (lower, upper) = (end(shortest.lower), end(shortest.upper))
      // an interval that begins or ends with the draws has nowhere to slide to
      let isFree = [lower, upper].allSatisfy { value in
        let below = diagnostics.fraction(below: value)
        return min(below, 1 - below) * size > 1
      }
      guard isFree, let sliding = density?.errorOfSliding(shortest, effectiveSampleSize: size) else {
        return [interval(probability, lower, upper)]
      }
      return [
        interval(
          probability, lower, upper,
          errors: (
            hypot(errorOfQuantile(lower), error(sliding, at: shortest.lower)),
            hypot(errorOfQuantile(upper), error(sliding, at: shortest.upper))
          ))
      ]
    }
    return QuantityPosterior(
      quantity: quantity.name, unit: quantity.unit, mean: printed(diagnostics.mean),
      standardDeviation: diagnostics.standardDeviation, median: printed(diagnostics.median),
      monteCarloErrorOfMean: diagnostics.monteCarloErrorOfMean,
      monteCarloErrorOfMedian: diagnostics.monteCarloErrorOfMedian,
      rHat: diagnostics.rHat.isNaN ? nil : diagnostics.rHat,
      bulkEffectiveSampleSize: diagnostics.bulkEffectiveSampleSize,
      tailEffectiveSampleSize: diagnostics.tailEffectiveSampleSize,
      tailDraws: circle == nil
        ? draws.importance.map { weights in
          [0.0227501, 0.9772499].map { diagnostics.quantile($0) }.enumerated().map { side, end in
            worth(of: zip(values, weights).filter { side == 0 ? $0.0 <= end : $0.0 >= end }.map(\.1))
          }.min() ?? 0
        } : nil,
      equalTailed: credibleProbabilities.map { probability in
        interval(
          probability, diagnostics.quantile((1 - probability) / 2),
          diagnostics.quantile((1 + probability) / 2))
      },
      highestDensity: credibleProbabilities.map { probability in
        CredibleRegionResult(
          probability: probability,
          pieces: region(probability))
      },
      densityScale: isLogarithmic ? "logarithmic" : "linear",
      standardDeviationOnScale: isLogarithmic
        ? standardDeviation(of: values.map { log($0) }, weights: draws.importance)
        : diagnostics.standardDeviation,
      limits: circle == nil ? interval(0.9, diagnostics.quantile(0.05), diagnostics.quantile(0.95)) : nil,
      cutAt: cut,
      problem: diagnostics.problem?.rawValue)
  }

  /// The range of a periodic parameter; nil for any other quantity.
  func circle(of quantity: Quantity) -> ClosedRange<Double>? {
    guard case .parameter(let parameter) = quantity else { return nil }
    return free.first { $0.parameter == parameter && $0.isPeriodic }?.prior.support
  }

  /// Whether the density of a quantity is taken per unit of its logarithm.
  private func isLogarithmic(_ quantity: Quantity, _ values: [Double]) -> Bool {
    switch quantity {
    case .parameter(let parameter):
      free.first { $0.parameter == parameter }?.density.scale.kind == .logarithmic
    case .observable: quantity.isScale && values.allSatisfy { $0 > 0 }
    }
  }

  /// Hard edges of a parameter's prior on the scale of its density; none for predictions.
  private func support(of quantity: Quantity, isLogarithmic: Bool) -> ClosedRange<Double>? {
    guard case .parameter(let parameter) = quantity,
      let own = free.first(where: { $0.parameter == parameter })
    else { return nil }
    let support = own.prior.support
    return isLogarithmic ? log(support.lowerBound)...log(support.upperBound) : support
  }
}

/// How many draws of equal weight draws with these weights are worth (Kish).
private func worth(of weights: [Double]) -> Double {
  let (sum, squares) = weights.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
  return squares > 0 ? sum * sum / squares : 0
}

/// The standard deviation of draws, 0/0 if there are none.
private func standardDeviation(of values: [Double], weights: [Double]?) -> Double {
  var (total, sum, squares) = (0.0, 0.0, 0.0)
  let origin = values.first ?? 0
  for (place, value) in values.enumerated() {
    let weight = weights?[place] ?? 1
    total += weight
    sum += weight * (value - origin)
    squares += weight * (value - origin) * (value - origin)
  }
  return (squares / total - (sum / total) * (sum / total)).squareRoot()
}
