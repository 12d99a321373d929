import Inference
import Physics

extension Problem {
  /// Whether each pair of groups agrees. The groups of a pair have no constraint in common and all priors.
  ///
  /// Evidences and posteriors come from nested sampling, whatever sampler the fit names, with its goals.
  ///
  /// - Parameters:
  ///   - doing: told what is done next, and which share of all is done; false asks to stop, and what is returned then means nothing.
  ///   - progress: hears of the sampling, and stops it too.
  public func tension(
    between pairs: [(ConstraintGroup, ConstraintGroup)], seed: UInt64, by workforce: Workforce,
    doing: ((_ doing: String, _ share: Double?) -> Bool)? = nil,
    progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> TensionResult {
    var study = TensionStudy(problem: self, seed: seed, workforce: workforce)
    var comparisons: [TensionResult.Comparison] = []
    for (number, (first, second)) in pairs.enumerated() {
      let place = pairs.count == 1 ? "" : " (\(number + 1) of \(pairs.count))"
      let share = pairs.count == 1 ? nil : Double(number) / Double(pairs.count)
      let comparison = study.compare(
        first, second, doing: { doing?($0 + place, share) ?? true }, progress: progress)
      guard let comparison else { break }
      comparisons.append(comparison)
    }
    return TensionResult(
      title: fit.title, variant: variant, seed: seed, comparisons: comparisons, problems: study.problems)
  }
}

/// Tension under way: a group that comes up again is not sampled again.
private struct TensionStudy {
  let problem: Problem
  let seed: UInt64
  let workforce: Workforce
  private(set) var problems: [String] = []
  private var posteriors: [ConstraintGroup: GroupPosterior] = [:]
  private let dependence: Dependence

  init(problem: Problem, seed: UInt64, workforce: Workforce) {
    (self.problem, self.seed, self.workforce) = (problem, seed, workforce)
    dependence = Dependence(problem, seed: seed)
  }

  /// Nil if asked to stop.
  mutating func compare(
    _ first: ConstraintGroup, _ second: ConstraintGroup, doing: (String) -> Bool,
    progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> TensionResult.Comparison? {
    let joint = first.joined(with: second)
    let groups = [first, second, joint]
    for group in groups where posteriors[group] == nil {
      guard doing("the posterior of \(words(group))") else { return nil }
      guard let posterior = sample(group, progress) else { return nil }
      posteriors[group] = posterior
    }
    guard let a = posteriors[first], let b = posteriors[second], let ab = posteriors[joint],
      doing("the best fits of \(words(first)) and of the others")
    else { return nil }
    let tension = Tension(first: a, second: b, joint: ab)
    let fits = fits(first, second)
    let described = zip(groups, zip([a, b, ab], fits.chiSquared)).map { group, found in
      TensionResult.Group(
        constraints: names(group), measuredNumbers: problem.observing(group).likelihood.measuredNumbers,
        chiSquared: found.1, logEvidence: found.0.logEvidence, information: found.0.information,
        dimensionality: found.0.dimensionality)
    }
    let shift = ParameterShift(a, b, priors: problem.free.map(\.shiftPrior))
    let parameters = zip(problem.free, shift.coordinates).compactMap { own, shift in
      shift.map { TensionResult.ParameterShift(parameter: own.parameter, shift: $0) }
    }
    let remarks =
      zip(groups, described).compactMap { silence(of: $0, $1) }
      + (tension.isComparable && isFarFromNormal(groups, described, common: tension.dimensionality)
        ? [
          "more directions than predictions depend on: posteriors far from normal, p of S is a rule of thumb"
        ]
        : [])
    return TensionResult.Comparison(
      first: described[0], second: described[1], joint: described[2], goodnessOfFit: fits.result,
      logEvidenceRatio: tension.logEvidenceRatio, sharedInformation: tension.sharedInformation,
      logSuspiciousness: tension.logSuspiciousness, dimensionality: tension.dimensionality,
      pValue: tension.pValue, significance: tension.significance,
      shift: TensionResult.Shift(
        parameters: parameters, directions: shift.directions, distance: shift.distance, pValue: shift.pValue,
        significance: shift.significance), remarks: remarks)
  }

  /// What to say of a group that says nothing.
  private func silence(of group: ConstraintGroup, _ described: TensionResult.Group) -> String? {
    let (d, information) = (described.dimensionality, described.information)
    guard d.value <= max(0.05, 2 * d.error), information.value <= max(0.05, 2 * information.error) else {
      return nil
    }
    return
      "\(words(group)): nothing is constrained within these priors, and nothing can be in tension with it"
  }

  /// Whether groups constrain clearly more directions than their predictions depend on, or more in common than one of them by
  /// itself: normal posteriors do neither.
  private func isFarFromNormal(
    _ groups: [ConstraintGroup], _ described: [TensionResult.Group], common: Estimate
  ) -> Bool {
    func exceeds(_ d: Estimate, _ most: Double) -> Bool { d.value - 2 * d.error > most + 0.5 }
    let least = min(described[0].dimensionality.value, described[1].dimensionality.value)
    return exceeds(common, least)
      || zip(groups, described).contains {
        exceeds($1.dimensionality, Double(dependence.rank($0, auxiliaries: [])))
      }
  }

  private func names(_ group: ConstraintGroup) -> [String] {
    group.places.map { problem.constraints[$0].name }
  }

  private func words(_ group: ConstraintGroup) -> String {
    group.places.count == 1 ? names(group)[0] : "\(group.places.count) constraints"
  }

  private mutating func sample(
    _ group: ConstraintGroup, _ progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> GroupPosterior? {
    let own = problem.observing(group)
    let name = group.places.map(String.init).joined(separator: ",")
    let (posterior, reason) = own.groupPosterior(
      // a seed of its own: groups whose random numbers were the same would not be independent
      seed: group.places.reduce(seed) { seed, place in
        var random = Random(seed: seed, stream: 1 << 42 + UInt64(place))
        return random.next()
      },
      by: workforce.part("tension \(name)"), progress: progress)
    if let reason { problems.append("\(words(group)): \(reason)") }
    return posterior
  }

  /// χ² at the best fits of both groups and of both together, and what the rise says.
  private mutating func fits(_ first: ConstraintGroup, _ second: ConstraintGroup) -> (
    chiSquared: [Double], result: TensionResult.ParameterGoodnessOfFit
  ) {
    let (a, b) = (dependence.parameters(of: first), dependence.parameters(of: second))
    let auxiliaries = Set(problem.free.indices.filter { problem.free[$0].isAuxiliaryMeasurement })
    let shared = auxiliaries.intersection(a).intersection(b)
    let ofA = auxiliaries.intersection(a).subtracting(shared)
    let ofB = auxiliaries.intersection(b).subtracting(shared)
    let joint = first.joined(with: second)
    let fits = [(first, ofA), (second, ofB), (joint, auxiliaries)].map { group, own in
      chiSquared(group, auxiliaries: own)
    }
    let degrees =
      dependence.rank(first, auxiliaries: ofA) + dependence.rank(second, auxiliaries: ofB) + shared.count
      - dependence.rank(joint, auxiliaries: ofA.union(ofB).union(shared))
    let rise = fits[2] - fits[0] - fits[1]
    let p = degrees > 0 && rise.isFinite ? tailProbability(chiSquared: rise, degreesOfFreedom: degrees) : nil
    return (
      fits,
      TensionResult.ParameterGoodnessOfFit(
        deltaChiSquared: rise, degreesOfFreedom: degrees, pValue: p,
        significance: p.map(significance(ofPValue:)))
    )
  }

  private mutating func chiSquared(_ group: ConstraintGroup, auxiliaries: Set<Int>) -> Double {
    let free = problem.free.enumerated().map { place, own in
      FreeParameter(
        parameter: own.parameter, prior: own.prior, isNuisance: own.isNuisance && auxiliaries.contains(place),
        isPeriodic: own.isPeriodic)
    }
    let name = (group.places + [-1] + auxiliaries.sorted()).map(String.init).joined(separator: ",")
    let found = problem.observing(group).exploring(free).bestFit(
      seed: seed, by: workforce.part("tension \(name)"))
    if !found.isConverged {
      problems.append("\(words(group)): the minimiser did not converge: \(found.search)")
    }
    return found.chiSquared
  }
}

extension Problem {
  /// The posterior by nested sampling, as the fit's goals ask for, and why it must not be used; nil if asked to stop.
  ///
  /// The sampler is told of the minima of χ², as it is of those of a fit.
  func groupPosterior(
    seed: UInt64, by workforce: Workforce, progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> (GroupPosterior?, problem: String?) {
    let model = Posterior(self)
    var sampling = fit.sample.byNestedSampling.sampling(
      of: self, seed: seed, threads: workforce.threads, knownPeaks: knownPeaks(seed: seed, by: workforce))
    let result = sampling.run(on: model, by: workforce, progress: progress)
    guard !result.isStopped else { return (nil, nil) }
    let draws = result.draws
    let logLikelihoods = draws.values(threads: workforce.threads) { model.logLikelihood(at: $0) }
    return (
      GroupPosterior(
        draws, logLikelihoods: logLikelihoods,
        logEvidence: Estimate(result.logEvidence, error: result.logEvidenceError)),
      result.problems.first
        ?? missedPeak(
          byDrawsUpTo: draws.logDensities.max(), worth: fit.sample.goal.effectiveSampleSize,
          of: result.unexploredPeaks)
    )
  }
}

extension FreeParameter {
  /// What a shift of posterior means needs to know of the prior, in the coordinate.
  var shiftPrior: Inference.ParameterShift.Prior {
    // by its quantiles at the middles of many equal parts
    let count = 4096
    let values = (0..<count).map { prior.quantile((Double($0) + 0.5) / Double(count)) }
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    return Inference.ParameterShift.Prior(
      variance: variance, precision: prior.isInformative ? 1 / variance : 0, isPeriodic: isPeriodic)
  }
}

/// On which combinations of parameters the predictions of constraints depend: by their derivatives at points of the prior.
private struct Dependence {
  private let problem: Problem
  /// At each point: the derivatives of each observable by each coordinate, rows of length 1 or 0.
  private let jacobians: [[[Double]]]

  private static let points = 64

  init(_ problem: Problem, seed: UInt64) {
    self.problem = problem
    let predictor = problem.predictor
    let (rows, columns) = (predictor.observables.count, problem.free.count)
    jacobians = lowDiscrepancyPoints(Self.points, dimension: columns, seed: seed).map { quantiles in
      let coordinates = problem.coordinates(atPriorQuantiles: quantiles)
      let values = problem.values(at: coordinates)
      var predictions = [Double](repeating: 0, count: rows)
      var jacobian = [Double](repeating: 0, count: rows * columns)
      var predicted = predictions.mutableSpan
      var slopes = jacobian.mutableSpan
      predictor.predict(at: values.span, into: &predicted, jacobian: &slopes)
      return (0..<rows).map { row in
        let own = (0..<columns).map { column in
          jacobian[row * columns + column] * problem.free[column].density.scale.slope(at: values[column])
        }
        let length = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length.isNormal ? own.map { $0 / length } : [Double](repeating: 0, count: columns)
      }
    }
  }

  private func rows(of group: ConstraintGroup) -> [Int] {
    let observables = group.places.flatMap { problem.constraints[$0].factors.flatMap(\.observables) }
    return problem.predictor.observables.indices.filter {
      observables.contains(problem.predictor.observables[$0])
    }
  }

  /// The free parameters on which the predictions of a group depend.
  func parameters(of group: ConstraintGroup) -> Set<Int> {
    let rows = rows(of: group)
    return Set(
      problem.free.indices.filter { column in
        jacobians.contains { jacobian in rows.contains { jacobian[$0][column].magnitude > 1e-8 } }
      })
  }

  /// The number of independent combinations of parameters that a group and auxiliary measurements depend on; directions that
  /// differ by less than 1 % are one.
  func rank(_ group: ConstraintGroup, auxiliaries: Set<Int>) -> Int {
    let rows = rows(of: group)
    let count = problem.free.count
    return jacobians.map { jacobian in
      var gram = SymmetricMatrix(order: count)
      for row in rows.map({ jacobian[$0] }) {
        for i in 0..<count {
          for j in 0...i { gram[i, j] += row[i] * row[j] }
        }
      }
      for index in auxiliaries { gram[index, index] += 1 }
      return gram.spectrum.eigenvalues.count { $0 > 1e-4 }
    }.max() ?? 0
  }
}
