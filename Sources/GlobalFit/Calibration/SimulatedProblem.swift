import Inference
import Physics

/// A problem whose data were drawn, and the point at which they were.
struct SimulatedProblem {
  /// The coordinates of the true values.
  let truth: [Double]
  /// The problem with the drawn data.
  let problem: Problem
  /// How many points of the prior were drawn before and thrown away.
  let redrawn: Int
}

/// A constraint that no point of the prior predicts a possible value for.
struct Unmeasurable: Error {
  let constraint: Problem.Constraint
  let observables: [Observable]
}

extension Problem {
  /// Draws a point from the prior, and every constraint's data from their distribution given the predictions there.
  ///
  /// Points at which a prediction cannot be computed, or has density zero whatever the data (as a negative number of
  /// events), are drawn again. Their posterior is zero too: that range belongs to the prior, not to the data.
  func simulate(using random: inout Random) throws(Unmeasurable) -> SimulatedProblem {
    let posterior = Posterior(self)
    var culprit: Unmeasurable?
    for redrawn in 0..<Self.patience {
      let truth = posterior.drawFromPrior(using: &random)
      let predictions = measurablePredictions(at: truth)
      culprit = whatCannotMeasure(predictions)
      guard culprit == nil else { continue }
      let problem = observing(joint.simulated(constraints, at: predictions, using: &random))
      return SimulatedProblem(truth: truth, problem: problem, redrawn: redrawn)
    }
    throw culprit ?? Unmeasurable(constraint: constraints[0], observables: [])
  }

  /// Draws every constraint's data at a point, beside those that were measured.
  func simulate(at truth: [Double], using random: inout Random) throws(Unmeasurable) -> SimulatedProblem {
    let predictions = measurablePredictions(at: truth)
    if let culprit = whatCannotMeasure(predictions) { throw culprit }
    let simulated = joint.simulatedAgain(constraints, at: predictions, using: &random)
    return SimulatedProblem(truth: truth, problem: observing(constraints + simulated), redrawn: 0)
  }

  /// How many points of the prior are tried.
  private static let patience = 10_000

  /// What is predicted for each observable that the constraints measure.
  func measurablePredictions(at coordinates: [Double]) -> [Observable: Double] {
    let values = zip(densities, coordinates).map { $0.scale.value(at: $1) }
    var predictions = [Double](repeating: 0, count: predictor.observables.count)
    var span = predictions.mutableSpan
    predictor.predict(at: values.span, into: &span)
    return Dictionary(uniqueKeysWithValues: zip(predictor.observables, predictions))
  }

  func whatCannotMeasure(_ predictions: [Observable: Double]) -> Unmeasurable? {
    for constraint in constraints {
      for factor in constraint.factors where !factor.canMeasure(factor.predictions(in: predictions)) {
        return Unmeasurable(constraint: constraint, observables: factor.observables)
      }
    }
    return nil
  }
}

extension Factor {
  func predictions(in all: [Observable: Double]) -> [Double] {
    observables.map { all[$0] ?? .nan }
  }
}

extension SimulatedProblem {
  /// The rank of the true value among posterior draws: of every free parameter, every prediction the fit carries, and
  /// ln L of the simulated data, which finds mistakes that leave the ranks of parameters uniform (arXiv:2211.02383).
  ///
  /// A periodic parameter is ranked on its circle cut open at the ends of its range: anywhere would do that does not
  /// depend on the data.
  func ranks(
    draws count: Int, using random: inout Random, isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws(NoDraws) -> [Int] {
    let draws = try problem.nearlyIndependentDraws(count, seed: random.next(), isWanted: isWanted)
    let own = problem.testedNumbers(at: truth)
    let others = draws.map { problem.testedNumbers(at: $0) }
    return own.indices.map { index in
      rank(of: own[index], among: others.map { $0[index] }, using: &random)
    }
  }
}

extension Problem {
  /// Whatever ranks are made of, at coordinates; what cannot be computed is −∞, to have a place in the order.
  fileprivate func testedNumbers(at coordinates: [Double]) -> [Double] {
    let parameters = zip(free, coordinates).map { $0.cycle?.wrapping($1) ?? $1 }
    let values = zip(densities, coordinates).map { $0.scale.value(at: $1) }
    let numbers =
      parameters + predictions(of: fit.predictions, at: values) + [logLikelihood(at: coordinates.span)]
    return numbers.map { $0.isNaN ? -.infinity : $0 }
  }
}
