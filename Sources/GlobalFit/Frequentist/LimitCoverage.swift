import Inference
import Physics

/// How often limits on a quantity hold where its true value is known: data drawn there, and a limit from each.
public struct LimitCoverage: Sendable {
  /// The true value of the quantity.
  public let truth: Double
  /// How often each method's limit held.
  public let rows: [Row]

  /// One method.
  public struct Row: Sendable {
    /// How the limits were made.
    public let method: Limit.Method
    /// In how many experiments the true value was allowed, of how many.
    public let covered: EmpiricalProbability
  }
}

extension Problem {
  /// How often limits hold at a point: the other free parameters have the medians of their priors.
  ///
  /// The rise of χ² and CLs for large samples are asked whether they allow the true value, which says the same as the limit.
  /// Limits by toys are made where there is one parameter, for then one table of toys at the true value serves all
  /// experiments; of counts the limit of every outcome is worked out.
  ///
  /// - Throws: if no data are possible at the point.
  public func limitCoverage(
    of quantity: Quantity, _ side: Limit.Side, at values: [Parameter: Double], settings: LimitSettings,
    experiments: Int, seed: UInt64, by workforce: Workforce
  ) throws(InputError) -> LimitCoverage {
    let point = free.map { own in
      values[own.parameter].map { own.density.scale.coordinate(of: $0) } ?? own.prior.quantile(0.5)
    }
    let profiled = ProfiledQuantity(quantity, of: self)
    let generator: ToyGenerator
    do { generator = try ToyGenerator(self, at: point) } catch { throw error.refusal }
    func coverage<Q: DifferentiableFunction>(_ function: Q) -> LimitCoverage {
      let run = ToyRun(toys: experiments, seed: seed, by: workforce, progress: nil)
      let trial = LimitTrial(
        problem: self, quantity: quantity, function: function, side: side, settings: settings,
        generator: generator, point: point, run: run)
      return LimitCoverage(truth: profiled.value(at: trial.place), rows: trial.rows())
    }
    switch profiled.function {
    case .coordinate(let index): return coverage(Coordinate(index, dimension: free.count))
    case .inverseScale(let function): return coverage(function)
    case .observable(let function): return coverage(function)
    }
  }
}

/// Limits from many data sets drawn at one point.
private struct LimitTrial<Q: DifferentiableFunction> {
  let problem: Problem
  let quantity: Quantity
  let function: Q
  let side: Limit.Side
  let settings: LimitSettings
  let generator: ToyGenerator
  let point: [Double]
  let run: ToyRun

  /// What the data of one experiment say of the true value.
  private struct Experiment: Sendable, Codable {
    /// Whether their best fit lies beyond it.
    let isBeyond: Bool
    /// Δχ² there.
    let rise: Double
    /// The numbers of events, where only counts are measured.
    let events: [Double]
  }

  var place: Double { function.value(at: point.span) }

  func rows() -> [LimitCoverage.Row] {
    let drawn = experiments()
    func row(_ method: Limit.Method, _ isCovered: (Experiment) -> Bool) -> LimitCoverage.Row {
      .init(
        method: method, covered: EmpiricalProbability(hits: drawn.count(where: isCovered), toys: drawn.count))
    }
    let thresholds: [(Limit.Method, Double)] = [
      (.twoSigma, 4), (.twoSided, deltaChiSquared(confidence: settings.level)),
      (.oneSided, deltaChiSquaredAtBound(confidence: settings.level)),
    ]
    var rows = thresholds.map { method, threshold in row(method) { $0.isBeyond || $0.rise <= threshold } }
    let standardModel = problem.standardModelHypothesis(seed: run.seed)
    let background = standardModel.flatMap { try? ToyGenerator($0.problem, at: $0.coordinates) }
    if let background, let expected = expectedRise(background) {
      rows.append(
        row(.asymptoticCLs) { experiment in
          let statistic = experiment.isBeyond ? 0 : experiment.rise
          return AsymptoticCLs(statistic: statistic, expected: expected).ratio >= 1 - settings.level
        })
    }
    guard settings.toys > 0, problem.free.count == 1, let belt = belt(background) else { return rows }
    for (method, isAllowed) in [
      (Limit.Method.toyCLs, belt.confidenceRatio), (.feldmanCousins, belt.unified),
    ] where method != .toyCLs || background != nil {
      rows.append(row(method) { isAllowed($0.isBeyond, $0.rise, $0.events) })
    }
    return rows
  }

  private func fitter() -> ToyFitter {
    ToyFitter(problem, at: point, seed: run.seed, threads: run.workforce.threads)
  }

  private func experiments() -> [Experiment] {
    let (problem, function, generator, point, place, side) = (
      problem, function, generator, point, place, side
    )
    let fitter = fitter()
    return run.map("experiments at \(place)", stream: 100) { random -> Experiment? in
      let toy = generator.draw(using: &random)
      let own = problem.observing(toy)
      guard let minimum = fitter.minimum(of: own, near: [point]).map({ ToyMinimum($0, of: function) }) else {
        return nil
      }
      let rise = fitter.rise(
        of: own, above: minimum, where: function, equals: place, near: [HeldStart(point)], enough: -.infinity)
      return rise.map {
        Experiment(
          isBeyond: side.isBeyond(minimum.quantity, place), rise: $0,
          events: own.countingExperiments.map(\.events))
      }
    }.compactMap(\.self)
  }

  private func expectedRise(_ background: ToyGenerator) -> Double? {
    let (asimov, fitter) = (problem.observing(background.expected), fitter())
    return fitter.minimum(of: asimov, near: [point]).flatMap {
      fitter.limitStatistic(
        of: asimov, above: ToyMinimum($0, of: function), side, where: function, equals: place,
        near: [HeldStart(point)])
    }
  }

  private typealias Allows = (_ isBeyond: Bool, _ rise: Double, _ events: [Double]) -> Bool

  /// Whether the methods by toys allow the true value, from one table; nil if there are too many toys to keep.
  private func belt(_ background: ToyGenerator?) -> (confidenceRatio: Allows, unified: Allows)? {
    let toyRun = ToyRun(toys: settings.toys, seed: run.seed, by: run.workforce, progress: nil)
    var bank = ToyBank(
      problem, function, fitter: fitter(), run: toyRun, label: "belt at \(place)", typical: generator)
    if bank.isExact { return limitsOfOutcomes() }
    for hypothesis in [background, generator].compactMap(\.self) {
      guard bank.cover(hypothesis, near: point) else { return nil }
    }
    let rises = bank.rises(at: place, near: point)
    let beyond = bank.minima.map { $0.map { side.isBeyond($0.quantity, place) } ?? false }
    let (own, sums, level) = (bank.weights(at: generator.hypothesis), bank.sums, settings.level)
    let without = background.map { bank.weights(at: $0.hypothesis) } ?? []
    func hits(_ rise: Double, isOneSided: Bool) -> [Bool?] {
      let threshold = ToyBank<Q>.threshold(rise)
      return rises.indices.map { isOneSided && beyond[$0] ? false : rises[$0].map { $0 >= threshold } }
    }
    return (
      { isBeyond, rise, _ in
        isBeyond || sums.ratio(own, without, hits: hits(rise, isOneSided: true)).value >= 1 - level
      },
      { _, rise, _ in sums.probability(own, hits: hits(rise, isOneSided: false)).value >= 1 - level }
    )
  }

  /// The limits of all outcomes of counts, each worked out when it is first met.
  private func limitsOfOutcomes() -> (confidenceRatio: Allows, unified: Allows) {
    var known: [[Double]: Limits] = [:]
    var settings = settings
    (settings.sides, settings.hasPosterior) = ([side], false)
    let truth = ProfiledQuantity(quantity, of: problem).value(at: place)
    func isAllowed(_ method: Limit.Method, _ events: [Double]) -> Bool {
      let own =
        known[events]
        ?? problem.observing(generator.counting(events)).limits(
          on: quantity, settings: settings, seed: run.seed, by: run.workforce)
      known[events] = own
      guard let limit = own.limits.first(where: { $0.method == method })?.value else { return true }
      return side == .upper ? truth <= limit : truth >= limit
    }
    return ({ isAllowed(.toyCLs, $2) }, { isAllowed(.feldmanCousins, $2) })
  }
}

extension ToyBank {
  /// Δχ² of every toy at a place; nil where a fit failed.
  func rises(at place: Double, near point: [Double]) -> [Double?] {
    let (toys, minima, function, fitter) = (problems, minima, function, fitter)
    return run.map("\(label): rises at \(place)", count) { number -> Double? in
      minima[number].flatMap {
        fitter.rise(
          of: toys(number), above: $0, where: function, equals: place, near: [HeldStart(point)],
          enough: -.infinity)
      }
    }
  }
}
