import Inference

// What tests ask of results in short.

extension Minimum {
  /// Whether any coordinate sits on a bound.
  var isAtBound: Bool { atBound.contains(true) }

  /// The length of the gradient without its components that push against a bound.
  var projectedGradientNorm: Double {
    zip(gradient, atBound).reduce(0) { $0 + ($1.1 ? 0 : $1.0 * $1.0) }.squareRoot()
  }
}

extension MinimumSearch {
  /// How many starts did not converge.
  var failedCount: Int { failures.reduce(0) { $0 + $1.starts } }
}

extension Covariance {
  /// The standard errors of the free coordinates, in their order.
  var standardErrors: [Double] { free.compactMap { standardError(of: $0) } }
}
