import Foundation

extension Comparison.VariantShift {
  init(_ variant: Variant, from base: FitResult, to other: FitResult, hasSameData: Bool) {
    (self.variant, what) = (variant.name, variant.summary)
    chiSquared = other.bestFit.chiSquared - base.bestFit.chiSquared
    degreesOfFreedom = other.bestFit.degreesOfFreedom - base.bestFit.degreesOfFreedom
    pValue = base.bestFit.pValue.flatMap { before in other.bestFit.pValue.map { $0 - before } }
    if let weighting = other.posterior.weighting {
      // the draws are the same: what is not known of the one evidence is not known of the other either
      (logEvidence, logEvidenceError) = (weighting.logEvidenceRatio, weighting.logEvidenceRatioError)
    } else if let mine = base.posterior.logEvidence, let theirs = other.posterior.logEvidence {
      logEvidence = theirs.value - mine.value
      logEvidenceError = (mine.error * mine.error + theirs.error * theirs.error).squareRoot()
    } else {
      (logEvidence, logEvidenceError) = (nil, nil)
    }
    self.hasSameData = hasSameData
    quantities = base.posterior.quantities.compactMap { mine in
      other.posterior.quantities.first { $0.quantity == mine.quantity }.map { theirs in
        Comparison.QuantityShift(
          from: mine, to: theirs, bestFit: base.bestFit.value(of: mine.quantity),
          other.bestFit.value(of: mine.quantity))
      }
    }
    profiles = base.profiles.compactMap { mine in
      guard mine.problem == nil,
        let theirs = other.profiles.first(where: { $0.quantity == mine.quantity && $0.problem == nil })
      else { return nil }
      let posterior = base.posterior.quantities.first { $0.quantity == mine.quantity }
      return Comparison.ProfileShift(from: mine, to: theirs, posterior)
    }
  }
}

extension Comparison.QuantityShift {
  fileprivate init(
    from mine: QuantityPosterior, to theirs: QuantityPosterior, bestFit before: Double, _ after: Double
  ) {
    let scale = ShiftScale(
      isLogarithmic: [mine, theirs].allSatisfy { $0.densityScale == "logarithmic" },
      isPeriodic: mine.cutAt != nil)
    func length(_ quantity: QuantityPosterior) -> Double {
      quantity.equalTailed.first.map { scale.length(from: $0.lower, to: $0.upper) } ?? .nan
    }
    // an angle that may be anything has no place to move from
    let isLost = scale.isPeriodic && !(max(length(mine), length(theirs)) < .pi)
    let sigma = scale.isLogarithmic ? mine.standardDeviationOnScale : mine.standardDeviation
    let ruler = ShiftRuler(scale: scale, sigma: sigma, length: length(mine))
    let moved = isLost ? .nan : scale.distance(from: mine.median, to: theirs.median)
    let ownError = mine.monteCarloErrorOfMedian / (scale.isLogarithmic ? mine.median : 1)
    let otherError = theirs.monteCarloErrorOfMedian / (scale.isLogarithmic ? theirs.median : 1)
    let best = isLost ? nil : ruler.shift(from: before, to: after)
    (quantity, unit) = (mine.quantity, mine.unit)
    median = isLost ? .nan : scale.difference(from: mine.median, to: theirs.median)
    sigmas = moved / sigma
    monteCarloErrorOfSigmas = (ownError * ownError + otherError * otherError).squareRoot() / sigma
    percentOfInterval = 100 * moved / length(mine)
    intervalRatio = length(theirs) / length(mine)
    bestFit = scale.difference(from: before, to: after)
    (bestFitInSigmas, bestFitInPercentOfInterval) = (best?.sigmas, best?.percentOfInterval)
    func ends(_ old: CredibleIntervalResult, _ new: CredibleIntervalResult, level: Double)
      -> Comparison.EndShifts
    {
      Comparison.EndShifts(
        level: level, lower: isLost ? nil : ruler.shift(from: old.lower, to: new.lower),
        upper: isLost ? nil : ruler.shift(from: old.upper, to: new.upper))
    }
    equalTailed = zip(mine.equalTailed, theirs.equalTailed).map { ends($0, $1, level: $0.probability) }
    highestDensity = zip(mine.highestDensity, theirs.highestDensity).compactMap { old, new in
      guard old.pieces.count == 1, new.pieces.count == 1 else { return nil }
      return ends(old.pieces[0], new.pieces[0], level: old.probability)
    }
    limits = mine.limits.flatMap { old in theirs.limits.map { ends(old, $0, level: 0.95) } }
  }
}

extension Comparison.ProfileShift {
  /// - Parameter posterior: the posterior of the quantity in the fit as it stands, which knows its scale.
  fileprivate init(from mine: ProfileResult, to theirs: ProfileResult, _ posterior: QuantityPosterior?) {
    let scale = ShiftScale(of: posterior)
    // where the best fit sits at an edge, the interval ends there
    let first = mine.intervals.first
    let (lower, upper) = (first?.lower, first?.upper)
    let from = lower ?? (mine.limit == .lower ? mine.bestFit : nil)
    let to = upper ?? (mine.limit == .upper ? mine.bestFit : nil)
    let length = from.flatMap { from in to.map { scale.length(from: from, to: $0) } }
    let isOneSided = lower == nil || upper == nil
    let ruler = ShiftRuler(scale: scale, sigma: length.map { isOneSided ? $0 : $0 / 2 }, length: length)
    func percent(_ old: Double?, _ new: Double?) -> Double? {
      guard let old, let new, old != 0 else { return nil }
      return 100 * (new / old - 1)
    }
    func ends(_ old: ProfileResult.Interval, _ new: ProfileResult.Interval) -> Comparison.EndShifts {
      Comparison.EndShifts(
        level: old.confidence, lower: ruler.shift(from: old.lower, to: new.lower),
        upper: ruler.shift(from: old.upper, to: new.upper))
    }
    (quantity, unit) = (mine.quantity, mine.unit)
    let intervals = zip(mine.intervals, theirs.intervals).map { ends($0, $1) }
    let limits = ends(mine.limits, theirs.limits)
    self.lower = intervals.first?.lower?.difference
    self.upper = intervals.first?.upper?.difference
    lowerLimit = limits.lower?.difference
    upperLimit = limits.upper?.difference
    percentOfLowerLimit = percent(mine.limits.lower, theirs.limits.lower)
    percentOfUpperLimit = percent(mine.limits.upper, theirs.limits.upper)
    // at the same end of the range both fits only say where that is
    let isPinned = mine.limit != nil && mine.limit == theirs.limit
    bestFit = isPinned ? nil : ruler.shift(from: mine.bestFit, to: theirs.bestFit)
    (self.intervals, self.limits) = (intervals, limits)
  }
}
