import Inference
import Physics

/// Data as they could have been.
struct Toy: Sendable {
  /// Every constraint with data drawn from its own distribution.
  let constraints: [Problem.Constraint]
  /// What the auxiliary measurements of nuisance parameters found, in their coordinates.
  let auxiliaryCentres: [Double]
  /// The theory errors that they have in common.
  private let joint: JointErrors

  init(
    constraints: [Problem.Constraint], auxiliaryCentres: [Double], joint: JointErrors = .none
  ) {
    (self.constraints, self.auxiliaryCentres, self.joint) = (constraints, auxiliaryCentres, joint)
  }

  /// The bare numbers: all that a probability density of the data needs.
  var data: ToyData {
    ToyData(
      shapes: joint.factors(of: constraints).map(\.shape), auxiliaryCentres: auxiliaryCentres)
  }
}

/// Draws data at one point of a problem.
///
/// An informative prior of a nuisance parameter is an auxiliary measurement: its central value scatters around the
/// parameter's true value by the width of the prior, as those of all others do. Kept where it is, no Δχ² would have the
/// distribution that Wilks' theorem says.
struct ToyGenerator: Sendable {
  private let constraints: [Problem.Constraint]
  private let joint: JointErrors
  private let predictions: [Observable: Double]
  /// The true values of the data.
  let hypothesis: Hypothesis

  /// - Throws: if an observable's data are impossible there.
  init(_ problem: Problem, at coordinates: [Double]) throws(Unmeasurable) {
    predictions = problem.measurablePredictions(at: coordinates)
    if let culprit = problem.whatCannotMeasure(predictions) { throw culprit }
    (constraints, joint) = (problem.constraints, problem.joint)
    let nuisances = zip(problem.free, coordinates).filter(\.0.isAuxiliaryMeasurement).map(\.1)
    hypothesis = Hypothesis(
      joint.factors(of: constraints), predictions, nuisances: nuisances)
  }

  /// Draws data beyond the first of two hypotheses, on the straight line from the second through it.
  ///
  /// - Parameter share: how far beyond, in parts of the distance between the two. Counts may then be expected to be fewer
  ///   than their background alone.
  init(beyond first: ToyGenerator, from second: ToyGenerator, by share: Double) {
    func between(_ a: Double, _ b: Double) -> Double { a == b ? a : a + share * (a - b) }
    (constraints, joint) = (first.constraints, first.joint)
    predictions = Dictionary(
      uniqueKeysWithValues: first.predictions.map { name, value in
        (name, between(value, second.predictions[name] ?? value))
      })
    hypothesis = Hypothesis(
      joint.factors(of: constraints), predictions,
      nuisances: zip(first.hypothesis.nuisances, second.hypothesis.nuisances).map(between))
  }

  /// New data.
  func draw(using random: inout Random) -> Toy {
    toy(
      joint.simulated(constraints, at: predictions, using: &random),
      auxiliaryCentres: hypothesis.nuisances.map { $0 + random.normal() })
  }

  private func toy(_ constraints: [Problem.Constraint], auxiliaryCentres: [Double]) -> Toy {
    Toy(constraints: constraints, auxiliaryCentres: auxiliaryCentres, joint: joint)
  }

  /// The data of counting experiments that found these numbers of events.
  func counting(_ events: [Double]) -> Toy {
    var rest = events[...]
    return toy(
      constraints.map { constraint in
        var other = constraint
        for measurement in other.measurements.indices {
          other.measurements[measurement].factors = other.measurements[measurement].factors.map { factor in
            guard case .single(.gamma(let density)) = factor.shape, let own = rest.popFirst() else {
              return factor
            }
            return Factor(observables: factor.observables, shape: .single(.gamma(density.counting(own))))
          }
        }
        return other
      }, auxiliaryCentres: hypothesis.nuisances)
  }

  /// The data that every experiment finds if it finds what is predicted there (the Asimov data of arXiv:1007.1727).
  var expected: Toy {
    toy(constraints.map { $0.centred(on: predictions) }, auxiliaryCentres: hypothesis.nuisances)
  }
}

extension ToyGenerator {
  /// Of the hypotheses on the straight line from another one through this one, from here on, that at which the data are
  /// most likely, to a tenth of the way.
  ///
  /// However close the two are: the steps grow.
  func tilted(awayFrom other: ToyGenerator, towards data: ToyData) -> ToyGenerator {
    func beyond(_ share: Double) -> (generator: ToyGenerator, logDensity: Double) {
      let next = ToyGenerator(beyond: self, from: other, by: share)
      return (next, next.hypothesis.logDensity(of: data))
    }
    var best = (generator: self, logDensity: hypothesis.logDensity(of: data))
    var share = 0.125
    for _ in 0..<60 {
      let next = beyond(2 * share)
      guard next.logDensity > best.logDensity else { break }
      (best, share) = (next, 2 * share)
    }
    for part in stride(from: 0.6, to: 2, by: 0.1) {
      let next = beyond(part * share)
      if next.logDensity > best.logDensity { best = next }
    }
    return best.generator
  }
}

extension Problem {
  /// The same problem with these data.
  func observing(_ toy: Toy) -> Problem {
    observing(toy.constraints, auxiliaryCentres: toy.auxiliaryCentres)
  }

  /// The measured data.
  var measuredData: ToyData {
    ToyData(
      shapes: joint.factors(of: constraints).map(\.shape),
      auxiliaryCentres: free.indices.filter { free[$0].isAuxiliaryMeasurement }.map {
        densities[$0].auxiliaryCentre
      })
  }
}
