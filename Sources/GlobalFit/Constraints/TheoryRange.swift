import CGSL
import Foundation
import Inference

/// A measured value with a normal error σ and a theory error ±Δ, treated as ``TheoryErrors`` says.
///
/// With d = |x − μ| ln p(x) is
///
/// * nuisance: that of a normal density with σ² + Δ²;
/// * gaussian-flat: ln [(Φ((d + Δ)/σ) − Φ((d − Δ)/σ))/(2Δ)];
/// * rfit: −max(0, d − Δ)²/(2σ²) − ln(√(2π) σ + 2Δ).
///
/// Each is normalised; the first two become a normal density of width σ for Δ → 0, the last two a box for σ → 0.
struct TheoryRange: Sendable {
  let mean: Double
  let sigma: Double
  let halfRange: Double
  let treatment: TheoryErrors

  /// - Precondition: `sigma` and `halfRange` are greater than zero.
  init(mean: Double, sigma: Double, halfRange: Double, treatment: TheoryErrors = .nuisance) {
    precondition(sigma > 0 && halfRange > 0, "Both errors must be greater than zero")
    (self.mean, self.sigma, self.halfRange, self.treatment) = (mean, sigma, halfRange, treatment)
  }

  /// The same numbers, treated in another way.
  func treated(as treatment: TheoryErrors) -> TheoryRange {
    TheoryRange(mean: mean, sigma: sigma, halfRange: halfRange, treatment: treatment)
  }

  /// The normal density that it is, if the theory error is a nuisance.
  var normal: Normal? {
    treatment == .nuisance
      ? Normal(mean: mean, sigma: (sigma * sigma + halfRange * halfRange).squareRoot()) : nil
  }

  /// `38 ± 14.5 ± 62 (theory)`.
  var summary: String {
    let treated = treatment == .nuisance ? "theory" : "theory, \(treatment.rawValue)"
    return "\(mean.short) ± \(sigma.short) ± \(halfRange.short) (\(treated))"
  }

  /// A value that has the density around the prediction.
  func simulated(at prediction: Double, using random: inout Random) -> TheoryRange {
    let shift: Double
    switch treatment {
    case .nuisance: shift = (sigma * sigma + halfRange * halfRange).squareRoot() * random.normal()
    case .gaussianFlat: shift = halfRange * (2 * random.uniform() - 1) + sigma * random.normal()
    case .rfit:
      let flat = 2 * halfRange
      let isFlat = random.uniform() * (flat + (2 * Double.pi).squareRoot() * sigma) < flat
      let place = 2 * random.uniform() - 1
      let distance = sigma * abs(random.normal())
      shift = isFlat ? halfRange * place : (halfRange + distance) * (place < 0 ? -1 : 1)
    }
    return TheoryRange(mean: prediction + shift, sigma: sigma, halfRange: halfRange, treatment: treatment)
  }

  /// What ``simulated(at:using:)`` draws, in words; nil for a normal value.
  var simulation: String? {
    switch treatment {
    case .nuisance: nil
    case .gaussianFlat: "the value, normal around the prediction and shifted anywhere inside the theory error"
    case .rfit:
      "the value, flat inside the theory error around the prediction, with half a normal density on each side"
    }
  }

  func logLikelihood(of x: Double) -> (value: Double, slope: Double) {
    let distance = abs(x - mean)
    let side = x < mean ? 1.0 : -1
    switch treatment {
    case .nuisance:
      let variance = sigma * sigma + halfRange * halfRange
      return (
        -0.5 * distance * distance / variance - 0.5 * log(variance) - logSqrtTwoPi, side * distance / variance
      )
    case .rfit:
      let excess = max(0, distance - halfRange) / sigma
      return (
        -0.5 * excess * excess - log((2 * Double.pi).squareRoot() * sigma + 2 * halfRange),
        side * excess / sigma
      )
    case .gaussianFlat:
      let (value, slope) = logDifference((distance - halfRange) / sigma, (distance + halfRange) / sigma)
      return (value - log(2 * halfRange), side * slope / sigma)
    }
  }

  /// ln(Q(a) − Q(b)) for a < b, b ≥ −a, where Q(t) = erfc(t/√2)/2, and (φ(a) − φ(b))/(Q(a) − Q(b)).
  ///
  /// By logarithms and the hazard φ/Q, so that neither tail underflows.
  private func logDifference(_ a: Double, _ b: Double) -> (value: Double, slope: Double) {
    func logTail(_ t: Double) -> Double { gsl_sf_log_erfc(t / 2.0.squareRoot()) - log(2) }
    let ratio = logTail(b) - logTail(a)
    let difference = -expm1(ratio)
    return (
      logTail(a) + log(difference), (gsl_sf_hazard(a) - gsl_sf_hazard(b) * exp(ratio)) / difference
    )
  }
}
