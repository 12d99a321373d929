import Foundation

/// The frame of a panel as a unit square, in which straight lines are straight on paper whatever the scales of its axes; what is
/// outside is cut off there.
struct PanelFrame {
  private let horizontal: Direction
  private let vertical: Direction

  /// One axis.
  private struct Direction {
    let low: Double
    let high: Double
    let isLogarithmic: Bool

    init(_ axis: Axis) {
      low = axis.range.lowerBound
      high = axis.range.upperBound
      isLogarithmic = axis.scale == .logarithmic
    }

    /// From 0 at the low end to 1 at the high one. What is infinitely far lies one width of the frame away.
    func place(_ value: Double) -> Double {
      if isLogarithmic {
        guard value > 0 else { return value.isNaN ? .nan : -1 }
        return value.isInfinite ? 2 : log(value / low) / log(high / low)
      }
      if value.isInfinite { return value > 0 ? 2 : -1 }
      return (value - low) / (high - low)
    }

    func value(at place: Double) -> Double {
      if place <= 0 { return low }
      if place >= 1 { return high }
      let value = isLogarithmic ? low * pow(high / low, place) : low + (high - low) * place
      return min(max(value, low), high)
    }
  }

  /// A point with its place in the square.
  private struct Place {
    var u: Double
    var v: Double
    var point: Point

    /// Its distance inside each side: left, right, bottom, top.
    func depth(_ side: Int) -> Double {
      switch side {
      case 0: u
      case 1: 1 - u
      case 2: v
      default: 1 - v
      }
    }
  }

  init(_ panel: Panel) {
    horizontal = Direction(panel.horizontal)
    vertical = Direction(panel.vertical)
  }

  /// Where a point lies: from 0 to 1 inside the frame.
  func place(_ point: Point) -> (u: Double, v: Double) {
    (horizontal.place(point.x), vertical.place(point.y))
  }

  /// The point at a place in the square; the nearest in the frame for one outside.
  func point(u: Double, v: Double) -> Point { Point(horizontal.value(at: u), vertical.value(at: v)) }

  func contains(_ point: Point) -> Bool {
    let (u, v) = place(point)
    return u >= 0 && u <= 1 && v >= 0 && v <= 1
  }

  private func placed(_ point: Point) -> Place? {
    let (u, v) = place(point)
    return u.isNaN || v.isNaN ? nil : Place(u: u, v: v, point: point)
  }

  /// Where the line between two places crosses a side.
  private func crossing(_ first: Place, _ second: Place, _ side: Int) -> Place {
    let fraction = first.depth(side) / (first.depth(side) - second.depth(side))
    var u = first.u + fraction * (second.u - first.u)
    var v = first.v + fraction * (second.v - first.v)
    switch side {
    case 0: u = 0
    case 1: u = 1
    case 2: v = 0
    default: v = 1
    }
    return Place(u: u, v: v, point: point(u: u, v: v))
  }

  // MARK: - Lines

  /// The parts of a line in the frame. A point that is not a number interrupts it.
  func clip(line: [Point]) -> [[Point]] {
    var parts: [[Point]] = []
    var part: [Point] = []
    func end() {
      if part.count > 1 { parts.append(part) }
      part = []
    }
    var last: Place?
    for point in line {
      guard let next = placed(point) else {
        end()
        last = nil
        continue
      }
      if let before = last, let (start, stop) = clip(before, next) {
        if part.last != start.point {
          end()
          part = [start.point]
        }
        part.append(stop.point)
      }
      last = next
    }
    end()
    return parts
  }

  private func clip(_ first: Place, _ second: Place) -> (Place, Place)? {
    var start = first
    var stop = second
    for side in 0..<4 {
      switch (start.depth(side) >= 0, stop.depth(side) >= 0) {
      case (true, true): break
      case (false, false): return nil
      case (true, false): stop = crossing(start, stop, side)
      case (false, true): start = crossing(start, stop, side)
      }
    }
    return (start, stop)
  }

  // MARK: - Areas

  /// An area as one polygon within the frame, empty if nothing of it is inside.
  ///
  /// Rings are joined by slits, which are gone along there and back and so bound nothing. Rings at even depth run counterclockwise
  /// and the others clockwise, so that holes are empty by the even-odd rule as by the winding number: programs differ in which they
  /// take. Rings must not cross each other.
  func polygon(_ area: Area) -> [Point] {
    let rings = area.rings.map { $0.compactMap(placed) }.filter { $0.count > 2 }
    var polygon: [Place] = []
    for (index, ring) in rings.enumerated() {
      let depth = rings.indices.count { $0 != index && contains(rings[$0], ring) }
      let isCounterclockwise = signedArea(ring) > 0
      let cut = clip(ring: isCounterclockwise == (depth % 2 == 0) ? ring : ring.reversed())
      guard cut.count > 2, signedArea(cut) != 0 else { continue }
      polygon = polygon.isEmpty ? cut : joined(polygon, cut)
    }
    return polygon.map(\.point)
  }

  /// The ring cut off at each side in turn (Sutherland and Hodgman, Communications of the ACM 17 (1974) 32).
  private func clip(ring: [Place]) -> [Place] {
    var ring = ring
    for side in 0..<4 {
      guard var last = ring.last else { return [] }
      var cut: [Place] = []
      for place in ring {
        if (last.depth(side) >= 0) != (place.depth(side) >= 0) { cut.append(crossing(last, place, side)) }
        if place.depth(side) >= 0 { cut.append(place) }
        last = place
      }
      ring = cut
    }
    return ring
  }

  private func joined(_ polygon: [Place], _ ring: [Place]) -> [Place] {
    guard let start = ring.indices.min(by: { ring[$0].u < ring[$1].u }) else { return polygon }
    func distance(_ place: Place) -> Double { hypot(place.u - ring[start].u, place.v - ring[start].v) }
    guard let bridge = polygon.indices.min(by: { distance(polygon[$0]) < distance(polygon[$1]) }) else {
      return ring
    }
    var whole = Array(polygon[...bridge])
    whole += ring[start...]
    whole += ring[...start]
    whole += polygon[bridge...]
    return whole
  }

  private func signedArea(_ ring: [Place]) -> Double {
    guard var last = ring.last else { return 0 }
    var sum = 0.0
    for place in ring {
      sum += last.u * place.v - place.u * last.v
      last = place
    }
    return sum / 2
  }

  /// Whether the inner ring lies in the outer one. Of its points most decide, as some may lie on the outer ring.
  private func contains(_ outer: [Place], _ inner: [Place]) -> Bool {
    let step = max(1, inner.count / 15)
    let probes = stride(from: 0, to: inner.count, by: step).map { inner[$0] }
    return 2 * probes.count { contains(outer, $0) } > probes.count
  }

  private func contains(_ ring: [Place], _ place: Place) -> Bool {
    guard var last = ring.last else { return false }
    var isInside = false
    for next in ring {
      if (next.v > place.v) != (last.v > place.v) {
        let crossing = (last.u - next.u) * (place.v - next.v) / (last.v - next.v) + next.u
        if place.u < crossing { isInside.toggle() }
      }
      last = next
    }
    return isInside
  }
}
