import Foundation
import Inference
import Physics

extension Problem {
  /// What the draws say of one quantity, given its value at each.
  ///
  /// - Parameter probabilities: what its intervals and regions hold.
  func summarize(
    _ quantity: Quantity, _ values: [Double], _ draws: some PosteriorDraws,
    holding probabilities: [Double] = credibleProbabilities
  ) -> QuantityPosterior {
    let circle = circle(of: quantity)
    let cut = circle?.placeToCut(values, weights: draws.importance)
    // On a circle cut open values run from the cut to the cut a turn later, and are printed where they belong.
    let opened = cut.map { $0...$0 + (circle?.turn ?? 0) }
    let values = opened.map { range in values.map(range.wrapping) } ?? values
    func printed(_ value: Double) -> Double { circle?.wrapping(value) ?? value }
    let isLogarithmic = isLogarithmic(quantity, values)
    let diagnostics = draws.diagnostics(ofQuantity: values)
    func interval(_ probability: Double, _ lower: Double, _ upper: Double) -> CredibleIntervalResult {
      CredibleIntervalResult(
        probability: probability, lower: printed(lower), upper: printed(upper),
        monteCarloErrorOfLower: diagnostics.errorOfQuantile(at: lower, among: values.count),
        monteCarloErrorOfUpper: diagnostics.errorOfQuantile(at: upper, among: values.count))
    }
    let densest = HighestDensity(
      diagnostics, values, weights: draws.importance, isLogarithmic: isLogarithmic,
      within: opened ?? support(of: quantity, isLogarithmic: isLogarithmic))
    return QuantityPosterior(
      quantity: quantity, unit: quantity.unit, mean: printed(diagnostics.mean),
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
      equalTailed: probabilities.map { probability in
        interval(
          probability, diagnostics.quantile((1 - probability) / 2),
          diagnostics.quantile((1 + probability) / 2))
      },
      highestDensity: probabilities.map { probability in
        CredibleRegionResult(
          probability: probability,
          pieces: densest.pieces(holding: probability).map { lower, upper in
            CredibleIntervalResult(
              probability: probability, lower: printed(lower.value), upper: printed(upper.value),
              monteCarloErrorOfLower: lower.error, monteCarloErrorOfUpper: upper.error)
          })
      },
      densityScale: isLogarithmic ? "logarithmic" : "linear",
      standardDeviationOnScale: isLogarithmic
        ? standardDeviation(of: values.map { log($0) }, weights: draws.importance)
        : diagnostics.standardDeviation,
      limits: circle == nil ? interval(0.9, diagnostics.quantile(0.05), diagnostics.quantile(0.95)) : nil,
      cutAt: cut,
      information: density(ofPriorOf: quantity).flatMap { densest.density?.relativeEntropy(to: $0) },
      problem: diagnostics.problem?.rawValue)
  }

  /// The range of a periodic parameter; nil for any other quantity.
  func circle(of quantity: Quantity) -> ClosedRange<Double>? {
    guard case .parameter(let parameter) = quantity else { return nil }
    return free.first { $0.parameter == parameter && $0.isPeriodic }?.prior.support
  }

  /// Whether the density of a quantity is taken per unit of its logarithm: where its prior is simple there, and of a prediction that
  /// is positive if it is a scale, or the priors by themselves spread its middle half over more than a factor of ten. What the
  /// data say has no part in it, so that results with different data can be compared.
  func isLogarithmic(_ quantity: Quantity, _ values: [Double]) -> Bool {
    switch quantity {
    case .parameter(let parameter):
      free.first { $0.parameter == parameter }?.density.scale.kind == .logarithmic
    case .observable: values.allSatisfy { $0 > 0 } && (quantity.isScale || isSpreadByPriors(quantity))
    }
  }

  private func isSpreadByPriors(_ quantity: Quantity) -> Bool {
    let values = valuesOverPrior(of: QuantityFunction(quantity, of: self)).sorted()
    guard let least = values.first, least > 0 else { return false }
    return values[3 * values.count / 4] > 10 * values[values.count / 4]
  }

  /// ln of the prior density of a parameter per unit of the scale on which its posterior density is taken; nil for predictions.
  private func density(ofPriorOf quantity: Quantity) -> ((Double) -> Double)? {
    guard case .parameter(let parameter) = quantity,
      let own = free.first(where: { $0.parameter == parameter })
    else { return nil }
    let (prior, scale) = (own.density, own.density.scale)
    return { place in
      let coordinate = (place - scale.origin) / scale.width
      // a circle that was cut open goes on beyond the end of its range
      let inside = own.cycle.map { $0.wrapping(coordinate) } ?? coordinate
      return prior.logDensity(at: inside).value - log(scale.width)
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
