import Foundation
import Inference
import Physics

/// All limits on one quantity, which is followed as a function of the coordinates that increases with it.
struct LimitStudy<Q: DifferentiableFunction>: Sendable {
  let problem: Problem
  let quantity: Quantity
  let function: Q
  /// From the function to the quantity itself; increasing.
  let value: @Sendable (Double) -> Double
  let bestFit: BestFit
  let settings: LimitSettings
  let seed: UInt64
  let workforce: Workforce
  let progress: (@Sendable (_ doing: String) -> Bool)?

  func limits() -> Limits {
    var problems: [String] = []
    var limits: [Limit] = []
    var edge: BestFit.Edge?
    let profile = profile
    let standardModel = problem.standardModelHypothesis(seed: seed)
    let standardValue = standardModel.flatMap { valueInStandardModel($0) }
    if bestFit.isConverged {
      let thresholds = [
        4, deltaChiSquared(confidence: settings.level), deltaChiSquaredAtBound(confidence: settings.level),
      ]
      // what any minimum allows is not excluded: limits are the outermost ends of all pieces
      let hulls = profile.regions(thresholds: thresholds).map(\.hull)
      let (two, sided, one) = (hulls[0], hulls[1], hulls[2])
      edge = one.isBestFitAtLowerEdge ? .lower : one.isBestFitAtUpperEdge ? .upper : nil
      problems += [two, sided, one].compactMap(\.reason).prefix(1).map { "the profile: \($0)" }
      let toys = ToyLimits(self, standardModel: standardModel)
      for side in settings.sides where problems.isEmpty {
        limits += byThreshold(side, two: two, twoSided: sided, oneSided: one, edge: edge)
        guard let guess = one.end(side) else { continue }
        let outermost = sided.end(side) ?? guess
        if let standardValue, isBeyond(value(guess), standardValue, side) {
          limits += toys.byCLs(side, guess: guess, problems: &problems)
        }
        if settings.toys > 0 {
          limits.append(toys.byFeldmanCousins(side, guess: outermost, problems: &problems))
        }
      }
    } else {
      problems.append("the minimiser did not converge: \(bestFit.search)")
    }
    if settings.hasPosterior, problems.isEmpty {
      limits = byPosterior(limits, problems: &problems)
    }
    return Limits(
      title: problem.fit.title, variant: problem.variant, seed: seed, notes: problem.notes,
      quantity: quantity.name, unit: quantity.unit, level: settings.level, bestFit: value(profile.bestFit),
      edge: edge, chiSquared: bestFit.chiSquared, search: bestFit.search, standardModel: standardValue,
      limits: limits, problems: problems)
  }

  /// χ² of the measured data along the quantity.
  var profile: ProfileLikelihood<ChiSquared, Q> {
    var profile = ProfileLikelihood(
      of: ChiSquared(problem), over: function, within: problem.bounds, minimum: bestFit.minimum)
    profile.seed = seed
    profile.start(from: bestFit.ends.map(\.point))
    return profile
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

  private func byThreshold(
    _ side: Limit.Side, two: ConfidenceInterval, twoSided: ConfidenceInterval, oneSided: ConfidenceInterval,
    edge: BestFit.Edge?
  ) -> [Limit] {
    func limit(_ method: Limit.Method, _ interval: ConfidenceInterval, _ remark: String) -> Limit {
      let end = interval.end(side)
      let rise = (side == .lower ? interval.lowerEnd : interval.upperEnd).rise
      return Limit(
        side, method, end.map(value), deltaChiSquared: interval.threshold,
        remark: end == nil
          ? "none inside the priors: χ² rises by \(rise.short) up to their edge" : remark)
    }
    let isOpposite = edge == .lower && side == .upper || edge == .upper && side == .lower
    return [
      limit(.twoSigma, two, "2σ"), limit(.twoSided, twoSided, "one end of the two-sided interval (Wilks)"),
      limit(
        .oneSided, oneSided,
        isOpposite
          ? "best fit at the edge: the threshold of a parameter on its bound (Chernoff)"
          : "one side by itself"),
    ]
  }

  /// The limits with those of posteriors behind each side's others.
  private func byPosterior(_ limits: [Limit], problems: inout [String]) -> [Limit] {
    let sides = settings.sides.filter { side in limits.contains { $0.side == side && $0.value != nil } }
    guard !sides.isEmpty else { return limits }
    var found: [Limit] = []
    for (number, other) in [problem, problem.withOtherPriors].compactMap(\.self).enumerated() {
      guard progress?("sampling the posterior") ?? true else { break }
      let quantiles = other.posteriorQuantiles(
        of: quantity, [1 - settings.level, settings.level], seed: seed,
        by: workforce.part(number == 0 ? "posterior" : "posterior with other priors")
      ) { progress?("sampling the posterior") ?? true }
      problems += quantiles.problems.prefix(1).map { "the posterior: \($0)" }
      for side in sides {
        let (value, error) = quantiles.values[side == .lower ? 0 : 1]
        found.append(
          Limit(
            side, .posterior, value, error: error, prior: other.priorsInWords, remark: other.priorsInWords))
      }
    }
    return sides.flatMap { side in (limits + found).filter { $0.side == side } }
      + limits.filter { !sides.contains($0.side) }
  }
}

extension ConfidenceInterval {
  /// The end on one side; nil if there is none.
  func end(_ side: Limit.Side) -> Double? { side == .lower ? lower : upper }
}
