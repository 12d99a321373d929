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
    let density = Posterior(self)
    let peaks = knownPeaks(seed: seed, by: workforce)
    func chains(_ sampler: some Sampler) -> PosteriorQuantiles {
      var sampling = Sampling(
        density, with: sampler, settings: fit.sample.chainSettings(seed: seed, threads: workforce.threads),
        knownPeaks: peaks
      ) { random in density.drawFromPrior(using: &random) }
      let chains = sampling.run(on: density, by: workforce) { _ in isWanted() }
      let problems =
        (chains.outcome == .converged ? [] : ["the chains did not converge"])
        + [
          missedPeak(
            byDrawsUpTo: chains.highest?.logDensity, worth: fit.sample.effectiveSampleSize,
            of: peaks + [chains.highestStart].compactMap(\.self))
        ].compactMap(\.self)
      return quantiles(
        of: quantity, probabilities, in: chains, problems: problems, threads: workforce.threads)
    }
    switch fit.sample.sampler {
    case .nested:
      var sampling = NestedSampling(
        dimension: free.count, settings: fit.sample.nestedSettings(seed: seed, threads: workforce.threads),
        knownPeaks: peaks)
      let result = sampling.run(on: density, by: workforce) { _ in isWanted() }
      return quantiles(
        of: quantity, probabilities, in: result.draws,
        problems: result.problems
          + [
            missedPeak(
              byDrawsUpTo: result.draws.logDensities.max(), worth: fit.sample.effectiveSampleSize,
              of: result.unexploredPeaks)
          ].compactMap(\.self), threads: workforce.threads)
    case .ensemble: return chains(fit.sample.ensemble)
    case .nuts: return chains(fit.sample.noUTurn)
    }
  }

  private func quantiles(
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

  /// The same problem with flat priors of what is no nuisance, in the same ranges; with logarithmic ones where all are
  /// flat already. Nil if that changes nothing.
  var withOtherPriors: Problem? {
    func changed(_ prior: (FreeParameter) -> Prior?) -> Problem? {
      var isChanged = false
      let other = free.map { parameter in
        guard !parameter.isNuisance, !parameter.isPeriodic, !parameter.prior.isInformative,
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

  /// The priors of what is no nuisance, in words: `log-uniform in g', m_Z'`.
  var priorsInWords: String {
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
