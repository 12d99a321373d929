import Foundation
import Inference

/// Chains that stay in different places of a parameter: what that means, in words.
struct ChainSeparation {
  private let quantity: Quantity
  private let groups: [ChainGroup]
  private let walkerCount: Int
  private let circle: ClosedRange<Double>?
  /// The widest gap between groups over the widest group: how plain it is that they are apart.
  let clarity: Double

  /// Nil if the chains hang together.
  ///
  /// - Parameter circle: the range of a periodic parameter, whose `values` were cut open elsewhere.
  init?(of quantity: Quantity, _ values: [Double], in chains: Chains, circle: ClosedRange<Double>? = nil) {
    let cut = circle?.emptiestPlace(of: values)
    let opened = cut.map { $0...$0 + (circle?.turn ?? 0) }
    groups = chains.separateGroups(ofQuantity: opened.map { range in values.map(range.wrapping) } ?? values)
    guard !groups.isEmpty else { return nil }
    self.quantity = quantity
    self.circle = circle
    walkerCount = chains.walkerCount
    let gaps = zip(groups, groups.dropFirst()).map { $1.range.lowerBound - $0.range.upperBound }
    let widths = groups.map { $0.range.upperBound - $0.range.lowerBound }
    clarity = (gaps.max() ?? 0) / max(widths.max() ?? 0, .leastNormalMagnitude)
  }

  /// Who stays where, and what is not known for it.
  var words: String {
    let places = groups.map { group in
      let (low, high) = (printed(group.range.lowerBound), printed(group.range.upperBound))
      return
        "\(who(group)) in \(low) … \(high)\(quantity.unit.isEmpty ? "" : " \(quantity.unit)")"
    }
    return
      "\(quantity.name): \(places.joined(separator: ", ")); they do not visit each other's regions, so how much "
      + "of the posterior lies in each is not known"
  }

  /// Three digits: a place, not a result.
  private func printed(_ value: Double) -> String { String(format: "%.3g", circle?.wrapping(value) ?? value) }

  /// A few chains by number, the many walkers of ensembles by their count.
  private func who(_ group: ChainGroup) -> String {
    let numbers = group.chains.map { "\($0 + 1)" }
    guard walkerCount == 1, numbers.count <= 8 else {
      return "\(numbers.count) \(walkerCount == 1 ? "chains" : numbers.count == 1 ? "walker" : "walkers")"
    }
    return "\(numbers.count == 1 ? "chain" : "chains") \(numbers.joined(separator: ", "))"
  }
}
