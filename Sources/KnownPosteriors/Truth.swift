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
  /// Whether it is about so little mass at an end of the prior that errors of it are rough.
  public private(set) var isAtEdge = false

  /// The same, at an end of the prior.
  public var atEdge: Truth {
    var copy = self
    copy.isAtEdge = true
    return copy
  }

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

  /// The quantiles of a function at 0.05, 0.5 and 0.95, which is what users print.
  public static func quantiles(
    _ low: Double, _ middle: Double, _ high: Double, named name: String? = nil,
    of function: @escaping KnownPosterior.Function
  ) -> [Truth] {
    zip([0.05, 0.5, 0.95], [low, middle, high]).map { quantile($0, $1, named: name, of: function) }
  }

  /// The same of a normal.
  static func normalQuantiles(
    mean: Double = 0, standardDeviation: Double = 1, named name: String? = nil,
    of function: @escaping KnownPosterior.Function
  ) -> [Truth] {
    // Φ⁻¹(0.95)
    let way = 1.64485362695 * standardDeviation
    return quantiles(mean - way, mean, mean + way, named: name, of: function)
  }
}
