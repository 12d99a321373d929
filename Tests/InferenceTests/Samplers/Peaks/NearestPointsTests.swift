import Testing

@testable import Inference

@Suite("The nearest of points")
struct NearestPointsTests {
  struct Space: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let cycles: [ClosedRange<Double>?]
  }

  static let spaces = [
    Space(testDescription: "on a line", cycles: [nil]),
    Space(testDescription: "on a circle", cycles: [-1...3]),
    Space(testDescription: "in a plane", cycles: [nil, nil]),
    Space(testDescription: "on a cylinder", cycles: [-1...3, nil]),
    Space(testDescription: "on a torus", cycles: [-1...3, 0...1]),
    Space(
      testDescription: "in ten dimensions", cycles: [nil, nil, -1...3] + Array(repeating: nil, count: 7)),
  ]

  /// Multiples of 1/64 in units of powers of two: every distance is exact, and many are alike. A fifth of the points are copies.
  private static func points(in space: Space, using random: inout Random) -> [[Double]] {
    var points: [[Double]] = []
    for _ in 0..<300 {
      if !points.isEmpty, random.uniform() < 0.2 {
        points.append(points[random.index(below: points.count)])
      } else {
        points.append(
          space.cycles.map { cycle in
            let cycle = cycle ?? -2...2
            return cycle.lowerBound + Double(random.index(below: 65)) / 64 * cycle.turn
          })
      }
    }
    return points
  }

  @Test("are those that a comparison with all others finds", arguments: spaces)
  func comparison(space: Space) {
    var random = Random(seed: 4, stream: UInt64(space.cycles.count))
    for _ in 0..<3 {
      let points = Self.points(in: space, using: &random)
      let scales = space.cycles.indices.map { [1, 0.25, 2][$0 % 3] }
      let nearest = NearestPoints(points, scales: scales, cycles: space.cycles)
      for (number, point) in points.enumerated() {
        let distances = points.map { other in
          space.cycles.indices.reduce(0) { sum, index in
            let way =
              space.cycles[index]?.way(from: point[index], to: other[index]) ?? other[index] - point[index]
            return sum + way * way / (scales[index] * scales[index])
          }
        }
        let others = points.indices.filter { $0 != number }.sorted {
          (distances[$0], $0) < (distances[$1], $1)
        }
        #expect(nearest.nearest(8, to: number) == Array(others.prefix(8)))
      }
    }
  }

  @Test("are all others where there are few")
  func few() {
    let nearest = NearestPoints([[0], [3], [1]], scales: [1], cycles: [nil])
    #expect(nearest.nearest(8, to: 0) == [2, 1])
    #expect(NearestPoints([[0]], scales: [1], cycles: [nil]).nearest(8, to: 0) == [])
  }
}
