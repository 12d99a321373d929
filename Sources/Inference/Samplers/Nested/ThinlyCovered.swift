import Foundation

/// The posterior p, raised where a learned density q has too few draws: p min(p/(Z q), c).
///
/// A region of mass m in which p exceeds Z q by c or more holds of this density about m c/(E + m c), where E = ⟨p/(Z q)⟩ is one over the
/// efficiency of q: one in a thousand of the posterior, hardly ever met by a hundred walkers, is a third of it. The bound c
/// keeps walkers from running after what has no mass.
struct ThinlyCovered<Model: BayesianModel>: LogDensity {
  private let model: Model
  private let density: MixtureDensity
  private let logEvidence: Double
  private let logMost: Double

  /// How far above what hardly any draw comes to the bound lies.
  private static var reserve: Double { 10 }

  init(model: Model, by trial: Refinement) {
    self.model = model
    density = trial.density
    logEvidence = trial.logEvidence
    logMost = log(Self.reserve) + trial.logRatioOfOverlooked
  }

  var dimension: Int { model.dimension }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { model.cycle(of: coordinate) }

  func logDensity(at point: Span<Double>) -> Double {
    let logPosterior = model.logDensity(at: point)
    guard logPosterior > -.infinity, logPosterior < .infinity else { return logPosterior }
    let logDensity = ImportanceSample.mixed(
      density.logDensity(at: point.indices.map { point[$0] }), logPrior: model.logPrior(at: point))
    return logPosterior + min(logPosterior - logDensity - logEvidence, logMost)
  }
}
