import CGSL
import Foundation

/// The outermost place at which a probability falls below a level, where it is known with some error.
///
/// With the same toys everywhere the probability is a function without scatter, but no monotonic one: counts make it a
/// staircase whose steps it may climb again in between. The search goes outwards until nothing is left, then back
/// inwards until the level is reached, and closes in on the place. A step through the level is found like any other
/// crossing: its error is the width of the last bracket.
///
/// The error of the place is how far the crossings of the probability plus and minus its standard error are away, or half as
/// far as with twice the error if that is more: its error over its slope where it is smooth, nothing where a step is higher
/// than the errors, and a whole gap where they do not decide on which side of a step the limit is.
///
/// Places are looked at on a grid, so that several searches meet at the same ones.
public struct OutermostCrossing<Decisions: Sendable>: Sendable {
  /// A probability measured at one place.
  public struct Measured: Sendable {
    /// Where.
    public let place: Double
    /// The probability there.
    public let estimate: TailEstimate
    /// What it was made from, for places in between; nil at the start.
    public let decisions: Decisions?

    /// A measured probability.
    public init(place: Double, estimate: TailEstimate, decisions: Decisions?) {
      (self.place, self.estimate, self.decisions) = (place, estimate, decisions)
    }
  }

  /// How a probability is measured.
  public struct Probability {
    /// Measures at a place; what is the same at both neighbours may be taken from there. Nil if it cannot.
    let measure: (_ place: Double, _ inner: Measured?, _ outer: Measured?) -> Measured?
    /// Pairs of places, inner and outer ends, between which the probability makes a step that is known exactly; none
    /// where steps are too small to be told from scatter, or cannot matter.
    let steps: (_ inner: Measured, _ outer: Measured) -> [(inner: Double, outer: Double)]

    /// A probability by what measures it and what knows its steps.
    public init(
      measure: @escaping (_ place: Double, _ inner: Measured?, _ outer: Measured?) -> Measured?,
      steps: @escaping (_ inner: Measured, _ outer: Measured) -> [(inner: Double, outer: Double)] = { _, _ in
        []
      }
    ) {
      (self.measure, self.steps) = (measure, steps)
    }
  }

  /// Where the probability is the level.
  public private(set) var place: Double
  /// One standard error further inside.
  public private(set) var inner: Double
  /// One standard error further outside.
  public private(set) var outer: Double
  /// What was measured next to the crossing, on the inner side.
  public private(set) var nearest: Measured
  /// What was measured, from inside to outside.
  private var measured: [Measured]
  private let level: Double
  private let start: Double
  private let side: Double
  /// A distance from the start that lies on the grid of places.
  private let unit: Double
  /// The fraction of the level below which the probability does not climb back to it any more.
  private let negligible: Double

  /// Looks for the crossing on the side of the `guess`; nil if the probability does not fall below the level up to the
  /// `edge`, or could not be measured.
  ///
  /// - Parameters:
  ///   - start: where the probability is one, such as the best fit.
  ///   - guess: where the crossing may be.
  ///   - edge: beyond which nobody can go; may be infinite.
  ///   - unit: a place on the grid of those that are looked at.
  ///   - negligible: the fraction of the level below which the probability does not climb back to it any more.
  ///   - startsAtEdge: whether to look at the edge first, where the probability may well be above the level: there is no
  ///     crossing then.
  public init?(
    of level: Double, from start: Double, guess: Double, edge: Double, unit: Double? = nil,
    negligible: Double = 0.2, startsAtEdge: Bool = false, probability: Probability
  ) {
    (self.level, self.start, self.negligible) = (level, start, negligible)
    self.unit = ((unit ?? guess) - start).magnitude
    side = guess < start ? -1 : 1
    let certain = Measured(
      place: start, estimate: TailEstimate(value: 1, error: 0, deciding: .infinity), decisions: nil)
    (place, inner, outer, nearest, measured) = (start, start, start, certain, [certain])
    if startsAtEdge, edge.isFinite, let last = probability.measure(edge, nil, nil),
      isAbove(last, shiftedBy: 0)
    {
      return nil
    }
    guard scan(guess, edge, probability), resolveSteps(probability) else { return nil }
    guard let pair = outermostPair(shiftedBy: 0) else { return nil }
    guard let (near, far) = narrowed(pair, shiftedBy: 0, probability) else { return nil }
    guard near.decisions != nil else { return nil }
    nearest = near
    place = crossing(near, far)
    guard let below = reach(-1, probability), let above = reach(1, probability) else { return nil }
    (inner, outer) = (place - side * below, place + side * above)
  }

  // MARK: - The search

  /// How much further each place of the grid is than the one before.
  private static var stride: Double { 1.15 }

  /// The probability above the level, or with its error added so many times.
  private func isAbove(_ point: Measured, shiftedBy errors: Double) -> Bool {
    point.estimate.value + errors * point.estimate.error >= level
  }

  private func distance(_ place: Double) -> Double { side * (place - start) }

  private mutating func add(_ point: Measured) {
    let index = measured.firstIndex { distance($0.place) >= distance(point.place) } ?? measured.count
    measured.insert(point, at: index)
  }

  /// Places from where the probability is above the level to where nothing is left of it.
  private mutating func scan(_ guess: Double, _ edge: Double, _ probability: Probability) -> Bool {
    func place(_ step: Double) -> Double {
      let distance = unit * pow(Self.stride, step)
      return start + side * min(distance, side * (edge - start))
    }
    let first = distance(guess)
    guard first > 0, unit > 0 else { return false }
    let own = (log(first / unit) / log(Self.stride)).rounded()
    for number in 0..<120 {
      guard let point = probability.measure(place(own + Double(number)), nil, nil) else { return false }
      add(point)
      if point.place == edge { break }
      let left = point.estimate.value + 2 * point.estimate.error
      if left < negligible * level || number > 3 && left < 0.7 * level { break }
    }
    for number in 1...200 {
      if measured.dropFirst().contains(where: { isAbove($0, shiftedBy: 0) }) { return true }
      guard let point = probability.measure(place(own - Double(number)), nil, nil) else { return false }
      add(point)
    }
    return false
  }

  /// Measures on both sides of every known step outside of the outermost place above the level, from outside to inside.
  private mutating func resolveSteps(_ probability: Probability) -> Bool {
    var index = measured.count - 1
    while index > 0 {
      let (near, far) = (measured[index - 1], measured[index])
      for step in probability.steps(near, far).sorted(by: { distance($0.outer) > distance($1.outer) }) {
        for place in [step.outer, step.inner] where place != near.place && place != far.place {
          guard let point = probability.measure(place, near, far) else { return false }
          add(point)
          if isAbove(point, shiftedBy: 0) { return true }
        }
      }
      if isAbove(near, shiftedBy: 0) { return true }
      index -= 1
    }
    return true
  }

  /// The outermost neighbours between which the probability falls through the level; nil if it stays above.
  private func outermostPair(shiftedBy errors: Double) -> (Measured, Measured)? {
    guard let index = measured.lastIndex(where: { isAbove($0, shiftedBy: errors) }),
      index + 1 < measured.count
    else { return nil }
    return (measured[index], measured[index + 1])
  }

  private func probit(_ point: Measured, _ errors: Double) -> Double {
    let smallest = max(0.5 * point.estimate.error, 1e-15)
    let p = point.estimate.value + errors * point.estimate.error
    return gsl_cdf_ugaussian_Pinv(min(max(p, smallest), 1 - 1e-15))
  }

  /// Closer until scatter, or nothing, is all that there is between the two.
  private mutating func narrowed(
    _ pair: (Measured, Measured), shiftedBy errors: Double, _ probability: Probability
  ) -> (Measured, Measured)? {
    var (near, far) = pair
    let wanted = gsl_cdf_ugaussian_Pinv(level)
    var width = Double.infinity
    for _ in 0..<120 {
      let now = distance(far.place) - distance(near.place)
      let fall = near.estimate.value - far.estimate.value
      if now <= 1e-11 * distance(far.place) { break }
      if near.decisions != nil, fall <= 0.25 * far.estimate.error { break }
      // the ends of the error need not be known as well as the crossing
      if errors != 0, near.decisions != nil, now <= 0.1 * (far.place - place).magnitude { break }
      let (above, below) = (probit(near, errors), probit(far, errors))
      let isShrinking = now <= 0.5 * width
      width = now
      let share = (above - wanted) / (above - below)
      let isUsable = isShrinking && share.isFinite && near.decisions != nil
      let part = isUsable ? min(max(share, 0.02), 0.98) : 0.5
      let next = near.place + part * (far.place - near.place)
      if next == near.place || next == far.place { break }
      let known = near.decisions == nil ? nil : near
      guard let point = probability.measure(next, known, known == nil ? nil : far) else { return nil }
      add(point)
      if isAbove(point, shiftedBy: errors) { near = point } else { far = point }
    }
    return (near, far)
  }

  /// The crossing on a straight line of Φ⁻¹(p) between two neighbours; where they are next to a step, the inner one.
  private func crossing(_ near: Measured, _ far: Measured, shiftedBy errors: Double = 0) -> Double {
    let (above, below) = (probit(near, errors), probit(far, errors))
    let share = (above - gsl_cdf_ugaussian_Pinv(level)) / (above - below)
    let isStep = distance(far.place) - distance(near.place) <= 1e-10 * distance(far.place)
    guard !isStep, share.isFinite else { return near.place }
    return near.place + min(max(share, 0), 1) * (far.place - near.place)
  }

  /// How far one standard error reaches to one side, −1 inside or 1 outside; nil if it could not be measured.
  private mutating func reach(_ direction: Double, _ probability: Probability) -> Double? {
    guard let last = measured.last else { return nil }
    guard nearest.estimate.error > 0 else { return 0 }
    var reach = 0.0
    for errors in [1.0, 2] {
      var end = last.place
      if let pair = outermostPair(shiftedBy: direction * errors) {
        guard let (near, far) = narrowed(pair, shiftedBy: direction * errors, probability) else { return nil }
        end = crossing(near, far, shiftedBy: direction * errors)
      }
      reach = max(reach, (end - place).magnitude / errors)
    }
    return reach
  }
}
