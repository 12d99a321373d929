import Foundation

/// All that several counting experiments can find, where there is nothing else that scatters: their probabilities are summed
/// instead of drawn.
struct CountedOutcomes: Sendable {
  /// Numbers of events, one for each experiment.
  private(set) var all: [[Double]] = []
  private var known: Set<[Double]> = []

  /// ln of the part of the probability of what was measured, or of one if that is likely, below which outcomes are left out.
  private static let negligible = -30.0

  /// None yet; nil if something else than counts is measured.
  init?(_ problem: Problem) {
    guard problem.auxiliaryMeasurements == 0, problem.countingExperiments.count == problem.factorCount else {
      return nil
    }
  }

  /// Whether there are at most so many outcomes that are not negligible at a hypothesis.
  func areFew(at hypothesis: Hypothesis, of data: ToyData, limit: Int) -> Bool {
    // what is expected beyond that is no count that anybody enumerates
    guard Self.means(hypothesis, data).allSatisfy({ $0 < 1e6 }) else { return false }
    var count = 1.0
    for (first, last) in Self.ranges(hypothesis, data) { count *= last - first + 1 }
    return count <= Double(limit)
  }

  /// Adds the outcomes that are not negligible at a hypothesis; returns how many there were before.
  mutating func add(at hypothesis: Hypothesis, of data: ToyData) -> Int {
    let before = all.count
    let least = Self.least(hypothesis, data)
    var outcomes: [(events: [Double], logProbability: Double)] = [([], 0)]
    for ((first, last), mean) in zip(Self.ranges(hypothesis, data), Self.means(hypothesis, data)) {
      outcomes = outcomes.flatMap { outcome in
        stride(from: first, through: last, by: 1).map { events in
          (outcome.events + [events], outcome.logProbability + logPoissonProbability(of: events, mean: mean))
        }
      }.filter { $0.logProbability > least }
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

  /// ln of the least probability that is not negligible: numbers below e⁻⁷⁰⁰ are none.
  private static func least(_ hypothesis: Hypothesis, _ data: ToyData) -> Double {
    let measured = hypothesis.logDensity(of: data)
    return negligible + (measured.isFinite ? min(0, max(measured, -700)) : 0)
  }

  private static func ranges(_ hypothesis: Hypothesis, _ data: ToyData) -> [(first: Double, last: Double)] {
    let least = least(hypothesis, data)
    return means(hypothesis, data).map { mean in
      func isNegligible(_ events: Double) -> Bool {
        logPoissonProbability(of: events, mean: mean) < least
      }
      var (first, last) = (mean.rounded(.down), mean.rounded(.up))
      while first > 0, !isNegligible(first - 1) { first -= 1 }
      while !isNegligible(last + 1) { last += 1 }
      return (first, last)
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
