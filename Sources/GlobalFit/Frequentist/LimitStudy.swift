import Foundation
import Inference
import Physics

/// All limits on one quantity, which is followed as a function of the coordinates that increases with it.
///
/// Each limit has a verdict of its own: what fails of one takes nothing from the others. The quick ones come first.
struct LimitStudy<Q: DifferentiableFunction>: Sendable {
  let problem: Problem
  let quantity: Quantity
  let function: Q
  /// From the function to the quantity itself; increasing.
  let value: @Sendable (Double) -> Double
  let bestFit: BestFit
  var settings: LimitSettings
  let seed: UInt64
  let workforce: Workforce
  private let watch: LimitProgress
  private var outermost: [Limit.Side: Double] = [:]

  init(
    problem: Problem, quantity: Quantity, function: Q, value: @escaping @Sendable (Double) -> Double,
    bestFit: BestFit, settings: LimitSettings, seed: UInt64, workforce: Workforce,
    told: (@Sendable (_ doing: String, _ share: Double?) -> Bool)?
  ) {
    (self.problem, self.quantity, self.function, self.value) = (problem, quantity, function, value)
    (self.bestFit, self.settings, self.seed, self.workforce) = (bestFit, settings, seed, workforce)
    let toys = settings.toys == 0 ? 0 : LimitProgress.steps(toys: settings.toys, hypotheses: 3)
    watch = LimitProgress(steps: settings.sides.count * toys, told: told)
  }

  /// Told what toys are doing; false asks to stop.
  var progress: (@Sendable (_ doing: String) -> Bool)? { { [watch] words in watch.step(words) } }

  /// - Parameter known: hears of the limits as they come.
  func limits(known: ((Limits) -> Void)?) -> Limits {
    guard bestFit.isConverged else {
      return result([], nil, nil, problems: ["the minimiser did not converge: \(bestFit.search)"])
    }
    let standardModel = problem.standardModelPoint(seed: seed)
    let standardValue = standardModel.flatMap { valueInStandardModel($0) }
    var isWanted = true
    func goOn(_ stage: String, after steps: Int = 0) -> Bool {
      isWanted = isWanted && watch.begin(stage, after: steps)
      return isWanted
    }
    _ = goOn("profile of \(quantity.name)")
    let profile = profile
    let regions = profile.regions(
      thresholds: [
        4, deltaChiSquared(confidence: settings.level), deltaChiSquaredAtBound(confidence: settings.level),
      ], threads: workforce.threads)
    // what some minimum allows is not excluded
    let rises = (regions[0].hull, regions[1].hull, regions[2].hull)
    let one = rises.2
    let edge: BestFit.Edge? = one.isBestFitAtLowerEdge ? .lower : one.isBestFitAtUpperEdge ? .upper : nil
    var limits = settings.sides.flatMap { byRise($0, rises, edge: edge) }
    func tell() { known?(result(limits, edge, standardValue, isFinished: false)) }

    let signals = settings.sides.filter { side in
      guard let guess = one.end(side), let standardValue else { return false }
      return isBeyond(value(guess), standardValue, side)
    }
    if !signals.isEmpty, goOn("CLs for large samples") {
      let quick = ToyLimits(study(toys: 0, among: regions[2]), standardModel: standardModel)
      for side in signals {
        guard let guess = one.end(side) else { continue }
        limits += checked(side, .asymptoticCLs) { quick.byCLs(side, guess: guess, problems: &$0) }
      }
    }
    tell()

    if settings.toys > 0, goOn("expected data") {
      let toys = ToyLimits(
        study(toys: settings.toys, among: regions[2]), standardModel: standardModel)
      for side in settings.sides {
        guard let guess = one.end(side) else { continue }
        if signals.contains(side), goOn("CLs, \(side.rawValue) limit") {
          let found = checked(side, .toyCLs) { toys.byCLs(side, guess: guess, problems: &$0) }
          guard goOn("CLs", after: LimitProgress.steps(toys: settings.toys, hypotheses: 2)) else { break }
          // what toys say of the formula stands beside its limit too
          limits.removeAll { old in
            old.side == side && found.contains { $0.method == old.method }
          }
          limits += found
          tell()
        }
        guard goOn("Feldman-Cousins, \(side.rawValue) limit") else { break }
        let found = checked(side, .feldmanCousins) {
          [toys.byFeldmanCousins(side, guess: rises.1.end(side) ?? guess, problems: &$0)]
        }
        guard goOn("Feldman-Cousins", after: LimitProgress.steps(toys: settings.toys, hypotheses: 1))
        else { break }
        limits += found
        tell()
      }
    }
    if settings.hasPosterior, isWanted { isWanted = addPosteriors(to: &limits) }
    return result(limits, edge, standardValue, isFinished: isWanted)
  }

  /// The same with so many toys, and knowing which places χ² allows.
  private func study(toys: Int, among region: ConfidenceRegion) -> LimitStudy {
    var other = self
    other.settings.toys = toys
    let places = region.pieces.map(\.bestFit)
    (other.outermost[.lower], other.outermost[.upper]) = (places.min(), places.max())
    return other
  }

  /// The outermost place on one side at which χ² has a minimum that the data allow: limits lie beyond.
  func outermostMinimum(_ side: Limit.Side) -> Double { outermost[side] ?? profile.bestFit }

  /// χ² of the measured data along the quantity.
  var profile: ProfileLikelihood<ChiSquared, Q> {
    var profile = ProfileLikelihood(
      of: ChiSquared(problem), over: function, within: problem.bounds, minimum: bestFit.minimum)
    profile.seed = seed
    profile.start(from: bestFit.ends.map(\.point))
    return profile
  }

  private func result(
    _ limits: [Limit], _ edge: BestFit.Edge?, _ standardValue: Double?, problems: [String] = [],
    isFinished: Bool = true
  ) -> Limits {
    let ordered = settings.sides.flatMap { side in
      Limit.Method.allCases.flatMap { method in limits.filter { $0.side == side && $0.method == method } }
    }
    return Limits(
      title: problem.fit.title, variant: problem.variant, seed: seed, notes: problem.notes,
      quantity: quantity.name, unit: quantity.unit, level: settings.level, bestFit: value(profile.bestFit),
      edge: edge, chiSquared: bestFit.chiSquared, search: bestFit.search, standardModel: standardValue,
      limits: ordered,
      problems: problems
        + ordered.compactMap { limit in
          limit.problem.map { "\(limit.method.rawValue), \(limit.side.rawValue) limit: \($0)" }
        },
      isFinished: isFinished)
  }

  /// Limits of one method, each with what was complained of; where nothing came out, that stands in the place of the limit.
  private func checked(
    _ side: Limit.Side, _ method: Limit.Method, _ find: (_ problems: inout [String]) -> [Limit]
  ) -> [Limit] {
    var problems: [String] = []
    var limits = find(&problems)
    guard let problem = problems.first else { return limits }
    guard let place = limits.lastIndex(where: { $0.method == method }) else {
      var missing = Limit(side, method, nil, remark: "not determined")
      missing.problem = problem
      return limits + [missing]
    }
    limits[place].problem = problem
    return limits
  }

  /// The quantity where the Z' is switched off; nil where it has no value there, as its mass.
  private func valueInStandardModel(_ point: StandardModelPoint) -> Double? {
    switch quantity {
    case .parameter(.gPrime): return 0
    case .parameter(let parameter):
      return if case .component(_, let component) = parameter, component != .phase { 0 } else { nil }
    case .observable(let observable):
      let values = point.problem.values(at: point.coordinates)
      let value = point.problem.predictions(of: [observable], at: values)[0]
      return value.isNaN ? nil : value
    }
  }

  /// Whether a limit lies on that side of what the Standard Model says: only then is there a signal to exclude.
  private func isBeyond(_ limit: Double, _ standardValue: Double, _ side: Limit.Side) -> Bool {
    side == .upper ? limit > standardValue : limit < standardValue
  }

  /// The limits by the rise of χ², of the three intervals: by 4, at the level with two sides, and with one.
  private func byRise(
    _ side: Limit.Side,
    _ intervals: (two: ConfidenceInterval, twoSided: ConfidenceInterval, oneSided: ConfidenceInterval),
    edge: BestFit.Edge?
  ) -> [Limit] {
    func limit(_ method: Limit.Method, _ interval: ConfidenceInterval, _ remark: String) -> Limit {
      let end = side == .lower ? interval.lowerEnd : interval.upperEnd
      var problem: String?
      if case .failed(let reason) = end.kind { problem = "the profile: \(reason)" }
      var limit = Limit(
        side, method, interval.end(side).map(value), deltaChiSquared: interval.threshold,
        remark: problem != nil
          ? "not determined"
          : interval.end(side) == nil
            ? "none inside the priors: χ² rises by \(end.rise.short) up to their edge" : remark)
      limit.problem = problem
      if let lower = interval.lowerMinimum {
        limit.problem = "the profile: a lower minimum was met: \(lower.value)"
      }
      return limit
    }
    let isOpposite = edge == .lower && side == .upper || edge == .upper && side == .lower
    return [
      limit(.twoSigma, intervals.two, "2σ"),
      limit(.twoSided, intervals.twoSided, "one end of the two-sided interval (Wilks)"),
      limit(
        .oneSided, intervals.oneSided,
        isOpposite
          ? "best fit at the edge: the threshold of a parameter on its bound (Chernoff)"
          : "one side by itself"),
    ]
  }

  /// Adds the limits of posteriors, on the sides that have others; whether it came to an end.
  private func addPosteriors(to limits: inout [Limit]) -> Bool {
    let sides = settings.sides.filter { side in limits.contains { $0.side == side && $0.value != nil } }
    guard !sides.isEmpty else { return true }
    for (number, other) in [problem, problem.withOtherPriors].compactMap(\.self).enumerated() {
      guard watch.begin("sampling the posterior") else { return false }
      let quantiles = other.posteriorQuantiles(
        of: quantity, [1 - settings.level, settings.level], seed: seed,
        by: workforce.part(number == 0 ? "posterior" : "posterior with other priors")
      ) { watch.begin("sampling the posterior") }
      guard watch.begin("sampling the posterior") else { return false }
      for side in sides {
        let (value, error) = quantiles.values[side == .lower ? 0 : 1]
        var limit = Limit(
          side, .posterior, value, error: error, prior: other.priorsInWords, remark: other.priorsInWords)
        limit.problem = quantiles.problems.first
        limits.append(limit)
      }
    }
    return true
  }
}

extension ConfidenceInterval {
  /// The end on one side; nil if there is none.
  func end(_ side: Limit.Side) -> Double? { side == .lower ? lower : upper }
}
