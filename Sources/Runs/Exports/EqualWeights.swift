/// Draws of equal weight that stand for weighted ones.
struct EqualWeights {
  /// Which draws to take, some more than once.
  let draws: [Int]
  /// How many different ones are among them.
  let distinct: Int
  /// Kish's effective number of the weighted draws, (Σ w)² / Σ w²: as many are taken, rounded down, so that whoever takes
  /// them for independent draws takes them for what they are worth.
  let effective: Double

  /// Systematic resampling: with n draws to take, the one of weight w is taken n w / Σ w times, rounded up or down.
  ///
  /// Source: J. Carpenter, P. Clifford, P. Fearnhead, "Improved particle filter for nonlinear problems", IEE Proc. Radar,
  /// Sonar Navig. 146 (1999) 2. The order is random, because draws of nested sampling come in the order of their likelihood,
  /// which would look like a chain that moves slowly; draws of a Markov chain keep their order, which says how slowly it does.
  ///
  /// - Precondition: Weights are finite and not negative, and one of them is positive.
  init(weights: [Double], seed: UInt64, isShuffled: Bool) {
    let largest = weights.max() ?? 1
    let scaled = weights.map { $0 / largest }
    let sum = scaled.reduce(0, +)
    effective = sum * sum / scaled.reduce(0) { $0 + $1 * $1 }
    let count = max(1, Int(effective.rounded(.down)))
    var random = SplitMix(seed: seed)
    let offset = random.uniform()

    var draws: [Int] = []
    draws.reserveCapacity(count)
    var (below, draw) = (0.0, 0)
    let last = scaled.lastIndex { $0 > 0 } ?? 0
    for number in 0..<count {
      let target = (Double(number) + offset) / Double(count) * sum
      // Rounding may leave the last target above the sum.
      while draw < last, below + scaled[draw] <= target {
        below += scaled[draw]
        draw += 1
      }
      draws.append(draw)
    }
    distinct = Set(draws).count
    if isShuffled {
      for end in stride(from: count - 1, to: 0, by: -1) { draws.swapAt(end, random.index(below: end + 1)) }
    }
    self.draws = draws
  }
}

/// A stream of random bits for choices that no result rests on.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// doi:10.1145/2660193.2660195, with the constants of Java's SplittableRandom.
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A uniform number in 0 ..< 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in 0 ..< `bound`.
  mutating func index(below bound: Int) -> Int {
    Int(UInt64(bound).multipliedFullWidth(by: next()).high)
  }
}
