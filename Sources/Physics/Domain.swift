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
}
