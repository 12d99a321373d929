import Foundation
import Inference
import Physics

extension Problem {
  /// What each constraint taught, and what the posterior depends on, from draws of it.
  ///
  /// Where weights cannot stand for the posterior without a constraint, it is sampled.
  ///
  /// - Parameters:
  ///   - logEvidence: that of the posterior; nil if it is not known.
  ///   - doing: told what is done next, and which share of all is done; false asks to stop, and what is returned then means nothing.
  ///   - progress: hears of the sampling, and stops it too.
  public func sensitivity(
    of sample: PosteriorSample, logEvidence: Estimate?, seed: UInt64, by workforce: Workforce,
    doing: ((_ doing: String, _ share: Double?) -> Bool)? = nil,
    progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> Sensitivity {
    if let weights = sample.weights {
      let draws = WeightedDraws(
        values: sample.coordinates, logDensities: sample.logDensities, weights: weights,
        runs: sample.part ?? [Int32](repeating: 0, count: sample.count), runCount: max(1, sample.parts))
      return sensitivity(
        of: draws, logEvidence: logEvidence, seed: seed, by: workforce, doing: doing, progress: progress)
    }
    return sensitivity(
      of: thinned(sample), logEvidence: logEvidence, seed: seed, by: workforce, doing: doing,
      progress: progress)
  }

  /// Chains with so many draws left that more would not tell more: each is correlated with the next.
  private func thinned(_ sample: PosteriorSample, to most: Int = 40_000) -> Chains {
    let length = sample.count / max(1, sample.chains)
    let step = max(1, (sample.count + most - 1) / most)
    var (values, logDensities): ([Double], [Double]) = ([], [])
    for chain in 0..<sample.chains {
      for draw in stride(from: chain * length, to: (chain + 1) * length, by: step) {
        values += sample.coordinates[draw * free.count..<(draw + 1) * free.count]
        logDensities.append(sample.logDensities[draw])
      }
    }
    return Chains(
      values: values, logDensities: logDensities, chainCount: sample.chains, ensembleCount: sample.parts,
      dimension: free.count, outcome: .converged)
  }

  private func sensitivity<Draws: PosteriorDraws>(
    of draws: Draws, logEvidence: Estimate?, seed: UInt64, by workforce: Workforce,
    doing: ((_ doing: String, _ share: Double?) -> Bool)?, progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Sensitivity {
    let threads = workforce.threads
    let factors = DrawnFactors(of: self, in: draws, threads: threads)
    let counted = PowerScalingDraws(draws)
    let (quantities, distances) = quantities(in: draws, threads: threads)

    // all priors, all data, then each
    let auxiliary = free.map(\.isAuxiliaryMeasurement)
    func sum(_ terms: [[Double]]) -> [Double] {
      (0..<draws.count).map { draw in terms.reduce(0) { $0 + $1[draw] } }
    }
    let own = zip(factors.priors, auxiliary)
    let together = [
      sum(own.filter { !$0.1 }.map(\.0)), sum([factors.likelihood] + own.filter(\.1).map(\.0)),
    ]
    let all = together + factors.constraints + factors.priors
    let scalings = parallelMap(all.count, threads: threads) {
      PowerScaling(of: all[$0], in: counted, quantities: distances)
    }
    func factor<Owner>(_ owner: Owner, _ scaling: PowerScaling) -> Sensitivity.Factor<Owner> {
      Sensitivity.Factor(
        owner: owner, paretoShape: scaling.paretoShape, sensitivities: scaling.sensitivities)
    }

    var study = LeavingOut(
      problem: self, draws: draws, logEvidence: logEvidence, seed: seed, workforce: workforce)
    var results: [Sensitivity.Constraint] = []
    for (index, constraint) in constraints.enumerated() {
      let words = "without \(constraint.name) (\(index + 1) of \(constraints.count))"
      guard doing?(words, Double(index) / Double(constraints.count)) ?? true,
        let gain = study.gain(of: index, factors.constraints[index], progress: progress)
      else { break }
      results.append(
        Sensitivity.Constraint(
          scaling: factor(constraint.name, scalings[2 + index]), information: gain.gain,
          paretoShape: gain.paretoShape))
    }
    let total = logEvidence.map { evidence in
      let logLikelihoods = factors.likelihood
      return GroupPosterior(draws, logLikelihoods: logLikelihoods, logEvidence: evidence).information
    }
    return Sensitivity(
      title: fit.title, variant: variant, seed: seed, draws: draws.count, information: total,
      quantities: quantities.indices.map { index in
        Sensitivity.Answer(
          quantity: quantities[index], toPriors: scalings[0].sensitivities[index],
          toData: scalings[1].sensitivities[index])
      }, constraints: results,
      priors: free.indices.map { index in
        factor(free[index].parameter, scalings[2 + constraints.count + index])
      }, problems: study.problems)
  }

  /// Parameters on the scales of their priors; predictions on that of their logarithm where they cannot be negative.
  private func quantities(in draws: some PosteriorDraws, threads: Int) -> ([Quantity], [CumulativeDistance]) {
    let parameters = free.indices.filter { !free[$0].isNuisance }
    let predictions = DrawnPredictions(fit.predictions, of: self, in: draws, threads: threads).values
    let columns =
      parameters.map { draws.values(of: $0) }
      + predictions.map { values in values.allSatisfy { $0 > 0 } ? values.map { log($0) } : values }
    let quantities =
      parameters.map { Quantity.parameter(free[$0].parameter) } + fit.predictions.map { .observable($0) }
    let finite = columns.indices.filter { columns[$0].allSatisfy(\.isFinite) }
    return (
      finite.map { quantities[$0] },
      parallelMap(finite.count, threads: threads) { CumulativeDistance(columns[finite[$0]]) }
    )
  }
}

/// ln of every factor of the posterior at every draw.
private struct DrawnFactors {
  /// ln L.
  let likelihood: [Double]
  /// ln L of each constraint, given the data of those with which it shares theory errors: by so much ln L falls without it.
  let constraints: [[Double]]
  /// ln of the prior density of each free parameter, per unit of the parameter.
  let priors: [[Double]]

  init(of problem: Problem, in draws: some PosteriorDraws, threads: Int) {
    let observables = problem.predictor.observables
    let others = problem.constraints.indices.map { index -> (own: Likelihood, isWithout: Bool) in
      let constraint = problem.constraints[index]
      guard constraint.factors.contains(where: problem.joint.concerns) else {
        return (Likelihood(constraint.factors, observables: observables), false)
      }
      var rest = problem.constraints
      rest.remove(at: index)
      return (Likelihood(problem.joint.factors(of: rest), observables: observables), true)
    }
    let dimension = problem.free.count
    let points = draws.values
    let size = 1024
    let blocks = parallelMap((draws.count + size - 1) / size, threads: threads) { block in
      (block * size..<min(draws.count, (block + 1) * size)).map {
        draw -> (whole: Double, constraints: [Double], priors: [Double]) in
        let values = problem.values(at: Array(points[draw * dimension..<(draw + 1) * dimension]))
        var predictions = [Double](repeating: 0, count: observables.count)
        var span = predictions.mutableSpan
        problem.predictor.predict(at: values.span, into: &span)
        let whole = problem.likelihood.logLikelihood(of: predictions.span)
        return (
          whole,
          others.map { other in
            let logLikelihood = other.own.logLikelihood(of: predictions.span)
            return other.isWithout ? whole - logLikelihood : logLikelihood
          },
          zip(problem.free, values).map { $0.prior.logDensity(at: $1) }
        )
      }
    }.flatMap(\.self)
    likelihood = blocks.map(\.whole)
    constraints = problem.constraints.indices.map { index in blocks.map { $0.constraints[index] } }
    priors = problem.free.indices.map { index in blocks.map { $0.priors[index] } }
  }
}

/// The posterior without one constraint after the other.
private struct LeavingOut<Draws: PosteriorDraws> {
  let problem: Problem
  let draws: Draws
  let logEvidence: Estimate?
  let seed: UInt64
  let workforce: Workforce
  private(set) var problems: [String] = []
  /// The posterior sampled anew, where its evidence was not known.
  private var whole: GroupPosterior?

  init(problem: Problem, draws: Draws, logEvidence: Estimate?, seed: UInt64, workforce: Workforce) {
    (self.problem, self.draws, self.logEvidence) = (problem, draws, logEvidence)
    (self.seed, self.workforce) = (seed, workforce)
  }

  /// Nil if asked to stop.
  mutating func gain(
    of index: Int, _ logLikelihoods: [Double], progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> InformationGain? {
    let weighted = InformationGain(draws, logLikelihoods: logLikelihoods)
    // no draw is where the constraint excludes everything, and no weight shows it
    guard !weighted.isReliable || problem.constraints[index].hasEdges else { return weighted }
    if logEvidence == nil, whole == nil {
      guard let found = sample(problem, "all constraints", stream: 0, progress) else { return nil }
      whole = found
    }
    guard let evidence = logEvidence ?? whole?.logEvidence else { return nil }
    var others = problem.constraints
    others.remove(at: index)
    guard
      let found = sample(
        problem.observing(others), "without \(problem.constraints[index].name)", stream: UInt64(index) + 1,
        progress)
    else { return nil }
    return InformationGain(
      draws, logLikelihoods: logLikelihoods, logEvidence: evidence, without: found.logEvidence)
  }

  private mutating func sample(
    _ own: Problem, _ name: String, stream: UInt64, _ progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> GroupPosterior? {
    var random = Random(seed: seed, stream: 1 << 43 + stream)
    let (posterior, reason) = own.groupPosterior(
      seed: random.next(), by: workforce.part("sensitivity \(name)"), progress: progress)
    if let reason { problems.append("\(name): \(reason)") }
    return posterior
  }
}
