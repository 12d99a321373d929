import CGSL
import Foundation
import KnownPosteriors

/// How the claims of many runs compare with the truth.
///
/// A run that warns is taken at its word: it is counted, and its numbers are left out. What is judged are the runs that
/// claim success.
struct Score: Sendable {
  /// The reports of the runs that did not warn.
  let trusted: [Report]
  let runCount: Int
  /// How often all runs together asked for the density.
  let calls: Int
  let posterior: KnownPosterior
  /// Whether the sampler is known to be weak here.
  let isExcused: Bool
  let truths: [TruthScore]
  let evidence: EvidenceScore?

  /// One truth over many runs; z is (estimate − truth)/error in one of them.
  struct TruthScore: Sendable {
    var name: String
    /// The mean of all estimates, as deviation from the truth in units of its error.
    var pooled: Double
    var mean: Double
    var spread: Double
  }

  /// ln Z over many runs.
  struct EvidenceScore: Sendable {
    var mean: Double
    var spread: Double
    var largest: Double
    var error: Double
  }

  enum Verdict: String {
    /// All claims are true, errors included.
    case right
    /// Runs that claimed success were wrong, in value or error.
    case wrong = "WRONG"
    /// No run claimed success, and this is known to be a weakness of the sampler.
    case flagged
    /// No run claimed success where one should have.
    case failed
  }

  init(_ reports: [Report], of contender: Contender, on posterior: KnownPosterior) {
    self.posterior = posterior
    isExcused = posterior.difficulty.map(contender.weaknesses.contains) ?? false
    runCount = reports.count
    calls = reports.reduce(0) { $0 + $1.calls }
    let trusted = reports.filter(\.warnings.isEmpty)
    self.trusted = trusted
    guard !trusted.isEmpty else {
      (truths, evidence) = ([], nil)
      return
    }
    truths = posterior.truths.enumerated().map { index, truth in
      let estimates = trusted.map { $0.estimates[index] }
      let deviations = estimates.map { $0.deviation(from: truth.value) }
      let offset = estimates.reduce(0) { $0 + $1.value - truth.value }
      let error = estimates.reduce(0) { $0 + $1.error * $1.error }.squareRoot()
      return TruthScore(
        name: truth.name, pooled: offset / error, mean: mean(deviations), spread: spread(deviations))
    }
    let evidences = trusted.compactMap(\.logEvidence)
    if let truth = posterior.logEvidence, !evidences.isEmpty {
      let deviations = evidences.map { $0.deviation(from: truth) }
      evidence = EvidenceScore(
        mean: mean(deviations), spread: spread(deviations), largest: largestDeviation(deviations),
        error: mean(evidences.map(\.error)))
    } else {
      evidence = nil
    }
  }
}

// MARK: - The verdict

extension Score {
  /// Whether the claims can be true.
  ///
  /// Pooled estimates within 4 of their errors. If errors are what they should be, z is a unit normal: of N runs its
  /// mean has a spread of 1/√N, and N − 1 times its variance is distributed as χ². The bounds are crossed once in a
  /// thousand posteriors by chance, however many truths are looked at, but are not drawn tighter than |mean| < 0.3 and
  /// 0.8 < spread < 1.25: errors are estimates too. ln Z: every run within 4 of its errors, spread below 1.5.
  var verdict: Verdict {
    guard !trusted.isEmpty else { return isExcused ? .flagged : .failed }
    let bounds = Bounds(runs: trusted.count, checks: truths.count + (evidence == nil ? 0 : 1))
    let truthsHold = truths.allSatisfy { truth in
      abs(truth.pooled) < 4 && abs(truth.mean) < bounds.mean && bounds.spread.contains(truth.spread)
    }
    let evidenceHolds =
      evidence.map { evidence in
        evidence.largest < 4 && abs(evidence.mean) < bounds.mean
          && evidence.spread < max(1.5, bounds.spread.upperBound)
      } ?? true
    return truthsHold && evidenceHolds ? .right : .wrong
  }

  /// What mean and spread of z may be.
  struct Bounds: Sendable {
    let mean: Double
    let spread: ClosedRange<Double>

    init(runs: Int, checks: Int) {
      let chance = 0.001 / Double(2 * checks)
      mean = max(0.3, gsl_cdf_ugaussian_Qinv(chance / 2) / Double(runs).squareRoot())
      guard runs > 1 else {
        spread = 0 ... .infinity
        return
      }
      let freedom = Double(runs - 1)
      spread =
        min(0.8, (gsl_cdf_chisq_Pinv(chance / 2, freedom) / freedom).squareRoot())...max(
          1.25, (gsl_cdf_chisq_Qinv(chance / 2, freedom) / freedom).squareRoot())
    }
  }
}

private func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }

/// The standard deviation; of a single number 0.
private func spread(_ numbers: [Double]) -> Double {
  let centre = mean(numbers)
  let squares = numbers.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
  return numbers.count > 1 ? (squares / Double(numbers.count - 1)).squareRoot() : 0
}

/// The largest distance from zero, infinite if a number is NaN.
private func largestDeviation(_ numbers: [Double]) -> Double {
  numbers.reduce(0) { $1.isNaN ? .infinity : max($0, abs($1)) }
}
