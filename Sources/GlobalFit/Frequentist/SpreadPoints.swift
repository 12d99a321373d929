import Inference

/// Points spread over the priors with what is predicted there: data drawn anew change neither, so that χ² at all of them costs
/// little.
struct SpreadPoints: Sendable {
  private let dimension: Int
  private let width: Int
  /// The fractions of the priors below each point, its coordinates, and its predictions, point by point.
  private let fractions: [Double]
  private let coordinates: [Double]
  private let predictions: [Double]

  /// How far apart two of them must lie in some coordinate, in parts of its range, to count as two places.
  private static let distance = 0.2

  init(_ problem: Problem, seed: UInt64) {
    dimension = problem.free.count
    width = problem.predictor.observables.count
    let cubes = lowDiscrepancyPoints(Self.count(dimension), dimension: dimension, seed: seed)
    let points = cubes.map(problem.coordinates(atPriorQuantiles:))
    fractions = cubes.flatMap(\.self)
    coordinates = points.flatMap(\.self)
    predictions = points.flatMap { [width] point in
      var predictions = [Double](repeating: 0, count: width)
      var all = predictions.mutableSpan
      problem.predictor.predict(at: problem.values(at: point).span, into: &all)
      return predictions
    }
  }

  /// How many points: more where there is more room for minima.
  private static func count(_ dimension: Int) -> Int { max(256, min(16 * dimension * dimension, 16_384)) }

  /// The point of this number.
  subscript(number: Int) -> [Double] {
    Array(coordinates[number * dimension..<(number + 1) * dimension])
  }

  /// Places where χ² of some data is low: the lowest point, the lowest of those that are far from it, and so on.
  ///
  /// - Parameter problem: one with the same parameters and predictions.
  func lowest(of problem: Problem, count: Int) -> [[Double]] {
    let values = chiSquared(of: problem)
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

  private func chiSquared(of problem: Problem) -> [Double] {
    let (coordinates, predictions) = (coordinates.span, predictions.span)
    return (0..<fractions.count / max(1, dimension)).map { number in
      let own = predictions.extracting(number * width..<(number + 1) * width)
      return problem.chiSquared(
        ofLogLikelihood: problem.likelihood.logLikelihood(of: own),
        at: coordinates.extracting(number * dimension..<(number + 1) * dimension))
    }
  }

  private func isFar(_ number: Int, from other: Int) -> Bool {
    (0..<dimension).contains { index in
      (fractions[number * dimension + index] - fractions[other * dimension + index]).magnitude > Self.distance
    }
  }
}
