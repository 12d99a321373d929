/// A log density up to a constant: all that a sampler may know of a posterior.
///
/// −∞ means "outside the support". NaN and +∞ mean "could not be computed here": samplers treat them as −∞ and count
/// them (`Transition.invalid`), so a formula that fails in a corner is reported and never hangs a run.
public protocol LogDensity: Sendable {
  /// The number of coordinates of a point.
  var dimension: Int { get }

  /// The natural logarithm of the density at `point`, up to a constant.
  func logDensity(at point: Span<Double>) -> Double

  /// The range of a coordinate that lies on a circle, such as a phase; the density is asked inside it only. Nil for
  /// any other coordinate, and by default.
  func cycle(of coordinate: Int) -> ClosedRange<Double>?
}

extension LogDensity {
  /// No coordinate lies on a circle.
  public func cycle(of coordinate: Int) -> ClosedRange<Double>? { nil }
}

/// A log density that also knows its slope.
public protocol DifferentiableLogDensity: LogDensity {
  /// The log density at `point`; writes ∂ ln p / ∂ point into `gradient`.
  func logDensity(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double
}

extension Double {
  /// Itself as a log density: −∞ in place of NaN and +∞.
  var asLogDensity: Double { self < .infinity ? self : -.infinity }
}
