/// Chains that stay in one place, while others stay in another.
public struct ChainGroup: Sendable, Equatable {
  /// The chains, by number, ascending.
  public let chains: [Int]
  /// From the lowest 5 % quantile of these chains to their highest 95 % quantile.
  public let range: ClosedRange<Double>
}

extension Chains {
  /// The groups into which chains fall that do not visit each other's places, in ascending order of the quantity; empty
  /// if all hang together.
  ///
  /// Two chains hang together if the ranges that hold the middle 90 % of their draws overlap, or if others lie between
  /// that do so one by one. Chains of one density that have forgotten where they began overlap almost entirely; where
  /// they do not, each knows only the surroundings of its start, and how much of the density lies here and how much
  /// there is not known, however small each chain's errors look.
  ///
  /// - Parameter values: a quantity at every draw, chain by chain.
  public func separateGroups(ofQuantity values: [Double]) -> [ChainGroup] {
    guard chainCount > 1, drawCount >= 20, values.allSatisfy(\.isFinite) else { return [] }
    let ranges = (0..<chainCount).map { chain in
      let sorted = values[chain * drawCount..<(chain + 1) * drawCount].sorted()
      return sorted[drawCount / 20]...sorted[drawCount - 1 - drawCount / 20]
    }
    var groups: [ChainGroup] = []
    for chain in ranges.indices.sorted(by: { ranges[$0].lowerBound < ranges[$1].lowerBound }) {
      if let last = groups.last, ranges[chain].lowerBound <= last.range.upperBound {
        groups[groups.count - 1] = ChainGroup(
          chains: (last.chains + [chain]).sorted(),
          range: last.range.lowerBound...max(last.range.upperBound, ranges[chain].upperBound))
      } else {
        groups.append(ChainGroup(chains: [chain], range: ranges[chain]))
      }
    }
    return groups.count > 1 ? groups : []
  }
}
