import Inference

extension Problem {
  /// Whether this problem differs from another in nothing but its constraints.
  public func hasOtherConstraintsOnly(than other: Problem) -> Bool {
    free.map(\.parameter) == other.free.map(\.parameter) && free.map(\.prior) == other.free.map(\.prior)
      && free.map(\.isNuisance) == other.free.map(\.isNuisance)
      && fit.theoryErrors == other.fit.theoryErrors && predictsTheSame(as: other)
  }

  /// Whether predictions at a point are those of another problem.
  private func predictsTheSame(as other: Problem) -> Bool {
    fixed == other.fixed && fit.parametrisation == other.fit.parametrisation
      && fit.formulas == other.fit.formulas && fit.fourMuonTable.name == other.fit.fourMuonTable.name
  }

  /// Why draws of `other`, which has the same free parameters, cannot be everywhere where this problem's posterior is, so that
  /// no weights of theirs show what is missing; nil if they can.
  func gap(inDrawsOf other: Problem) -> NotReweightable? {
    for (own, known) in zip(free, other.free) {
      let (wanted, drawn) = (own.prior.support, known.prior.support)
      guard drawn.lowerBound <= wanted.lowerBound, wanted.upperBound <= drawn.upperBound else {
        return NotReweightable(
          description:
            "\(own.parameter.rawValue) was drawn in [\(drawn.lowerBound.short), \(drawn.upperBound.short)] only"
        )
      }
    }
    let kept = predictsTheSame(as: other) ? Set(constraints.map(\.name)) : []
    return other.constraints.first { $0.hasEdges && !kept.contains($0.name) }.map {
      NotReweightable(description: "nothing was drawn where \($0.name) excludes everything")
    }
  }

  /// The fewest effective draws that answer for a variant: the error of a median is then 4 % of a standard deviation.
  public static let enoughWeightedDraws = 1000.0

  /// The posterior by draws of `other`, which differs in nothing but its constraints, each weighted by the ratio of the
  /// densities. The evidence is that of `other` times the mean ratio.
  ///
  /// - Throws: why the draws do not stand for this problem: the tail of the weights has k̂ of 0.7 or more, too few
  ///   effective draws are left, or the runs that they come from do not agree on some quantity.
  public func posterior(
    from sample: PosteriorSample, of other: Problem, logEvidence: (value: Double, error: Double)?,
    seed: UInt64, threads: Int
  ) throws(NotReweightable) -> PosteriorSummary {
    let found = try weighted(sample, of: other, seed: seed, threads: threads)
    guard found.tail.paretoShape < WeightTail.largestShape else {
      throw NotReweightable(
        description: "the tail of the weights has k = \(String(format: "%.2f", found.tail.paretoShape))")
    }
    let enough = min(Self.enoughWeightedDraws, fit.sample.goal.effectiveSampleSize)
    guard found.effectiveSampleSize >= enough else {
      throw NotReweightable(
        description: "the weights leave \(Int(found.effectiveSampleSize)) effective draws")
    }
    let error = found.logEvidenceRatioError
    let weighting = WeightingSummary(
      paretoShape: found.tail.paretoShape, effectiveSampleSize: found.effectiveSampleSize,
      logEvidenceRatio: found.logEvidenceRatio, logEvidenceRatioError: error,
      logEvidence: logEvidence.map { $0.value + found.logEvidenceRatio },
      logEvidenceError: logEvidence.map { ($0.error * $0.error + error * error).squareRoot() })
    let summary = summarize(
      found.draws, weighting,
      goal: ConvergenceGoal(rHat: fit.sample.goal.rHat, effectiveSampleSize: min(400, enough)),
      tailDraws: Double(WeightTail.fewestDraws) * enough / Self.enoughWeightedDraws, threads: threads)
    if let problem = summary.problems.first { throw NotReweightable(description: problem) }
    return summary
  }
}
