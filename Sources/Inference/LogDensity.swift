/// A log density up to a constant: all that a sampler may know of a posterior.
///
/// −∞ means "outside the support". NaN and +∞ mean "could not be computed here": samplers treat them as −∞ and count
/// them (`Transition.invalid`), so a formula that fails in a corner is reported and never hangs a run.
public protocol LogDensity: Sendable {
  /// The number of coordinates of a point.
  var dimension: Int { get }

  /// The natural logarithm of the density at `point`, up to a constant.
  func logDensity(at point: Span<Double>) -> Double

  /// The log density at `point`; writes ∂ ln p / ∂ point into `gradient`. By default by differences.
  func logDensity(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double

  /// The range of a coordinate that lies on a circle, such as a phase; the density is asked inside it only. Nil for
  /// any other coordinate, and by default.
  func cycle(of coordinate: Int) -> ClosedRange<Double>?

  /// Where the density of a coordinate ends, whatever the others are; by default nowhere, or at the ends of its
  /// cycle.
  func bounds(of coordinate: Int) -> ClosedRange<Double>
}

extension LogDensity {
  /// No coordinate lies on a circle.
  public func cycle(of coordinate: Int) -> ClosedRange<Double>? { nil }

  /// The whole line, or once around the circle.
  public func bounds(of coordinate: Int) -> ClosedRange<Double> {
    cycle(of: coordinate) ?? -.infinity ... .infinity
  }

  /// The log density with its slope by central differences, one-sided at an edge: good to about 1e-8, and slow. A
  /// density that can differentiate itself should.
  public func logDensity(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let value = logDensity(at: point)
    var moved = point.indices.map { point[$0] }
    for index in moved.indices {
      let (here, bounds) = (moved[index], bounds(of: index))
      let step = 6e-6 * max(1, abs(here))
      let (low, high) = (max(here - step, bounds.lowerBound), min(here + step, bounds.upperBound))
      moved[index] = high
      let above = logDensity(at: moved.span)
      moved[index] = low
      let below = logDensity(at: moved.span)
      moved[index] = here
      gradient[index] = (above - below) / (high - low)
    }
    return value
  }
}

/// A posterior taken apart: a normalised prior that can be drawn from, and a likelihood.
///
/// What nested sampling needs to know, and what makes the evidence ∫ L dπ an absolute number.
public protocol BayesianModel: LogDensity {
  /// ln of the prior's normalised density per unit of the coordinates; −∞ outside its support.
  func logPrior(at point: Span<Double>) -> Double

  /// ln L at a point of the prior's support; −∞ where the data exclude it.
  func logLikelihood(at point: Span<Double>) -> Double

  /// A point drawn from the prior.
  func drawFromPrior(using random: inout Random) -> [Double]
}

extension BayesianModel {
  /// ln prior + ln L; −∞ outside the prior's support.
  public func logDensity(at point: Span<Double>) -> Double {
    let logPrior = logPrior(at: point)
    return logPrior > -.infinity ? logPrior + logLikelihood(at: point) : -.infinity
  }
}

extension Double {
  /// Itself as a log density: −∞ in place of NaN and +∞.
  var asLogDensity: Double { self < .infinity ? self : -.infinity }
}
