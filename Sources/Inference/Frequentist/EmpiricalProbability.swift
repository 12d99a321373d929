/// A probability as the fraction of toys in which something happened.
public struct EmpiricalProbability: Sendable, Equatable, Codable {
  /// How often it happened.
  public let hits: Int
  /// Of how many toys.
  public let toys: Int
  /// hits/toys; NaN without toys.
  public let value: Double
  /// The binomial standard error, √(p(1 − p)/n); where p is 0 or 1 it is taken at half a hit from there, so that it is never
  /// zero.
  public let error: Double

  /// A fraction of toys.
  public init(hits: Int, toys: Int) {
    precondition(0 <= hits && hits <= toys, "A fraction has no more hits than toys")
    self.hits = hits
    self.toys = toys
    let count = Double(toys)
    value = Double(hits) / count
    let inside = min(max(value, 0.5 / count), 1 - 0.5 / count)
    error = (inside * (1 - inside) / count).squareRoot()
  }

  /// The fraction of `values` that are at least `observed`: the p-value of a test statistic.
  ///
  /// A value that rounding alone keeps below counts as equal: where half of all toys have a statistic of exactly zero
  /// (a best fit on a bound), they must.
  public init(ofAtLeast observed: Double, among values: [Double]) {
    let threshold = observed - 1e-7 * max(1, observed.magnitude)
    self.init(hits: values.count { $0 >= threshold }, toys: values.count)
  }
}
