import Foundation
import Inference

/// ln √(2π), the constant of every normal density.
let logSqrtTwoPi = 0.5 * log(2 * Double.pi)

/// A normal density: p(x) = exp(−(x − μ)²/2σ²)/(√(2π) σ).
struct Normal: Sendable {
  let mean: Double
  let sigma: Double
  private let inverseSigma: Double
  private let logNorm: Double

  /// - Precondition: `sigma` is greater than zero.
  init(mean: Double, sigma: Double) {
    precondition(sigma > 0, "The standard deviation must be greater than zero")
    self.mean = mean
    self.sigma = sigma
    inverseSigma = 1 / sigma
    logNorm = -log(sigma) - logSqrtTwoPi
  }

  /// `0.82 ± 0.28`.
  var summary: String { "\(mean.short) ± \(sigma.short)" }

  /// A measured value normal around the prediction.
  func simulated(at prediction: Double, using random: inout Random) -> Normal {
    Normal(mean: prediction + sigma * random.normal(), sigma: sigma)
  }

  @inline(__always)
  func logLikelihood(of x: Double) -> (value: Double, slope: Double) {
    let pull = (mean - x) * inverseSigma
    return (logNorm - 0.5 * pull * pull, pull * inverseSigma)
  }
}

/// Two half-normal densities that meet at the mode (flavio's and EOS's convention, also called "split normal"):
/// p(x) = 2/(√(2π)(σ₊+σ₋)) · exp(−(x − m)²/2σ±²), with σ₊ above the mode and σ₋ below.
///
/// The likelihood is a function of the *prediction*: a prediction above the central value is judged by the upper
/// error. Several errors on one value are added in quadrature side by side, as EOS does: σ±² = Σ s² + Σ a±².
struct AsymmetricNormal: Sendable {
  let mode: Double
  let upperSigma: Double
  let lowerSigma: Double
  private let logNorm: Double

  /// - Precondition: both widths are greater than zero.
  init(mode: Double, upperSigma: Double, lowerSigma: Double) {
    precondition(upperSigma > 0 && lowerSigma > 0, "Both widths must be greater than zero")
    self.mode = mode
    self.upperSigma = upperSigma
    self.lowerSigma = lowerSigma
    logNorm = log(2 / (upperSigma + lowerSigma)) - logSqrtTwoPi
  }

  /// `0.72 + 1.73 - 0.72`.
  var summary: String { "\(mode.short) + \(upperSigma.short) - \(lowerSigma.short)" }

  /// What ``simulated(at:using:)`` draws, in words.
  static let simulation = "the value, such that (prediction - value) has the two-sided density"

  /// A measured value from the density of which the likelihood is a function of the prediction: that of
  /// (prediction − measured) is the two-sided one, so values *below* the prediction scatter with σ₊.
  func simulated(at prediction: Double, using random: inout Random) -> AsymmetricNormal {
    // The two halves meet at one height, so their areas are as their widths.
    let isAbove = random.uniform() * (upperSigma + lowerSigma) < upperSigma
    let distance = abs(random.normal())
    let residual = isAbove ? upperSigma * distance : -lowerSigma * distance
    return AsymmetricNormal(mode: prediction - residual, upperSigma: upperSigma, lowerSigma: lowerSigma)
  }

  @inline(__always)
  func logLikelihood(of x: Double) -> (value: Double, slope: Double) {
    let sigma = x > mode ? upperSigma : lowerSigma
    let pull = (mode - x) / sigma
    return (logNorm - 0.5 * pull * pull, pull / sigma)
  }
}

/// One half of a normal density, from its edge upwards (σ > 0) or downwards (σ < 0, flavio's convention):
/// p(x) = 2/(√(2π)|σ|) · exp(−(x − edge)²/2σ²) on its side, 0 on the other.
struct HalfNormal: Sendable {
  let edge: Double
  let sigma: Double
  private let logNorm: Double

  /// - Precondition: `sigma` is not zero.
  init(edge: Double, sigma: Double) {
    precondition(sigma != 0, "The width must not be zero")
    self.edge = edge
    self.sigma = sigma
    logNorm = log(2 / abs(sigma)) - logSqrtTwoPi
  }

  /// The width of the half-normal at 0 whose `confidence` quantile is the published `limit` (flavio's reading of a
  /// Gaussian upper limit): σ = limit / Φ⁻¹(½ + CL/2).
  static func sigma(ofUpperLimit limit: Double, confidence: Double) -> Double {
    limit / standardNormalQuantile(0.5 + confidence / 2)
  }

  /// An edge at a half-normal distance from the prediction, which is then on the right side of it.
  ///
  /// The width says how well the experiment measures and is kept. The width cannot be what scatters: as a density of σ,
  /// 2/(√(2π)σ) exp(−x²/2σ²) has no finite area. Of an upper limit at some confidence, which lies a fixed distance
  /// above the edge, this means that it lies above the true value in that fraction of all experiments.
  func simulated(at prediction: Double, using random: inout Random) -> HalfNormal {
    HalfNormal(edge: prediction - sigma * abs(random.normal()), sigma: sigma)
  }

  @inline(__always)
  func logLikelihood(of x: Double) -> (value: Double, slope: Double) {
    (x - edge) / sigma >= 0 ? continued(to: x) : (-.infinity, 0)
  }

  /// ln p and its slope, continued beyond the edge.
  @inline(__always)
  func continued(to x: Double) -> (value: Double, slope: Double) {
    let distance = (x - edge) / sigma
    return (logNorm - 0.5 * distance * distance, -distance / sigma)
  }
}

/// A constant density between two ends.
struct Uniform: Sendable {
  let range: ClosedRange<Double>
  private let logDensity: Double

  init(_ range: ClosedRange<Double>) {
    self.range = range
    logDensity = -log(range.upperBound - range.lowerBound)
  }

  /// A range of the same width, the prediction equally likely to be anywhere in it.
  func simulated(at prediction: Double, using random: inout Random) -> Uniform {
    let width = range.upperBound - range.lowerBound
    let lower = prediction - random.uniform() * width
    return Uniform(lower...lower + width)
  }

  @inline(__always)
  func logLikelihood(of x: Double) -> (value: Double, slope: Double) {
    (range.contains(x) ? logDensity : -.infinity, 0)
  }

  /// ln p inside the range.
  var inside: Double { logDensity }
}

/// A log-normal density: ln x is normal around ln(median) with width ln(factor); x > 0.
struct LogNormal: Sendable {
  let median: Double
  let factor: Double
  private let logarithm: Normal

  /// - Precondition: `median` is greater than zero and `factor` greater than one.
  init(median: Double, factor: Double) {
    self.median = median
    self.factor = factor
    logarithm = Normal(mean: log(median), sigma: log(factor))
  }

  /// The most probable x: median · exp(−ln²factor).
  var mode: Double { median * exp(-logarithm.sigma * logarithm.sigma) }

  /// A most probable value that is log-normal around the prediction.
  ///
  /// The density of x is N(ln x; ln m, s)/x, and a density of the data that is proportional to it as a function of x,
  /// for every m, is N(ln m; ln x + s², s)/m: that of m = x exp(s² + s z). The factor 1/x is why it is not centred on
  /// ln x.
  ///
  /// - Precondition: the prediction is positive.
  func simulated(at prediction: Double, using random: inout Random) -> LogNormal {
    let sigma = logarithm.sigma
    return LogNormal(median: prediction * exp(sigma * (sigma + random.normal())), factor: factor)
  }

  @inline(__always)
  func logLikelihood(of x: Double) -> (value: Double, slope: Double) {
    guard x > 0 else { return (-.infinity, 0) }
    let (value, slope) = logarithm.logLikelihood(of: log(x))
    return (value - log(x), (slope - 1) / x)
  }
}
