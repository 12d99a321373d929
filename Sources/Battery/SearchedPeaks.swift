import Inference
import KnownPosteriors

extension CountedPosterior {
  /// What samplers are told of peaks: those that are known beforehand, and the minima of −2 ln density that a search from 16
  /// draws from the prior finds, as a fit tells them of the minima of its χ². Where no formula gives the slope nothing is
  /// searched for.
  func peaks(seed: UInt64) -> [[Double]] {
    guard posterior.hasAnalyticSlope else { return posterior.knownPeaks }
    var random = Random(seed: seed, stream: 1 << 40)
    let starts = 16
    let search = MultiStart(
      starts: starts, seed: seed, minimizer: Minimizer(maximumEvaluations: 2000, seed: seed), window: 25
    ).minimize(
      MinusTwiceLogDensity(model: self), within: (0..<dimension).map(bounds),
      starts: (0..<starts).map { _ in drawFromPrior(using: &random) })
    let found = search.best.isConverged ? search.minima.map(\.minimum.point) : [search.best.point]
    return posterior.knownPeaks + found.filter { logDensity(at: $0.span).isFinite }
  }
}

/// −2 ln of a density, which is smallest where the density has its peak.
private struct MinusTwiceLogDensity: DifferentiableFunction {
  let model: CountedPosterior

  var dimension: Int { model.dimension }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { model.cycle(of: coordinate) }

  func value(at point: Span<Double>) -> Double { -2 * model.logDensity(at: point) }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let value = model.logDensity(at: point, gradient: &gradient)
    for index in gradient.indices { gradient[index] *= -2 }
    return -2 * value
  }
}
