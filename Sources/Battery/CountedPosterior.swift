import Inference
import KnownPosteriors
import Synchronization

/// A known posterior that counts how often its likelihood is asked for: what a sampler is given, and cannot hide.
struct CountedPosterior: BayesianModel {
  let posterior: KnownPosterior
  private let counter = Counter()

  init(_ posterior: KnownPosterior) { self.posterior = posterior }

  private final class Counter: Sendable {
    let calls = Atomic(0)
  }

  /// How often so far. A slope counts once, one by differences twice more for each coordinate.
  var calls: Int { counter.calls.load(ordering: .relaxed) }

  var dimension: Int { posterior.dimension }

  func logPrior(at point: Span<Double>) -> Double { posterior.logPrior(at: point) }

  func logLikelihood(at point: Span<Double>) -> Double {
    counter.calls.add(1, ordering: .relaxed)
    return posterior.logLikelihood(at: point)
  }

  func logDensity(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    counter.calls.add(posterior.hasAnalyticSlope ? 1 : 1 + 2 * dimension, ordering: .relaxed)
    return posterior.logDensity(at: point, gradient: &gradient)
  }

  func drawFromPrior(using random: inout Random) -> [Double] { posterior.drawFromPrior(using: &random) }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { posterior.cycle(of: coordinate) }

  func bounds(of coordinate: Int) -> ClosedRange<Double> { posterior.bounds(of: coordinate) }
}
