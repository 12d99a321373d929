import Foundation
import Testing

@testable import Inference

@Suite("Level sets")
struct LevelSetTests {
  private static func axis(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    (0..<count).map {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
    }
  }

  /// Twice the area inside rings by the shoelace formula, each ring counted positively.
  private static func area(_ ring: ContourLine) -> Double {
    var sum = 0.0
    for i in ring.x.indices {
      let j = (i + 1) % ring.x.count
      sum += ring.x[i] * ring.y[j] - ring.x[j] * ring.y[i]
    }
    return abs(sum) / 2
  }

  @Test func aDiscHasOneRingOfItsAreaOnItsCircle() throws {
    let set = LevelSet(x: Self.axis(-2...2, 101), y: Self.axis(-2...2, 91)) { 1 - $0 * $0 - $1 * $1 }
    #expect(set.rings.count == 1 && set.lines.count == 1)
    let ring = try #require(set.rings.first)
    #expect(zip(ring.x, ring.y).allSatisfy { abs(hypot($0, $1) - 1) < 1e-12 })
    // chords of 0.04 in length lie 2e-4 inside of the circle
    #expect(abs(Self.area(ring) - .pi) < 1e-3)
    #expect(set.lines[0].isClosed)
  }

  @Test func anAnnulusHasTwoRings() {
    let set = LevelSet(x: Self.axis(-2...2, 101), y: Self.axis(-2...2, 101)) { x, y in
      let r = hypot(x, y)
      return min(1.5 - r, r - 0.5)
    }
    let areas = set.rings.map(Self.area).sorted()
    #expect(areas.count == 2)
    #expect(abs(areas[0] - .pi / 4) < 2e-3 && abs(areas[1] - .pi * 2.25) < 2e-3)
  }

  @Test func halfAPlaneIsClosedAlongTheFrameAndItsLineIsOpen() throws {
    let set = LevelSet(x: Self.axis(0...1, 11), y: Self.axis(0...2, 7)) { x, y in x - 0.237 - 0.1 * y }
    #expect(set.rings.count == 1 && set.lines.count == 1)
    // a trapezium between x = 0.237 … 0.437 and 1
    #expect(abs(Self.area(set.rings[0]) - 2 * (1 - 0.337)) < 1e-12)
    let line = set.lines[0]
    #expect(!line.isClosed)
    #expect(zip(line.x, line.y).allSatisfy { abs($0 - 0.237 - 0.1 * $1) < 1e-12 })
    #expect(Set([line.y[0], line.y[line.y.count - 1]]) == [0, 2])
  }

  @Test func whatIsPositiveEverywhereIsTheFrameAndWhatIsNowhereIsNothing() {
    let axis = Self.axis(0...1, 5)
    let all = LevelSet(x: axis, y: axis) { _, _ in .infinity }
    #expect(all.rings.count == 1 && all.lines.isEmpty)
    #expect(abs(Self.area(all.rings[0]) - 1) < 1e-15)
    let none = LevelSet(x: axis, y: axis) { _, _ in .nan }
    #expect(none.rings.isEmpty && none.lines.isEmpty)
  }

  @Test func aRegionThatTouchesTwoOppositeEdgesHasTwoLines() {
    let set = LevelSet(x: Self.axis(0...1, 21), y: Self.axis(0...1, 21)) { x, _ in 0.1 - abs(x - 0.5) }
    #expect(set.rings.count == 1 && set.lines.count == 2)
    #expect(abs(Self.area(set.rings[0]) - 0.2) < 1e-12)
  }

  @Test func aJumpIsABoundaryToo() {
    let set = LevelSet(x: Self.axis(0...1, 21), y: Self.axis(0...1, 21)) { x, _ in
      x < 1 / 3.0 ? -1 : .infinity
    }
    #expect(set.lines.count == 1)
    #expect(set.lines[0].x.allSatisfy { abs($0 - 1 / 3.0) < 1e-12 })
  }
}
