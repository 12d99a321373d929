import Foundation

/// The range of one parameter in which the formula of an observable holds.
public struct Domain: Sendable, Equatable {
  /// The parameter that decides.
  public let parameter: Parameter

  /// Where the formula holds, in the unit of the parameter.
  public let range: ClosedRange<Double>

  /// Why it fails outside, in a few words.
  public let reason: String

  /// A range of validity with its reason.
  public init(parameter: Parameter, range: ClosedRange<Double>, reason: String) {
    self.parameter = parameter
    self.range = range
    self.reason = reason
  }

  /// The parameter and its range, as `m_Z' ≥ 10 GeV` or `g' ≤ 1`.
  public var extent: String {
    let unit = parameter.unit.isEmpty ? "" : " \(parameter.unit)"
    let (lowest, highest) = (
      String(format: "%g", range.lowerBound), String(format: "%g", range.upperBound)
    )
    if range.upperBound == .infinity { return "\(parameter.symbol) ≥ \(lowest)\(unit)" }
    if range.lowerBound == 0 { return "\(parameter.symbol) ≤ \(highest)\(unit)" }
    return "\(parameter.symbol) in [\(lowest), \(highest)]\(unit)"
  }
}
