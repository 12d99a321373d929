import Foundation
import Inference

/// Limits that hold what was measured against what would be measured: CLs and Feldman-Cousins.
///
/// Both methods ask the same toys on one side, see ``ToyBank``.
final class ToyLimits<Q: DifferentiableFunction> {
  let study: LimitStudy<Q>
  let profile: ProfileLikelihood<ChiSquared, Q>
  let run: ToyRun
  /// Draws data without a signal; nil where the Standard Model cannot be computed.
  let background: ToyGenerator?
  /// The toys of each side.
  var banks: [Limit.Side: ToyBank<Q>] = [:]
  /// A place of the grid on each side that all searches share.
  var units: [Limit.Side: Double] = [:]
  /// Whether there are counts among the data, that make probabilities staircases.
  let hasCounts: Bool
  private var edges: [Limit.Side: Double] = [:]
  private let fitter: ToyFitter
  /// The data that are expected without a signal, and the best fit to them.
  private let expected: (problem: Problem, minimum: Minimum)?
  private var known: [Double: ToyBank<Q>.Tested] = [:]

  init(_ study: LimitStudy<Q>, standardModel: StandardModelPoint?) {
    self.study = study
    profile = study.profile
    hasCounts = !study.problem.countingExperiments.isEmpty
    let fitter = ToyFitter(study.problem, seed: study.seed)
    self.fitter = fitter
    let progress = study.progress
    run = ToyRun(toys: study.settings.toys, seed: study.seed, by: study.workforce) { done in
      progress?("\(done) fits of toys done") ?? true
    }
    let background = standardModel.flatMap { try? ToyGenerator($0.problem, at: $0.coordinates) }
    self.background = background
    expected = background.flatMap { generator in
      let asimov = study.problem.observing(generator.expected)
      return fitter.minimum(of: asimov, near: [study.bestFit.minimum.point]).map { (asimov, $0) }
    }
  }

  /// The measured data where the quantity is `place`; nil if that cannot be had.
  func observed(_ place: Double) -> ToyBank<Q>.Tested? {
    if let known = known[place] { return known }
    let found = profile.point(at: place)
    guard found.isConverged else { return nil }
    let again = Minimizer().refit(
      profile.function, where: profile.quantity, equals: place, from: [found.point], within: profile.bounds)
    let tested = ToyBank<Q>.Tested(
      place: place, point: found.point, curvature: again?.curvature ?? [],
      rise: max(0, found.value - profile.minimum.value))
    known[place] = tested
    return tested
  }

  /// The last place inside the priors.
  func edge(_ side: Limit.Side) -> Double {
    let edge = edges[side] ?? study.edge(side)
    edges[side] = edge
    return edge
  }

  /// The toys of one side.
  ///
  /// - Parameter widest: the hypothesis with the most events.
  func bank(_ side: Limit.Side, widest: ToyGenerator) -> ToyBank<Q> {
    banks[side]
      ?? ToyBank(
        study.problem, study.function, fitter: fitter, run: run,
        label: "toys of \(study.quantity.name) \(side.rawValue)", widest: widest)
  }

  /// The end of the unified interval (G. J. Feldman, R. D. Cousins, physics/9711021): the outermost value of the quantity at
  /// which as much Δχ² as was measured, or more, happens in at least 1 − level of all experiments. Other parameters take
  /// their best values for the measured data there (the profile construction).
  func byFeldmanCousins(_ side: Limit.Side, guess: Double, problems: inout [String]) -> Limit {
    ToySearch(self, .feldmanCousins, side).limit(guess: guess, "unified interval", &problems)
  }

  /// CLs for large samples, and by toys.
  func byCLs(_ side: Limit.Side, guess: Double, problems: inout [String]) -> [Limit] {
    guard let root = asymptoticPlace(side, guess: guess) else { return [] }
    let toys =
      study.settings.toys > 0
      ? root.place.map {
        ToySearch(self, .toyCLs, side).limit(guess: $0, "q̃, against the Standard Model", &problems)
      } : nil
    return [asymptoticLimit(side, at: root.place, toys: toys)] + [toys].compactMap(\.self)
  }

  /// The limit by CLs for large samples, with a warning where they are not large, or the one by toys differs.
  func asymptoticLimit(_ side: Limit.Side, at place: Double?, toys: Limit?) -> Limit {
    let tested = place.flatMap(observed)
    let generator = tested.flatMap { try? ToyGenerator(study.problem, at: $0.point) }
    let doubts = AsymptoticDoubts(study, hypotheses: [background, generator].compactMap { $0?.hypothesis })
    let remark = "q̃ for large samples, against the Standard Model"
    let value = place.map(study.value)
    return Limit(
      side, .asymptoticCLs, value, deltaChiSquared: tested?.rise,
      remark: value == nil
        ? "none inside the priors"
        : [remark, doubts.words(value, toys: toys)].compactMap(\.self).joined(separator: "; "))
  }

  /// Where CLs for large samples is 1 − level, nil inside where it is not inside the priors; nil where there is no Standard
  /// Model to compare with.
  func asymptoticPlace(_ side: Limit.Side, guess: Double) -> (place: Double?, background: ToyGenerator)? {
    guard let expected, let background else { return nil }
    let limit = AsymptoticLimit(
      level: study.settings.level, side: side, inside: study.outermostMinimum(side), edge: edge(side)
    ) { place in
      guard let tested = self.observed(place),
        let asimov = self.rise(of: expected.problem, expected.minimum, side, tested)
      else { return nil }
      return AsymptoticCLs(statistic: tested.rise, expected: asimov)
    }
    return (limit.place(from: guess), background)
  }

  /// q̃ of data at a place.
  private func rise(
    of problem: Problem, _ minimum: Minimum, _ side: Limit.Side, _ tested: ToyBank<Q>.Tested
  ) -> Double? {
    let best = study.function.value(at: minimum.point.span)
    if side == .upper ? best >= tested.place : best <= tested.place { return 0 }
    return fitter.rise(
      of: problem, above: ToyMinimum(minimum, quantity: best), where: study.function, equals: tested.place,
      near: [tested.point], enough: -.infinity)
  }

  /// Δχ² of toys drawn at a point, at a place of the quantity; nil where a fit failed.
  func statistics(
    _ generator: ToyGenerator, stream: UInt32, at place: Double, near point: [Double]
  ) -> [Double?] {
    let (problem, fitter, function) = (study.problem, fitter, study.function)
    return run.map("\(study.quantity.name) at \(place)", stream: stream) { random -> Double? in
      let toy = problem.observing(generator.draw(using: &random))
      guard let minimum = fitter.minimum(of: toy, near: [point]) else { return nil }
      return fitter.rise(
        of: toy, above: ToyMinimum(minimum, quantity: function.value(at: minimum.point.span)),
        where: function, equals: place, near: [point], enough: -.infinity)
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

  /// Whether the best fit has the least or the greatest value of the quantity that the priors allow: what is asked about the
  /// quantity knows of this bound.
  var isAtOwnEdge: Bool {
    Limit.Side.allCases.contains { side in
      let (edge, best) = (profile.edge(towards: side == .lower ? -1 : 1), profile.bestFit)
      return edge.isFinite && (edge - best).magnitude <= 1e-9 * max(1e-300, edge.magnitude, best.magnitude)
    }
  }
}

extension Problem {
  /// The Standard Model as a hypothesis at which data are drawn: its best fit, or, where the measured data exclude it
  /// outright (events were found where none are expected), the centres of what is left of the fit.
  func standardModelHypothesis(seed: UInt64) -> StandardModelPoint? {
    if let point = standardModelPoint(seed: seed) { return point }
    let other = standardModel
    let centres = other.free.map { $0.prior.quantile(0.5) }
    guard ChiSquared(other).value(at: centres.span) == .infinity else { return nil }
    return StandardModelPoint(problem: other, coordinates: centres, chiSquared: .infinity, lost: [])
  }
}
