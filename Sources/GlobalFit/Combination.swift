import Foundation
import Inference
import Physics

/// The product of several measurements of one observable, nothing assumed about the model.
///
/// The best value minimises χ²(x) = Σ −2 ln p_i(x)/p_i(mode); its errors are where χ² has risen by 1. For normal
/// errors this is the weighted average; asymmetric errors keep their asymmetry.
public struct Combination: Sendable, Encodable {
  /// The observable.
  public let observable: Observable
  /// Its unit, empty for a pure number.
  public let unit: String
  /// The inputs that entered.
  public let inputs: [String]
  /// The combined value.
  public let value: Double
  /// How far above it χ² has risen by 1.
  public let upperError: Double
  /// How far below it χ² has risen by 1.
  public let lowerError: Double
  /// χ² at the combined value.
  public let chiSquared: Double
  /// Measurements less one.
  public let degreesOfFreedom: Int
  /// The probability of a larger χ²; nil for a single measurement.
  public let pValue: Double?
  /// Where χ² has risen by n², for n = 1, 2, 3, 4, 5.
  public let intervals: [Interval]

  /// Both ends at n standard deviations; nil where a density sets no end.
  public struct Interval: Sendable, Encodable {
    /// n: χ² has risen by n².
    public let standardDeviations: Int
    /// The lower end.
    public let lower: Double?
    /// The upper end.
    public let upper: Double?
  }

  /// Why measurements cannot be combined.
  public struct Refusal: Error, Sendable, CustomStringConvertible {
    /// One sentence.
    public let description: String
  }

  /// Combines what the inputs say of an observable. Inputs that say nothing of it are refused, as are correlated ones.
  public init(_ observable: Observable, of constraints: [Problem.Constraint]) throws(Refusal) {
    var distributions: [Distribution] = []
    for constraint in constraints {
      let own = constraint.factors.filter { $0.observables.contains(observable) }
      guard !own.isEmpty else {
        throw Refusal(description: "'\(constraint.name)' does not measure \(observable.rawValue)")
      }
      for factor in own {
        guard case .single(let distribution) = factor.shape else {
          throw Refusal(
            description:
              "'\(constraint.name)' measures \(observable.rawValue) correlated with others; fit it instead")
        }
        distributions.append(distribution)
      }
    }
    let function = CombinedChiSquared(distributions: distributions)
    let modes = distributions.map(\.mode)
    guard let lowest = modes.min(), let highest = modes.max() else {
      throw Refusal(description: "there is nothing to combine")
    }
    let minimum = MultiStart(starts: distributions.count).minimize(
      function, within: [lowest...highest], starts: modes.map { [$0] }
    ).best
    guard minimum.value.isFinite else {
      throw Refusal(description: "the measurements of \(observable.rawValue) exclude each other")
    }
    let best = minimum.point[0]
    self.observable = observable
    unit = observable.unit
    inputs = constraints.map(\.name)
    value = best
    chiSquared = minimum.value
    degreesOfFreedom = distributions.count - 1
    pValue =
      degreesOfFreedom > 0 ? tailProbability(chiSquared: chiSquared, degreesOfFreedom: degreesOfFreedom) : nil
    intervals = (1...5).map { n in
      Interval(
        standardDeviations: n, lower: function.crossing(from: best, towards: -1, rise: Double(n * n)),
        upper: function.crossing(from: best, towards: 1, rise: Double(n * n)))
    }
    lowerError = best - (intervals[0].lower ?? -.infinity)
    upperError = (intervals[0].upper ?? .infinity) - best
  }
}

/// χ² of one unknown number under several densities.
private struct CombinedChiSquared: DifferentiableFunction {
  let distributions: [Distribution]
  var dimension: Int { 1 }

  func value(at point: Span<Double>) -> Double {
    distributions.reduce(0) { $0 + 2 * ($1.maximumLogLikelihood - $1.logLikelihood(of: point[0]).value) }
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    gradient[0] = distributions.reduce(0) { $0 - 2 * $1.logLikelihood(of: point[0]).slope }
    return value(at: point)
  }

  /// Where the function has risen by `rise` on one side of its minimum; nil if it never does.
  func crossing(from minimum: Double, towards side: Double, rise: Double) -> Double? {
    let threshold = value(at: [minimum].span) + rise
    var width = max(1e-6 * abs(minimum), 1e-12)
    while value(at: [minimum + side * width].span) < threshold {
      width *= 2
      guard width < 1e12 * max(1, abs(minimum)) else { return nil }
    }
    var (inside, outside) = (0.0, width)
    for _ in 0..<200 {
      let middle = (inside + outside) / 2
      if value(at: [minimum + side * middle].span) < threshold { inside = middle } else { outside = middle }
    }
    return minimum + side * inside
  }
}
