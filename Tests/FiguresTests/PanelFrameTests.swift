import Foundation
import Testing

@testable import Figures

@Suite("What lies in a frame")
struct PanelFrameTests {
  private let square = PanelFrame(Panel(horizontal: Axis("x", 0...1), vertical: Axis("y", 0...1), layers: []))

  private func area(_ polygon: [Point]) -> Double {
    guard var last = polygon.last else { return 0 }
    var sum = 0.0
    for point in polygon {
      sum += last.x * point.y - point.x * last.y
      last = point
    }
    return sum / 2
  }

  private func rectangle(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> [Point] {
    [
      Point(x.lowerBound, y.lowerBound), Point(x.upperBound, y.lowerBound), Point(x.upperBound, y.upperBound),
      Point(x.lowerBound, y.upperBound),
    ]
  }

  private func circle(_ x: Double, _ y: Double, _ radius: Double) -> [Point] {
    (0..<400).map {
      Point(x + radius * cos(.pi * Double($0) / 200), y + radius * sin(.pi * Double($0) / 200))
    }
  }

  @Test func aHoleIsTakenAwayWhicheverWayRingsRun() {
    let outer = rectangle(0.1...0.9, 0.1...0.9)
    let hole = rectangle(0.3...0.5, 0.4...0.5)
    for rings in [[outer, hole], [outer.reversed(), hole], [outer, hole.reversed()], [hole, outer]] {
      #expect(abs(area(square.polygon(Area(rings: rings))) - (0.64 - 0.02)) < 1e-12)
    }
  }

  @Test func anIslandInAHoleIsLand() {
    let rings = [
      rectangle(0...1, 0...1), rectangle(0.2...0.8, 0.2...0.8), rectangle(0.4...0.6, 0.4...0.6),
      rectangle(0.05...0.15, 0.05...0.15),
    ]
    #expect(abs(area(square.polygon(Area(rings: rings))) - (1 - 0.36 + 0.04 - 0.01)) < 1e-12)
  }

  @Test func whatIsOutsideIsCutOff() {
    // A quarter of a disc in a corner, and a ring whose half is outside
    #expect(abs(area(square.polygon(Area(rings: [circle(0, 0, 0.5)]))) - .pi / 16) < 1e-4)
    let ring = Area(rings: [circle(0.5, 1, 0.4), circle(0.5, 1, 0.2)])
    #expect(abs(area(square.polygon(ring)) - .pi * (0.16 - 0.04) / 2) < 1e-4)
    #expect(square.polygon(ring).allSatisfy { (0...1).contains($0.x) && (0...1).contains($0.y) })
    #expect(square.polygon(Area(rings: [circle(3, 3, 1)])).isEmpty)
    #expect(abs(area(square.polygon(Area(rings: [circle(0.5, 0.5, 9)]))) - 1) < 1e-12)
    #expect(square.polygon(Area(rings: [])).isEmpty)
  }

  @Test func infinitelyFarIsOutside() {
    let above = [Point(0.25, 0.5), Point(0.75, 0.5), Point(0.75, .infinity), Point(0.25, .infinity)]
    #expect(abs(area(square.polygon(Area(rings: [above]))) - 0.25) < 1e-12)
  }

  @Test func cutsAreStraightOnPaperWhenScalesAreLogarithmic() {
    let frame = PanelFrame(
      Panel(
        horizontal: Axis("x", 1...100, scale: .logarithmic),
        vertical: Axis("y", 1...100, scale: .logarithmic),
        layers: []))
    // y = x² is a straight line on paper; it leaves at x = 10.
    #expect(frame.clip(line: [Point(1, 1), Point(1000, 1e6)]) == [[Point(1, 1), Point(10, 100)]])
    // A triangle to where a logarithm is not
    let polygon = frame.polygon(Area(rings: [[Point(0, 10), Point(10, 1), Point(10, 10)]]))
    #expect(polygon.allSatisfy { $0.x >= 1 && $0.y >= 1 })
    #expect(polygon.contains(Point(1, 10)))
  }

  @Test func linesAreCutWhereTheyLeaveAndWhereTheyAreNotNumbers() {
    let zigzag = [
      Point(0.2, 0.5), Point(0.4, 1.5), Point(0.6, 0.5), Point(.nan, 0.5), Point(0.8, 0.5), Point(2.8, 0.5),
    ]
    let parts = square.clip(line: zigzag)
    #expect(parts.count == 3)
    #expect(parts.flatMap { $0 }.allSatisfy { (0...1).contains($0.x) && (0...1).contains($0.y) })
    #expect(parts.last == [Point(0.8, 0.5), Point(1, 0.5)])
    #expect(square.clip(line: [Point(-1, 0.5), Point(2, 0.5)]) == [[Point(0, 0.5), Point(1, 0.5)]])
    #expect(square.clip(line: [Point(-1, 0.9), Point(0.1, 2)]).isEmpty)
  }

  @Test func pointsInsideStayTheNumbersTheyWere() {
    let ring = [Point(0.1 + 0.2, 1.0 / 3), Point(0.7, 1.0 / 7), Point(2.0 / 3, 0.9)]
    let polygon = square.polygon(Area(rings: [ring]))
    #expect(ring.allSatisfy { polygon.contains($0) })
  }
}
