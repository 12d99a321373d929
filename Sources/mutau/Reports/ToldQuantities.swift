import GlobalFit
import Physics
import Typesetting

/// Which quantities a result tells of at a glance, most wanted first: those that were asked for, predictions, and parameters about
/// which the data say something.
struct ToldQuantities {
  /// Parameters whose posteriors are their priors; without a posterior those that χ² does not depend on.
  private(set) var untaught: [String] = []
  /// Predictions that hardly leave the Standard Model.
  private(set) var asInStandardModel: [String] = []
  /// What has something to say, in the order of the fit file, with its rank.
  private var interesting: [(name: String, rank: Rank)] = []
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
    let asked = Set((problem.fit.profile + problem.fit.limits).map(\.name))
    for own in problem.free {
      let name = own.parameter.rawValue
      let information = answer.posterior(of: name)?.information
      let isUntaught =
        answer.posterior == nil
        ? answer.bestFit(of: name)?.noError == "not constrained by the data"
        : information ?? .infinity < Self.leastInformation
      if asked.contains(name) {
        interesting.append((name, Rank(kind: 0, information: 0)))
      } else if isUntaught {
        untaught.append(name)
      } else {
        interesting.append((name, Rank(kind: own.isNuisance ? 3 : 2, information: information ?? 0)))
      }
    }
    let standard = answer.bestFit.map { best in
      problem.standardModelPredictions(
        at: problem.free.map { best.evaluation.parameters[$0.parameter.rawValue] ?? .nan })
    }
    let predictions = problem.fit.predictions.map(\.rawValue)
    let derived = problem.fit.profile.map(\.name).filter { name in
      !predictions.contains(name) && !problem.free.contains { $0.parameter.rawValue == name }
    }
    for name in predictions + derived {
      if !asked.contains(name), let value = standard?[name],
        answer.posterior(of: name)?.stays(within: Self.leastDeviation, of: value) == true
      {
        asInStandardModel.append(name)
      } else {
        interesting.append((name, Rank(kind: asked.contains(name) ? 0 : 1, information: 0)))
      }
    }
  }

  /// How many there are to tell of.
  var count: Int { interesting.count }

  /// The first so many, and the others, each in the order of the fit file.
  func chosen(_ count: Int) -> (shown: [String], omitted: [String]) {
    let order = interesting.indices.sorted {
      let (one, other) = (interesting[$0].rank, interesting[$1].rank)
      return one == other ? $0 < $1 : one < other
    }
    let chosen = Set(order.prefix(count))
    return (
      interesting.indices.filter(chosen.contains).map { interesting[$0].name },
      interesting.indices.filter { !chosen.contains($0) }.map { interesting[$0].name }
    )
  }

  /// The quantities whose best fit is in no piece of the posterior's 95.4 % region.
  func bestFitsOutside(among names: [String]) -> [String] {
    names.filter { name in
      guard let quantity = answer.posterior(of: name), quantity.problem == nil,
        let region = quantity.highestDensity.last, let best = answer.value(of: name)
      else { return false }
      return !region.pieces.contains { $0.holds(best) }
    }
  }
}

/// What a command found out, as far as it did.
struct Answer {
  /// The maximum of the likelihood; nil where only the posterior was asked for.
  var bestFit: BestFit?
  /// The profiles of quantities.
  var profiles: [ProfileResult] = []
  /// What the draws say; nil where nothing was drawn.
  var posterior: PosteriorSummary?

  func bestFit(of name: String) -> BestFit.ParameterResult? {
    bestFit?.parameters.first { $0.name == name }
  }

  func profile(of name: String) -> ProfileResult? { profiles.first { $0.quantity == name } }

  func posterior(of name: String) -> QuantityPosterior? {
    posterior?.quantities.first { $0.quantity == name }
  }

  /// The value at the best fit.
  func value(of name: String) -> Double? {
    bestFit(of: name)?.value ?? bestFit?.predictions[name] ?? profile(of: name)?.bestFit
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
