import Physics

/// The product of independent constraints as a function of the predictions, compiled for speed.
///
/// `logLikelihood` is the sum of the normalised log densities; χ² = −2 ln L with each factor's maximum set to 0.
struct Likelihood: Sendable {
  private struct Single: Sendable {
    let observable: Int
    let distribution: Distribution
  }

  private struct Correlated: Sendable {
    let observables: [Int]
    let normal: CorrelatedNormal
  }

  private let singles: [Single]
  private let correlated: [Correlated]
  /// Σ of the factors' maxima: ln L = maximum − χ²/2.
  let maximumLogLikelihood: Double
  /// How many measured numbers enter.
  let measuredNumbers: Int

  /// - Parameter observables: the order in which predictions will come; every factor's observables are in it.
  init(_ factors: [Factor], observables: [Observable]) {
    var singles: [Single] = []
    var correlated: [Correlated] = []
    for factor in factors {
      let indices = factor.observables.compactMap { observables.firstIndex(of: $0) }
      precondition(indices.count == factor.observables.count, "Every constrained observable must be predicted")
      switch factor.shape {
      case .single(let distribution):
        singles.append(Single(observable: indices[0], distribution: distribution))
      case .correlated(let normal):
        correlated.append(Correlated(observables: indices, normal: normal))
      }
    }
    self.singles = singles
    self.correlated = correlated
    maximumLogLikelihood = factors.reduce(0) { $0 + $1.maximumLogLikelihood }
    measuredNumbers = factors.reduce(0) { $0 + $1.observables.count }
  }

  /// ln L at the predictions; −∞ where a constraint excludes them.
  @inline(__always)
  func logLikelihood(of predictions: Span<Double>) -> Double {
    var sum = 0.0
    for index in singles.indices {
      sum += singles[index].distribution.logLikelihood(of: predictions[singles[index].observable]).value
    }
    for index in correlated.indices {
      let normal = correlated[index].normal
      sum += normal.maximumLogLikelihood
      sum -= 0.5 * normal.chiSquared(of: predictions, observables: correlated[index].observables, slopes: nil)
    }
    return sum
  }

  /// ln L and its derivatives with respect to each prediction.
  @inline(__always)
  func logLikelihood(of predictions: Span<Double>, slopes: inout MutableSpan<Double>) -> Double {
    var sum = 0.0
    for index in slopes.indices { slopes[index] = 0 }
    for index in singles.indices {
      let observable = singles[index].observable
      let (value, slope) = singles[index].distribution.logLikelihood(of: predictions[observable])
      sum += value
      slopes[observable] += slope
    }
    for index in correlated.indices {
      let normal = correlated[index].normal
      let observables = correlated[index].observables
      withUnsafeTemporaryAllocation(of: Double.self, capacity: normal.count) { own in
        sum += normal.maximumLogLikelihood
        sum -= 0.5 * normal.chiSquared(of: predictions, observables: observables, slopes: own.baseAddress)
        for i in 0..<normal.count { slopes[observables[i]] += own[i] }
      }
    }
    return sum
  }
}
