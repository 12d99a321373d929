/// A number with its Monte Carlo standard error.
public struct Estimate: Sendable, Equatable, Encodable {
  /// The number.
  public let value: Double
  /// Its standard error; 0 if it is exact.
  public let error: Double

  /// A number with its error.
  public init(_ value: Double, error: Double) { (self.value, self.error) = (value, error) }

  /// The sum of independent estimates.
  public static func + (first: Estimate, second: Estimate) -> Estimate {
    Estimate(
      first.value + second.value,
      error: (first.error * first.error + second.error * second.error).squareRoot())
  }

  /// The difference of independent estimates.
  public static func - (first: Estimate, second: Estimate) -> Estimate { first + -second }

  /// The negative.
  public static prefix func - (estimate: Estimate) -> Estimate {
    Estimate(-estimate.value, error: estimate.error)
  }
}
