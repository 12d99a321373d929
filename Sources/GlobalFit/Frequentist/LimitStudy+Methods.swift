import Inference

// The methods, one by one.

extension LimitStudy {
  /// The limits by the rise of χ²: by 4, at the level with two sides, and with one.
  func byRise(_ side: Limit.Side, _ ground: Ground) -> [Limit] {
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
    let isOpposite = ground.edge == .lower && side == .upper || ground.edge == .upper && side == .lower
    return [
      limit(.twoSigma, ground.hulls[0], "2σ"),
      limit(.twoSided, ground.hulls[1], "one end of the two-sided interval (Wilks)"),
      limit(
        .oneSided, ground.hulls[2],
        isOpposite
          ? "best fit at the edge: the threshold of a parameter on its bound (Chernoff)"
          : "one side by itself"),
    ]
  }

  /// By CLs for large samples, and by toys if there are any.
  func byCLs(
    _ side: Limit.Side, _ ground: Ground, _ methods: ToyLimits<Q>, _ slowest: Limit.Method
  ) -> [Limit] {
    guard let guess = ground.guess(side) else { return [] }
    return checked(side, slowest) { methods.byCLs(side, guess: guess, problems: &$0) }
  }

  /// Adds the limits by toys; whether it came to an end.
  func addByToys(_ ground: Ground, add: ([Limit]) -> Void) -> Bool {
    guard watch.begin("expected data") else { return false }
    let methods = ToyLimits(study(toys: settings.toys, on: ground), standardModel: ground.standardModel)
    for side in settings.sides {
      guard let guess = ground.guess(side) else { continue }
      if settings.methods.contains(.toyCLs), ground.signals.contains(side) {
        guard watch.begin("CLs, \(side.rawValue) limit") else { return false }
        let found = byCLs(side, ground, methods, .toyCLs)
        let steps = LimitProgress.steps(toys: settings.toys, hypotheses: 2)
        guard watch.begin("CLs, \(side.rawValue) limit", after: steps) else { return false }
        add(found)
      }
      guard settings.methods.contains(.feldmanCousins) else { continue }
      guard watch.begin("Feldman-Cousins, \(side.rawValue) limit") else { return false }
      let found = checked(side, .feldmanCousins) {
        [methods.byFeldmanCousins(side, guess: ground.hulls[1].end(side) ?? guess, problems: &$0)]
      }
      let steps = LimitProgress.steps(toys: settings.toys, hypotheses: 1)
      guard watch.begin("Feldman-Cousins, \(side.rawValue) limit", after: steps) else { return false }
      add(found)
    }
    return true
  }

  /// Adds the limits of posteriors, on the sides that have others; whether it came to an end.
  func addPosteriors(to limits: inout [Limit]) -> Bool {
    let sides = settings.sides.filter { side in limits.contains { $0.side == side && $0.value != nil } }
    guard !sides.isEmpty else { return true }
    for (number, other) in [problem, problem.withOtherPriors(for: quantity)].compactMap(\.self).enumerated() {
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
}
