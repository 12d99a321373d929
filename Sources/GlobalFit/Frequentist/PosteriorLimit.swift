import Inference
import Physics

/// Quantiles of a posterior with their Monte Carlo errors.
struct PosteriorQuantiles: Sendable {
  let values: [(value: Double, error: Double)]
  let problems: [String]
}

extension Problem {
  /// Quantiles of a quantity's posterior, sampled as the fit's `sample:` says.
  func posteriorQuantiles(
    of quantity: Quantity, _ probabilities: [Double], seed: UInt64, by workforce: Workforce,
    isWanted: @escaping @Sendable () -> Bool
  ) -> PosteriorQuantiles {
    fit.sample.own.posteriorQuantiles(
      of: quantity, in: self, probabilities, seed: seed, by: workforce, isWanted: isWanted)
  }

  /// Quantiles of a quantity as draws have them.
  func quantiles(
    of quantity: Quantity, _ probabilities: [Double], in draws: some PosteriorDraws, problems: [String],
    threads: Int
  ) -> PosteriorQuantiles {
    let function = QuantityFunction(quantity, of: self)
    let diagnostics = draws.diagnostics(
      ofQuantity: draws.values(threads: threads) { function.value(at: $0) })
    return PosteriorQuantiles(
      values: probabilities.map { (diagnostics.quantile($0), diagnostics.monteCarloError(ofQuantile: $0)) },
      problems: problems + (diagnostics.problem.map { [$0.rawValue] } ?? []))
  }

  /// The same problem with flat priors of what a quantity depends on and is no nuisance, in the same ranges; with logarithmic ones
  /// where all are flat already. Nil if that changes nothing.
  func withOtherPriors(for quantity: Quantity) -> Problem? {
    let moving = parametersThatMove(quantity)
    func changed(_ prior: (FreeParameter) -> Prior?) -> Problem? {
      var isChanged = false
      let other = free.map { parameter in
        guard moving.contains(parameter.parameter), !parameter.isNuisance, !parameter.isPeriodic,
          !parameter.prior.isInformative,
          let prior = prior(parameter), prior != parameter.prior
        else { return parameter }
        isChanged = true
        return FreeParameter(
          parameter: parameter.parameter, prior: prior, isNuisance: false, isPeriodic: false)
      }
      return isChanged ? exploring(other) : nil
    }
    return changed { .uniform($0.prior.support) }
      ?? changed { $0.prior.support.lowerBound > 0 ? .logUniform($0.prior.support) : nil }
  }

  /// The free parameters that a quantity depends on: those along which it has a slope at one of a few points of the prior.
  private func parametersThatMove(_ quantity: Quantity) -> Set<Parameter> {
    let function = QuantityFunction(quantity, of: self)
    var moving: Set<Parameter> = []
    for point in lowDiscrepancyPoints(16, dimension: free.count, seed: 1) {
      let coordinates = coordinates(atPriorQuantiles: point)
      var gradient = [Double](repeating: 0, count: free.count)
      var span = gradient.mutableSpan
      _ = function.value(at: coordinates.span, gradient: &span)
      for (own, slope) in zip(free, gradient) where slope != 0 { moving.insert(own.parameter) }
    }
    return moving
  }

  /// The priors of what is no nuisance, in words: `log-uniform in g', m_Z'`.
  public var priorsInWords: String {
    var groups: [(kind: String, symbols: [String])] = []
    for parameter in free where !parameter.isNuisance && !parameter.isPeriodic {
      let kind = parameter.prior.kindInWords
      let symbol = parameter.parameter.symbol
      if let index = groups.firstIndex(where: { $0.kind == kind }) {
        groups[index].symbols.append(symbol)
      } else {
        groups.append((kind, [symbol]))
      }
    }
    return groups.map { "\($0.kind) in \($0.symbols.joined(separator: ", "))" }.joined(separator: "; ")
  }
}

extension Prior {
  /// The name of the kind of prior in a fit file, with its exponent.
  fileprivate var kindInWords: String {
    switch self {
    case .uniform: "uniform"
    case .logUniform: "log-uniform"
    case .powerLaw(let exponent, _): "power-law (exponent \(exponent.short))"
    case .normal: "normal"
    case .truncatedNormal: "truncated-normal"
    case .halfNormal: "half-normal"
    case .logNormal: "log-normal"
    }
  }
}
