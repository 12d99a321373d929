import CGSL
import Foundation

/// Where a probability that toys measure at a few places falls through a level.
///
/// Φ⁻¹(p) is taken as a straight line there, which it is for normal data. The error is the probability's statistical one
/// over its slope.
public struct ProbabilityCrossing: Sendable, Equatable {
  /// A probability measured at one place.
  public struct Measured: Sendable, Equatable {
    /// Where.
    public let place: Double
    /// The probability there; an estimate of exactly 0 or 1 is as good as one of half a toy.
    public let probability: Double
    /// Its standard error.
    public let error: Double

    /// A measured probability.
    public init(place: Double, probability: Double, error: Double) {
      (self.place, self.probability, self.error) = (place, probability, error)
    }

    /// Φ⁻¹(p), with p kept inside of (0, 1) by half of its error.
    fileprivate var probit: Double {
      gsl_cdf_ugaussian_Pinv(min(max(probability, 0.5 * error), 1 - 0.5 * error))
    }

    /// The standard error of that where it is `probit`.
    fileprivate func probitError(at probit: Double) -> Double {
      error * (2 * Double.pi).squareRoot() * exp(probit * probit / 2)
    }
  }

  /// Where the probability is the level.
  public let place: Double
  /// The statistical error of that.
  public let error: Double
  /// What was measured, in the order in which it was.
  public let measured: [Measured]

  /// Looks for the crossing between a place where the probability is above the level and one further out; nil if it
  /// does not fall below the level up to the `edge`.
  ///
  /// - Parameters:
  ///   - start: where the probability is known to be above the level, such as the best fit.
  ///   - guess: where the crossing may be.
  ///   - edge: beyond which nobody can go; may be infinite.
  ///   - probability: measures the probability at a place; nil if it cannot, and then nothing is found.
  public init?(
    of level: Double, from start: Double, guess: Double, edge: Double, probability: (Double) -> Measured?
  ) {
    let wanted = gsl_cdf_ugaussian_Pinv(level)
    var measured: [Measured] = []
    func measure(_ place: Double) -> Measured? {
      let new = probability(place)
      if let new { measured.append(new) }
      return new
    }
    let side = guess < start ? -1.0 : 1.0
    func clamped(_ place: Double) -> Double { side * min(side * place, side * edge) }
    // outwards until it is below
    var inside = Measured(place: start, probability: 1, error: 0)
    var isStart = true
    guard var outside = measure(clamped(guess)) else { return nil }
    for _ in 0..<40 where !(outside.probability < level) {
      guard outside.place != edge else { return nil }
      (inside, isStart) = (outside, false)
      guard let next = measure(clamped(start + 1.25 * (outside.place - start))) else { return nil }
      outside = next
    }
    guard outside.probability < level else { return nil }
    // closer until scatter, or what a straight line leaves, is all that there is between the two
    for _ in 0..<25 {
      let step = isStart ? .infinity : inside.probit - outside.probit
      let isResolved =
        !isStart
        && (step < min(max(0.1, 3 * outside.probitError(at: wanted)), 0.5)
          || (outside.place - inside.place).magnitude <= 1e-9 * outside.place.magnitude)
      if isResolved { break }
      let share = isStart ? 0.8 : min(max((inside.probit - wanted) / step, 0.15), 0.85)
      // a little to the wanted side, so that both ends close in
      let aimed = isStart ? share : share < 0.5 ? min(share + 0.08, 0.5) : max(share - 0.08, 0.5)
      guard let next = measure(inside.place + aimed * (outside.place - inside.place)) else { return nil }
      if next.probability < level { outside = next } else { (inside, isStart) = (next, false) }
    }
    guard !isStart else { return nil }
    guard let line = Self.line(through: measured, near: wanted) else { return nil }
    let scatter = outside.probitError(at: wanted)
    // two places that scatter does not reach are better than a line through more
    let step = inside.probit - outside.probit
    let share = (inside.probit - wanted) / step
    place =
      step > 4 * scatter ? inside.place + share * (outside.place - inside.place) : line.place
    error = scatter / line.slope.magnitude
    self.measured = measured
  }

  /// A straight line through Φ⁻¹(p): the slope of all places within a standard deviation of `wanted`, the crossing from those
  /// that are close to it.
  private static func line(
    through measured: [Measured], near wanted: Double
  ) -> (place: Double, slope: Double)? {
    func centre(_ width: Double) -> (place: Double, probit: Double, weights: [Double]) {
      let weights = measured.map { point in
        let distance = (point.probit - wanted) / width
        return exp(-distance * distance / 2)
      }
      let total = weights.reduce(0, +)
      return (
        zip(weights, measured).reduce(0) { $0 + $1.0 * $1.1.place } / total,
        zip(weights, measured).reduce(0) { $0 + $1.0 * $1.1.probit } / total, weights
      )
    }
    let wide = centre(0.5)
    var (covariance, variance) = (0.0, 0.0)
    for (weight, point) in zip(wide.weights, measured) {
      covariance += weight * (point.place - wide.place) * (point.probit - wide.probit)
      variance += weight * (point.place - wide.place) * (point.place - wide.place)
    }
    let slope = covariance / variance
    guard slope.isFinite, slope != 0 else { return nil }
    let near = centre(0.1)
    let own = near.place.isFinite ? near : wide
    return (own.place + (wanted - own.probit) / slope, slope)
  }
}
