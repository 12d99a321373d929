import Foundation

/// Follows a profile outwards until it crosses the threshold, then closes in on the crossing.
///
/// The followed quantity is √(profile − minimum), a straight line for a parabola. What is known of the profile is used on
/// the way, and what is found added to it.
struct IntervalSearch<Function: DifferentiableFunction, Quantity: DifferentiableFunction> {
  typealias End = ConfidenceInterval.End

  let profile: ProfileLikelihood<Function, Quantity>
  let threshold: Double
  /// Where the interval is looked for: the minimum, or a lowest point elsewhere.
  let start: ProfilePoint
  /// Where the bounds end the quantity.
  let reach: QuantityReach
  /// What is known of the profile.
  private(set) var course: ProfileCourse
  private var bestFit: Double { start.quantity }
  private var lowest: ProfilePoint?
  private var evaluations = 0
  private var edges: [Double: Bool] = [:]
  /// The standard error of the quantity by linear propagation; nil where the Hessian gives none.
  private let standardError: Double?

  init(
    profile: ProfileLikelihood<Function, Quantity>, threshold: Double, from start: ProfilePoint? = nil,
    along course: ProfileCourse = ProfileCourse(), reach: QuantityReach? = nil, standardError: Double?
  ) {
    self.profile = profile
    self.threshold = threshold
    self.course = course
    self.start = start ?? profile.atMinimum
    self.reach = reach ?? profile.reach
    self.standardError = standardError
  }

  mutating func interval() -> ConfidenceInterval {
    let lower = end(towards: -1)
    let upper = end(towards: 1)
    return ConfidenceInterval(
      bestFit: bestFit, threshold: threshold, lowerEnd: lower, upperEnd: upper,
      isBestFitAtLowerEdge: edges[-1] ?? false, isBestFitAtUpperEdge: edges[1] ?? false, lowerMinimum: lowest,
      evaluations: evaluations)
  }

  // MARK: - Outwards

  private mutating func end(towards side: Double) -> End {
    let edge = side < 0 ? reach.lower : reach.upper
    let room = side * (edge.quantity - bestFit)
    let firstStep =
      standardError.map { $0 * threshold.squareRoot() }
      ?? (room.isFinite ? 0.02 * room : 0.1 * max(bestFit.magnitude, 1))
    let resolution = 1e-9 * max(min(bestFit.magnitude, firstStep), 1e-3 * firstStep)
    if room <= resolution {
      edges[side] = true
      return close(.edge, start)
    }
    // outwards in growing steps
    var inside = start
    var step = min(firstStep, room)
    // every known point may be a step of its own
    let most = 300 + course.points.count
    for _ in 0..<most {
      let left = side * (edge.quantity - inside.quantity)
      let isLast = step >= left * (1 - 1e-12)
      var target = isLast ? edge.quantity : inside.quantity + side * step
      if !target.isFinite { return close(.open, inside) }
      let next: ProfilePoint
      if let known = course.next(after: inside.quantity, towards: side), side * (target - known.quantity) >= 0
      {
        // near the threshold it is not enough to know it roughly
        let isDecided = known.isConverged && (rise(known) - threshold).magnitude > 0.05 * threshold
        next = isDecided ? known : evaluate(known.quantity, known, inside)
        target = known.quantity
      } else {
        next = isLast ? evaluateEdge(edge, inside) : evaluate(target, inside)
      }
      let isAtEdge = target == edge.quantity
      if !(rise(next) <= threshold) {
        guard next.isConverged || next.isExcluded else {
          // perhaps it is followed more easily in small steps
          step = 0.25 * side * (target - inside.quantity)
          if step < 1e-3 * firstStep { return close(.failed(next.stopReason.description), inside) }
          continue
        }
        switch cross(between: inside, and: next) {
        case .end(let end): return end
        case .lower(let beyond): inside = beyond
        }
        step = firstStep
        continue
      }
      if isAtEdge { return close(.edge, next) }
      // a straight line in the square root, kept between 0.3 and 3 times the last step
      let made = side * (target - inside.quantity)
      let slope = (root(next) - root(inside)) / made
      let wanted = slope > 0 ? 1.05 * (threshold.squareRoot() - root(next)) / slope : .infinity
      step = min(max(wanted, 0.3 * max(made, step)), 3 * max(made, step))
      inside = next
      if (inside.quantity - bestFit).magnitude > 1e9 * max(bestFit.magnitude, firstStep) {
        return close(.open, inside)
      }
    }
    return close(.failed("the profile does not come to an end in \(most) steps"), inside)
  }

  // MARK: - The crossing

  private enum Crossing {
    case end(End)
    /// A lower valley that goes on beyond.
    case lower(ProfilePoint)
  }

  /// The crossing between a point below the threshold and one above. Neighbours alone lead there: before it is believed, it
  /// is looked for from everywhere.
  private mutating func cross(between below: ProfilePoint, and above: ProfilePoint) -> Crossing {
    var (inside, outside) = (below, above)
    for _ in 0..<6 {
      let best = narrowed(&inside, &outside)
      // where the function or the quantity ends, what lies next to it outside is looked at
      let isJump = !((root(best) - threshold.squareRoot()).magnitude <= 1e-4 * threshold.squareRoot())
      let place = isJump ? outside.quantity : best.quantity
      let check = evaluate(place, best, outside)
      let before = isJump ? outside.value : best.value
      let isLower =
        check.value < before - 1e-7 * Tolerances.size(of: before) || before.isNaN && !check.value.isNaN
      guard isLower, rise(check) <= threshold else {
        return .end(close(best.isConverged ? .crossing : .failed(best.stopReason.description), best))
      }
      let beyond = evaluate(above.quantity, check, above)
      if rise(beyond) <= threshold { return .lower(beyond) }
      (inside, outside) = (check, beyond)
    }
    return .end(close(.failed("lower values are met again and again"), inside))
  }

  /// The place where the profile takes the value of the threshold: Newton's method with the profile's own slope, kept in
  /// the bracket; the last place inside where the profile jumps over it, as it does at the end of a support.
  private mutating func narrowed(_ inside: inout ProfilePoint, _ outside: inout ProfilePoint) -> ProfilePoint
  {
    let wanted = threshold.squareRoot()
    var best = !outside.isExcluded && root(outside) - wanted < wanted - root(inside) ? outside : inside
    var width = Double.infinity
    for _ in 0..<100 {
      let miss = root(best) - wanted
      if miss.magnitude <= 1e-14 * max(1, wanted) { return best }
      let newton = best.quantity - 2 * root(best) * miss / best.slope
      let length = (outside.quantity - inside.quantity).magnitude
      let shrinks = length <= 0.5 * width
      width = length
      let middle = 0.5 * (inside.quantity + outside.quantity)
      let isBetween = (newton - inside.quantity) * (newton - outside.quantity) < 0
      let isNewton = isBetween && (shrinks || miss.magnitude < 1e-3 * wanted)
      let guess = isNewton ? newton : middle
      if [inside.quantity, outside.quantity].contains(guess)
        || length <= 1e-14 * max(guess.magnitude, (inside.quantity - bestFit).magnitude)
      {
        return miss.magnitude <= 1e-4 * wanted ? best : inside
      }
      let next = follow(guess, inside, outside)
      if root(next) < wanted { inside = next } else { outside = next }
      let isNearer = !next.isExcluded && (root(next) - wanted).magnitude < miss.magnitude
      if isNearer { best = next }
      if !isNearer, isNewton, miss.magnitude < 1e-10 * wanted { return best }
    }
    return (root(best) - wanted).magnitude <= 1e-4 * wanted ? best : inside
  }

  // MARK: - Points

  /// The profile at the edge itself, where the conditional minimisation may have no room: at most the
  /// function at the edge's point.
  private mutating func evaluateEdge(_ edge: QuantityReach.Edge, _ inside: ProfilePoint) -> ProfilePoint {
    let value = profile.function.value(at: edge.point)
    let corner = ProfilePoint(
      quantity: edge.quantity, value: value.isFinite ? value : .nan, point: edge.point, slope: 0,
      stopReason: value.isFinite ? .converged : .undefinedAtStart, evaluations: 1)
    let found = evaluate(edge.quantity, inside, corner)
    return !found.isExcluded && !(corner.value < found.value) ? found : corner
  }

  /// The profile from everywhere.
  private mutating func evaluate(_ target: Double, _ neighbours: ProfilePoint...) -> ProfilePoint {
    note(profile.point(at: target, near: usable(neighbours) + course.neighbours(of: target)))
  }

  /// The profile followed from the neighbours alone, from everywhere if that fails.
  private mutating func follow(_ target: Double, _ neighbours: ProfilePoint...) -> ProfilePoint {
    let point = note(profile.followed(to: target, from: usable(neighbours)))
    return point.isConverged || neighbours.contains(where: \.isExcluded) && point.isExcluded
      ? point : note(profile.point(at: target, near: usable(neighbours)))
  }

  private func usable(_ neighbours: [ProfilePoint]) -> [ProfilePoint] { neighbours.filter { !$0.isExcluded } }

  private mutating func note(_ point: ProfilePoint) -> ProfilePoint {
    evaluations += point.evaluations
    if !point.isExcluded { course.insert(point) }
    let margin = 1e-6 * Tolerances.size(of: profile.minimum.value)
    if point.isConverged, point.value < min(profile.minimum.value - margin, lowest?.value ?? .infinity) {
      lowest = point
    }
    return point
  }

  /// How far a point lies above the minimum; infinitely where nothing is allowed.
  private func rise(_ point: ProfilePoint) -> Double {
    point.isExcluded ? .infinity : point.value - profile.minimum.value
  }

  private func root(_ point: ProfilePoint) -> Double { max(rise(point), 0).squareRoot() }

  private func close(_ kind: End.Kind, _ point: ProfilePoint) -> End {
    End(kind: kind, quantity: point.quantity, point: point.point, rise: rise(point))
  }
}
