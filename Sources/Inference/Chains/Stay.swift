/// How long a chain stayed at one point while all that it proposed was rejected.
///
/// N draws that are to be worth n independent ones are N/n for each of these, and a point is one of them at most. A chain that
/// stays at one for longer counts it several times over: it has got to where its steps are far too long, and how long it stays there is
/// how much the draws say lies there. No comparison of chains shows that if the place is in the midst of all the others.
public struct Stay: Sendable, Equatable {
  /// The chain, by number.
  public let chain: Int
  /// How many draws, one after the other, are the same point.
  public let length: Int

  /// Why the draws must not be used.
  public var words: String {
    "chain \(chain + 1) stayed at one point for \(length) draws, more than make up an independent one"
  }
}

extension Chains {
  /// The longest stay of a chain at one point; nil if there are no draws.
  public var longestStay: Stay? {
    guard drawCount > 0 else { return nil }
    return (0..<chainCount).map { Stay(chain: $0, length: longestStay(of: $0)) }.max { $0.length < $1.length }
  }

  /// The longest stay, if it is longer than draws that meet the goal may be alike: N/n of them; nil if not.
  public func overlongStay(for goal: ConvergenceGoal) -> Stay? {
    let most = Double(chainCount * drawCount) / goal.effectiveSampleSize
    return longestStay.flatMap { Double($0.length) > max(1, most) ? $0 : nil }
  }

  private func longestStay(of chain: Int) -> Int {
    var (longest, length) = (1, 1)
    for draw in chain * drawCount + 1..<(chain + 1) * drawCount {
      length = isSamePoint(draw, draw - 1) ? length + 1 : 1
      longest = max(longest, length)
    }
    return longest
  }

  /// Whether two draws are the same point but for rounding, which a mapping of coordinates to and fro may leave.
  private func isSamePoint(_ first: Int, _ second: Int) -> Bool {
    for parameter in 0..<dimension {
      let (a, b) = (values[first * dimension + parameter], values[second * dimension + parameter])
      guard abs(a - b) <= 1e-12 * max(abs(a), abs(b)) else { return false }
    }
    return true
  }
}
