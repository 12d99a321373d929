import CGSL
import Foundation

/// Where a probability that toys measure at a few places falls through a level.
///
/// Between neighbouring places Φ⁻¹(p) is taken as a straight line, which it is for normal data. The error is the
/// probability's statistical one over its slope.
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
    // closer until the two are about a standard deviation of the data apart or less
    for _ in 0..<25 {
      let step = isStart ? .infinity : inside.probit - outside.probit
      let isResolved =
        !isStart
        && (step < 0.15 || (outside.place - inside.place).magnitude <= 1e-9 * outside.place.magnitude)
      if isResolved { break }
      let share = isStart ? 0.8 : min(max((inside.probit - wanted) / step, 0.15), 0.85)
      // a little to the wanted side, so that both ends close in
      let aimed = isStart ? share : share < 0.5 ? min(share + 0.08, 0.5) : max(share - 0.08, 0.5)
      guard let next = measure(inside.place + aimed * (outside.place - inside.place)) else { return nil }
      if next.probability < level { outside = next } else { (inside, isStart) = (next, false) }
    }
    guard !isStart else { return nil }
    let (high, low) = (inside.probit, outside.probit)
    let share = high > low ? min(max((high - wanted) / (high - low), 0), 1) : 0.5
    place = inside.place + share * (outside.place - inside.place)
    // the slope from further apart than the scatter of its ends
    let (first, last) = Self.ends(measured, level, wanted)
    let slope = (first.probit - last.probit) / (last.place - first.place)
    let own = share < 0.5 ? inside.error : outside.error
    let density = exp(-wanted * wanted / 2) / (2 * Double.pi).squareRoot()
    error = slope == 0 ? .infinity : own / (density * slope.magnitude)
    self.measured = measured
  }

  /// The pair around the level that lies between a quarter and three quarters of a standard deviation from it if there
  /// is one, else the closest.
  private static func ends(_ measured: [Measured], _ level: Double, _ wanted: Double) -> (Measured, Measured)
  {
    func closest(_ own: [Measured]) -> Measured {
      let far = own.filter { ($0.probit - wanted).magnitude > 0.1 }
      return (far.isEmpty ? own : far).min { ($0.probit - wanted).magnitude < ($1.probit - wanted).magnitude }
        ?? measured[0]
    }
    return (
      closest(measured.filter { $0.probability >= level }),
      closest(measured.filter { $0.probability < level })
    )
  }
}
