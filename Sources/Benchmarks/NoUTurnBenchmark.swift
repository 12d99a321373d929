import GlobalFit
import Inference

/// What the No-U-Turn sampler costs beside the gradients it asks for.
struct NoUTurnBenchmark {
  /// Two hundred steps of a chain that has learnt its scales.
  let steps: () -> Double
  /// The gradient alone, as often, at the points that these steps reached.
  let gradients: () -> Double
  /// How many gradients they took.
  let calls: Double

  init(_ posterior: Posterior) {
    let dimension = posterior.dimension
    var (sampler, random) = (NoUTurn(), Random(seed: 1, stream: 0))
    var start = posterior.drawFromPrior(using: &random)
    while !posterior.logDensity(at: start.span).isFinite { start = posterior.drawFromPrior(using: &random) }
    var learning = sampler.start(at: [start], on: posterior)
    for step in 1...300 {
      let transition = sampler.step(&learning, on: posterior, using: &random)
      sampler.adapt(to: learning, after: transition, progress: Double(step) / 300)
    }
    let (learnt, state, stream) = (sampler, learning, random)
    func walk(_ visit: ([Double]) -> Void) -> Transition {
      var (state, random, sum) = (state, stream, Transition())
      for _ in 0..<200 {
        sum += learnt.step(&state, on: posterior, using: &random)
        visit(learnt.positions(of: state))
      }
      return sum
    }
    var points: [[Double]] = []
    let count = walk { points.append($0) }.trajectories.gradientEvaluations
    calls = Double(count)
    steps = { walk { _ in }.accepted }
    gradients = { [points] in
      var (slope, sum) = ([Double](repeating: 0, count: dimension), 0.0)
      for call in 0..<count {
        let point = points[call % points.count]
        var span = slope.mutableSpan
        sum += posterior.logDensity(at: point.span, gradient: &span)
      }
      return sum
    }
  }
}
