import Foundation
import Inference
import Physics

extension Problem {
  /// Draws from the posterior as the fit's `sample:` says and sums the draws up; walkers start from the prior.
  ///
  /// Draws are added until every parameter, every prediction and the log posterior meet the goal, up to the most that
  /// the fit allows.
  public func posterior(
    seed: UInt64, threads: Int, progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> PosteriorSummary {
    let settings = fit.sample
    let plan = SamplingSettings(
      ensembles: settings.ensembles, warmup: settings.warmup, draws: settings.draws,
      maximumDraws: settings.maximumDraws,
      goal: ConvergenceGoal(rHat: settings.rHat, effectiveSampleSize: settings.effectiveSampleSize),
      seed: seed,
      threads: threads)
    let density = Posterior(self)
    let sampler = Ensemble(walkers: settings.walkers, stretchFraction: settings.stretchFraction)
    let priors = free.map(\.prior)
    var sampling = Sampling(density, with: sampler, settings: plan) { random in
      priors.map { $0.quantile(random.uniform()) }
    }
    while true {
      let chains = sampling.run(on: density, progress: progress)
      let summary = summarize(chains, threads: threads)
      // The sampler knows the parameters; a prediction may need more draws than they do.
      let canGoOn = chains.outcome == .converged && chains.drawCount < settings.maximumDraws
      guard canGoOn, !summary.isConverged else { return summary }
      sampling.settings.draws = min(2 * chains.drawCount, settings.maximumDraws)
    }
  }

  /// What draws from the posterior say of every free parameter and every prediction.
  func summarize(_ chains: Chains, threads: Int) -> PosteriorSummary {
    let quantities = free.map { Quantity.parameter($0.parameter) } + fit.predictions.map { .observable($0) }
    let predictions = DrawnPredictions(fit.predictions, of: self, in: chains, threads: threads)
    let results = parallelMap(quantities.count, threads: threads) { index in
      let values =
        index < free.count
        ? chains.values(of: index).map { free[index].density.scale.value(at: $0) }
        : predictions.values[index - free.count]
      return summarize(quantities[index], values, chains)
    }
    let logDensity = chains.diagnostics(ofQuantity: chains.logDensities)
    let goal = ConvergenceGoal(rHat: fit.sample.rHat, effectiveSampleSize: fit.sample.effectiveSampleSize)
    let problems = problems(chains, results, logDensity: logDensity, goal: goal)
    let interesting = free.indices.filter { !free[$0].isNuisance }
    let pairs = interesting.flatMap { x in interesting.filter { $0 > x }.map { (x, $0) } }
    let moving = results.filter { $0.problem == nil }
    return PosteriorSummary(
      isConverged: problems.isEmpty, problems: problems, sampler: fit.sample.sampler.rawValue,
      ensembles: chains.ensembleCount, walkers: chains.walkerCount, warmup: fit.sample.warmup,
      draws: chains.drawCount, acceptanceRate: chains.acceptanceRate, invalidDensities: chains.invalidCount,
      effectiveSampleSize: moving.map(\.bulkEffectiveSampleSize).min() ?? .nan,
      rHat: moving.map(\.rHat).max() ?? .nan, quantities: results,
      regions: chains.drawCount > 0
        ? parallelMap(pairs.count, threads: threads) { region(pairs[$0].0, pairs[$0].1, chains) }.compactMap(
          \.self)
        : [])
  }

  /// Why the draws must not be used.
  private func problems(
    _ chains: Chains, _ results: [QuantityPosterior], logDensity: Diagnostics, goal: ConvergenceGoal
  ) -> [String] {
    switch chains.outcome {
    case .noFiniteDensity: return ["no point of the prior has a finite posterior density"]
    case .stopped: return ["stopped before the goal was reached"]
    case .converged, .drawLimit: break
    }
    var problems: [String] = []
    for result in results where result.problem != Diagnostics.Problem.constant.rawValue {
      if let problem = result.problem {
        problems.append("\(result.quantity): \(problem)")
      } else if !(result.rHat < goal.rHat) {
        problems.append(
          "\(result.quantity): R̂ = \(String(format: "%.3f", result.rHat)), not below \(goal.rHat.short)")
      } else if !(min(result.bulkEffectiveSampleSize, result.tailEffectiveSampleSize)
        >= goal.effectiveSampleSize)
      {
        let least = min(result.bulkEffectiveSampleSize, result.tailEffectiveSampleSize)
        problems.append(
          "\(result.quantity): \(least.short) effective draws, fewer than \(goal.effectiveSampleSize.short)")
      }
    }
    if !logDensity.meet(goal) {
      let least = min(logDensity.bulkEffectiveSampleSize, logDensity.tailEffectiveSampleSize)
      problems.append(
        logDensity.problem.map { "the log posterior: \($0.rawValue)" }
          ?? "the log posterior: R̂ = \(String(format: "%.3f", logDensity.rHat)), \(least.short) effective draws"
      )
    }
    return problems
  }

  private func summarize(_ quantity: Quantity, _ values: [Double], _ chains: Chains) -> QuantityPosterior {
    let isLogarithmic = isLogarithmic(quantity, values)
    let diagnostics = chains.diagnostics(ofQuantity: values)
    func end(_ value: Double) -> (value: Double, error: Double) {
      // The error of an end is that of the quantile it is; an end at the edge of the draws has none to speak of.
      let below = Double(diagnostics.sorted.countBelow(value)) / Double(max(1, values.count))
      let inside = min(max(below, 1 / Double(max(2, values.count))), 1 - 1 / Double(max(2, values.count)))
      return (value, diagnostics.monteCarloError(ofQuantile: inside))
    }
    func interval(_ probability: Double, _ lower: Double, _ upper: Double) -> CredibleIntervalResult {
      let (low, high) = (end(lower), end(upper))
      return CredibleIntervalResult(
        probability: probability, lower: low.value, upper: high.value, monteCarloErrorOfLower: low.error,
        monteCarloErrorOfUpper: high.error)
    }
    // Only a parameter has edges that are known, and so a density that can be trusted up to them.
    let density = support(of: quantity, isLogarithmic: isLogarithmic).flatMap { support in
      MarginalDensity(
        of: isLogarithmic ? values.map { log($0) } : values, within: support,
        effectiveSampleSize: diagnostics.meanEffectiveSampleSize)
    }
    func region(_ probability: Double) -> [CredibleInterval] {
      if let density { return density.region(holding: probability) }
      let sorted = isLogarithmic ? diagnostics.sorted.map { log($0) } : diagnostics.sorted
      return [highestDensityInterval(ofSorted: sorted, probability: probability)]
    }
    return QuantityPosterior(
      quantity: quantity.name, unit: quantity.unit, mean: diagnostics.mean,
      standardDeviation: diagnostics.standardDeviation, median: diagnostics.median,
      monteCarloErrorOfMean: diagnostics.monteCarloErrorOfMean,
      monteCarloErrorOfMedian: diagnostics.monteCarloErrorOfMedian, rHat: diagnostics.rHat,
      bulkEffectiveSampleSize: diagnostics.bulkEffectiveSampleSize,
      tailEffectiveSampleSize: diagnostics.tailEffectiveSampleSize,
      equalTailed: credibleProbabilities.map { probability in
        interval(
          probability, diagnostics.quantile((1 - probability) / 2),
          diagnostics.quantile((1 + probability) / 2))
      },
      highestDensity: credibleProbabilities.map { probability in
        CredibleRegionResult(
          probability: probability,
          pieces: region(probability).map { piece in
            isLogarithmic
              ? interval(probability, exp(piece.lower), exp(piece.upper))
              : interval(probability, piece.lower, piece.upper)
          })
      },
      densityScale: isLogarithmic ? "logarithmic" : "linear",
      standardDeviationOnScale: isLogarithmic
        ? standardDeviation(of: values.map { log($0) }) : diagnostics.standardDeviation,
      limits: interval(0.9, diagnostics.quantile(0.05), diagnostics.quantile(0.95)),
      problem: diagnostics.problem?.rawValue)
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

  private func region(_ x: Int, _ y: Int, _ chains: Chains) -> RegionResult? {
    let size = chains.diagnostics(of: x).meanEffectiveSampleSize
    guard
      let density = JointDensity(
        ofX: chains.values(of: x), y: chains.values(of: y), xSupport: free[x].density.bounds,
        ySupport: free[y].density.bounds, effectiveSampleSize: size.isFinite ? size : nil, cells: 64)
    else { return nil }
    func values(_ axis: DensityAxis, _ parameter: FreeParameter) -> [Double] {
      axis.centers.map { parameter.density.scale.value(at: $0) }
    }
    let plane =
      (free[x].density.bounds.upperBound - free[x].density.bounds.lowerBound)
      * (free[y].density.bounds.upperBound - free[y].density.bounds.lowerBound)
    return RegionResult(
      x: free[x].parameter.rawValue, y: free[y].parameter.rawValue,
      xScale: free[x].density.scale.kind == .linear ? "linear" : "logarithmic",
      yScale: free[y].density.scale.kind == .linear ? "linear" : "logarithmic",
      xValues: values(density.x, free[x]), yValues: values(density.y, free[y]),
      density: (0..<density.x.count).map { column in
        Array(density.values[column * density.y.count..<(column + 1) * density.y.count])
      },
      levels: credibleProbabilities.map { probability in
        let region = density.region(holding: probability)
        return RegionResult.Level(
          probability: probability, density: region.level, priorFraction: region.area / plane)
      })
  }
}

/// The standard deviation of draws, 0/0 if there are none.
private func standardDeviation(of values: [Double]) -> Double {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Double(values.count - 1)).squareRoot()
}

extension [Double] {
  /// How many elements of a sorted array lie below `value`, by bisection.
  fileprivate func countBelow(_ value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
