import Foundation

/// Finds the step size at which proposals are accepted as often as wanted.
///
/// ln ε is pushed by how far the acceptance misses the target, ever more weakly; the average of its way is what is kept.
///
/// Source: M. D. Hoffman, A. Gelman, J. Mach. Learn. Res. 15 (2014) 1593, arXiv:1111.4246, section 3.2, with its
/// γ = 0.05, t₀ = 10, κ = 0.75 and μ = ln 10 ε₁.
struct DualAveraging: Sendable, Codable, Equatable {
  /// More than the width of anything; where nothing resists, as on a flat circle, steps would grow for ever.
  static let largestStep = 1000.0

  private let target: Double
  private let center: Double
  private var count = 0.0
  private var meanMiss = 0.0
  private var logStep: Double
  private var logAverage = 0.0

  /// Starts at a step size of about the right order.
  init(target: Double, from stepSize: Double) {
    self.target = target
    center = log(10 * stepSize)
    logStep = log(stepSize)
  }

  /// The step size to try next.
  var stepSize: Double { exp(logStep) }

  /// The step size to keep.
  var average: Double { count > 0 ? exp(logAverage) : stepSize }

  /// Learns how often a step of `stepSize` was accepted.
  mutating func learn(acceptance: Double) {
    count += 1
    let weight = 1 / (count + 10)
    meanMiss += weight * (target - min(1, acceptance) - meanMiss)
    logStep = min(center - count.squareRoot() / 0.05 * meanMiss, log(Self.largestStep))
    logAverage += pow(count, -0.75) * (logStep - logAverage)
  }
}
