import Inference

/// How well the best fit describes the data, by χ² and by toys: data drawn at the best fit and fitted again.
public struct GoodnessOfFit: Sendable, Codable {
  /// The title of the fit.
  public let title: String
  /// The variant; nil for the fit as it stands.
  public let variant: String?
  /// Names all random numbers.
  public let seed: UInt64
  /// What a user should know before reading results.
  public let notes: [String]
  /// Why the numbers must not be used; nil if they may.
  public let problem: String?
  /// How many toys were drawn at each point.
  public let toys: Int
  /// How many of them, at the best fit and at the Standard Model, have no verified minimum: they are left out.
  public let failedToys: Int
  /// How the search of the best fit of the measured data ended.
  public let search: String
  /// χ² at the best fit of the measured data.
  public let chiSquared: Double
  /// How many measured numbers enter, auxiliary ones included.
  public let measuredNumbers: Int
  /// How many parameters were fitted, nuisance parameters included.
  public let fittedParameters: Int
  /// The former less the latter.
  public let degreesOfFreedom: Int
  /// The probability of a larger χ² by its distribution; nil without degrees of freedom.
  public let pValue: Double?
  /// The same, as the fraction of toys with at least this χ².
  public let pValueOfToys: EmpiricalProbability
  /// The mean χ² of the toys, which is the number of degrees of freedom where χ² is what it says.
  public let meanChiSquared: Double
  /// The standard deviation of χ² among the toys.
  public let standardDeviationOfChiSquared: Double
  /// The best fits of the toys, parameter by parameter.
  public let parameters: [ToyParameter]
  /// The pull of every measured number, those of nuisance parameters last.
  public let pulls: [ToyPull]
  /// How much better the best fit is than the Standard Model; nil where that cannot be computed.
  public let standardModel: LikelihoodRatio?

  /// A parameter among the best fits of toys.
  public struct ToyParameter: Sendable, Codable {
    /// Its name.
    public let name: String
    /// Its unit.
    public let unit: String
    /// Its value at the best fit of the measured data, at which the toys were drawn.
    public let bestFit: Double
    /// The edge of its range at which that lies, if it does.
    public let limit: BestFit.Edge?
    /// The mean of the toys' best fits; nil of a phase.
    public let mean: Double?
    /// Their standard deviation; nil of a phase.
    public let standardDeviation: Double?
    /// Below these lie 15.87, 50 and 84.13 % of them; empty of a phase.
    public let quantiles: [Double]
    /// The fraction of them at an edge of the range.
    public let fractionAtEdge: Double
  }

  /// The pull of one measured number.
  public struct ToyPull: Sendable, Codable {
    /// The constraint; nil for the prior of a nuisance parameter.
    public let constraint: String?
    /// The observable, or the nuisance parameter.
    public let quantity: String
    /// Central value and error in words; nil for a nuisance parameter.
    public let measured: String?
    /// What is predicted at the best fit; the best fit of a nuisance parameter.
    public let prediction: Double
    /// (measured − predicted)/σ.
    public let pull: Double
    /// The root mean square of this pull among the toys: below 1, for the fit follows the data.
    public let spread: Double
    /// The fraction of toys in which it is at least as far from zero.
    public let pValue: EmpiricalProbability
  }

  /// The likelihood ratio of the best fit to the Standard Model.
  public struct LikelihoodRatio: Sendable, Codable {
    /// χ² of the Standard Model, its nuisance parameters refitted.
    public let chiSquared: Double
    /// How much lower the best fit is: −2 ln of the ratio of the likelihoods.
    public let deltaChiSquared: Double
    /// How many more parameters the fit has.
    public let degreesOfFreedom: Int
    /// The distribution that Δχ² is held against, and whether it can be trusted.
    public let reference: String
    /// Whether that distribution holds for large samples; if not, only the toys count.
    public let isReferenceValid: Bool
    /// The probability of a larger Δχ² in the Standard Model, by that distribution.
    public let pValue: Double
    /// The same in standard deviations (two-sided).
    public let significance: Double
    /// The fraction of toys of the Standard Model with at least this Δχ².
    public let pValueOfToys: EmpiricalProbability
    /// The same in standard deviations; of the most that the number of toys can tell where none has so much.
    public let significanceOfToys: Double
    /// Whether no toy has so much: the significance is then a lower bound.
    public let isSignificanceBound: Bool
  }
}

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
    let fitter = ToyFitter(self, seed: seed)
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
    return try toyFits(at: point, ToyFitter(self, seed: seed), run).map { $0?.chiSquared ?? .nan }
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
    let own = constraints.flatMap(\.factors).flatMap { $0.pulls(of: $0.predictions(in: predictions)) }
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
        name: own.parameter.rawValue, unit: own.parameter.unit, bestFit: bestFit.parameters[index].value,
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
      _ constraint: String?, _ quantity: String, _ measured: String?, _ prediction: Double, _ pull: Double
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
          constraint.name, observable, constraint.measured[index], constraint.predictions[index],
          constraint.pulls[index])
      }
    }
    for auxiliary in evaluation.auxiliary {
      add(
        nil, auxiliary.parameter, nil, evaluation.parameters[auxiliary.parameter] ?? .nan, auxiliary.pull)
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
