import Figures
import Foundation
import Testing

/// Parts of the unit square on one side of lines.
@Suite struct AreaWithinLinesTests {
  /// A part of the unit square, and the lines that bound it.
  struct Part: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let lines: [[Point]]
    let contains: @Sendable (Point) -> Bool
  }

  /// Points of a circle around a place, from one angle to another, in parts of a turn.
  private static func arc(_ centre: Point, _ radius: Double, from: Double = 0, to: Double = 1) -> [Point] {
    let points = (0...200).map { step -> Point in
      let angle = 2 * Double.pi * (from + (to - from) * Double(step) / 200)
      return Point(centre.x + radius * cos(angle), centre.y + radius * sin(angle))
    }
    return to - from == 1 ? points.dropLast() + points.prefix(1) : points
  }

  private static func distance(_ point: Point, _ x: Double, _ y: Double) -> Double {
    hypot(point.x - x, point.y - y)
  }

  static let parts = [
    Part(testDescription: "nothing is cut off", lines: []) { _ in true },
    Part(testDescription: "nothing is inside", lines: []) { _ in false },
    Part(testDescription: "below a line", lines: [[Point(0, 0.3), Point(1, 0.6)]]) {
      $0.y < 0.3 + 0.3 * $0.x
    },
    Part(testDescription: "above a line", lines: [[Point(1, 0.6), Point(0, 0.3)]]) {
      $0.y > 0.3 + 0.3 * $0.x
    },
    Part(
      testDescription: "between two lines",
      lines: [[Point(0.2, 0), Point(0.4, 1)], [Point(0.9, 1), Point(0.7, 0)]]
    ) { $0.x > 0.2 + 0.2 * $0.y && $0.x < 0.7 + 0.2 * $0.y },
    Part(
      testDescription: "all but what is between two lines",
      lines: [[Point(0.2, 0), Point(0.4, 1)], [Point(0.9, 1), Point(0.7, 0)]]
    ) { $0.x < 0.2 + 0.2 * $0.y || $0.x > 0.7 + 0.2 * $0.y },
    Part(testDescription: "a disc", lines: [arc(Point(0.5, 0.5), 0.2)]) { distance($0, 0.5, 0.5) < 0.2 },
    Part(testDescription: "all but a disc", lines: [arc(Point(0.5, 0.5), 0.2)]) {
      distance($0, 0.5, 0.5) > 0.2
    },
    Part(testDescription: "a quarter of a disc", lines: [arc(Point(0, 0), 0.4, from: 0, to: 0.25)]) {
      distance($0, 0, 0) < 0.4
    },
    Part(
      testDescription: "all but a disc and three corners",
      lines: [
        arc(Point(0, 0), 0.4, from: 0.25, to: 0), arc(Point(1, 0), 0.3, from: 0.25, to: 0.5),
        arc(Point(1, 1), 0.2, from: 0.5, to: 0.75), arc(Point(0.5, 0.6), 0.1),
      ]
    ) {
      distance($0, 0, 0) > 0.4 && distance($0, 1, 0) > 0.3 && distance($0, 1, 1) > 0.2
        && distance($0, 0.5, 0.6) > 0.1
    },
  ]

  @Test(arguments: parts) func aPointLiesInOneAreaWhereItLiesInside(part: Part) {
    let areas = Area.within(part.lines, where: part.contains)
    var wrong = 0
    for column in 0..<60 {
      for row in 0..<60 {
        let point = Point((Double(column) + 0.37) / 60, (Double(row) + 0.61) / 60)
        let count = areas.count { area in
          area.rings.count { $0.contains(inside: point) } % 2 == 1
        }
        if count != (part.contains(point) ? 1 : 0) { wrong += 1 }
      }
    }
    // Arcs are polygons, and cells next to them may fall on either side.
    #expect(wrong <= 4, "\(wrong) of 3600 points")
  }

  @Test func wrongAnswersNextToALineCostNothing() {
    let line = [Point(0, 0.3), Point(1, 0.6)]
    let areas = Area.within([line]) { $0.y < 0.34 + 0.3 * $0.x }
    let area = areas.map { $0.rings[0].enclosedArea }.reduce(0, +)
    #expect(abs(area - 0.45) < 1e-12)
  }
}
