import Inference

/// Points spread over the priors, with what is predicted there.
struct SpreadPoints: Sendable {
  private let points: PredictedPoints
  /// The fractions of the priors below each point.
  private let fractions: [[Double]]

  /// How far apart two of them must lie in some coordinate, in parts of its range, to count as two places.
  private static let distance = 0.2

  init(_ problem: Problem, seed: UInt64) {
    let dimension = problem.free.count
    fractions = lowDiscrepancyPoints(Self.count(dimension), dimension: dimension, seed: seed)
    points = PredictedPoints(problem, at: fractions.map(problem.coordinates(atPriorQuantiles:)))
  }

  /// How many points: more where there is more room for minima.
  private static func count(_ dimension: Int) -> Int { max(256, min(16 * dimension * dimension, 16_384)) }

  /// The point of this number.
  subscript(number: Int) -> [Double] { points[number] }

  /// Places where χ² of some data is low: the lowest point, the lowest of those that are far from it, and so on.
  ///
  /// - Parameter problem: one with the same parameters and predictions.
  func lowest(of problem: Problem, count: Int) -> [[Double]] {
    let values = points.chiSquared(of: problem)
    var chosen: [Int] = []
    for _ in 0..<count {
      var next: Int?
      for number in values.indices where values[number] < (next.map { values[$0] } ?? .infinity) {
        if chosen.allSatisfy({ isFar(number, from: $0) }) { next = number }
      }
      guard let next else { break }
      chosen.append(next)
    }
    return chosen.map { self[$0] }
  }

  private func isFar(_ number: Int, from other: Int) -> Bool {
    zip(fractions[number], fractions[other]).contains { ($0 - $1).magnitude > Self.distance }
  }
}
