import GlobalFit
import Physics
import Typesetting

/// Which quantities a result tells of at a glance, most wanted first: those that were asked for, predictions, and parameters about
/// which the data say something.
struct ToldQuantities {
  /// Parameters whose posteriors are their priors; without a posterior those that χ² does not depend on.
  private(set) var untaught: [Quantity] = []
  /// Predictions that hardly leave the Standard Model.
  private(set) var asInStandardModel: [Quantity] = []
  /// What has something to say, in the order of the fit file, with its rank.
  private var interesting: [(quantity: Quantity, rank: Rank)] = []
  private let answer: Answer

  /// A posterior whose relative entropy to its prior is less, in nats, is the prior: a normal one that is narrower by a fifth
  /// has 0.04.
  static let leastInformation = 0.05
  /// A prediction that stays so near to the Standard Model's is that.
  private static let leastDeviation = 0.01

  /// What comes first where there is no room for all.
  private struct Rank: Comparable {
    let kind: Int
    let information: Double

    static func < (one: Rank, other: Rank) -> Bool {
      one.kind != other.kind ? one.kind < other.kind : one.information > other.information
    }
  }

  init(_ answer: Answer, of problem: Problem) {
    self.answer = answer
    let asked = Set(problem.fit.profile + problem.fit.limits)
    for own in problem.free {
      let quantity = Quantity.parameter(own.parameter)
      let information = answer.posterior(of: quantity)?.information
      let isUntaught =
        answer.posterior == nil
        ? answer.bestFit(of: own.parameter)?.isUnconstrained == true
        : information ?? .infinity < Self.leastInformation
      if asked.contains(quantity) {
        interesting.append((quantity, Rank(kind: 0, information: 0)))
      } else if isUntaught {
        untaught.append(quantity)
      } else {
        interesting.append((quantity, Rank(kind: own.isNuisance ? 3 : 2, information: information ?? 0)))
      }
    }
    let standard = answer.bestFit.map { best in
      problem.standardModelPredictions(
        at: problem.free.map { best.evaluation.parameters[$0.parameter] ?? .nan })
    }
    let predicted = problem.fit.predictions
    let derived = problem.fit.profile.compactMap { quantity -> Observable? in
      guard case .observable(let observable) = quantity, !predicted.contains(observable) else { return nil }
      return observable
    }
    for observable in predicted + derived {
      let quantity = Quantity.observable(observable)
      if !asked.contains(quantity), let value = standard?[observable],
        answer.posterior(of: quantity)?.stays(within: Self.leastDeviation, of: value) == true
      {
        asInStandardModel.append(quantity)
      } else {
        interesting.append((quantity, Rank(kind: asked.contains(quantity) ? 0 : 1, information: 0)))
      }
    }
  }

  /// How many there are to tell of.
  var count: Int { interesting.count }

  /// The first so many, and the others, each in the order of the fit file.
  func chosen(_ count: Int) -> (shown: [Quantity], omitted: [Quantity]) {
    let order = interesting.indices.sorted {
      let (one, other) = (interesting[$0].rank, interesting[$1].rank)
      return one == other ? $0 < $1 : one < other
    }
    let chosen = Set(order.prefix(count))
    return (
      interesting.indices.filter(chosen.contains).map { interesting[$0].quantity },
      interesting.indices.filter { !chosen.contains($0) }.map { interesting[$0].quantity }
    )
  }

  /// The quantities whose best fit is in no piece of the posterior's 95.4 % region.
  func bestFitsOutside(among quantities: [Quantity]) -> [Quantity] {
    quantities.filter { quantity in
      guard let own = answer.posterior(of: quantity), own.problem == nil,
        let region = own.highestDensity.last, let best = answer.value(of: quantity)
      else { return false }
      return !region.pieces.contains { $0.holds(best) }
    }
  }
}

extension QuantityPosterior {
  /// Whether 95 % of the posterior are within a part of a value that is not zero, or all of it is that value.
  fileprivate func stays(within part: Double, of value: Double) -> Bool {
    guard problem == nil else { return median == value }
    guard let region = highestDensity.last, value != 0 else { return false }
    return region.pieces.allSatisfy { piece in
      max((piece.lower - value).magnitude, (piece.upper - value).magnitude) <= part * value.magnitude
    }
  }
}

extension CredibleIntervalResult {
  /// Whether a value lies in the interval, which may go across the ends of a circle; ends belong to it, rounding aside.
  fileprivate func holds(_ value: Double) -> Bool {
    let slack = 1e-9 * max(lower.magnitude, upper.magnitude)
    let isAbove = lower - slack <= value
    let isBelow = value <= upper + slack
    return lower <= upper ? isAbove && isBelow : isAbove || isBelow
  }
}
