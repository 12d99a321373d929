import Foundation
import Inference

/// Limits that hold what was measured against what would be measured: CLs and Feldman-Cousins.
struct ToyLimits<Q: DifferentiableFunction>: Sendable {
  private let study: LimitStudy<Q>
  private let profile: ProfileLikelihood<ChiSquared, Q>
  private let fitter: ToyFitter
  private let run: ToyRun
  /// Draws data without a signal; nil where the Standard Model cannot be computed.
  private let background: ToyGenerator?
  /// The data that are expected without a signal, and the best fit to them.
  private let expected: (problem: Problem, minimum: Minimum)?

  /// Random numbers of toys at the tested value, and of those without a signal.
  static var testedStream: UInt32 { 2 }
  private static var backgroundStream: UInt32 { 3 }

  init(_ study: LimitStudy<Q>, standardModel: StandardModelPoint?) {
    self.study = study
    profile = study.profile
    let fitter = ToyFitter(study.problem, seed: study.seed)
    self.fitter = fitter
    let progress = study.progress
    let toys = study.settings.toys
    run = ToyRun(toys: toys, seed: study.seed, by: study.workforce) { done in
      progress?("\(done) toys done") ?? true
    }
    let background = standardModel.flatMap { try? ToyGenerator($0.problem, at: $0.coordinates) }
    self.background = background
    expected = background.flatMap { generator in
      let asimov = study.problem.observing(generator.expected)
      return fitter.minimum(of: asimov, near: [study.bestFit.minimum.point]).map { (asimov, $0) }
    }
  }

  // MARK: - The test statistics

  /// Δχ² of the measured data where the quantity is `place`, and the point there; nil if it cannot be had.
  private func observed(_ place: Double) -> (deltaChiSquared: Double, point: [Double])? {
    let found = profile.point(at: place)
    return found.isConverged ? (max(0, found.value - profile.minimum.value), found.point) : nil
  }

  /// Δχ² of other data where the quantity is `place`; and whether their best fit has the quantity beyond it.
  ///
  /// - Parameter side: the tests are one-sided (q̃): 0 for a best fit beyond; nil for two-sided ones.
  private func statistic(
    _ problem: Problem, _ minimum: Minimum, at place: Double, near point: [Double], side: Limit.Side?
  ) -> Double? {
    if let side {
      let best = study.function.value(at: minimum.point.span)
      if side == .upper ? best >= place : best <= place { return 0 }
    }
    let constrained = Minimizer().minimize(
      ChiSquared(problem), where: study.function, equals: place, from: [point, minimum.point],
      within: problem.bounds)
    return constrained.map { max(0, $0.value - minimum.value) }
  }

  /// The statistic of each toy; nil where a fit failed.
  func statistics(
    _ generator: ToyGenerator, stream: UInt32, at place: Double, near point: [Double], side: Limit.Side?
  ) -> [Double?] {
    run.map("\(study.quantity.name) \(side?.rawValue ?? "") at \(place)", stream: stream) {
      random -> Double? in
      let toy = study.problem.observing(generator.draw(using: &random))
      guard let minimum = fitter.minimum(of: toy, near: [point]) else { return nil }
      return statistic(toy, minimum, at: place, near: point, side: side)
    }
  }

  // MARK: - Feldman and Cousins

  /// The end of the unified interval (G. J. Feldman, R. D. Cousins, physics/9711021): the quantity's values at which as
  /// much Δχ² as was measured, or more, happens in at least 1 − level of all experiments. Other parameters take their best
  /// values for the measured data there (the profile construction).
  func byFeldmanCousins(
    _ side: Limit.Side, guess: Double, problems: inout [String]
  ) -> Limit {
    var failed = 0
    let crossing = crossing(side, guess: guess, problems: &problems) { place in
      guard let (observed, point) = observed(place),
        let generator = try? ToyGenerator(study.problem, at: point)
      else { return nil }
      let all = statistics(generator, stream: Self.testedStream, at: place, near: point, side: nil)
      let good = all.compactMap(\.self)
      failed = max(failed, all.count - good.count)
      guard !good.isEmpty else { return nil }
      let p = EmpiricalProbability(ofAtLeast: observed, among: good)
      return .init(place: place, probability: p.value, error: p.error)
    }
    complain(failed, "Feldman-Cousins", &problems)
    return limit(side, .feldmanCousins, crossing, "unified interval")
  }

  // MARK: - CLs

  /// CLs for large samples, and by toys.
  func byCLs(_ side: Limit.Side, guess: Double, problems: inout [String]) -> [Limit] {
    guard let expected, let background else { return [] }
    let root = asymptoticLimit(side, guess: guess, expected)
    var limits = [
      Limit(
        side, .asymptoticCLs, root.map(study.value),
        deltaChiSquared: root.flatMap { observed($0)?.deltaChiSquared },
        remark: root == nil ? "none inside the priors" : "q̃ for large samples, against the Standard Model")
    ]
    guard study.settings.toys > 0, let root else { return limits }
    var failed = 0
    let crossing = crossing(side, guess: root, problems: &problems) { place in
      guard let (deltaChiSquared, point) = observed(place),
        let generator = try? ToyGenerator(study.problem, at: point)
      else { return nil }
      let best = profile.bestFit
      let isBeyond = side == .upper ? best >= place : best <= place
      let statistic = isBeyond ? 0 : deltaChiSquared
      let tested = statistics(generator, stream: Self.testedStream, at: place, near: point, side: side)
      let without = statistics(background, stream: Self.backgroundStream, at: place, near: point, side: side)
      failed = max(failed, (tested + without).count { $0 == nil })
      let above = EmpiricalProbability(ofAtLeast: statistic, among: tested.compactMap(\.self))
      let below = EmpiricalProbability(ofAtLeast: statistic, among: without.compactMap(\.self))
      guard above.toys > 0, below.hits > 0 else { return nil }
      let ratio = above.value / below.value
      let relative = (above.error / max(above.value, above.error), below.error / below.value)
      let error =
        max(ratio, above.error) * (relative.0 * relative.0 + relative.1 * relative.1).squareRoot()
      return .init(place: place, probability: min(1, ratio), error: error)
    }
    complain(failed, "CLs", &problems)
    limits.append(limit(side, .toyCLs, crossing, "q̃, against the Standard Model"))
    return limits
  }

  /// Where CLs for large samples is 1 − level, by the Illinois method; nil if it is not inside the priors.
  private func asymptoticLimit(
    _ side: Limit.Side, guess: Double, _ expected: (problem: Problem, minimum: Minimum)
  ) -> Double? {
    let wanted = log(1 - study.settings.level)
    func miss(_ place: Double) -> Double? {
      guard let (deltaChiSquared, point) = observed(place),
        let asimov = statistic(expected.problem, expected.minimum, at: place, near: point, side: side)
      else { return nil }
      let ratio = AsymptoticCLs(statistic: deltaChiSquared, expected: asimov).ratio
      return log(max(ratio, .leastNormalMagnitude)) - wanted
    }
    let start = profile.bestFit
    let edge = study.edge(side)
    func clamped(_ place: Double) -> Double { side == .upper ? min(place, edge) : max(place, edge) }
    // the best fit itself is not excluded: CLs is at least ½ there
    var (inside, insideMiss) = (start, log(0.5) - wanted)
    var outside = clamped(guess)
    guard var outsideMiss = miss(outside) else { return nil }
    for _ in 0..<60 where outsideMiss > 0 {
      guard outside != edge else { return nil }
      (inside, insideMiss) = (outside, outsideMiss)
      outside = clamped(start + 1.25 * (outside - start))
      guard let next = miss(outside) else { return nil }
      outsideMiss = next
    }
    guard outsideMiss <= 0 else { return nil }
    for _ in 0..<100 {
      let place = (inside * outsideMiss - outside * insideMiss) / (outsideMiss - insideMiss)
      guard let next = miss(place) else { return nil }
      if next.magnitude < 1e-9 || (outside - inside).magnitude <= 1e-12 * outside.magnitude { return place }
      if next <= 0 {
        (outside, outsideMiss) = (place, next)
        insideMiss *= 0.5
      } else {
        (inside, insideMiss) = (place, next)
        outsideMiss *= 0.5
      }
    }
    return nil
  }

  // MARK: - From probabilities to limits

  /// Where a p-value measured by toys falls through 1 − level.
  private func crossing(
    _ side: Limit.Side, guess: Double, problems: inout [String],
    probability: (Double) -> ProbabilityCrossing.Measured?
  ) -> ProbabilityCrossing? {
    var isMeasured = true
    let crossing = ProbabilityCrossing(
      of: 1 - study.settings.level, from: profile.bestFit, guess: guess, edge: study.edge(side)
    ) { place in
      let found = probability(place)
      if found == nil { isMeasured = false }
      return found
    }
    if !isMeasured { problems.append("toys: the \(side.rawValue) limit could not be followed") }
    return crossing
  }

  private func limit(
    _ side: Limit.Side, _ method: Limit.Method, _ crossing: ProbabilityCrossing?, _ remark: String
  ) -> Limit {
    guard let crossing else {
      return Limit(side, method, nil, toys: run.toys, remark: "none inside the priors")
    }
    // The error at the end of a scale that may be curved: half of what lies one error to both sides.
    let (low, high) = (
      study.value(crossing.place - crossing.error), study.value(crossing.place + crossing.error)
    )
    let places = crossing.measured.count
    return Limit(
      side, method, study.value(crossing.place), error: (high - low).magnitude / 2,
      deltaChiSquared: observed(crossing.place)?.deltaChiSquared, toys: run.toys,
      remark: "\(remark), \(run.toys) toys at each of \(places) places")
  }

  private func complain(_ failed: Int, _ method: String, _ problems: inout [String]) {
    if 50 * failed > run.toys {
      problems.append("\(method): \(failed) of \(run.toys) toys at one place have no verified minimum")
    }
  }
}

extension LimitStudy {
  /// The last value that the priors allow on one side, but for rounding: at the edge itself a constrained search may have
  /// no room.
  func edge(_ side: Limit.Side) -> Double {
    let edge = profile.edge(towards: side == .lower ? -1 : 1)
    return edge.isFinite ? edge + 1e-9 * (profile.bestFit - edge) : edge
  }
}
