/// What is known of a profile: its points, in the order of the quantity.
struct ProfileCourse: Sendable {
  private(set) var points: [ProfilePoint] = []

  init(_ points: [ProfilePoint] = []) {
    for point in points { insert(point) }
  }

  /// Adds a point; of two at the same place the lower one stays.
  mutating func insert(_ point: ProfilePoint) {
    let place = place(of: point.quantity)
    guard points.indices.contains(place), points[place].quantity == point.quantity else {
      points.insert(point, at: place)
      return
    }
    let known = points[place]
    if known.isExcluded || point.value < known.value || point.isConverged && !known.isConverged {
      points[place] = point
    }
  }

  /// The nearest points on either side and at the place itself, those that allow anything.
  func neighbours(of quantity: Double) -> [ProfilePoint] {
    let place = place(of: quantity)
    let above = points[place...].first { !$0.isExcluded }
    let below = points[..<place].last { !$0.isExcluded }
    return [below, above].compactMap(\.self)
  }

  /// The nearest point below (`side` −1) or above (`side` 1) that allows anything.
  func next(after quantity: Double, towards side: Double) -> ProfilePoint? {
    side < 0
      ? points.last { $0.quantity < quantity && !$0.isExcluded }
      : points.first { $0.quantity > quantity && !$0.isExcluded }
  }

  /// The same on a circle, once more a turn below and a turn above.
  func around(_ turn: Double, coordinate: Int) -> ProfileCourse {
    ProfileCourse(
      [-turn, 0, turn].flatMap { shift in
        points.map { shift == 0 ? $0 : $0.shifted(by: shift, coordinate: coordinate) }
      })
  }

  /// The first place whose quantity is not less.
  private func place(of quantity: Double) -> Int {
    var (lower, upper) = (0, points.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if points[middle].quantity < quantity { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }
}
