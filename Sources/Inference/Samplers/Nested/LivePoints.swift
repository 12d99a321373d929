/// The live points of a run of nested sampling, by rising likelihood.
package struct LivePoints {
  let dimension: Int
  /// Coordinates, point by point.
  private(set) var positions: [Double]
  /// ln L of each point, ``excluded`` in place of −∞.
  private(set) var logLikelihoods: [Double]
  /// The likelihood above which each point was drawn.
  private(set) var births: [Double]
  /// The points by rising likelihood.
  private(set) var order: [Int]

  /// Stands for ln L = −∞, so that a draw from the prior, which came from above −∞, is born below every point.
  static let excluded = -Double.greatestFiniteMagnitude

  /// `count` draws from the prior. NaN and +∞ count as ln L = −∞, and in `invalid`.
  package init(_ count: Int, from model: some BayesianModel, using random: inout Random, invalid: inout Int) {
    dimension = model.dimension
    positions = []
    logLikelihoods = []
    births = Array(repeating: -.infinity, count: count)
    for _ in 0..<count {
      let point = model.drawFromPrior(using: &random)
      let logLikelihood = model.logLikelihood(at: point.span)
      if !(logLikelihood < .infinity) { invalid += 1 }
      positions += point
      logLikelihoods.append(max(Self.excluded, logLikelihood.asLogDensity))
    }
    order = []
    order = logLikelihoods.indices.sorted { logLikelihoods[$0] < logLikelihoods[$1] }
  }

  var count: Int { order.count }

  /// The smallest ln L.
  var lowest: Double { logLikelihoods[order[0]] }

  /// The largest ln L.
  var highest: Double { logLikelihoods[order[order.count - 1]] }

  /// How many points share the smallest ln L: one, but for plateaus.
  var lowestCount: Int {
    var ties = 1
    while ties < order.count, logLikelihoods[order[ties]] == lowest { ties += 1 }
    return ties
  }

  /// One of two halves of the live points. A point that is replaced is replaced by a descendant of its own half, so that lineages never
  /// mix, and what one half says of the prior above a contour is independent of where a point of the other half stands.
  package enum Half: Int, Sendable {
    case even, odd

    var other: Half { self == .even ? .odd : .even }
  }

  /// The half that a point belongs to.
  func half(of slot: Int) -> Half { slot % 2 == 0 ? .even : .odd }

  /// How many points a half has.
  func count(of half: Half) -> Int { (count + 1 - half.rawValue) / 2 }

  /// The place of one of a half's points.
  func slot(_ number: Int, of half: Half) -> Int { 2 * number + half.rawValue }

  /// Where the descendant that is to replace the lowest point sets out: any point of the same half but the lowest `excluded` of all;
  /// of the other half if that has none, as may be where half of all points share a plateau.
  func parent(excluding excluded: Int, using random: inout Random) -> Int {
    let wanted = half(of: order[0])
    let candidates = order[excluded...].count { half(of: $0) == wanted }
    guard candidates > 0 else { return order[excluded + random.index(below: count - excluded)] }
    var number = random.index(below: candidates)
    for slot in order[excluded...] where half(of: slot) == wanted {
      if number == 0 { return slot }
      number -= 1
    }
    return order[excluded]
  }

  /// Puts a new point in place of the lowest; returns how many of the others lie below it.
  mutating func replaceLowest(by point: [Double], logLikelihood: Double, birth: Double) -> Int {
    let slot = order[0]
    for index in 0..<dimension { positions[slot * dimension + index] = point[index] }
    logLikelihoods[slot] = logLikelihood
    births[slot] = birth
    var (low, high) = (1, order.count)
    while low < high {
      let middle = (low + high) / 2
      if logLikelihoods[order[middle]] < logLikelihood { low = middle + 1 } else { high = middle }
    }
    for place in 1..<max(1, low) { order[place - 1] = order[place] }
    order[low - 1] = slot
    return low - 1
  }
}
