extension Area {
  /// Areas from rings in any order: inside is what lies inside an odd number of them.
  ///
  /// A ring inside an even number of others is the outer one of an area; one inside an odd number is a hole in the smallest
  /// around it. Rings do not cross.
  public static func nested(_ rings: [[Point]]) -> [Area] {
    let rings = rings.filter { $0.count > 2 }
    let around = rings.indices.map { inner in
      rings.indices.filter {
        $0 != inner && rings[$0].enclosedArea > rings[inner].enclosedArea
          && rings[$0].encloses(rings[inner])
      }
    }
    var areas: [Int: Area] = [:]
    for index in rings.indices where around[index].count.isMultiple(of: 2) {
      areas[index] = Area(rings: [rings[index]])
    }
    for index in rings.indices where !around[index].count.isMultiple(of: 2) {
      let smallest = around[index].min { rings[$0].enclosedArea < rings[$1].enclosedArea }
      if let smallest { areas[smallest]?.rings.append(rings[index]) }
    }
    return areas.keys.sorted().compactMap { areas[$0] }
  }
}

extension [Point] {
  /// The area of the polygon with these corners.
  public var enclosedArea: Double {
    var sum = 0.0
    for i in indices {
      let (a, b) = (self[i], self[(i + 1) % count])
      sum += a.x * b.y - b.x * a.y
    }
    return abs(sum) / 2
  }

  /// Whether a point lies inside the polygon.
  public func contains(inside point: Point) -> Bool {
    var isInside = false
    for i in indices {
      let (a, b) = (self[i], self[(i + 1) % count])
      guard (a.y > point.y) != (b.y > point.y) else { continue }
      if point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y) { isInside.toggle() }
    }
    return isInside
  }

  /// Whether most of another ring, which this one does not cross, lies inside. Points on the ring itself can fall on
  /// either side.
  fileprivate func encloses(_ other: [Point]) -> Bool {
    let inside = other.count { contains(inside: $0) }
    return 2 * inside > other.count
  }
}
