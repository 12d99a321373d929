import Inference
import Physics

/// Predictions at every draw of a run, eight draws at a time.
struct DrawnPredictions {
  /// For each observable its values, chain by chain.
  let values: [[Double]]

  init(_ observables: [Observable], of problem: Problem, in chains: Chains, threads: Int) {
    let predictor = problem.predictor(of: observables)
    let scales = problem.free.map(\.density.scale)
    let byChain = parallelMap(chains.chainCount, threads: threads) { chain in
      Self.predictions(predictor, scales, chains, chain: chain)
    }
    values = observables.indices.map { index in byChain.flatMap { $0[index] } }
  }

  private static func predictions(
    _ predictor: Predictor, _ scales: [ParameterScale], _ chains: Chains, chain: Int
  ) -> [[Double]] {
    var result = predictor.observables.map { _ in [Double]() }
    for index in result.indices { result[index].reserveCapacity(chains.drawCount) }
    var point = [SIMD8<Double>](repeating: .zero, count: scales.count)
    var predictions = [SIMD8<Double>](repeating: .zero, count: result.count)
    for first in stride(from: 0, to: chains.drawCount, by: SIMD8<Double>.scalarCount) {
      let count = min(SIMD8<Double>.scalarCount, chains.drawCount - first)
      for lane in 0..<SIMD8<Double>.scalarCount {
        // Lanes beyond the last draw repeat it; what they give is not kept.
        let draw = first + min(lane, count - 1)
        for index in scales.indices {
          point[index][lane] = scales[index].value(at: chains[chain: chain, draw: draw, parameter: index])
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
