import Foundation

/// A valley that parts the draws of a quantity in two, and how the walkers went across it.
///
/// How much of the density lies on either side is told by walkers that go to and fro. If few do, the number of draws here and
/// there says little, however many there are. And walkers that learn where to go from one another may be unable to leave
/// a side to the last one, or to come where there is none: each side then keeps at least one of the N walkers, and a
/// share p of the density is found as p/(1 − (1 − p)^N). It shows in that no ensemble ever leaves a side empty though
/// (1 − p)^N of the time it should.
public struct Parting: Sendable, Equatable {
  /// Where the valley is.
  public let place: Double
  /// Whether the side of fewer draws lies below it.
  public let isLightSideBelow: Bool
  /// The fraction of the draws there.
  public let lightShare: Double
  /// How often a walker came there from the other side.
  public let arrivals: Int
  /// How often an ensemble had left that side empty and a walker came there.
  public let returns: Int
  /// By how much too large the share is if walkers cannot leave it empty: p (1 − p)^N.
  public let bias: Double
  /// The Monte Carlo error of the share.
  public let error: Double

  /// The fewest arrivals by which a share is known: to a seventh, since each stay is as long as chance will have it.
  public static let fewestArrivals = 100

  /// Whether too few walkers went across to tell what lies on either side.
  public var isRarelyCrossed: Bool { arrivals < Self.fewestArrivals }

  /// Whether the share is one that only walkers who cannot leave a side empty would make, by more than its error.
  public var isHeldOpen: Bool { returns == 0 && bias > error }
}

extension Chains {
  /// The first valley of a quantity of which the draws do not tell how much of the density lies on either side; nil if there is
  /// none.
  ///
  /// - Parameters:
  ///   - values: the quantity at every draw, chain by chain.
  ///   - sorted: the same from the smallest to the largest, if at hand.
  public func unsettledParting(ofQuantity values: [Double], sorted: [Double]? = nil) -> Parting? {
    guard drawCount > 1 else { return nil }
    for place in valleys(of: sorted ?? values.sorted()) {
      let parting = parting(of: values, at: place)
      if parting.isRarelyCrossed || parting.isHeldOpen { return parting }
    }
    return nil
  }

  /// The first valley of a parameter, or last of the log density, that is not settled.
  func hasUnsettledParting(threads: Int) -> Bool {
    parallelMap(dimension + 1, threads: threads) { parameter in
      unsettledParting(ofQuantity: parameter < dimension ? values(of: parameter) : logDensities) != nil
    }.contains(true)
  }

  /// How the walkers went across a place.
  private func parting(of values: [Double], at place: Double) -> Parting {
    let below = values.count { $0 < place }
    let isLightSideBelow = 2 * below <= values.count
    let isLight = values.map { ($0 < place) == isLightSideBelow }
    let share = Double(isLight.count(where: \.self)) / Double(values.count)
    var (arrivals, returns) = (0, 0)
    for ensemble in 0..<ensembleCount {
      let own = ensemble * walkerCount..<(ensemble + 1) * walkerCount
      var wasEmpty = false
      for draw in 0..<drawCount {
        let isEmpty = !own.contains { isLight[$0 * drawCount + draw] }
        if wasEmpty, !isEmpty { returns += 1 }
        wasEmpty = isEmpty
      }
      for chain in own {
        for next in chain * drawCount + 1..<(chain + 1) * drawCount where isLight[next] && !isLight[next - 1]
        {
          arrivals += 1
        }
      }
    }
    return Parting(
      place: place, isLightSideBelow: isLightSideBelow, lightShare: share, arrivals: arrivals,
      returns: returns, bias: share * pow(1 - share, Double(walkerCount)),
      error: diagnostics(ofQuantity: isLight.map { $0 ? 1 : 0 }).monteCarloErrorOfMean)
  }
}

/// The deepest places of valleys in a density of which these are sorted draws.
///
/// The different draws, for a walker that does not move tells nothing, are cut into a thousand equal parts, whose lengths are
/// as one over the density. A valley is where the
/// density is below a tenth of what it rises to on both sides, and half a per cent of the draws or more lie on each:
/// what is rarer changes nothing that a few hundred independent draws can tell.
func valleys(of sorted: [Double]) -> [Double] {
  let different = zip(sorted, sorted.dropFirst()).filter { $0 < $1 }.map(\.1)
  let part = max(16, different.count / 1000)
  let ends = Array(stride(from: 0, to: different.count, by: part))
  guard ends.count > 20 else { return [] }
  let lengths = zip(ends, ends.dropFirst()).map { different[$1] - different[$0] }
  // the length of the densest part to the left, and to the right, of each
  var (left, right) = (lengths, lengths)
  for index in lengths.indices.dropFirst() { left[index] = min(left[index - 1], lengths[index]) }
  for index in lengths.indices.dropLast().reversed() { right[index] = min(right[index + 1], lengths[index]) }
  var places: [Double] = []
  var deepest: Int?
  // a walk from valley to valley: one ends where the density is near that of the lower side again
  for index in lengths.indices {
    let lower = max(left[index], right[index])
    if lengths[index] > 10 * lower, deepest.map({ lengths[index] > lengths[$0] }) ?? true { deepest = index }
    if let valley = deepest, lengths[index] < 3 * lower || index == lengths.count - 1 {
      places.append(widestGap(in: different[ends[valley]...ends[valley + 1]]))
      deepest = nil
    }
  }
  let fewest = sorted.count / 200
  return places.filter { place in
    let below = sorted.firstPlace { $0 >= place }
    return min(below, sorted.count - below) >= fewest
  }
}

/// The middle of the widest gap between neighbours.
private func widestGap(in sorted: ArraySlice<Double>) -> Double {
  var (widest, middle) = (-1.0, sorted.first ?? .nan)
  for (low, high) in zip(sorted, sorted.dropFirst()) where high - low > widest {
    (widest, middle) = (high - low, low + (high - low) / 2)
  }
  return middle
}
