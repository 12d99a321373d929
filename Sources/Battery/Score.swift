import Foundation
import KnownPosteriors

/// How the claims of many runs of one sampler compare with what is true of one posterior.
///
/// A run that says that it did not converge is taken at its word: it is counted, and its numbers are left out. What is
/// judged are the runs that claim success.
struct Score: Sendable {
  let posterior: KnownPosterior
  let runCount: Int
  /// How many runs claim success.
  let convergedCount: Int
  /// Calls of the likelihood by the runs that claim success, over the independent draws that their worst estimates
  /// are worth.
  let callsPerEffectiveDraw: Double
  /// Calls of the likelihood in the median run, and in the dearest, of all.
  let calls: (median: Double, worst: Double)
  let truths: [Deviations]
  /// Those at an end of the prior whose errors are claimed too small or too large, which does not make a row wrong.
  let rough: [Deviations]
  /// The median over the truths of the spread of z: 1 if errors are right by and large.
  let medianSpread: Double?
  let evidence: Deviations?
  let verdict: Verdict

  enum Verdict: String {
    /// All claims are true, errors included.
    case right
    /// Runs that claimed success were wrong, in value or error.
    case wrong = "WRONG"
    /// The same where the sampler is known to be blind, and was not told of the peaks.
    case blind = "wrong where known to be blind"
    /// No run claimed success.
    case declined
  }

  init(_ claims: [Claim], of contender: Contender, on posterior: KnownPosterior) {
    self.posterior = posterior
    runCount = claims.count
    let sorted = claims.map { Double($0.calls) }.sorted()
    calls = (middle(sorted), sorted.last ?? .nan)
    let claims = claims.filter(\.hasConverged)
    convergedCount = claims.count
    callsPerEffectiveDraw =
      Double(claims.reduce(0) { $0 + $1.calls }) / claims.reduce(0) { $0 + $1.effectiveDraws }
    guard !claims.isEmpty else {
      (truths, rough, medianSpread, evidence, verdict) = ([], [], nil, nil, .declined)
      return
    }
    let truths = posterior.truths.enumerated().map { index, truth in
      Deviations(
        of: truth.name, from: truth.value, in: claims.map { $0.estimates[index] }, isAtEdge: truth.isAtEdge)
    }
    let evidences = claims.compactMap(\.logEvidence)
    let evidence = posterior.logEvidence.flatMap { truth in
      evidences.isEmpty ? nil : Deviations(of: "ln Z", from: truth, in: evidences)
    }
    let bounds = Bounds(runs: claims.count, quantities: truths.count + (evidence == nil ? 0 : 1))
    let isRight = truths.allSatisfy(bounds.allow) && evidence.map(bounds.allowEvidence) ?? true
    // who is told where to look has no excuse
    let isBlind =
      posterior.knownPeaks.isEmpty && posterior.difficulty.map(contender.blindness.contains) ?? false
    (self.truths, self.evidence) = (truths, evidence)
    rough = truths.filter { $0.isAtEdge && !($0.spread.map(bounds.spread.contains) ?? true) }
    let spreads = truths.compactMap(\.spread)
    medianSpread = spreads.isEmpty ? nil : middle(spreads.sorted())
    verdict = isRight ? .right : isBlind ? .blind : .wrong
  }

  /// How many runs say that they failed.
  var declinedCount: Int { runCount - convergedCount }

  /// The truth that is worst by a measure; one that is NaN is worse than any.
  func worst(_ measure: (Deviations) -> Double) -> Deviations? {
    let ranks = truths.map(measure).map { $0.isNaN ? .infinity : $0 }
    return zip(truths, ranks).max { $0.1 < $1.1 }?.0
  }
}

/// How far one quantity is off in many runs; z is (estimate − truth)/error in one of them.
struct Deviations: Sendable {
  let name: String
  /// The z farthest from zero; NaN if one is.
  let worst: Double
  let mean: Double
  /// The standard deviation of z; nil of one run.
  let spread: Double?
  /// The mean of estimate − truth in units of what it fluctuates by from run to run; nil of one run.
  let bias: Double?
  /// The mean of the errors that are claimed.
  let error: Double
  let isAtEdge: Bool

  init(of name: String, from truth: Double, in estimates: [Claim.Estimate], isAtEdge: Bool = false) {
    self.name = name
    self.isAtEdge = isAtEdge
    let z = estimates.map { $0.deviation(from: truth) }
    worst = z.first(where: \.isNaN) ?? z.max { abs($0) < abs($1) } ?? .nan
    (mean, spread) = moments(z)
    let (offset, scatter) = moments(estimates.map { $0.value - truth })
    bias = scatter.map { $0 == 0 ? 0 : offset / ($0 / Double(estimates.count).squareRoot()) }
    error = moments(estimates.map(\.error)).mean
  }
}

/// The median of numbers that rise.
private func middle(_ sorted: [Double]) -> Double {
  (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// Mean and standard deviation, the latter of two numbers or more.
private func moments(_ numbers: [Double]) -> (mean: Double, spread: Double?) {
  let count = Double(numbers.count)
  let mean = numbers.reduce(0, +) / count
  let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, count > 1 ? (squares / (count - 1)).squareRoot() : nil)
}
