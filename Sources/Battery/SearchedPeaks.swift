import Inference
import KnownPosteriors

extension CountedPosterior {
  /// What samplers are told of peaks: those that are known beforehand, and the minima of −2 ln density that a search from draws
  /// from the prior finds, as a fit tells them of the minima of its χ². Where no formula gives the slope nothing is
  /// searched for.
  func peaks(seed: UInt64) -> [[Double]] {
    guard posterior.hasAnalyticSlope else { return posterior.knownPeaks }
    var random = Random(seed: seed, stream: 1 << 40)
    let found = MultiStart.peaks(
      of: MinusTwiceLogDensity(model: self), within: (0..<dimension).map(bounds),
      from: (0..<MultiStart.peakStarts).map { _ in drawFromPrior(using: &random) }, seed: seed)
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
