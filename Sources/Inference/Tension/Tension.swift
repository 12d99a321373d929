import CGSL
import Foundation

/// Whether two independent groups of data can both be true of one model: what their posteriors, and that of both together,
/// say. All three have the same prior.
///
/// * **Evidence ratio** R = Z_AB/(Z_A Z_B): how much more (R > 1) or less probable each group becomes by the other. It is
///   proportional to the volume of the prior: a wide prior hides tension. (P. Marshall, N. Rajguru, A. Slosar,
///   arXiv:astro-ph/0412535.)
/// * **Suspiciousness** S = R/I, with ln I = D_A + D_B − D_AB the information that both groups have: what is left of R where
///   the prior is as narrow as it may be. ln S = ⟨ln L_AB⟩ − ⟨ln L_A⟩ − ⟨ln L_B⟩: it needs no evidence.
/// * **p-value**: for normal likelihoods d − 2 ln S is distributed as χ² with d = d_A + d_B − d_AB degrees of freedom, the number
///   of directions that both groups constrain.
///
/// Source: W. Handley, P. Lemos, arXiv:1902.04029.
public struct Tension: Sendable {
  /// One group by itself.
  public let first: GroupPosterior
  /// The other by itself.
  public let second: GroupPosterior
  /// Both together.
  public let joint: GroupPosterior

  /// From posteriors of one prior, made from independent draws.
  public init(first: GroupPosterior, second: GroupPosterior, joint: GroupPosterior) {
    (self.first, self.second, self.joint) = (first, second, joint)
  }

  /// ln R.
  public var logEvidenceRatio: Estimate { joint.logEvidence - first.logEvidence - second.logEvidence }

  /// ln I, in nats.
  public var sharedInformation: Estimate { first.information + second.information - joint.information }

  /// ln S; below 0 is tension, but see the p-value.
  public var logSuspiciousness: Estimate {
    joint.meanLogLikelihood - first.meanLogLikelihood - second.meanLogLikelihood
  }

  /// d, the number of directions that both groups constrain.
  public var dimensionality: Estimate {
    first.dimensionality + second.dimensionality - joint.dimensionality
  }

  /// Whether both groups constrain anything in common: where d vanishes within two of its errors, or is less than half a direction,
  /// a χ² of d degrees of freedom means nothing.
  public var isComparable: Bool { dimensionality.value > max(0.5, 2 * dimensionality.error) }

  /// The probability of at least this much disagreement by chance, with its Monte Carlo error; nil if nothing is comparable.
  public var pValue: Estimate? {
    guard isComparable else { return nil }
    let d = dimensionality.value
    let x = d - 2 * logSuspiciousness.value
    guard x > 0 else { return Estimate(1, error: 0) }
    func p(_ x: Double, _ d: Double) -> Double { gsl_cdf_chisq_Q(max(0, x), max(1e-3, d)) }
    let (stepX, stepD) = (1e-4 * max(1, x), 1e-4 * d)
    let slopeX = (p(x + stepX, d) - p(x - stepX, d)) / (2 * stepX)
    let slopeD = (p(x, d + stepD) - p(x, d - stepD)) / (2 * stepD)
    // x = Σ ± (2 Var(ln L) + 2 ⟨ln L⟩) and d = Σ ± 2 Var(ln L): one group's two numbers come from the same draws
    let variance = [first, second, joint].reduce(0) {
      $0 + $1.variance(ofMean: 2 * slopeX, andVariance: 2 * (slopeX + slopeD))
    }
    return Estimate(p(x, d), error: variance.squareRoot())
  }

  /// The p-value as standard deviations of a normal number, two-sided; nil if nothing is comparable.
  public var significance: Double? { pValue.map { Inference.significance(ofPValue: $0.value) } }
}
