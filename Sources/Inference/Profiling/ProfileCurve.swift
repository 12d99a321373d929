extension ProfileLikelihood {
  /// The profile at `points` values evenly spread over all that the bounds allow the quantity, and at the best fit; nil if
  /// that has no end. Of a circle, half a turn each way.
  public func curve(points: Int, isCircle: Bool = false, threads: Int = 1) -> [ProfilePoint]? {
    precondition(points > 1, "a curve has two ends")
    return values(points: points, in: reach, isCircle: isCircle).map { scan(over: $0, threads: threads) }
  }

  private func values(points: Int, in reach: QuantityReach, isCircle: Bool) -> [Double]? {
    var (lower, upper) = (reach.lower.quantity, reach.upper.quantity)
    guard lower.isFinite, upper.isFinite, lower < upper else { return nil }
    if isCircle { (lower, upper) = (0.75 * lower + 0.25 * upper, 0.25 * lower + 0.75 * upper) }
    var values = (0..<points).map { place in
      let share = Double(place) / Double(points - 1)
      return min(max((1 - share) * lower + share * upper, lower), upper)
    }
    let best = bestFit
    let place = values.firstIndex { $0 >= best } ?? values.count
    if !values.contains(best) { values.insert(best, at: place) }
    return values
  }

  /// What the search of intervals starts from: the curve, or a coarse one; the known minima; and the minima of the profile
  /// that the slopes of neighbouring points tell of, as far as they may lie below a threshold.
  func course(
    along curve: [ProfilePoint]?, below threshold: Double, in reach: QuantityReach, isCircle: Bool,
    threads: Int
  ) -> ProfileCourse {
    var own = self
    own.starts += [reach.lower.point, reach.upper.point].filter { !$0.isEmpty && !(quantity is Coordinate) }
    let curve =
      curve
      ?? values(points: 25, in: reach, isCircle: isCircle).map {
        own.courseOfProfile(over: $0, threads: threads)
      } ?? []
    var course = ProfileCourse(curve)
    course.insert(atMinimum)
    let turn = isCircle ? reach.turn : 0
    for start in starts { addMinimum(start, to: &course, turn: turn) }
    addDips(to: &course, below: threshold)
    guard isCircle else { return course }
    let range = reach.lower.quantity...reach.upper.quantity
    return ProfileCourse(
      course.around(turn, coordinate: coordinate).points.filter { range.contains($0.quantity) })
  }

  private var coordinate: Int { (quantity as? Coordinate)?.index ?? 0 }

  /// Adds the profile where a known minimum has the quantity.
  private func addMinimum(_ point: [Double], to course: inout ProfileCourse, turn: Double) {
    var place = quantity.value(at: point)
    var point = point
    if turn > 0 {
      place = bestFit + (place - bestFit).remainder(dividingBy: turn)
      point[coordinate] = place
    }
    guard place.isFinite, !course.points.contains(where: { $0.quantity == place }) else { return }
    var near = course.neighbours(of: place)
    near.insert(
      ProfilePoint(
        quantity: place, value: function.value(at: point), point: point, slope: 0, stopReason: .converged,
        evaluations: 1), at: 0)
    let found = followed(to: place, from: near)
    if !found.isExcluded { course.insert(found) }
  }

  /// Adds points where the profile falls from both sides towards something between: a minimum that the course has not.
  private func addDips(to course: inout ProfileCourse, below threshold: Double) {
    var left = 24
    for _ in 0..<6 {
      var found: [ProfilePoint] = []
      for (first, second) in zip(course.points, course.points.dropFirst()) where left > 0 {
        guard let dip = dip(between: first, and: second), dip.value - minimum.value < 1.5 * threshold + 1
        else { continue }
        left -= 1
        found.append(followed(to: dip.quantity, from: [first, second]))
      }
      if found.isEmpty { return }
      for point in found where !point.isExcluded { course.insert(point) }
    }
  }

  /// The lowest place of the cubic through two points with their slopes, where that lies between them and lower than both
  /// by more than is worth a look.
  private func dip(between first: ProfilePoint, and second: ProfilePoint) -> (
    quantity: Double, value: Double
  )? {
    let length = second.quantity - first.quantity
    guard !first.isExcluded, !second.isExcluded, length > 0, first.slope * length < -1e-3,
      second.slope * length > 1e-3
    else { return nil }
    // p(s) = a + b s + c s² + d s³ over the unit interval
    let (b, e) = (first.slope * length, second.slope * length)
    let rise = second.value - first.value
    let (c, d) = (3 * rise - 2 * b - e, b + e - 2 * rise)
    // where b + 2 c s + 3 d s² = 0 and the cubic bends upwards
    let root = (c * c - 3 * b * d).squareRoot()
    let share = -b / (c + root)
    guard share.isFinite, share > 0.01, share < 0.99 else { return nil }
    let depth = share * (b + share * (c + share * d))
    guard min(0, rise) - depth > 1e-3 else { return nil }
    return (first.quantity + share * length, first.value + depth)
  }
}
