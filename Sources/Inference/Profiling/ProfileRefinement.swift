/// How densely a curve is to be known for drawing.
public struct CurveRefinement: Sendable {
  /// Up to which rise above the minimum it matters.
  public var highest: Double
  /// By how much neighbours below that may differ.
  public var largestStep: Double
  /// The most points that are put between the others.
  public var budget: Int

  /// Neighbours below `highest` are to differ by no more than `largestStep`, for at most `budget` more points.
  public init(highest: Double = 6, largestStep: Double = 0.25, budget: Int = 50) {
    self.highest = highest
    self.largestStep = largestStep
    self.budget = budget
  }
}

extension ProfileLikelihood {
  /// A curve with more points: the ends of intervals, so that it crosses their thresholds where they say, and others where
  /// neighbours differ too much.
  public func refined(
    _ curve: [ProfilePoint], withEndsOf intervals: [ConfidenceInterval], to refinement: CurveRefinement,
    threads: Int = 1
  ) -> [ProfilePoint] {
    let known = intervals.flatMap { [$0.lowerEnd, $0.upperEnd] }.filter { $0.kind == .crossing }.map {
      ProfilePoint(
        quantity: $0.quantity, value: minimum.value + $0.rise, point: $0.point, slope: 0,
        stopReason: .converged, evaluations: 0)
    }
    var curve = mended(Self.merged(curve, known))
    var left = refinement.budget
    while left > 0 {
      let places = gaps(in: curve, refinement).prefix(left)
      if places.isEmpty { break }
      let steps = places.map { (curve[$0], curve[$0 + 1]) }
      let found = parallelMap(steps.count, threads: threads) { index in
        let (before, after) = steps[index]
        return sought(at: 0.5 * (before.quantity + after.quantity), between: before, after)
      }
      left -= steps.count
      // What does not converge between two that did is no gap.
      curve = Self.merged(curve, found.filter(\.isConverged))
    }
    return curve
  }

  /// Where neighbours differ too much, the widest steps first. Next to a point that no choice of the parameters gives there is
  /// nothing to find.
  private func gaps(in curve: [ProfilePoint], _ refinement: CurveRefinement) -> [Int] {
    let reach = (curve.last?.quantity ?? 0) - (curve.first?.quantity ?? 0)
    func step(_ place: Int) -> Double {
      let (first, second) = (curve[place], curve[place + 1])
      guard first.isConverged, second.isConverged, second.quantity - first.quantity > 1e-4 * reach
      else { return 0 }
      // What lies above the frame is cut off there.
      let rises = [first, second].map { min($0.value - minimum.value, refinement.highest + 1) }
      return (rises[1] - rises[0]).magnitude
    }
    return curve.indices.dropLast().filter { step($0) > refinement.largestStep }.sorted {
      step($0) > step($1)
    }
  }

  /// The curve with points that did not converge tried again from the nearest ones on both sides that did, first from left to
  /// right, then back.
  private func mended(_ curve: [ProfilePoint]) -> [ProfilePoint] {
    var curve = curve
    for place in Array(curve.indices) + curve.indices.reversed() where !isSettled(curve[place]) {
      let sides = [curve[..<place].last(where: \.isConverged), curve[place...].first(where: \.isConverged)]
        .compactMap(\.self)
      let target = curve[place].quantity
      var starts = sides.map(\.point)
      if sides.count == 2 {
        let share = (target - sides[0].quantity) / (sides[1].quantity - sides[0].quantity)
        starts.append(zip(sides[0].point, sides[1].point).map { (1 - share) * $0 + share * $1 })
      }
      guard !starts.isEmpty else { continue }
      let found = lowest(at: target, from: starts)
      if found.isConverged || isLowest(found) { curve[place] = Self.settled(found) }
    }
    return curve
  }

  /// Whether a point is as low as the minimum: then there is nothing below it, however its search ended.
  private func isLowest(_ point: ProfilePoint) -> Bool {
    guard point.value - minimum.value < 1e-6 * Tolerances.size(of: minimum.value) else { return false }
    let miss = quantity.value(at: point.point) - point.quantity
    return miss.magnitude <= 1e-9 * max(1, point.quantity.magnitude)
  }

  private static func settled(_ point: ProfilePoint) -> ProfilePoint {
    ProfilePoint(
      quantity: point.quantity, value: point.value, point: point.point, slope: point.slope,
      stopReason: .converged, evaluations: point.evaluations)
  }

  /// Whether nothing is left to be found at a point.
  private func isSettled(_ point: ProfilePoint) -> Bool {
    point.isConverged || point.isExcluded
  }

  private func sought(at target: Double, between neighbours: ProfilePoint...) -> ProfilePoint {
    let found = followed(to: target, from: neighbours)
    return found.isConverged ? found : point(at: target, near: neighbours)
  }

  /// Both in order, of points at the same place the first that converged.
  private static func merged(_ first: [ProfilePoint], _ second: [ProfilePoint]) -> [ProfilePoint] {
    (first + second).sorted { $0.quantity < $1.quantity }.reduce(into: []) { curve, point in
      guard let last = curve.last, last.quantity == point.quantity else {
        curve.append(point)
        return
      }
      if !last.isConverged { curve[curve.count - 1] = point }
    }
  }
}
