/// When to stop, and when to believe it.
public struct Tolerances: Sendable, Equatable {
  /// A local algorithm stops when a step changes the function by less than this, absolutely or relatively.
  public var value: Double
  /// A local algorithm stops when a step is shorter than this in units of the coordinates' natural lengths.
  public var point: Double
  /// A minimum is believed when the second-order model promises at most this decrease (times |value|/10⁴ for
  /// values beyond 10⁴).
  public var decrease: Double

  /// Tolerances that suit a χ².
  public init(value: Double = 1e-10, point: Double = 1e-9, decrease: Double = 1e-8) {
    self.value = value
    self.point = point
    self.decrease = decrease
  }

  /// The size that absolute differences of a function are measured by: 1, the natural unit of a χ², up to a
  /// value of 10⁴; beyond that rounding begins to matter, and it grows with the value.
  static func size(of value: Double) -> Double { max(1, 1e-4 * value.magnitude) }
}
