import Inference

/// Looks for one limit among toys.
struct ToySearch<Q: DifferentiableFunction> {
  private typealias Crossing = OutermostCrossing<[ToyVerdict]>

  let limits: ToyLimits<Q>
  let method: Limit.Method
  let side: Limit.Side

  init(_ limits: ToyLimits<Q>, _ method: Limit.Method, _ side: Limit.Side) {
    (self.limits, self.method, self.side) = (limits, method, side)
  }

  /// What happens on the way.
  private final class Diary {
    /// Why a place could not be measured.
    var failure: String?
    /// The largest part of the toys at one place that have no verified minimum.
    var failed = 0.0
    /// How many toys there were at the first place.
    var toys: Int?
  }

  /// How often more toys are drawn where too few decide, each time twice as many.
  private static var extraRounds: Int { 3 }

  /// The limit: the outermost place at which the probability is 1 − level.
  func limit(guess: Double, _ remark: String, _ problems: inout [String]) -> Limit {
    let diary = Diary()
    let probability = Crossing.Probability(
      measure: { measure($0, $1, $2, diary) }, steps: { steps($0, $1, diary) })
    var (guess, extra) = (guess, 0)
    var crossing: Crossing?
    let unit = limits.units[side] ?? guess
    limits.units[side] = unit
    for _ in 0..<8 {
      diary.toys = nil
      crossing = Crossing(
        of: 1 - limits.study.settings.level, from: limits.profile.bestFit, guess: guess,
        edge: limits.edge(side), unit: unit, negligible: limits.hasCounts ? 0.2 : 0.6,
        startsAtEdge: mayAllowEdge, probability: probability)
      guard let crossing, limits.banks[side]?.isExact == false else { break }
      guess = crossing.place
      if !crossing.nearest.estimate.isDetermined {
        guard extra < Self.extraRounds else { break }
        extra += 1
        guard drawMore(at: crossing.place, times: 1 << extra) else { break }
      } else if limits.banks[side]?.count == diary.toys {
        break
      }
    }
    if 50 * diary.failed > 1 {
      problems.append(
        "\(method.rawValue): \((100 * diary.failed).short) % of the toys at one place have no verified minimum"
      )
    }
    guard let crossing else {
      if let failure = diary.failure { problems.append("\(method.rawValue): \(failure)") }
      return Limit(
        side, method, nil, toys: limits.run.toys,
        remark: diary.failure.map { "not determined: \($0)" } ?? "none inside the priors")
    }
    return limit(at: crossing, remark, diary, &problems)
  }

  private func limit(
    at crossing: Crossing, _ remark: String, _ diary: Diary, _ problems: inout [String]
  ) -> Limit {
    let study = limits.study
    guard let bank = limits.banks[side] else { return Limit(side, method, nil, remark: "none") }
    let deciding = crossing.nearest.estimate.deciding
    guard crossing.nearest.estimate.isDetermined else {
      let reason =
        "not determined: only \(Int(deciding)) of \(bank.count) toys decide, \(Int(TailEstimate.leastDeciding)) must"
      problems.append("\(method.rawValue): \(reason)")
      return Limit(side, method, nil, toys: bank.count, remark: reason)
    }
    // the scale of the quantity may be curved
    let value = study.value(crossing.place)
    let error = [crossing.inner, crossing.outer].map { (study.value($0) - value).magnitude }.max() ?? 0
    return Limit(
      side, method, value, error: bank.isExact ? nil : error,
      deltaChiSquared: limits.observed(crossing.place)?.rise, toys: bank.count,
      remark: bank.isExact
        ? "\(remark), exact: the probabilities of all \(bank.count) outcomes of the counts"
        : "\(remark), \(bank.count) toys, \(Int(min(deciding, 1e9))) decide")
  }

  /// Whether χ² of the measured data rises so little up to the edge of the priors that the edge itself may be allowed.
  private var mayAllowEdge: Bool {
    let edge = limits.edge(side)
    return edge.isFinite && limits.observed(edge).map { $0.rise < Self.largestRise } ?? false
  }

  /// Far above the thresholds of levels that anybody asks for.
  private static var largestRise: Double { 15 }

  // MARK: - Probabilities

  private func measure(
    _ place: Double, _ inner: Crossing.Measured?, _ outer: Crossing.Measured?, _ diary: Diary
  ) -> Crossing.Measured? {
    let study = limits.study
    guard study.progress?("toys at \(study.value(place).short)") ?? true else {
      diary.failure = "interrupted"
      return nil
    }
    guard let tested = limits.observed(place) else {
      diary.failure = "χ² of the data cannot be followed to \(study.value(place).short)"
      return nil
    }
    guard let generator = try? ToyGenerator(study.problem, at: tested.point) else {
      diary.failure = "no data are possible at \(study.value(place).short)"
      return nil
    }
    var bank = limits.bank(side, typical: generator)
    let background = method == .toyCLs ? limits.background : nil
    let isCovered =
      (background.map { bank.cover($0, near: study.bestFit.minimum.point) } ?? true)
      && bank.cover(generator, near: tested.point)
    guard isCovered else {
      diary.failure = "more than \(bank.most) toys would be needed, the most that are kept in memory"
      return nil
    }
    let tail = Tail(bank, generator, without: background, at: place, side)
    let verdicts = bank.judge(
      tested, wanted: tail.isWanted, inner: inner?.decisions ?? [], outer: outer?.decisions ?? [])
    limits.banks[side] = bank
    diary.toys = diary.toys ?? bank.count
    diary.failed = max(diary.failed, tail.failed(verdicts))
    return .init(place: place, estimate: tail.estimate(verdicts, bank.sums), decisions: verdicts)
  }

  /// Where outcomes that can be counted enter the tail or leave it between two places.
  private func steps(
    _ inner: Crossing.Measured, _ outer: Crossing.Measured, _ diary: Diary
  ) -> [(inner: Double, outer: Double)] {
    guard let bank = limits.banks[side], bank.isExact, let near = inner.decisions, let far = outer.decisions,
      near.count == bank.count, far.count == bank.count
    else { return [] }
    let distance = (outer.place - inner.place).magnitude
    return near.indices.filter { near[$0] != far[$0] }.compactMap { member in
      root(of: member, bank, inner.place, outer.place).map { root in
        let width = min(1e-8 * (root - limits.profile.bestFit).magnitude, 0.25 * distance)
        let sign = outer.place > inner.place ? 1.0 : -1
        return (root - sign * width, root + sign * width)
      }
    }
  }

  /// Where Δχ² of an outcome is that of the measured data, by the Illinois method.
  private func root(of member: Int, _ bank: ToyBank<Q>, _ from: Double, _ to: Double) -> Double? {
    func excess(_ place: Double) -> Double? {
      limits.observed(place).flatMap { bank.excess(of: member, at: $0) }
    }
    var (a, b) = (from, to)
    guard var fa = excess(a), var fb = excess(b), fa * fb < 0 else { return nil }
    for _ in 0..<60 {
      let place = (a * fb - b * fa) / (fb - fa)
      guard let next = excess(place) else { return nil }
      if next.magnitude < 1e-9 || (b - a).magnitude < 1e-9 * (to - from).magnitude { return place }
      if next * fb < 0 {
        (a, fa) = (b, fb)
      } else {
        fa *= 0.5
      }
      (b, fb) = (place, next)
    }
    return b
  }

  /// Draws more toys where too few decide: where the data are likely, beyond the Standard Model if they lie there. False
  /// if it cannot.
  private func drawMore(at place: Double, times: Int) -> Bool {
    guard var bank = limits.banks[side], let tested = limits.observed(place),
      let generator = try? ToyGenerator(limits.study.problem, at: tested.point)
    else { return false }
    let likely =
      method == .toyCLs
      ? limits.background.map { $0.tilted(awayFrom: generator, towards: limits.study.problem.measuredData) }
      : nil
    guard bank.draw(likely ?? generator, times: times, near: tested.point) else { return false }
    limits.banks[side] = bank
    return true
  }
}

/// The toys that count at one place, and how much.
private struct Tail {
  private let weights: [Double]
  /// Without a signal; empty where that is not asked about.
  private let weightsWithout: [Double]
  /// Whether a toy's best fit lies beyond the place: it does not speak against the place.
  private let isBeyond: [Bool]

  init<Q: DifferentiableFunction>(
    _ bank: ToyBank<Q>, _ generator: ToyGenerator, without background: ToyGenerator?, at place: Double,
    _ side: Limit.Side
  ) {
    weights = bank.weights(at: generator.hypothesis)
    weightsWithout = background.map { bank.weights(at: $0.hypothesis) } ?? []
    let isOneSided = background != nil
    isBeyond = bank.minima.map { minimum in
      guard isOneSided, let quantity = minimum?.quantity else { return false }
      return side.isBeyond(quantity, place)
    }
  }

  func isWanted(_ member: Int) -> Bool {
    !isBeyond[member] && (weights[member] > 0 || !weightsWithout.isEmpty && weightsWithout[member] > 0)
  }

  private func hits(_ verdicts: [ToyVerdict]) -> [Bool?] {
    verdicts.indices.map { member in
      guard isWanted(member) else { return false }
      switch verdicts[member] {
      case .failed: return nil
      case .atLeast: return true
      case .below, .unknown: return false
      }
    }
  }

  func estimate(_ verdicts: [ToyVerdict], _ sums: ToyStrata) -> TailEstimate {
    let hits = hits(verdicts)
    return weightsWithout.isEmpty
      ? sums.probability(weights, hits: hits) : sums.ratio(weights, weightsWithout, hits: hits)
  }

  /// The largest part of all experiments, at one of the hypotheses, that could not be fitted.
  func failed(_ verdicts: [ToyVerdict]) -> Double {
    let lost = verdicts.indices.filter { verdicts[$0] == .failed && isWanted($0) }
    return max(
      lost.reduce(0) { $0 + weights[$1] },
      weightsWithout.isEmpty ? 0 : lost.reduce(0) { $0 + weightsWithout[$1] })
  }
}
