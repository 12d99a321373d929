import Inference

/// A posterior whose moments, quantiles and, mostly, evidence are known: what a sampler is proved on.
///
/// The numbers are closed forms, or quadratures made outside of this program; each stands beside its source.
public struct KnownPosterior: BayesianModel, CustomStringConvertible {
  /// What it is called, unlike any other.
  public private(set) var name: String
  /// What is believed before the likelihood is known.
  public let prior: Prior
  /// What must come out for means and quantiles under the posterior.
  public let truths: [Truth]
  /// ln ∫ L dπ; nil if it is not known.
  public let logEvidence: Double?
  /// What may defeat some samplers here. They must say so then.
  public let difficulty: Difficulty?
  /// Draws a point near the mass: where to start a walk whose stationary state alone is looked at. Where the prior is
  /// not much wider than the posterior, a point of the prior.
  public let start: @Sendable (inout Random) -> [Double]
  /// Points that a search for minima, or the mode of a constraint, would have told beforehand.
  public private(set) var knownPeaks: [[Double]]
  private let likelihood: Function
  private let likelihoodSlope: Slope?

  /// A function of a point.
  public typealias Function = @Sendable (_ point: Span<Double>) -> Double
  /// Adds the slope of a function at a point to what stands in `sum`.
  public typealias Slope = @Sendable (_ point: Span<Double>, _ sum: inout MutableSpan<Double>) -> Void

  /// What may defeat a sampler.
  public enum Difficulty: String, Sendable {
    /// Peaks so far apart that a local walk does not find the way.
    case separatedModes = "separated modes"
    /// Mass in so small a volume that a walk does not come across it, and does not know what it missed.
    case hiddenMass = "hidden mass"
    /// A scale that varies so much that no one step length suits it.
    case funnel
    /// A mean that does not exist, or tails that no run of sensible length has explored.
    case heavyTails = "heavy tails"
    /// A density that jumps: slopes know nothing of it.
    case plateaus
    /// More dimensions than an ensemble of walkers learns in a second.
    case manyDimensions = "many dimensions"
    /// A curved ridge, or one of very unequal widths: runs have to be long.
    case longMemory = "long memory"
  }

  /// A model with known answers.
  ///
  /// - Parameters:
  ///   - name: what to call it.
  ///   - prior: the normalised prior.
  ///   - truths: means and quantiles under the posterior.
  ///   - logEvidence: ln ∫ L dπ.
  ///   - difficulty: what excuses a sampler that says that it failed.
  ///   - knownPeaks: points that are known beforehand to lie where the mass is.
  ///   - start: draws a point near the mass; nil to draw from the prior.
  ///   - slope: adds ∂ ln L/∂point; nil to have differences taken.
  ///   - likelihood: ln L in the prior's support.
  public init(
    _ name: String, prior: Prior, truths: [Truth], logEvidence: Double? = nil, difficulty: Difficulty? = nil,
    knownPeaks: [[Double]] = [], start: (@Sendable (inout Random) -> [Double])? = nil, slope: Slope? = nil,
    likelihood: @escaping Function
  ) {
    self.name = name
    self.prior = prior
    self.truths = truths
    self.logEvidence = logEvidence
    self.difficulty = difficulty
    self.knownPeaks = knownPeaks
    self.start = start ?? prior.draw
    self.likelihood = likelihood
    likelihoodSlope = slope
  }

  /// The same posterior for samplers that are told of its peaks.
  public func knowing(_ peaks: [[Double]]) -> KnownPosterior {
    var copy = self
    copy.name += ", its peak known"
    copy.knownPeaks = peaks
    return copy
  }

  /// Its name.
  public var description: String { name }

  /// The number of coordinates.
  public var dimension: Int { prior.bounds.count }

  /// ln of the prior's normalised density.
  public func logPrior(at point: Span<Double>) -> Double { prior.logDensity(point) }

  /// ln L.
  public func logLikelihood(at point: Span<Double>) -> Double { likelihood(point) }

  /// A point drawn from the prior.
  public func drawFromPrior(using random: inout Random) -> [Double] { prior.draw(&random) }

  /// Once around a coordinate that is an angle.
  public func cycle(of coordinate: Int) -> ClosedRange<Double>? { prior.cycles[coordinate] }

  /// The ends of the prior.
  public func bounds(of coordinate: Int) -> ClosedRange<Double> { prior.bounds[coordinate] }

  /// Whether slopes are worked out by formula, not by differences.
  public var hasAnalyticSlope: Bool { prior.slope != nil && likelihoodSlope != nil }

  /// The log density and its slope, by formula where both prior and likelihood have one.
  public func logDensity(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    guard let priorSlope = prior.slope, let likelihoodSlope else {
      return WithoutSlope(posterior: self).logDensity(at: point, gradient: &gradient)
    }
    for index in gradient.indices { gradient[index] = 0 }
    priorSlope(point, &gradient)
    likelihoodSlope(point, &gradient)
    return logDensity(at: point)
  }
}

/// The same density with differences for slopes.
private struct WithoutSlope: LogDensity {
  let posterior: KnownPosterior

  var dimension: Int { posterior.dimension }
  func logDensity(at point: Span<Double>) -> Double { posterior.logDensity(at: point) }
  func cycle(of coordinate: Int) -> ClosedRange<Double>? { posterior.cycle(of: coordinate) }
  func bounds(of coordinate: Int) -> ClosedRange<Double> { posterior.bounds(of: coordinate) }
}
