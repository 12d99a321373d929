import Inference
import Physics

/// Spells out draws: values, predictions, and what their densities are made of.
public struct DrawDescriber: Sendable {
  /// One factor of the likelihood: a measurement, or a block of correlated ones.
  public struct Term: Sendable {
    /// The name of its input, with its observables where the input has several factors.
    public let name: String
    /// The most probable value; NaN of a block.
    public let observed: Double
    let likelihood: Likelihood
  }

  /// A draw spelt out.
  public struct Description: Sendable {
    /// The values of the free parameters.
    public let values: [Double]
    /// The predictions, in the order of ``DrawDescriber/observables``.
    public let predictions: [Double]
    /// ln of the prior density per unit of the parameters.
    public let logPrior: Double
    /// ln L by term.
    public let logLikelihoods: [Double]
  }

  /// The factors of the likelihood, in file order.
  public let terms: [Term]
  /// What is predicted: all that can be.
  public let observables: [Observable]
  private let problem: Problem
  private let predictor: Predictor

  /// For draws of this problem.
  public init(_ problem: Problem) {
    let observables = problem.predictable
    self.observables = observables
    self.problem = problem
    predictor = problem.predictor(of: observables)
    terms =
      problem.constraints.flatMap { constraint in
        let factors = constraint.factors.filter { !problem.joint.concerns($0) }
        return factors.map { factor in
          let own = factor.observables.map(\.rawValue).joined(separator: ", ")
          return Term(
            name: factors.count > 1 ? "\(constraint.name): \(own)" : constraint.name,
            observed: factor.mode ?? .nan, likelihood: Likelihood([factor], observables: observables))
        }
      }
      + problem.jointTerms.map { name, factor in
        Term(name: name, observed: .nan, likelihood: Likelihood([factor], observables: observables))
      }
  }

  /// Everything about the draw at these coordinates.
  public func describe(_ coordinates: [Double]) -> Description {
    let values = problem.values(at: coordinates)
    var predictions = [Double](repeating: 0, count: observables.count)
    var span = predictions.mutableSpan
    predictor.predict(at: values.span, into: &span)
    return Description(
      values: values, predictions: predictions,
      logPrior: zip(problem.free, values).reduce(0) { $0 + $1.0.prior.logDensity(at: $1.1) },
      logLikelihoods: terms.map { $0.likelihood.logLikelihood(of: predictions.span) })
  }
}

extension Problem {
  /// What theory errors make one of several inputs, with their names.
  fileprivate var jointTerms: [(name: String, factor: Factor)] {
    joint.joined(in: constraints).map { members, factor in
      (members.map(\.name).joined(separator: " and "), factor)
    }
  }
}

extension Factor {
  /// The most probable value; nil of several.
  fileprivate var mode: Double? {
    if case .single(let distribution) = shape { distribution.mode } else { nil }
  }
}
