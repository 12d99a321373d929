import Foundation
import Inference

/// The likelihood ratio of the best fit to the Standard Model, without toys.
public struct StandardModelRatio: Sendable, Codable {
  /// χ² of the Standard Model, its nuisance parameters refitted.
  public let chiSquared: Double
  /// How much lower the best fit is: −2 ln of the ratio of the likelihoods. Negative where the priors keep the fit from the
  /// Standard Model and it describes the data better.
  public let deltaChiSquared: Double
  /// How many more parameters the fit has.
  public let degreesOfFreedom: Int
  /// The distribution that Δχ² is held against, and why it does not hold, if so.
  public let reference: String
  /// Whether that distribution holds for large samples. If not, the significance is local: it knows nothing of the many
  /// places, such as masses, at which an excess could have shown, and of edges.
  public let isReferenceValid: Bool
  /// The probability of a larger Δχ² in the Standard Model, by that distribution.
  public let pValue: Double
  /// The same in standard deviations (two-sided).
  public let significance: Double

  /// Nil where the fit has no parameter beyond those of the Standard Model.
  init?(_ point: StandardModelPoint, bestFit: Double) {
    guard !point.lost.isEmpty else { return nil }
    chiSquared = point.chiSquared
    deltaChiSquared = point.chiSquared - bestFit
    degreesOfFreedom = point.lost.count
    idle = point.lost.filter { $0.place == .nowhere }.map(\.symbol)
    (reference, isReferenceValid, pValue) = StandardModelPoint.reference(for: deltaChiSquared, point.lost)
    significance = Inference.significance(ofPValue: pValue)
  }

  /// Parameters of the fit that have no effect in the Standard Model, whatever their values: their symbols.
  public let idle: [String]

  /// `χ² = 36.40, Δχ² = 7.94; locally 2.4 σ for 2 dof (Wilks does not hold: at g' = 0 m_Z' means nothing)`.
  public var words: String {
    func fixed(_ number: Double) -> String {
      (number < 0 ? "−" : "") + String(format: "%.2f", number.magnitude)
    }
    let ratio = "χ² = \(fixed(chiSquared)), Δχ² = \(fixed(deltaChiSquared))"
    guard deltaChiSquared > 0 else { return ratio + ": no worse than anything within the priors" }
    // beyond, the probability is too small for a number of the machine
    let sigmas = significance.isFinite ? String(format: "%.1f σ", significance) : "more than 37 σ"
    guard !isReferenceValid else { return "\(ratio); \(sigmas) by \(reference)" }
    let flaw =
      idle.isEmpty
      ? "it lies at or beyond an edge of the priors"
      : "at g' = 0 \(idle[0])\(idle.count > 1 ? " and \(idle.count - 1) more mean" : " means") nothing"
    return "\(ratio); locally \(sigmas) for \(degreesOfFreedom) dof (Wilks does not hold: \(flaw))"
  }
}
