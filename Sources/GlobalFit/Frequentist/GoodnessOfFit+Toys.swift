import Inference

extension Problem {
  /// Draws data `toys` times at the best fit, and as often at the Standard Model, fits each, and compares.
  ///
  /// Each toy has a stream of random numbers of its own: the result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - progress: told every now and then how many toys are done; false asks to stop, and what is returned then means
  ///     nothing.
  ///   - found: hears of the best fit before any toy is drawn.
  /// - Throws: if no data are possible at the best fit.
  public func goodnessOfFit(
    toys: Int, seed: UInt64, by workforce: Workforce, progress: (@Sendable (_ done: Int) -> Bool)? = nil,
    found: ((BestFit) -> Void)? = nil
  ) throws(InputError) -> GoodnessOfFit {
    let bestFit = bestFit(seed: seed, by: workforce)
    found?(bestFit)
    let point = bestFit.minimum.point
    let fitter = ToyFitter(self, at: point, seed: seed, threads: workforce.threads)
    let run = ToyRun(toys: toys, seed: seed, by: workforce, progress: progress)
    let fits = try toyFits(at: point, fitter, run)
    let standardModel = standardModelPoint(seed: seed)
    var ratio: (GoodnessOfFit.LikelihoodRatio, failed: Int)?
    if let standardModel,
      let generator = try? ToyGenerator(standardModel.problem, at: standardModel.coordinates)
    {
      let ratios = run.map("at the Standard Model", stream: 1) { random -> Double? in
        likelihoodRatio(generator.draw(using: &random), standardModel, fitter, near: point)
      }
      ratio = (
        GoodnessOfFit.LikelihoodRatio(
          standardModel, bestFit: bestFit, of: self, ratios: ratios.compactMap(\.self)),
        ratios.count { $0 == nil }
      )
    }
    return GoodnessOfFit(bestFit, fits, ratio: ratio, of: self, run: run)
  }

  /// χ² at the best fit of each toy drawn at the best fit of the measured data; NaN where none was found.
  ///
  /// - Throws: if no data are possible there.
  public func toyChiSquared(toys: Int, seed: UInt64, by workforce: Workforce) throws(InputError) -> [Double] {
    let point = bestFit(seed: seed, by: workforce).minimum.point
    let run = ToyRun(toys: toys, seed: seed, by: workforce, progress: nil)
    let fitter = ToyFitter(self, at: point, seed: seed, threads: workforce.threads)
    return try toyFits(at: point, fitter, run).map { $0?.chiSquared ?? .nan }
  }

  private func toyFits(at point: [Double], _ fitter: ToyFitter, _ run: ToyRun) throws(InputError) -> [ToyFit?]
  {
    let generator: ToyGenerator
    do { generator = try ToyGenerator(self, at: point) } catch { throw error.refusal }
    return run.map("at the best fit", stream: 0) { random -> ToyFit? in
      let toy = observing(generator.draw(using: &random))
      return fitter.minimum(of: toy, near: [point]).map { minimum in
        ToyFit(minimum, pulls: toy.allPulls(at: minimum.point))
      }
    }
  }

  /// χ² of the Standard Model less that of the best fit; nil if one of them has no verified minimum.
  private func likelihoodRatio(
    _ toy: Toy, _ standardModel: StandardModelPoint, _ fitter: ToyFitter, near point: [Double]
  ) -> Double? {
    let null = standardModel.problem.observing(toy)
    let minimizer = Minimizer()
    let lower = minimizer.polish(ChiSquared(null), from: standardModel.coordinates, within: null.bounds)
    guard lower.isConverged, let minimum = fitter.minimum(of: observing(toy), near: [point]) else {
      return nil
    }
    return lower.value - minimum.value
  }

  /// Every pull at coordinates, those of the auxiliary measurements of nuisance parameters last.
  func allPulls(at coordinates: [Double]) -> [Double] {
    let predictions = measurablePredictions(at: coordinates)
    let own = constraints.flatMap(\.factors).flatMap {
      joint.pulls(of: $0, at: $0.predictions(in: predictions))
    }
    return own
      + free.indices.filter { free[$0].isAuxiliaryMeasurement }.map {
        densities[$0].auxiliaryCentre - coordinates[$0]
      }
  }
}

/// The fit of one toy.
private struct ToyFit: Sendable, Codable {
  /// χ² at its best fit.
  let chiSquared: Double
  @Packed private(set) var point: [Double]
  @Packed private(set) var atBound: [Bool]
  @Packed private(set) var pulls: [Double]

  init(_ minimum: Minimum, pulls: [Double]) {
    chiSquared = minimum.value
    (point, atBound, self.pulls) = (minimum.point, minimum.atBound, pulls)
  }
}

extension GoodnessOfFit {
  fileprivate init(
    _ bestFit: BestFit, _ all: [ToyFit?], ratio: (LikelihoodRatio, failed: Int)?, of problem: Problem,
    run: ToyRun
  ) {
    let fits = all.compactMap(\.self)
    let values = fits.map(\.chiSquared)
    title = problem.fit.title
    variant = problem.variant
    seed = run.seed
    notes = problem.notes
    toys = all.count
    failedToys = all.count - fits.count + (ratio?.failed ?? 0)
    search = bestFit.search
    let drawn = all.count * (ratio == nil ? 1 : 2)
    self.problem =
      !bestFit.isConverged
      ? "the minimiser did not converge: \(bestFit.search)"
      : 100 * failedToys > drawn
        ? "\(failedToys) of \(drawn) toys have no verified minimum, more than 1 %" : nil
    chiSquared = bestFit.chiSquared
    measuredNumbers = problem.measuredNumbers
    fittedParameters = problem.free.count
    degreesOfFreedom = problem.degreesOfFreedom
    pValue = bestFit.pValue
    pValueOfToys = EmpiricalProbability(ofAtLeast: bestFit.chiSquared, among: values)
    meanChiSquared = values.mean
    standardDeviationOfChiSquared = values.standardDeviation
    parameters = problem.free.indices.map { index in
      let own = problem.free[index]
      let found = fits.map { problem.values(at: $0.point)[index] }
      let sorted = found.sorted()
      let quantiles = [standardNormalCumulative(-1), 0.5, standardNormalCumulative(1)].map { probability in
        sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(probability * Double(sorted.count)))]
      }
      return ToyParameter(
        parameter: own.parameter, unit: own.parameter.unit, bestFit: bestFit.parameters[index].value,
        limit: bestFit.parameters[index].limit, mean: own.isPeriodic ? nil : found.mean,
        standardDeviation: own.isPeriodic ? nil : found.standardDeviation,
        quantiles: own.isPeriodic ? [] : quantiles,
        fractionAtEdge: Double(fits.count { $0.atBound[index] }) / Double(fits.count))
    }
    pulls = ToyPull.all(bestFit.evaluation, fits.map(\.pulls))
    standardModel = ratio?.0
  }
}

extension GoodnessOfFit.ToyPull {
  fileprivate static func all(_ evaluation: Evaluation, _ toys: [[Double]]) -> [GoodnessOfFit.ToyPull] {
    var result: [GoodnessOfFit.ToyPull] = []
    func add(
      _ constraint: String?, _ quantity: Quantity, _ measured: String?, _ prediction: Double, _ pull: Double
    ) {
      let own = toys.map { $0[result.count] }
      let square = own.reduce(0) { $0 + $1 * $1 } / Double(own.count)
      result.append(
        GoodnessOfFit.ToyPull(
          constraint: constraint, quantity: quantity, measured: measured, prediction: prediction, pull: pull,
          spread: square.squareRoot(),
          pValue: EmpiricalProbability(ofAtLeast: pull.magnitude, among: own.map(\.magnitude))))
    }
    for constraint in evaluation.constraints {
      for (index, observable) in constraint.observables.enumerated() {
        add(
          constraint.name, .observable(observable), constraint.measured[index], constraint.predictions[index],
          constraint.pulls[index])
      }
    }
    for auxiliary in evaluation.auxiliary {
      add(
        nil, .parameter(auxiliary.parameter), nil, evaluation.parameters[auxiliary.parameter] ?? .nan,
        auxiliary.pull)
    }
    return result
  }
}

extension GoodnessOfFit.LikelihoodRatio {
  fileprivate init(
    _ point: StandardModelPoint, bestFit: BestFit, of problem: Problem, ratios: [Double]
  ) {
    chiSquared = point.chiSquared
    deltaChiSquared = point.chiSquared - bestFit.chiSquared
    degreesOfFreedom = point.lost.count
    (reference, isReferenceValid, pValue) = StandardModelPoint.reference(for: deltaChiSquared, point.lost)
    significance = pValue.isNaN ? .nan : Inference.significance(ofPValue: pValue)
    pValueOfToys = EmpiricalProbability(ofAtLeast: deltaChiSquared, among: ratios)
    isSignificanceBound = pValueOfToys.hits == 0
    significanceOfToys =
      ratios.isEmpty
      ? .nan : Inference.significance(ofPValue: max(pValueOfToys.value, 1 / Double(ratios.count)))
  }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }

  fileprivate var standardDeviation: Double {
    let mean = mean
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
  }
}
