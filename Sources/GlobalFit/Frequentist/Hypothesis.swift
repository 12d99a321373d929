import Foundation
import Inference
import Physics

/// The numbers that were drawn, or measured.
struct ToyData: Sendable {
  /// One for each factor of the likelihood, in order.
  let shapes: [Factor.Shape]
  /// What the auxiliary measurements of nuisance parameters found.
  let auxiliaryCentres: [Double]
}

/// True values of everything that is measured: a probability density of the data.
struct Hypothesis: Sendable {
  /// What is predicted for each factor.
  let predictions: [[Double]]
  /// The true values of nuisance parameters that have auxiliary measurements.
  let nuisances: [Double]

  /// These true values.
  init(predictions: [[Double]], nuisances: [Double] = []) {
    (self.predictions, self.nuisances) = (predictions, nuisances)
  }

  /// - Parameter factors: those of the likelihood.
  init(_ factors: [Factor], _ predictions: [Observable: Double], nuisances: [Double]) {
    self.predictions = factors.map { $0.predictions(in: predictions) }
    self.nuisances = nuisances
  }

  /// ln of the probability density of the data, up to a number that depends on the data alone; −∞ where they are
  /// impossible. Of counting experiments it is the probability itself.
  ///
  /// As functions of the prediction a likelihood and the density of the data that it is one of agree up to such a factor,
  /// see ``Distribution/simulated(at:using:)``: ratios between hypotheses are exact.
  func logDensity(of data: ToyData) -> Double {
    var sum = 0.0
    for (shape, predictions) in zip(data.shapes, predictions) {
      switch shape {
      case .single(.gamma(let density)) where density.isCounting:
        sum += density.logProbabilityOfEvents(at: predictions[0])
      case .single(let distribution): sum += distribution.logLikelihood(of: predictions[0]).value
      case .correlated(let normal): sum -= 0.5 * normal.chiSquared(of: predictions)
      }
    }
    for (centre, truth) in zip(data.auxiliaryCentres, nuisances) {
      sum -= 0.5 * (centre - truth) * (centre - truth)
    }
    return sum.isNaN ? -.infinity : sum
  }
}

extension Gamma {
  /// How many events were found, of a counting experiment.
  var events: Double { shape - 1 }

  /// How many events are expected where the signal is predicted to be this large; negative where there can be no such
  /// signal.
  func expectedEvents(at prediction: Double) -> Double { (prediction - location) / scale }

  /// The same experiment with another number of events.
  func counting(_ events: Double) -> Gamma {
    Gamma(shape: events + 1, location: location, scale: scale, isPositive: true)
  }

  /// ln of Poisson's probability of the number of events: also where fewer are expected than the background, which the
  /// likelihood excludes.
  func logProbabilityOfEvents(at prediction: Double) -> Double {
    logPoissonProbability(of: events, mean: expectedEvents(at: prediction))
  }
}

/// ln of Poisson's probability of a number of events where `mean` are expected; −∞ where fewer than none are.
func logPoissonProbability(of events: Double, mean: Double) -> Double {
  guard mean > 0 else { return mean == 0 && events == 0 ? 0 : -.infinity }
  return events * log(mean) - mean - lgamma(events + 1)
}
