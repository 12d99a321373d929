import Foundation

extension ProfileLikelihood {
  /// The interval around the best fit in which the profile rises by at most `threshold`; see
  /// ``deltaChiSquared(confidence:degreesOfFreedom:)``.
  public func interval(threshold: Double) -> ConfidenceInterval {
    precondition(threshold > 0, "an interval needs a threshold above 0")
    var search = IntervalSearch(profile: self, threshold: threshold)
    return search.interval()
  }

  /// The interval of this confidence level by Wilks' theorem for one parameter.
  public func interval(confidence: Double) -> ConfidenceInterval {
    interval(threshold: deltaChiSquared(confidence: confidence))
  }
}

/// Follows a profile outwards until it crosses the threshold, then closes in on the crossing.
///
/// The followed quantity is √(profile − minimum), a straight line for a parabola.
struct IntervalSearch<Function: DifferentiableFunction, Quantity: DifferentiableFunction> {
  typealias End = ConfidenceInterval.End

  let profile: ProfileLikelihood<Function, Quantity>
  let threshold: Double
  /// Where the interval is looked for: the minimum, or a lowest point elsewhere.
  let start: ProfilePoint
  /// No step is longer: it could lead over a barrier.
  let longestStep: Double
  private var bestFit: Double { start.quantity }
  private var lowest: ProfilePoint?
  private var evaluations = 0
  private var edges: [Double: Bool] = [:]
  /// The standard error of the quantity by linear propagation; nil where the Hessian gives none.
  private let standardError: Double?

  init(
    profile: ProfileLikelihood<Function, Quantity>, threshold: Double, from start: ProfilePoint? = nil,
    longestStep: Double = .infinity
  ) {
    self.profile = profile
    self.threshold = threshold
    self.longestStep = longestStep
    self.start =
      start
      ?? ProfilePoint(
        quantity: profile.bestFit, value: profile.minimum.value, point: profile.minimum.point, slope: 0,
        stopReason: .converged, evaluations: 0)
    let covariance = Hessian(of: profile.function, at: profile.minimum, within: profile.bounds).covariance
    let slope = profile.quantity.valueAndGradient(at: profile.minimum.point).gradient
    let variance = covariance?.variance(alongGradient: slope) ?? 0
    standardError = variance > 0 ? variance.squareRoot() : nil
  }

  mutating func interval() -> ConfidenceInterval {
    let lower = end(towards: -1)
    let upper = end(towards: 1)
    return ConfidenceInterval(
      bestFit: bestFit, threshold: threshold, lowerEnd: lower, upperEnd: upper,
      isBestFitAtLowerEdge: edges[-1] ?? false, isBestFitAtUpperEdge: edges[1] ?? false, lowerMinimum: lowest,
      evaluations: evaluations)
  }

  private mutating func end(towards side: Double) -> End {
    let (edge, edgePoint) = profile.reach(towards: side)
    let room = side * (edge - bestFit)
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
    var step = min(firstStep, longestStep, room)
    for _ in 0..<200 {
      let left = side * (edge - inside.quantity)
      let atEdge = step >= left * (1 - 1e-12)
      let target = atEdge ? edge : inside.quantity + side * step
      if !target.isFinite { return close(.open, inside) }
      let next = atEdge ? evaluateEdge(edge, edgePoint, inside) : evaluate(target, inside)
      if !next.isConverged, !atEdge {
        if step <= resolution { return close(.failed(next.stopReason.description), inside) }
        step *= 0.25
        continue
      }
      if rise(next) > threshold { return cross(between: inside, and: next) }
      if atEdge { return close(.edge, next) }
      // a straight line in the square root, kept between 0.3 and 3 times the last step
      let slope = (root(next) - root(inside)) / step
      let wanted = slope > 0 ? 1.05 * (threshold.squareRoot() - root(next)) / slope : .infinity
      step = min(max(wanted, 0.3 * step), 3 * step, longestStep)
      inside = next
      if (inside.quantity - bestFit).magnitude > 1e9 * max(bestFit.magnitude, firstStep) {
        return close(.open, inside)
      }
    }
    return close(.failed("the profile does not come to an end in 200 steps"), inside)
  }

  /// The crossing between a point below the threshold and one above: Newton's method with the profile's own
  /// slope, kept in the bracket.
  private mutating func cross(between below: ProfilePoint, and above: ProfilePoint) -> End {
    let wanted = threshold.squareRoot()
    var (inside, outside) = (below, above)
    var best = wanted - root(below) < root(above) - wanted ? below : above
    var width = Double.infinity
    for _ in 0..<100 {
      let miss = root(best) - wanted
      let newton = best.quantity - 2 * root(best) * miss / best.slope
      let shrinks = (outside.quantity - inside.quantity).magnitude <= 0.5 * width
      width = (outside.quantity - inside.quantity).magnitude
      let middle = 0.5 * (inside.quantity + outside.quantity)
      let isBetween = (newton - inside.quantity) * (newton - outside.quantity) < 0
      let guess = isBetween && (shrinks || miss.magnitude < 1e-3 * wanted) ? newton : middle
      var isThere =
        miss.magnitude <= 1e-14 * max(1, wanted) || [inside.quantity, outside.quantity].contains(guess)
      if !isThere {
        let next = follow(guess, inside, outside)
        guard next.isConverged else { return close(.failed(next.stopReason.description), next) }
        if root(next) < wanted { inside = next } else { outside = next }
        if (root(next) - wanted).magnitude < miss.magnitude {
          best = next
        } else {
          isThere = guess == newton && miss.magnitude < 1e-10 * wanted
        }
      }
      guard isThere else { continue }
      // neighbours alone led here: look once from everywhere before believing it
      let check = evaluate(best.quantity, best)
      guard check.isConverged, best.value - check.value > 1e-9 * max(1, best.value.magnitude) else { break }
      inside = check
      outside = above
      best = check
      width = .infinity
    }
    if (root(best) - wanted).magnitude > 1e-4 * wanted {
      return close(.failed("the profile jumps over the threshold"), best)
    }
    return close(.crossing, best)
  }

  /// The profile at the edge itself, where the constrained minimisation may have no room: at most the
  /// function at the edge's point.
  private mutating func evaluateEdge(_ edge: Double, _ point: [Double], _ inside: ProfilePoint)
    -> ProfilePoint
  {
    let value = profile.function.value(at: point)
    let neighbour = ProfilePoint(
      quantity: edge, value: value, point: point, slope: 0, stopReason: .converged, evaluations: 1)
    let found = evaluate(edge, inside, neighbour)
    return found.isConverged && found.value <= value ? found : neighbour
  }

  private mutating func evaluate(_ target: Double, _ neighbours: ProfilePoint...) -> ProfilePoint {
    let point = profile.point(at: target, neighbours: neighbours.map(\.point))
    evaluations += point.evaluations
    noteLower(point)
    return point
  }

  /// The profile followed from the neighbours alone, from everywhere if that fails.
  private mutating func follow(_ target: Double, _ neighbours: ProfilePoint...) -> ProfilePoint {
    let point = profile.lowest(at: target, from: neighbours.map(\.point))
    evaluations += point.evaluations
    noteLower(point)
    return point.isConverged ? point : evaluate(target, neighbours[0], neighbours[neighbours.count - 1])
  }

  private mutating func noteLower(_ point: ProfilePoint) {
    let margin = 1e-6 * Tolerances.size(of: profile.minimum.value)
    if point.isConverged, point.value < min(profile.minimum.value - margin, lowest?.value ?? .infinity) {
      lowest = point
    }
  }

  private func rise(_ point: ProfilePoint) -> Double { point.value - profile.minimum.value }
  private func root(_ point: ProfilePoint) -> Double { max(rise(point), 0).squareRoot() }

  private func close(_ kind: End.Kind, _ point: ProfilePoint) -> End {
    End(kind: kind, quantity: point.quantity, point: point.point, rise: rise(point))
  }
}
