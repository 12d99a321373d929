import Inference
import Physics

/// Predictions at every draw of a run, eight draws at a time.
struct DrawnPredictions {
  /// For each observable its values, draw by draw.
  let values: [[Double]]

  init(_ observables: [Observable], of problem: Problem, in draws: some PosteriorDraws, threads: Int) {
    let predictor = problem.predictor(of: observables)
    let scales = problem.free.map(\.density.scale)
    let size = 1024
    let blocks = parallelMap((draws.count + size - 1) / size, threads: threads) { block in
      Self.predictions(
        predictor, scales, draws.values, block * size..<min(draws.count, (block + 1) * size))
    }
    values = observables.indices.map { index in blocks.flatMap { $0[index] } }
  }

  private static func predictions(
    _ predictor: Predictor, _ scales: [ParameterScale], _ values: [Double], _ draws: Range<Int>
  ) -> [[Double]] {
    var result = predictor.observables.map { _ in [Double]() }
    for index in result.indices { result[index].reserveCapacity(draws.count) }
    var point = [SIMD8<Double>](repeating: .zero, count: scales.count)
    var predictions = [SIMD8<Double>](repeating: .zero, count: result.count)
    for first in stride(from: draws.lowerBound, to: draws.upperBound, by: SIMD8<Double>.scalarCount) {
      let count = min(SIMD8<Double>.scalarCount, draws.upperBound - first)
      for lane in 0..<SIMD8<Double>.scalarCount {
        // Lanes beyond the last draw repeat it; what they give is not kept.
        let draw = first + min(lane, count - 1)
        for index in scales.indices {
          point[index][lane] = scales[index].value(at: values[draw * scales.count + index])
        }
      }
      var span = predictions.mutableSpan
      predictor.predict(lanes: point.span, into: &span)
      for index in result.indices {
        for lane in 0..<count { result[index].append(predictions[index][lane]) }
      }
    }
    return result
  }
}
