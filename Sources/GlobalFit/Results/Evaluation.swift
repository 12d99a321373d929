import Foundation
import Inference
import Physics

/// One point of a problem: every prediction, pull, χ² and density.
public struct Evaluation: Sendable, Codable {
  /// Every parameter of the parametrisation.
  public let parameters: [Parameter: Double]
  /// Every observable, in its unit; NaN where it cannot be computed.
  public let observables: [Observable: Double]
  /// What other readings of the formulas predict, where they differ; none in the lepton sector.
  public let readings: [Reading]
  /// The constraints, in file order.
  public let constraints: [ConstraintEvaluation]
  /// Nuisance parameters whose informative priors enter χ².
  public let auxiliary: [AuxiliaryEvaluation]
  /// Σ over constraints and auxiliary measurements; each one's best value is 0.
  public let chiSquared: Double
  /// ln of the product of the normalised densities of the constraints.
  public let logLikelihood: Double
  /// ln of the product of the normalised prior densities, per unit of the parameters.
  public let logPrior: Double
  /// logLikelihood + logPrior.
  public let logPosterior: Double
  /// Where a formula is used outside its validity, one sentence each.
  public let warnings: [String]

  /// Predictions with one reading of the formulas, all else as in the fit.
  public struct Reading: Sendable, Codable {
    /// `corrected`, `as-printed`, `leading-order` or `exact`.
    public let name: String
    /// The observables that depend on the reading.
    public let observables: [Observable: Double]
  }

  /// A constraint at a point.
  public struct ConstraintEvaluation: Sendable, Codable {
    /// The input's name.
    public let name: String
    /// Its χ²; 0 at its best value. Of one that has theory errors in common with others it is its χ² given the data of those
    /// before it: these add up to the whole.
    public let chiSquared: Double
    /// The observables it constrains; `measured`, `predictions` and `pulls` are in this order.
    public let observables: [Observable]
    /// Central value and error in words.
    public let measured: [String]
    /// What the model predicts, in the units of the observables.
    public let predictions: [Double]
    /// (measured − predicted)/σ.
    public let pulls: [Double]
  }

  /// The prior of a nuisance parameter at a point.
  public struct AuxiliaryEvaluation: Sendable, Codable {
    /// The nuisance parameter.
    public let parameter: Parameter
    /// Its χ²; 0 at its best value.
    public let chiSquared: Double
    /// (centre of the prior − value)/σ.
    public let pull: Double
  }
}

extension Problem {
  /// Everything there is to say about the point with these values of the free parameters.
  public func evaluate(at values: [Double]) -> Evaluation {
    let all = predictable
    let predictions = self.predictions(of: all, at: values)
    let predicted = Dictionary(uniqueKeysWithValues: zip(all, predictions))
    func prediction(_ observable: Observable) -> Double { predicted[observable] ?? .nan }
    var parameters: [Parameter: Double] = [:]
    for parameter in allParameters { parameters[parameter] = fixed[parameter] ?? parameter.defaultValue }
    for (parameter, value) in zip(free, values) { parameters[parameter.parameter] = value }

    let constraints = zip(constraints, joint.chiSquared(of: constraints, prediction)).map {
      $0.evaluate(prediction, chiSquared: $1, sharing: joint)
    }
    let auxiliary = zip(free, values).filter(\.0.isAuxiliaryMeasurement).map { parameter, value in
      let z = parameter.density.scale.coordinate(of: value)
      return Evaluation.AuxiliaryEvaluation(
        parameter: parameter.parameter, chiSquared: z * z, pull: -z)
    }
    let ownChiSquared = constraints.reduce(0) { $0 + $1.chiSquared }
    let logLikelihood = likelihood.maximumLogLikelihood - ownChiSquared / 2
    let logPrior = zip(free, values).reduce(0) { $0 + $1.0.prior.logDensity(at: $1.1) }
    return Evaluation(
      parameters: parameters,
      observables: predicted,
      readings: readings(of: all, at: values),
      constraints: constraints, auxiliary: auxiliary,
      chiSquared: ownChiSquared + auxiliary.reduce(0) { $0 + $1.chiSquared }, logLikelihood: logLikelihood,
      logPrior: logPrior, logPosterior: logLikelihood + logPrior,
      warnings: ValidityNotes(all, fourMuonTable).notes(at: parameters) + outsidePriors(values)
        + (withheld.map { [$0] } ?? []) + farFromStandardModel(prediction))
  }

  /// Where theory errors that are frozen at the Standard Model are doubtful.
  private func farFromStandardModel(_ prediction: (Observable) -> Double) -> [String] {
    let parts: [(String, Observable, Observable)] = [
      ("C9", .wilsonC9, .wilsonC9Imaginary), ("C9'", .wilsonC9Prime, .wilsonC9PrimeImaginary),
    ]
    guard !joint.isEmpty else { return [] }
    return parts.compactMap { name, real, imaginary in
      let size = hypot(prediction(real), prediction(imaginary))
      return size > 2
        ? "|\(name)| = \(size.short): theory errors of files of predictions are those of the Standard Model, and doubtful "
          + "above 2" : nil
    }
  }

  /// Predictions of any observables at values of the free parameters, with the fit's reading of the formulas or
  /// another.
  public func predictions(
    of observables: [Observable], at values: [Double], formulas: Formulas? = nil
  ) -> [Double] {
    var predictions = [Double](repeating: 0, count: observables.count)
    var span = predictions.mutableSpan
    predictor(of: observables, formulas: formulas).predict(at: values.span, into: &span)
    return predictions
  }

  /// Both readings of each choice that the quark sector leaves, where they differ.
  private func readings(of observables: [Observable], at values: [Double]) -> [Evaluation.Reading] {
    guard fit.parametrisation != .leptonic else { return [] }
    func reading(_ change: (inout Formulas) -> Void) -> [Double] {
      var formulas = fit.formulas
      change(&formulas)
      return predictions(of: observables, at: values, formulas: formulas)
    }
    var pairs = [
      (("corrected", reading { $0.asPrinted = [] }), ("as-printed", reading { $0.asPrinted = .all }))
    ]
    if fit.parametrisation == .vectorLikeQuarks {
      pairs.append(
        (
          (Formulas.Diagonalisation.leadingOrder.rawValue, reading { $0.diagonalisation = .leadingOrder }),
          (Formulas.Diagonalisation.exact.rawValue, reading { $0.diagonalisation = .exact })
        ))
    }
    return pairs.flatMap { first, second in
      let differing = observables.indices.filter { first.1[$0] != second.1[$0] }
      return [first, second].map { name, values in
        Evaluation.Reading(
          name: name,
          observables: Dictionary(
            uniqueKeysWithValues: differing.map { (observables[$0], values[$0]) }))
      }
    }
  }

  private func outsidePriors(_ values: [Double]) -> [String] {
    zip(free, values).filter { $0.prior.logDensity(at: $1) == -.infinity }.map { parameter, value in
      "\(parameter.parameter.rawValue) = \(value.short) lies outside its prior"
    }
  }
}

extension Problem.Constraint {
  /// - Parameter joint: the theory errors that it shares with others.
  fileprivate func evaluate(
    _ prediction: (Observable) -> Double, chiSquared: Double, sharing joint: JointErrors
  ) -> Evaluation.ConstraintEvaluation {
    let pulls = factors.flatMap { joint.pulls(of: $0, at: $0.observables.map(prediction)) }
    let observables = factors.flatMap(\.observables)
    return Evaluation.ConstraintEvaluation(
      name: name, chiSquared: chiSquared, observables: observables,
      measured: factors.flatMap(\.summaries), predictions: observables.map(prediction), pulls: pulls)
  }
}

extension Factor {
  /// −2 ln L with the maximum set to 0, at predictions in the order of `observables`.
  func chiSquared(of predictions: [Double]) -> Double {
    switch shape {
    case .single(let distribution):
      2 * (distribution.maximumLogLikelihood - distribution.logLikelihood(of: predictions[0]).value)
    case .correlated(let normal):
      normal.chiSquared(of: predictions)
    }
  }

  /// (measured − predicted)/σ of each number.
  func pulls(of predictions: [Double]) -> [Double] {
    switch shape {
    case .single(let distribution): [distribution.pull(of: predictions[0])]
    case .correlated(let normal): normal.pulls(of: predictions)
    }
  }
}
