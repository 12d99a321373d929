/// What the mean of a function of the point, or a quantile of it, is under a posterior.
public struct Truth: Sendable {
  /// What is meant, `x²` say.
  public let name: String
  /// What it is.
  public let value: Double
  /// Nil for the mean; otherwise `value` is the quantile at this probability.
  public let probability: Double?
  /// The function of the point.
  public let function: KnownPosterior.Function

  /// The mean of a function.
  public static func mean(_ name: String, _ value: Double, of function: @escaping KnownPosterior.Function)
    -> Truth
  {
    Truth(name: name, value: value, probability: nil, function: function)
  }

  /// The quantile of a function at `probability`.
  public static func quantile(
    _ probability: Double, _ value: Double, named name: String? = nil,
    of function: @escaping KnownPosterior.Function
  ) -> Truth {
    let quantile = "\(probability) quantile"
    return Truth(
      name: name.map { "\(quantile) of \($0)" } ?? quantile, value: value, probability: probability,
      function: function)
  }
}
