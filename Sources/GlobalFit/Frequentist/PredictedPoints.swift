import Inference

/// Points with what is predicted there: data drawn anew change neither, so that χ² at all of them costs little.
struct PredictedPoints: Sendable {
  private let dimension: Int
  private let width: Int
  /// The coordinates of each point, and its predictions, point by point.
  private let coordinates: [Double]
  private let predictions: [Double]

  init(_ problem: Problem, at points: [[Double]]) {
    dimension = problem.free.count
    width = problem.predictor.observables.count
    coordinates = points.flatMap(\.self)
    predictions = points.flatMap { [width] point in
      var predictions = [Double](repeating: 0, count: width)
      var all = predictions.mutableSpan
      problem.predictor.predict(at: problem.values(at: point).span, into: &all)
      return predictions
    }
  }

  /// The point of this number.
  subscript(number: Int) -> [Double] {
    Array(coordinates[number * dimension..<(number + 1) * dimension])
  }

  /// χ² of some data at every point.
  ///
  /// - Parameter problem: one with the same parameters and predictions.
  func chiSquared(of problem: Problem) -> [Double] {
    let (coordinates, predictions) = (coordinates.span, predictions.span)
    return (0..<coordinates.count / max(1, dimension)).map { number in
      let own = predictions.extracting(number * width..<(number + 1) * width)
      return problem.chiSquared(
        ofLogLikelihood: problem.likelihood.logLikelihood(of: own),
        at: coordinates.extracting(number * dimension..<(number + 1) * dimension))
    }
  }
}
