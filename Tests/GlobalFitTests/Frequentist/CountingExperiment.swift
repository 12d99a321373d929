import Foundation

/// Limits on the signal of counting experiments, by sums of Poisson's probabilities and nothing of the program.
struct CountingExperiment {
  let background: Double

  /// Poisson's probability.
  static func probability(_ events: Int, _ mean: Double) -> Double {
    mean == 0 ? (events == 0 ? 1 : 0) : exp(Double(events) * log(mean) - mean - lgamma(Double(events) + 1))
  }

  /// The probability of at most so many events.
  private func cumulative(_ events: Int, _ mean: Double) -> Double {
    (0...events).reduce(0) { $0 + Self.probability($1, mean) }
  }

  /// Where CLs, P(≤ n | s + b)/P(≤ n | b), is 1 − level.
  func confidenceRatioLimit(_ events: Int, level: Double) -> Double {
    var (low, high) = (0.0, 100.0)
    for _ in 0..<200 {
      let s = 0.5 * (low + high)
      let ratio = cumulative(events, s + background) / cumulative(events, background)
      if ratio > 1 - level { low = s } else { high = s }
    }
    return low
  }

  /// −ln L of n events with signal s, at its best allowed mean less than at s + b.
  private func half(_ events: Int, _ s: Double) -> Double {
    let (n, mean, best) = (Double(events), s + background, max(Double(events), background))
    return mean - best - (n > 0 ? n * log(mean / best) : 0)
  }

  /// The probability of outcomes that the ordering of likelihood ratios puts no higher than n.
  func tail(_ events: Int, _ s: Double) -> Double {
    let own = half(events, s)
    return (0..<200).reduce(0) { sum, other in
      half(other, s) >= own - 1e-9 * max(1, own) ? sum + Self.probability(other, s + background) : sum
    }
  }

  /// The largest s at which that probability is at least 1 − level: the outer end of the belt.
  ///
  /// Between the places where another outcome passes n in the ordering, which are known in closed form, the probability is
  /// smooth.
  func feldmanCousinsLimit(_ events: Int, level: Double) -> Double {
    func constant(_ n: Int) -> Double {
      let best = max(Double(n), background)
      return (n > 0 ? Double(n) * log(best) : 0) - best
    }
    let places = ((events + 1)..<150).map { other in
      exp((constant(other) - constant(events)) / Double(other - events)) - background
    }.filter { $0 > 0 && $0 < 60 }.sorted(by: >)
    var outer = 60.0
    for place in places + [0] {
      for inner in [place * (1 + 1e-9), place] {
        if tail(events, inner) >= 1 - level {
          var (low, high) = (inner, outer)
          for _ in 0..<100 {
            let s = 0.5 * (low + high)
            if tail(events, s) >= 1 - level { low = s } else { high = s }
          }
          return low
        }
        outer = inner
      }
    }
    return 0
  }
}
