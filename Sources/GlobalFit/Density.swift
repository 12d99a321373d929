import Inference
import Physics

// The hot path: nothing here allocates, dispatches dynamically or looks at a name.

extension Problem {
  /// ln L at coordinates; −∞ where a constraint excludes the point.
  @inline(__always)
  func logLikelihood(at coordinates: Span<Double>) -> Double {
    let count = free.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count + predictor.observables.count) {
      buffer in
      var point = UnsafeMutableBufferPointer(rebasing: buffer[..<count]).mutableSpan
      var predictions = UnsafeMutableBufferPointer(rebasing: buffer[count...]).mutableSpan
      for i in 0..<count { point[i] = densities[i].scale.value(at: coordinates[i]) }
      predictor.predict(at: point.span, into: &predictions)
      return likelihood.logLikelihood(of: predictions.span)
    }
  }

  /// ln L at coordinates, and its derivatives with respect to them.
  @inline(__always)
  func logLikelihood(at coordinates: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let (count, rows) = (free.count, predictor.observables.count)
    let capacity = count + 2 * rows
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { buffer in
      var point = UnsafeMutableBufferPointer(rebasing: buffer[..<count]).mutableSpan
      var predictions = UnsafeMutableBufferPointer(rebasing: buffer[count..<count + rows]).mutableSpan
      var slopes = UnsafeMutableBufferPointer(rebasing: buffer[(count + rows)...]).mutableSpan
      for i in 0..<count { point[i] = densities[i].scale.value(at: coordinates[i]) }
      let value = predictor.differentiate(
        { predictions, slopes in likelihood.logLikelihood(of: predictions, slopes: &slopes) },
        at: point.span, predictions: &predictions, slopes: &slopes, gradient: &gradient)
      for j in 0..<count { gradient[j] *= densities[j].scale.slope(at: point[j]) }
      return value
    }
  }
}

extension Problem {
  /// χ² at coordinates at which ln L is known.
  @inline(__always)
  func chiSquared(ofLogLikelihood logLikelihood: Double, at coordinates: Span<Double>) -> Double {
    var sum = 2 * (likelihood.maximumLogLikelihood - logLikelihood)
    for i in coordinates.indices where free[i].isNuisance {
      sum += densities[i].chiSquared(at: coordinates[i]).value
    }
    return sum
  }
}

/// The posterior density of a problem over its coordinates, normalised up to the evidence.
public struct Posterior: BayesianModel {
  /// The problem whose function this is.
  public let problem: Problem

  /// The function of a problem.
  public init(_ problem: Problem) { self.problem = problem }

  /// The number of free parameters.
  public var dimension: Int { problem.free.count }

  /// The circle that a periodic parameter's coordinate lies on.
  public func cycle(of coordinate: Int) -> ClosedRange<Double>? { problem.free[coordinate].cycle }

  /// Where the prior of a free parameter ends, in its coordinate.
  public func bounds(of coordinate: Int) -> ClosedRange<Double> { problem.densities[coordinate].bounds }

  /// ln of the prior density per unit of the coordinates; −∞ outside its support.
  public func logPrior(at point: Span<Double>) -> Double {
    var logPrior = 0.0
    for i in point.indices { logPrior += problem.densities[i].logDensity(at: point[i]).value }
    return logPrior
  }

  /// ln L, normalised as a density of the measurements; −∞ where a constraint excludes the point.
  public func logLikelihood(at point: Span<Double>) -> Double { problem.logLikelihood(at: point) }

  /// The coordinates of a point drawn from the prior.
  public func drawFromPrior(using random: inout Random) -> [Double] {
    problem.free.map { $0.prior.quantile(random.uniform()) }
  }

  /// The same, with its derivatives with respect to the coordinates.
  public func logDensity(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let logPrior = logPrior(at: point)
    guard logPrior > -.infinity else {
      for i in point.indices { gradient[i] = 0 }
      return -.infinity
    }
    let logLikelihood = problem.logLikelihood(at: point, gradient: &gradient)
    for i in point.indices { gradient[i] += problem.densities[i].logDensity(at: point[i]).slope }
    return logPrior + logLikelihood
  }
}

/// χ² of a problem over its coordinates: −2 ln L with each constraint's maximum set to 0, and the informative priors
/// of nuisance parameters as auxiliary measurements.
public struct ChiSquared: DifferentiableFunction {
  /// The problem whose function this is.
  public let problem: Problem

  /// The function of a problem.
  public init(_ problem: Problem) { self.problem = problem }

  /// The number of free parameters.
  public var dimension: Int { problem.free.count }

  /// The circle that a periodic parameter's coordinate lies on.
  public func cycle(of coordinate: Int) -> ClosedRange<Double>? { problem.free[coordinate].cycle }

  /// χ² at coordinates; +∞ where a constraint excludes them.
  public func value(at point: Span<Double>) -> Double {
    problem.chiSquared(ofLogLikelihood: problem.logLikelihood(at: point), at: point)
  }

  /// The same, with its derivatives with respect to the coordinates.
  public func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    var sum =
      2 * (problem.likelihood.maximumLogLikelihood - problem.logLikelihood(at: point, gradient: &gradient))
    for i in point.indices {
      gradient[i] *= -2
      guard problem.free[i].isNuisance else { continue }
      let (value, slope) = problem.densities[i].chiSquared(at: point[i])
      sum += value
      gradient[i] += slope
    }
    return sum
  }
}
