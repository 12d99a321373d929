import Foundation

/// All that several counting experiments can find, where there is nothing else that scatters: their probabilities are summed
/// instead of drawn.
struct CountedOutcomes: Sendable {
  /// Numbers of events, one for each experiment.
  private(set) var all: [[Double]] = []
  private var known: Set<[Double]> = []

  /// Outcomes less likely than this are left out.
  private static let negligible = 1e-13

  /// None yet; nil if something else than counts is measured.
  init?(_ problem: Problem) {
    guard problem.auxiliaryMeasurements == 0, problem.countingExperiments.count == problem.factorCount else {
      return nil
    }
  }

  /// Whether there are at most so many outcomes that are not negligible at a hypothesis.
  func areFew(at hypothesis: Hypothesis, of data: ToyData, limit: Int) -> Bool {
    var count = 1.0
    for (least, most) in Self.ranges(hypothesis, data) { count *= most - least + 1 }
    return count <= Double(limit)
  }

  /// Adds the outcomes that are not negligible at a hypothesis; returns how many there were before.
  mutating func add(at hypothesis: Hypothesis, of data: ToyData) -> Int {
    let before = all.count
    var outcomes: [(events: [Double], probability: Double)] = [([], 1)]
    for ((least, most), mean) in zip(
      Self.ranges(hypothesis, data), Self.means(hypothesis, data))
    {
      outcomes = outcomes.flatMap { outcome in
        stride(from: least, through: most, by: 1).map { events in
          (
            outcome.events + [events],
            outcome.probability * exp(logPoissonProbability(of: events, mean: mean))
          )
        }
      }.filter { $0.probability > Self.negligible }
    }
    for outcome in outcomes where known.insert(outcome.events).inserted { all.append(outcome.events) }
    return before
  }

  private static func means(_ hypothesis: Hypothesis, _ data: ToyData) -> [Double] {
    zip(data.shapes, hypothesis.predictions).map { shape, predictions in
      guard case .single(.gamma(let density)) = shape else { return 0 }
      return max(0, density.expectedEvents(at: predictions[0]))
    }
  }

  private static func ranges(_ hypothesis: Hypothesis, _ data: ToyData) -> [(least: Double, most: Double)] {
    means(hypothesis, data).map { mean in
      func isNegligible(_ events: Double) -> Bool {
        logPoissonProbability(of: events, mean: mean) < log(negligible)
      }
      var (least, most) = (mean.rounded(.down), mean.rounded(.up))
      while least > 0, !isNegligible(least - 1) { least -= 1 }
      while !isNegligible(most + 1) { most += 1 }
      return (least, most)
    }
  }
}

extension Problem {
  /// The counting experiments among the factors of the likelihood.
  var countingExperiments: [Gamma] {
    constraints.flatMap(\.factors).compactMap { factor in
      if case .single(.gamma(let density)) = factor.shape, density.isCounting { density } else { nil }
    }
  }

  /// How many factors the likelihood has.
  var factorCount: Int { constraints.reduce(0) { $0 + $1.factors.count } }
}
