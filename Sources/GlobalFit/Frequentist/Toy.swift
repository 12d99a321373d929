import Inference
import Physics

/// Data as they could have been.
struct Toy: Sendable {
  /// Every constraint with data drawn from its own distribution.
  let constraints: [Problem.Constraint]
  /// What the auxiliary measurements of nuisance parameters found, in their coordinates.
  let auxiliaryCentres: [Double]
}

/// Draws data at one point of a problem.
///
/// An informative prior of a nuisance parameter is an auxiliary measurement: its central value scatters around the
/// parameter's true value by the width of the prior, as those of all others do. Kept where it is, no Δχ² would have the
/// distribution that Wilks' theorem says.
struct ToyGenerator: Sendable {
  private let constraints: [Problem.Constraint]
  private let predictions: [Observable: Double]
  private let trueNuisances: [Double]

  /// - Throws: if an observable's data are impossible there.
  init(_ problem: Problem, at coordinates: [Double]) throws(Unmeasurable) {
    predictions = problem.measurablePredictions(at: coordinates)
    if let culprit = problem.whatCannotMeasure(predictions) { throw culprit }
    constraints = problem.constraints
    trueNuisances = zip(problem.free, coordinates).filter(\.0.isAuxiliaryMeasurement).map(\.1)
  }

  /// New data.
  func draw(using random: inout Random) -> Toy {
    Toy(
      constraints: constraints.map { $0.simulated(at: predictions, using: &random) },
      auxiliaryCentres: trueNuisances.map { $0 + random.normal() })
  }

  /// The data that every experiment finds if it finds what is predicted there (the Asimov data of arXiv:1007.1727).
  var expected: Toy {
    Toy(constraints: constraints.map { $0.centred(on: predictions) }, auxiliaryCentres: trueNuisances)
  }
}

extension Problem {
  /// The same problem with these data.
  func observing(_ toy: Toy) -> Problem {
    observing(toy.constraints, auxiliaryCentres: toy.auxiliaryCentres)
  }
}
