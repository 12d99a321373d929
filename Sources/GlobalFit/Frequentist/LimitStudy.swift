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
  let watch: LimitProgress
  private var outermost: [Limit.Side: Double] = [:]

  init(
    problem: Problem, quantity: Quantity, function: Q, value: @escaping @Sendable (Double) -> Double,
    bestFit: BestFit, settings: LimitSettings, seed: UInt64, workforce: Workforce,
    told: (@Sendable (_ doing: String, _ share: Double?) -> Bool)?
  ) {
    (self.problem, self.quantity, self.function, self.value) = (problem, quantity, function, value)
    (self.bestFit, self.settings, self.seed, self.workforce) = (bestFit, settings, seed, workforce)
    let toys = LimitProgress.steps(toys: settings.toys, hypotheses: settings.hypotheses)
    watch = LimitProgress(steps: settings.sides.count * toys, told: told)
  }

  /// Told what toys are doing; false asks to stop.
  var progress: (@Sendable (_ doing: String) -> Bool)? { { [watch] words in watch.step(words) } }

  /// - Parameter known: hears of the limits as they come.
  func limits(known: ((Limits) -> Void)?) -> Limits {
    guard bestFit.isConverged else {
      return result([], nil, problems: ["the minimiser did not converge: \(bestFit.search)"])
    }
    _ = watch.begin("profile of \(quantity.name)")
    let ground = ground
    var limits: [Limit] = []
    func add(_ found: [Limit]) {
      // what toys say of a formula stands beside its limit too
      limits.removeAll { old in found.contains { $0.side == old.side && $0.method == old.method } }
      limits += found
    }
    func tell() { known?(result(limits, ground, isFinished: false)) }
    add(settings.sides.flatMap { byRise($0, ground) })
    if settings.methods.contains(.asymptoticCLs), !ground.signals.isEmpty,
      watch.begin("CLs for large samples")
    {
      let methods = ToyLimits(study(toys: 0, on: ground), standardModel: ground.standardModel)
      for side in ground.signals { add(byCLs(side, ground, methods, .asymptoticCLs)) }
    }
    tell()
    var isFinished = true
    if settings.hypotheses > 0 {
      isFinished = addByToys(ground) { found in
        add(found)
        tell()
      }
    }
    if settings.hasPosterior, isFinished { isFinished = addPosteriors(to: &limits) }
    return result(limits, ground, isFinished: isFinished)
  }

  // MARK: - What all methods start from

  struct Ground {
    let standardModel: StandardModelPoint?
    /// The quantity in the Standard Model; nil where it has none.
    let standardValue: Double?
    /// Where χ² rises by less than 4, than the threshold of a two-sided interval, and of a one-sided limit.
    let regions: [ConfidenceRegion]
    /// From one outermost end of each to the other: what some minimum allows is not excluded.
    let hulls: [ConfidenceInterval]
    /// The edge of what the priors allow at which the best fit sits, if it does.
    let edge: BestFit.Edge?
    /// The sides on which there is a signal to exclude: limits there lie beyond what the Standard Model says.
    var signals: [Limit.Side] = []

    /// About where a limit on a side is; nil if there is none inside the priors.
    func guess(_ side: Limit.Side) -> Double? { hulls[2].end(side) }
  }

  private var ground: Ground {
    let standardModel = problem.standardModelHypothesis(seed: seed)
    let standardValue = standardModel.flatMap { valueInStandardModel($0) }
    let regions = profile.regions(
      thresholds: [
        4, deltaChiSquared(confidence: settings.level), deltaChiSquaredAtBound(confidence: settings.level),
      ], threads: workforce.threads)
    let hulls = regions.map(\.hull)
    let edge: BestFit.Edge? =
      hulls[2].isBestFitAtLowerEdge ? .lower : hulls[2].isBestFitAtUpperEdge ? .upper : nil
    var ground = Ground(
      standardModel: standardModel, standardValue: standardValue, regions: regions, hulls: hulls, edge: edge)
    ground.signals = settings.sides.filter { side in
      guard let guess = ground.guess(side).map(value), let standardValue else { return false }
      return side == .upper ? guess > standardValue : guess < standardValue
    }
    return ground
  }

  /// The same with so many toys, and knowing which places χ² allows.
  func study(toys: Int, on ground: Ground) -> LimitStudy {
    var other = self
    other.settings.toys = toys
    let places = ground.regions[2].pieces.map(\.bestFit)
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
    _ limits: [Limit], _ ground: Ground?, problems: [String] = [], isFinished: Bool = true
  ) -> Limits {
    let ordered = settings.sides.flatMap { side in
      Limit.Method.allCases.filter(settings.methods.contains).flatMap { method in
        limits.filter { $0.side == side && $0.method == method }
      }
    }
    return Limits(
      title: problem.fit.title, variant: problem.variant, seed: seed, notes: problem.notes,
      quantity: quantity, unit: quantity.unit, level: settings.level, bestFit: value(profile.bestFit),
      edge: ground?.edge, chiSquared: bestFit.chiSquared, search: bestFit.search,
      standardModel: ground?.standardValue,
      limits: ordered,
      problems: problems
        + ordered.compactMap { limit in
          limit.problem.map { "\(limit.method.rawValue), \(limit.side.rawValue) limit: \($0)" }
        },
      isFinished: isFinished)
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
}

extension ConfidenceInterval {
  /// The end on one side; nil if there is none.
  func end(_ side: Limit.Side) -> Double? { side == .lower ? lower : upper }
}
