import Foundation
import Inference

/// The probability density of one measured number, as a function of what theory predicts for it.
///
/// `logLikelihood(of: x)` is the natural logarithm of the normalised density; −∞ outside its support.
/// `slope` is its derivative with respect to the prediction. The names are those of flavio's grammar.
enum Distribution: Sendable {
  case normal(Normal)
  case asymmetricNormal(AsymmetricNormal)
  case theoryRange(TheoryRange)
  case halfNormal(HalfNormal)
  case uniform(Uniform)
  case logNormal(LogNormal)
  case gamma(Gamma)
  case tabulated(TabulatedDensity)

  /// ln p and d ln p / dx at the prediction `x`.
  @inline(__always)
  func logLikelihood(of x: Double) -> (value: Double, slope: Double) {
    switch self {
    case .normal(let density): density.logLikelihood(of: x)
    case .asymmetricNormal(let density): density.logLikelihood(of: x)
    case .theoryRange(let density): density.logLikelihood(of: x)
    case .halfNormal(let density): density.logLikelihood(of: x)
    case .uniform(let density): density.logLikelihood(of: x)
    case .logNormal(let density): density.logLikelihood(of: x)
    case .gamma(let density): density.logLikelihood(of: x)
    case .tabulated(let density): density.logLikelihood(of: x)
    }
  }

  /// The prediction that the measurement likes best.
  var mode: Double {
    switch self {
    case .normal(let density): density.mean
    case .asymmetricNormal(let density): density.mode
    case .theoryRange(let density): density.mean
    case .halfNormal(let density): density.edge
    case .uniform(let density):
      density.range.lowerBound + (density.range.upperBound - density.range.lowerBound) / 2
    case .logNormal(let density): density.mode
    case .gamma(let density): density.mode
    case .tabulated(let density): density.mode
    }
  }

  /// The normal density that it is; nil if it is another one.
  var normal: Normal? {
    switch self {
    case .normal(let density): density
    case .theoryRange(let density): density.normal
    default: nil
    }
  }

  /// The same with its theory error, if it has one, treated in some way.
  func treating(_ treatment: TheoryErrors) -> Distribution {
    guard case .theoryRange(let density) = self else { return self }
    return .theoryRange(density.treated(as: treatment))
  }

  /// Whether the experiment can happen where theory predicts this; where not, no data exclude it: it is excluded anyway.
  func canMeasure(_ prediction: Double) -> Bool {
    switch self {
    case .logNormal: prediction > 0 && prediction.isFinite
    case .gamma(let density) where density.isPositive: prediction >= 0 && prediction.isFinite
    default: prediction.isFinite
    }
  }

  /// Whether there are predictions that it excludes outright.
  var hasEdges: Bool {
    switch self {
    case .normal, .asymmetricNormal, .theoryRange: false
    case .halfNormal, .uniform, .logNormal, .gamma, .tabulated: true
    }
  }

  /// The density with data drawn anew in place of the measured ones, if theory predicts `prediction`.
  ///
  /// The data have the density p(data | prediction) of which the likelihood is a function of the prediction: as
  /// functions of the prediction both agree up to a factor, and p is normalised as a density of the data.
  ///
  /// - Precondition: ``canMeasure(_:)`` the prediction.
  func simulated(at prediction: Double, using random: inout Random) -> Distribution {
    switch self {
    case .normal(let density): .normal(density.simulated(at: prediction, using: &random))
    case .asymmetricNormal(let density): .asymmetricNormal(density.simulated(at: prediction, using: &random))
    case .theoryRange(let density): .theoryRange(density.simulated(at: prediction, using: &random))
    case .halfNormal(let density): .halfNormal(density.simulated(at: prediction, using: &random))
    case .uniform(let density): .uniform(density.simulated(at: prediction, using: &random))
    case .logNormal(let density): .logNormal(density.simulated(at: prediction, using: &random))
    case .gamma(let density): .gamma(density.simulated(at: prediction, using: &random))
    case .tabulated(let density): .tabulated(density.simulated(at: prediction, using: &random))
    }
  }

  /// What ``simulated(at:using:)`` draws, in words; nil for a normal value, of which nobody expects anything else.
  var simulation: String? {
    switch self {
    case .normal: nil
    case .asymmetricNormal: AsymmetricNormal.simulation
    case .theoryRange(let density): density.simulation
    case .halfNormal:
      "the edge, at a half-normal distance from the prediction: a limit then holds as often as its confidence says"
    case .uniform: "the range, shifted so that the prediction is equally likely to be anywhere in it"
    case .logNormal: "the most probable value, log-normal around the prediction"
    case .gamma(let density) where density.isCounting: "the number of events, from Poisson's distribution"
    case .gamma: "the location, shifted so that (prediction - location) has the gamma density"
    case .tabulated: "the table, shifted so that the prediction is distributed in it as it says"
    }
  }

  /// ln p at the mode: the zero of this constraint's χ².
  var maximumLogLikelihood: Double { logLikelihood(of: mode).value }

  /// (measured − predicted)/σ; where the density has no σ, ±√χ² with the sign of (mode − predicted).
  func pull(of x: Double) -> Double {
    switch self {
    case .normal(let density): return (density.mean - x) / density.sigma
    case .asymmetricNormal(let density):
      return (density.mode - x) / (x > density.mode ? density.upperSigma : density.lowerSigma)
    default:
      let chiSquared = 2 * (maximumLogLikelihood - logLikelihood(of: x).value)
      return (mode < x ? -1 : 1) * max(0, chiSquared).squareRoot()
    }
  }

  /// A few words for tables: `0.82 ± 0.28`.
  var summary: String {
    switch self {
    case .normal(let density): density.summary
    case .asymmetricNormal(let density): density.summary
    case .theoryRange(let density): density.summary
    case .halfNormal(let density):
      density.sigma > 0
        ? "half-normal above \(density.edge.short), σ = \(density.sigma.short)"
        : "half-normal below \(density.edge.short), σ = \((-density.sigma).short)"
    case .uniform(let density):
      "uniform in [\(density.range.lowerBound.short), \(density.range.upperBound.short)]"
    case .logNormal(let density): "\(density.median.short) */ \(density.factor.short)"
    case .gamma(let density): "gamma, mode \(density.mode.short)"
    case .tabulated(let density): "tabulated density, mode \(density.mode.short)"
    }
  }
}

extension Double {
  /// The number as it was written, or up to six significant digits of one that was computed.
  var short: String {
    let usual = String(format: "%.6g", self)
    let exact = String(format: "%.15g", self)
    return (Double(usual) != self && Double(exact) == self ? exact : usual)
      .replacingOccurrences(
        of: "e-0", with: "e-"
      )
      .replacingOccurrences(of: "e+0", with: "e").replacingOccurrences(of: "e+", with: "e")
  }
}
