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
  private let expected: (problem: Problem, minimum: ToyMinimum)?
  private var known: [Double: ToyBank<Q>.Tested] = [:]

  init(_ study: LimitStudy<Q>, standardModel: StandardModelPoint?) {
    self.study = study
    profile = study.profile
    hasCounts = !study.problem.countingExperiments.isEmpty
    // what counts is the quantity at the minimum of a toy, and Δχ² from the same minimum
    let fitter = ToyFitter(
      study.problem, at: study.bestFit.minimum.point, seed: study.seed,
      learns: study.settings.toys > 0, isQuick: true,
      threads: study.workforce.threads)
    self.fitter = fitter
    let progress = study.progress
    run = ToyRun(toys: study.settings.toys, seed: study.seed, by: study.workforce) { done in
      progress?("\(done) fits of toys done") ?? true
    }
    let background = standardModel.flatMap { try? ToyGenerator($0.problem, at: $0.coordinates) }
    self.background = background
    expected = background.flatMap { generator in
      let asimov = study.problem.observing(generator.expected)
      return fitter.minimum(of: asimov, near: [study.bestFit.minimum.point]).map {
        (asimov, ToyMinimum($0, of: study.function))
      }
    }
  }

  /// The measured data where the quantity is `place`; nil if that cannot be had.
  func observed(_ place: Double) -> ToyBank<Q>.Tested? {
    if let known = known[place] { return known }
    // what is known at the nearest places leads to the same valley
    let neighbours = known.values.sorted {
      (($0.place - place).magnitude, $0.place) < (($1.place - place).magnitude, $1.place)
    }
    let found = profile.point(at: place, neighbours: neighbours.prefix(2).map(\.point))
    guard found.isConverged else { return nil }
    let again = Minimizer().refit(
      profile.function, where: profile.quantity, equals: place, from: [HeldStart(found.point)],
      within: profile.bounds)
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
  /// - Parameter typical: a hypothesis like those that will be asked about.
  func bank(_ side: Limit.Side, typical: ToyGenerator) -> ToyBank<Q> {
    banks[side]
      ?? ToyBank(
        study.problem, study.function, fitter: fitter, run: run,
        label: "toys of \(study.quantity.name) \(side.rawValue)", typical: typical)
  }

  /// The end of the unified interval (G. J. Feldman, R. D. Cousins, physics/9711021): the outermost value of the quantity at
  /// which as much Δχ² as was measured, or more, happens in at least 1 − level of all experiments. Other parameters take
  /// their best values for the measured data there (the profile construction).
  func byFeldmanCousins(_ side: Limit.Side, guess: Double, problems: inout [String]) -> Limit {
    ToySearch(self, .feldmanCousins, side).limit(guess: guess, "unified interval", &problems)
  }

  /// CLs for large samples, and by toys; none where the Standard Model has no data.
  func byCLs(_ side: Limit.Side, guess: Double, problems: inout [String]) -> [Limit] {
    guard let background else { return [] }
    guard let expected else {
      problems.append("the data expected in the Standard Model have no verified minimum")
      return []
    }
    let found = asymptoticPlace(side, guess: guess, expected.problem, expected.minimum)
    let start: Double? =
      switch found {
      case .place(let place): place
      case .nothingInsidePriors: nil
      case .failed: guess
      }
    let toys =
      study.settings.toys > 0
      ? start.map {
        ToySearch(self, .toyCLs, side).limit(guess: $0, "q̃, against the Standard Model", &problems)
      } : nil
    return [asymptoticLimit(side, found, background, toys: toys)] + [toys].compactMap(\.self)
  }

  /// The limit by CLs for large samples, with a warning where they are not large, or the one by toys differs.
  private func asymptoticLimit(
    _ side: Limit.Side, _ found: AsymptoticLimit.Found, _ background: ToyGenerator, toys: Limit?
  ) -> Limit {
    switch found {
    case .place(let place):
      let tested = observed(place)
      let generator = tested.flatMap { try? ToyGenerator(study.problem, at: $0.point) }
      let doubts = AsymptoticDoubts(study, hypotheses: [background, generator].compactMap { $0?.hypothesis })
      let remarks = ["q̃ for large samples, against the Standard Model"]
      let value = study.value(place)
      return Limit(
        side, .asymptoticCLs, value, deltaChiSquared: tested?.rise,
        remark: (remarks + [doubts.words(value, toys: toys)].compactMap(\.self)).joined(separator: "; "))
    case .nothingInsidePriors:
      return Limit(side, .asymptoticCLs, nil, remark: "none inside the priors")
    case .failed:
      var limit = Limit(side, .asymptoticCLs, nil, remark: "not determined")
      limit.problem = "CLs for large samples cannot be followed to the limit"
      return limit
    }
  }

  /// Where CLs for large samples is 1 − level.
  private func asymptoticPlace(
    _ side: Limit.Side, guess: Double, _ expected: Problem, _ minimum: ToyMinimum
  ) -> AsymptoticLimit.Found {
    AsymptoticLimit(
      level: study.settings.level, side: side, inside: study.outermostMinimum(side), edge: edge(side)
    ) { place in
      guard let tested = self.observed(place),
        let asimov = self.fitter.limitStatistic(
          of: expected, above: minimum, side, where: self.study.function, equals: place,
          near: [HeldStart(tested.point)])
      else { return nil }
      return AsymptoticCLs(statistic: tested.rise, expected: asimov)
    }.place(from: guess)
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
