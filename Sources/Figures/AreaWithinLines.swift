import Foundation

extension Area {
  /// The parts of the unit square on one side of lines that part it: closed ones, whose last point is their first, and open ones,
  /// which end on its sides. Lines do not cross each other.
  ///
  /// Along the sides what is inside and what is not take turns at every end of a line. Which is which most of the sides decide,
  /// so that a wrong answer next to an end costs nothing.
  ///
  /// - Parameter isInside: whether a point of the sides lies inside.
  public static func within(_ lines: [[Point]], where isInside: (Point) -> Bool) -> [Area] {
    let lines = lines.filter { $0.count > 1 }
    let closed = lines.filter { $0.first == $0.last }
    let open = lines.filter { $0.first != $0.last }
    let ends = open.enumerated().flatMap { number, line in
      [line.first, line.last].compactMap(\.self).map { End(line: number, place: Perimeter.place(of: $0)) }
    }.sorted { $0.place < $1.place }
    guard !ends.isEmpty else {
      let votes = Perimeter.probes.count { isInside(Perimeter.point($0)) }
      let isAround = 2 * votes > Perimeter.probes.count
      return nested(closed + (isAround ? [Perimeter.corners.map(Perimeter.point)] : []))
    }
    let agreeing = Perimeter.probes.count { place in
      let stretch = ends.lastIndex { $0.place <= place } ?? ends.count - 1
      return isInside(Perimeter.point(place)) == stretch.isMultiple(of: 2)
    }
    let isEvenInside = 2 * agreeing > Perimeter.probes.count
    return nested(closed + rings(open, ends, isEvenInside: isEvenInside))
  }

  /// An end of an open line.
  private struct End {
    var line: Int
    var place: Double
  }

  /// Goes along each line, then along the sides that are inside to the next line, until it is back.
  private static func rings(_ lines: [[Point]], _ ends: [End], isEvenInside: Bool) -> [[Point]] {
    var rings: [[Point]] = []
    var isDone = [Bool](repeating: false, count: lines.count)
    for start in lines.indices where !isDone[start] {
      var ring: [Point] = []
      var own = start
      var isForwards = true
      while !isDone[own] {
        isDone[own] = true
        ring += isForwards ? lines[own] : lines[own].reversed()
        let places = ends.indices.filter { ends[$0].line == own }
        let reached = ring.last.map { Perimeter.place(of: $0) } ?? 0
        let here =
          places.min { abs(ends[$0].place - reached) < abs(ends[$1].place - reached) } ?? places[0]
        // The stretch behind an end bears its number.
        let isAhead = here.isMultiple(of: 2) == isEvenInside
        let next = (here + (isAhead ? 1 : ends.count - 1)) % ends.count
        ring += Perimeter.corners(from: ends[here].place, to: ends[next].place, ahead: isAhead)
        own = ends[next].line
        let first = lines[own].first.map { Perimeter.place(of: $0) } ?? 0
        isForwards = abs(first - ends[next].place) < 1e-12
      }
      rings.append(ring)
    }
    return rings
  }
}

/// The way around the unit square, counterclockwise from its lower left corner: each side is one long.
private enum Perimeter {
  static let corners = [0.0, 1, 2, 3]
  /// Evenly spaced, none of them a corner.
  static let probes = (0..<400).map { (Double($0) + 0.5) / 100 }

  static func point(_ place: Double) -> Point {
    switch place {
    case ..<1: Point(place, 0)
    case ..<2: Point(1, place - 1)
    case ..<3: Point(3 - place, 1)
    default: Point(0, 4 - place)
    }
  }

  /// The place of the nearest point of the sides.
  static func place(of point: Point) -> Double {
    let (x, y) = (min(max(point.x, 0), 1), min(max(point.y, 0), 1))
    let sides = [(y, x), (1 - x, 1 + y), (1 - y, 3 - x), (x, 4 - y)]
    return sides.min { $0.0 < $1.0 }?.1.truncatingRemainder(dividingBy: 4) ?? 0
  }

  /// The corners that are passed between two places.
  static func corners(from start: Double, to end: Double, ahead: Bool) -> [Point] {
    func distance(_ place: Double) -> Double {
      let way = (ahead ? place - start : start - place).truncatingRemainder(dividingBy: 4)
      return way < 0 ? way + 4 : way
    }
    return corners.filter { distance($0) < distance(end) }.sorted { distance($0) < distance($1) }.map(point)
  }
}
